"""Actions of the simulator panel: every button is one driver call. Alt-click copies the call as code."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from host_page.views.action_group import Action, ActionGroup, Fields, split
from host_page.views.bench.simulator.model import number_of, parse_pairs
from host_page.views.regions import Region
from host_page.views.ui_state import CampaignForm, ClientForm, MediaForm, RingForm, SimulatorTab
from scapi.centre.open_media import CHAT, CHATS, EMAIL, WORK_ITEM, CentreVerb
from scapi.values import Failure, Json, JsonObject, Outcome, member, when_answered

_SHOWN = (Region.SIMULATOR, Region.STRIP, Region.RAIL, Region.CASE, Region.TOASTS, Region.TOP)


class SimulatorActions(ActionGroup):
    """Plays the far ends and turns the clock."""

    def table(self) -> Mapping[str, Action]:
        return {
            "sim-tab": self.tab,
            "sim-clock": lambda arg, fields: self._drive("sim-clock", "clock", {"mode": arg}, fields),
            "sim-advance": self.advance,
            "sim-reset": lambda _, fields: self._drive("sim-reset", "reset", {}, fields),
            "sim-ring": self.ring,
            "sim-far-end": self.far_end,
            "sim-media": self.come_in,
            "sim-customer": self.customer,
            "sim-say": self.customer_says,
            "sim-refuse": lambda arg, fields: self._drive("sim-refuse", "refuse", {"operation": arg}, fields),
            "sim-load": self.load,
            "sim-campaign": self.campaign,
            "sim-push": lambda arg, fields: self._drive(f"campaign-{arg}", "pushPreview", {"campaign": arg}, fields),
            "sim-push-direct": lambda arg, fields: self._drive(
                f"campaign-{arg}", "pushPreview", {"campaign": arg, "direct": True}, fields
            ),
            "sim-link": lambda arg, fields: self._drive("sim-link", "connection", {"state": arg}, fields),
            "sim-open": self.open_client,
            "sim-close": lambda arg, fields: self._drive(f"close-{arg}", "closeClient", {"frameId": arg}, fields),
        }

    def tab(self, arg: str, _: Fields) -> None:
        wanted = member(SimulatorTab, arg)
        if wanted is not None:
            self.ui.simulator_tab = wanted
            self.page.changed(Region.SIMULATOR)

    def advance(self, arg: str, fields: Fields) -> None:
        if arg.isascii() and arg.isdigit():
            self._drive("sim-advance", "advance", {"seconds": int(arg)}, fields)

    def ring(self, _: str, fields: Fields) -> None:
        """An inbound call as the form says; without one, as it said last."""
        form = RingForm(*(fields.get(name, getattr(self.ui.ring, name)) for name in ("ani", "dnis", "data", "after")))
        self.ui.ring = form
        try:
            data = parse_pairs(form.data)
        except ValueError as error:
            self.ui.errors["sim-ring"] = str(error)
            self.page.changed(Region.SIMULATOR)
            return
        args: dict[str, Json] = {"ani": form.ani.strip()}
        if form.dnis:
            args["dnis"] = form.dnis
        if data:
            args["userData"] = data
        if form.after.strip():
            args["noAnswerAfter"] = number_of(form.after.strip())
        self._drive("sim-ring", "ring", args, fields)

    def far_end(self, arg: str, fields: Fields) -> None:
        """What another party does: ``<interaction> <action> [<number of the party>]``."""
        interaction_id, rest = split(arg)
        action, party = split(rest)
        args: dict[str, Json] = {"interactionId": interaction_id, "action": action}
        if party:
            args["party"] = party
        self._drive(f"far-{interaction_id}", "farEnd", args, fields)

    def come_in(self, _: str, fields: Fields) -> None:
        """An e-mail, a chat or an item as the form says."""
        media, sender, subject, body = (fields.get(name, "") for name in ("media", "sender", "subject", "body"))
        form = MediaForm(media, sender, subject, body, fields.get("fails") == "true")
        self.ui.media = form
        name = EMAIL if form.media == EMAIL else CHAT if form.media in CHATS else WORK_ITEM
        args: dict[str, Json] = {"subject": form.subject, "body": form.body}
        if form.sender.strip():
            args["from"] = form.sender.strip()
        if name != form.media:
            args["media"] = form.media
        if name == CHAT and form.join_fails:
            args["joinFails"] = True
        self._drive("sim-media", name, args, fields)

    def customer(self, arg: str, fields: Fields) -> None:
        """What the other side of open media does: ``<interaction> <action>``."""
        interaction_id, action = split(arg)
        args: JsonObject = {"interactionId": interaction_id, "action": action}
        self._drive(f"customer-{interaction_id}", "customer", args, fields)

    def customer_says(self, arg: str, fields: Fields) -> None:
        """The customer of a chat says something."""
        args: JsonObject = {"interactionId": arg, "action": CentreVerb.SAY.value, "text": fields.get("text", "")}
        self._drive(f"customer-{arg}", "customer", args, fields, lambda _: self.page.set_value(f"#say-{arg}", ""))

    def load(self, _: str, fields: Fields) -> None:
        """Loads a campaign; a name that the scenario does not have gets a sample list."""
        form = CampaignForm(fields.get("name", "").strip(), fields.get("mode", "Preview"))
        self.ui.campaign = form
        self._drive("sim-load", "campaign", {"action": "load", "name": form.name, "mode": form.mode}, fields)

    def campaign(self, arg: str, fields: Fields) -> None:
        """``start``, ``stop`` or ``unload``, and the campaign."""
        action, name = split(arg)
        self._drive(f"campaign-{name}", "campaign", {"action": action, "name": name}, fields)

    def open_client(self, _: str, fields: Fields) -> None:
        """Opens a page as a client."""
        form = ClientForm(fields.get("label", ""), fields.get("url", ""), fields.get("level", "workspace"))
        self.ui.client = form
        args = {"label": form.label.strip() or form.url.strip(), "url": form.url.strip(), "level": form.level}
        self._drive("sim-open", "openClient", args, fields, self._opened)

    def _opened(self, data: Json) -> None:
        self.ui.client = ClientForm(level=self.ui.client.level)
        if isinstance(data, Mapping):
            self.ui.tab = str(data.get("frameId"))
        for field in ("label", "url"):
            self.page.set_value(f"#client-{field}", "")
        self.page.changed(Region.TABS)

    def _drive(
        self, control: str, name: str, args: JsonObject, fields: Fields, done: Callable[[Json], None] = lambda _: None
    ) -> None:
        self.ui.errors.pop(control, None)
        if fields.get("altKey") == "true":
            arguments = json.dumps(args, ensure_ascii=False)
            self.page.copy_text(f"await workspace.call({json.dumps(name)}, {arguments})")
            return

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self.ui.errors[control] = outcome.error.removeprefix("Error: ")
            else:
                done(outcome.data)
            self.page.changed(*_SHOWN)

        when_answered(self.session.drive(name, args), answered)
