"""Actions of the simulator panel: every button is one driver call, which Alt-click copies as code."""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.action_group import Fields, action, split
from host_page.views.bench.simulator import calls
from host_page.views.bench.simulator.driving import Driving
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
)
from host_page.views.regions import Region
from host_page.views.ui_state import CampaignForm, ClientForm, Fold, MediaForm, RingForm, SimulatorTab
from scapi.values import Json, member


class SimulatorActions(Driving):
    """Plays the far ends and turns the clock."""

    @action("sim-tab")
    def tab(self, arg: str, _: Fields) -> None:
        wanted = member(SimulatorTab, arg)
        if wanted is not None:
            self.ui.simulator_tab = wanted
            self.ui.said_call = self.ui.copied_call = ""
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
        self.press("sim-clock", arg, fields)

    @action("sim-reset", told=CLOCK)
    def reset(self, arg: str, fields: Fields) -> None:
        self.press("sim-reset", arg, fields)

    @action("sim-link", told=LINK)
    def set_link(self, arg: str, fields: Fields) -> None:
        self.press("sim-link", arg, fields)

    @action("sim-advance", told=CLOCK)
    def advance(self, arg: str, fields: Fields) -> None:
        if arg.isascii() and arg.isdigit():
            self.press("sim-advance", arg, fields)

    @action("sim-ring-edit")
    def edit_ring(self, _: str, fields: Fields) -> None:
        """The form of a call is being written: its driver call follows it."""
        self.ui.ring = _ring_form(self.ui.ring, fields)
        self.edited(calls.code_of(self.ui.ring))

    @action("sim-ring", told=RING_FORM)
    def ring(self, _: str, fields: Fields) -> None:
        """An inbound call as the form says; without one, as it said last."""
        self.ui.ring = _ring_form(self.ui.ring, fields)
        try:
            call = calls.ring(self.ui.ring)
        except ValueError as error:
            self.fail(str(error), Region.SIMULATOR)
            return
        self.drive(call, fields)

    @action("sim-far-end", told=FAR_END)
    def far_end(self, arg: str, fields: Fields) -> None:
        """What another party does: ``<interaction> <action> [<number of the party>]``."""
        self.press("sim-far-end", arg, fields)

    @action("sim-media-kind")
    def choose_media(self, _: str, fields: Fields) -> None:
        """What is to come in was chosen, or is being written: the form asks what fits it."""
        self.ui.media = _media_form(fields)
        self.edited(calls.code_of(self.ui.media))

    @action("sim-media", told=MEDIA_FORM)
    def come_in(self, _: str, fields: Fields) -> None:
        """An e-mail, a chat or an item as the form says."""
        self.ui.media = _media_form(fields)
        self.drive(calls.come_in(self.ui.media), fields)

    @action("sim-customer", told=CUSTOMER)
    def customer(self, arg: str, fields: Fields) -> None:
        """What the other side of open media does: ``<interaction> <action>``."""
        self.press("sim-customer", arg, fields)

    @action("sim-say-edit")
    def edit_say(self, arg: str, fields: Fields) -> None:
        """What a customer is to say is being written."""
        self.ui.sayings[arg] = fields.get("text", "")
        self.page.changed(Region.FAR_ENDS)
        self.edited(calls.say(arg, self.ui.sayings[arg]).code)

    @action("sim-say", told=CUSTOMER)
    def customer_says(self, arg: str, fields: Fields) -> None:
        """The customer of a chat says something."""

        def said(_: Json) -> None:
            self.ui.sayings.pop(arg, None)
            self.page.set_value(f"#say-{arg}", "")

        self.drive(calls.say(arg, fields.get("text", "")), fields, said)

    @action("sim-refuse", told=REFUSAL)
    def refuse(self, arg: str, fields: Fields) -> None:
        """The contact centre refuses the next operation of a kind."""
        self.press("sim-refuse", arg, fields)

    @action("sim-load-edit")
    def edit_load(self, _: str, fields: Fields) -> None:
        self.ui.campaign = _campaign_form(fields)
        self.edited(calls.code_of(self.ui.campaign))

    @action("sim-load", told=CAMPAIGN_FORM)
    def load(self, _: str, fields: Fields) -> None:
        """Loads a campaign; a name that the scenario does not have gets a sample list."""
        self.ui.campaign = _campaign_form(fields)
        self.drive(calls.load(self.ui.campaign), fields)

    @action("sim-campaign", told=CAMPAIGN_LINE)
    def campaign(self, arg: str, fields: Fields) -> None:
        """``start``, ``stop`` or ``unload``, and the campaign."""
        self.press("sim-campaign", arg, fields, at=CAMPAIGN_LINE.of(split(arg)[1]))

    @action("sim-push", told=CAMPAIGN_LINE)
    def push(self, arg: str, fields: Fields) -> None:
        self.press("sim-push", arg, fields)

    @action("sim-push-direct", told=CAMPAIGN_LINE)
    def push_directly(self, arg: str, fields: Fields) -> None:
        self.press("sim-push-direct", arg, fields)

    @action("sim-copy")
    def copy_calls(self, _: str, __: Fields) -> None:
        """Whether a button copies its driver call instead of making it."""
        self.ui.copies_calls = not self.ui.copies_calls
        self.ui.copied_call = ""
        self.page.changed(Region.SIMULATOR)

    @action("sim-copy-call")
    def copy_call(self, arg: str, _: Fields) -> None:
        """Copies the call that is said at the foot of the panel."""
        self.copied(arg)

    @action("sim-open-edit")
    def edit_client(self, _: str, fields: Fields) -> None:
        self.ui.client = _client_form(fields)
        self.edited(calls.code_of(self.ui.client))

    @action("sim-open", told=CLIENT_FORM)
    def open_client(self, _: str, fields: Fields) -> None:
        """Opens a page as a client."""
        self.ui.client = _client_form(fields)
        self.drive(calls.open_client(self.ui.client), fields, self._opened)

    @action("sim-close", told=CLIENT)
    def close_client(self, arg: str, fields: Fields) -> None:
        self.press("sim-close", arg, fields)

    def _opened(self, data: Json) -> None:
        self.ui.client = ClientForm(level=self.ui.client.level)
        if isinstance(data, Mapping):
            self.ui.app_tab = str(data.get("frameId"))
        for field in ("label", "url"):
            self.page.set_value(f"#client-{field}", "")
        self.page.changed(Region.TABS)


def _ring_form(before: RingForm, fields: Fields) -> RingForm:
    return RingForm(*(fields.get(name, getattr(before, name)) for name in ("ani", "dnis", "data", "after")))


def _media_form(fields: Fields) -> MediaForm:
    media, sender, subject, body = (fields.get(name, "") for name in ("media", "sender", "subject", "body"))
    return MediaForm(media, sender, subject, body, fields.get("fails") == "true")


def _campaign_form(fields: Fields) -> CampaignForm:
    return CampaignForm(fields.get("name", "").strip(), fields.get("mode", "Preview"))


def _client_form(fields: Fields) -> ClientForm:
    return ClientForm(fields.get("label", ""), fields.get("url", ""), fields.get("level", "workspace"))
