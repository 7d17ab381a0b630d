"""Actions of the simulator panel: every button is one driver call. Alt-click copies the call as code."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.bench.simulator.model import (
    CAMPAIGN_FORM,
    CAMPAIGN_LINE,
    CLIENT,
    CLIENT_FORM,
    CLOCK,
    CUSTOMER,
    FAR_END,
    LINK,
    MEDIA_FORM,
    REFUSAL,
    RING_FORM,
    number_of,
    parse_pairs,
)
from host_page.views.places import Spot
from host_page.views.regions import Region
from host_page.views.ui_state import CampaignForm, ClientForm, Fold, MediaForm, RingForm, SimulatorTab, shown_error
from scapi.centre.open_media import CHAT, CHATS, EMAIL, WORK_ITEM, CentreVerb
from scapi.values import Failure, Json, JsonObject, Outcome, member, when_answered

_SHOWN = (Region.SIMULATOR, Region.STRIP, Region.RAIL, Region.CASE, Region.TOASTS, Region.TOP)


class SimulatorActions(ActionGroup):
    """Plays the far ends and turns the clock."""

    @action("sim-tab")
    def tab(self, arg: str, _: Fields) -> None:
        wanted = member(SimulatorTab, arg)
        if wanted is not None:
            self.ui.simulator_tab = wanted
            self.page.changed(Region.SIMULATOR)

    @action("sim-fold")
    def fold(self, arg: str, _: Fields) -> None:
        """Folds the panel to its head, or opens it: ``folded`` or ``open``."""
        wanted = member(Fold, arg)
        if wanted is not None:
            self.ui.simulator_fold = wanted
            self.page.changed(Region.SIMULATOR)
            self.page.focus("#sim-unfold" if wanted is Fold.FOLDED else "#sim-fold")

    @action("sim-ring-form")
    def fold_form(self, arg: str, _: Fields) -> None:
        """Folds the form of the next call to a line, or opens it."""
        self.ui.ring_form = member(Fold, arg) or self.ui.ring_form
        self.page.changed(Region.SIM_BODY)

    @action("sim-clock", told=CLOCK)
    def set_clock(self, arg: str, fields: Fields) -> None:
        self._drive("clock", {"mode": arg}, fields)

    @action("sim-reset", told=CLOCK)
    def reset(self, _: str, fields: Fields) -> None:
        self._drive("reset", {}, fields)

    @action("sim-link", told=LINK)
    def set_link(self, arg: str, fields: Fields) -> None:
        self._drive("connection", {"state": arg}, fields)

    @action("sim-advance", told=CLOCK)
    def advance(self, arg: str, fields: Fields) -> None:
        if arg.isascii() and arg.isdigit():
            self._drive("advance", {"seconds": int(arg)}, fields)

    @action("sim-ring", told=RING_FORM)
    def ring(self, _: str, fields: Fields) -> None:
        """An inbound call as the form says; without one, as it said last."""
        form = RingForm(*(fields.get(name, getattr(self.ui.ring, name)) for name in ("ani", "dnis", "data", "after")))
        self.ui.ring = form
        try:
            data = parse_pairs(form.data)
        except ValueError as error:
            self.fail(str(error), Region.SIMULATOR)
            return
        args: dict[str, Json] = {"ani": form.ani.strip()}
        if form.dnis:
            args["dnis"] = form.dnis
        if data:
            args["userData"] = data
        if form.after.strip():
            args["noAnswerAfter"] = number_of(form.after.strip())
        self._drive("ring", args, fields)

    @action("sim-far-end", told=FAR_END)
    def far_end(self, arg: str, fields: Fields) -> None:
        """What another party does: ``<interaction> <action> [<number of the party>]``."""
        interaction_id, rest = split(arg)
        action, party = split(rest)
        args: dict[str, Json] = {"interactionId": interaction_id, "action": action}
        if party:
            args["party"] = party
        self._drive("farEnd", args, fields)

    @action("sim-media-kind")
    def choose_media(self, _: str, fields: Fields) -> None:
        """What is to come in was chosen: the form asks what fits it."""
        self.ui.media = self._media_form(fields)
        self.page.changed(Region.SIM_BODY)

    @action("sim-media", told=MEDIA_FORM)
    def come_in(self, _: str, fields: Fields) -> None:
        """An e-mail, a chat or an item as the form says."""
        form = self._media_form(fields)
        self.ui.media = form
        name = EMAIL if form.media == EMAIL else CHAT if form.media in CHATS else WORK_ITEM
        args: dict[str, Json] = {"subject": form.subject, "body": form.body}
        if form.sender.strip():
            args["from"] = form.sender.strip()
        if name != form.media:
            args["media"] = form.media
        if name == CHAT and form.join_fails:
            args["joinFails"] = True
        self._drive(name, args, fields)

    @action("sim-customer", told=CUSTOMER)
    def customer(self, arg: str, fields: Fields) -> None:
        """What the other side of open media does: ``<interaction> <action>``."""
        interaction_id, action = split(arg)
        args: JsonObject = {"interactionId": interaction_id, "action": action}
        self._drive("customer", args, fields)

    @action("sim-say", told=CUSTOMER)
    def customer_says(self, arg: str, fields: Fields) -> None:
        """The customer of a chat says something."""
        args: JsonObject = {"interactionId": arg, "action": CentreVerb.SAY.value, "text": fields.get("text", "")}
        self._drive("customer", args, fields, lambda _: self.page.set_value(f"#say-{arg}", ""))

    @action("sim-refuse", told=REFUSAL)
    def refuse(self, arg: str, fields: Fields) -> None:
        """The contact centre refuses the next operation of a kind."""
        self._drive("refuse", {"operation": arg}, fields)

    @action("sim-load", told=CAMPAIGN_FORM)
    def load(self, _: str, fields: Fields) -> None:
        """Loads a campaign; a name that the scenario does not have gets a sample list."""
        form = CampaignForm(fields.get("name", "").strip(), fields.get("mode", "Preview"))
        self.ui.campaign = form
        self._drive("campaign", {"action": "load", "name": form.name, "mode": form.mode}, fields)

    @action("sim-campaign", told=CAMPAIGN_LINE)
    def campaign(self, arg: str, fields: Fields) -> None:
        """``start``, ``stop`` or ``unload``, and the campaign."""
        action, name = split(arg)
        self._drive("campaign", {"action": action, "name": name}, fields, at=CAMPAIGN_LINE.of(name))

    @action("sim-push", told=CAMPAIGN_LINE)
    def push(self, arg: str, fields: Fields) -> None:
        self._drive("pushPreview", {"campaign": arg}, fields)

    @action("sim-push-direct", told=CAMPAIGN_LINE)
    def push_directly(self, arg: str, fields: Fields) -> None:
        self._drive("pushPreview", {"campaign": arg, "direct": True}, fields)

    @action("sim-copy")
    def copy_calls(self, _: str, __: Fields) -> None:
        """Whether a button copies its driver call instead of making it."""
        self.ui.copies_calls = not self.ui.copies_calls
        self.ui.copied_call = ""
        self.page.changed(Region.SIMULATOR)

    @action("sim-open", told=CLIENT_FORM)
    def open_client(self, _: str, fields: Fields) -> None:
        """Opens a page as a client."""
        form = ClientForm(fields.get("label", ""), fields.get("url", ""), fields.get("level", "workspace"))
        self.ui.client = form
        args = {"label": form.label.strip() or form.url.strip(), "url": form.url.strip(), "level": form.level}
        self._drive("openClient", args, fields, self._opened)

    @action("sim-close", told=CLIENT)
    def close_client(self, arg: str, fields: Fields) -> None:
        self._drive("closeClient", {"frameId": arg}, fields)

    @staticmethod
    def _media_form(fields: Fields) -> MediaForm:
        media, sender, subject, body = (fields.get(name, "") for name in ("media", "sender", "subject", "body"))
        return MediaForm(media, sender, subject, body, fields.get("fails") == "true")

    def _opened(self, data: Json) -> None:
        self.ui.client = ClientForm(level=self.ui.client.level)
        if isinstance(data, Mapping):
            self.ui.app_tab = str(data.get("frameId"))
        for field in ("label", "url"):
            self.page.set_value(f"#client-{field}", "")
        self.page.changed(Region.TABS)

    def _drive(
        self,
        name: str,
        args: JsonObject,
        fields: Fields,
        done: Callable[[Json], None] = lambda _: None,
        *,
        at: Spot | None = None,
    ) -> None:
        spot = at or self.here
        self.ui.errors.pop(spot, None)
        if fields.get("altKey") == "true" or self.ui.copies_calls:
            self.ui.copied_call = f"await workspace.call({json.dumps(name)}, {json.dumps(args, ensure_ascii=False)})"
            self.page.copy_text(self.ui.copied_call)
            self.page.changed(Region.SIMULATOR)
            return
        self.ui.copied_call = ""

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self.ui.errors[spot] = shown_error(outcome.error)
            else:
                done(outcome.data)
            self.page.changed(*_SHOWN)

        when_answered(self.session.drive(name, args), answered)
