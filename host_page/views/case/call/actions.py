"""Actions on calls and on the agent's state."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.case.model import may_close_anyway
from host_page.views.places import RING, Place, Where
from host_page.views.rail.model import ringing
from host_page.views.regions import Region
from host_page.views.selection import selected
from host_page.views.top.agent import MEDIUM_STATE, STATE, operation_of
from host_page.views.ui_state import CaseTab, Communicator, PagePart
from scapi.centre.agents import SipDevice, StateType
from scapi.centre.calls import RECORDING_STEPS
from scapi.centre.conversations import Verb
from scapi.values import member

_RINGING = (Region.TOASTS, Region.RAIL, Region.CASE, Region.BOTTOM)
_CALL = (Region.CASE, Region.BANNER)
_STATE = (Region.TOP, Region.RAIL)
_HANG_UP, _HOLD, _MUTE, _TONES, _RECORD, _DONE, _AGAIN = (
    Place(name, Where.COMMANDS) for name in ("hang-up", "hold", "mute", "dtmf", "record", "mark-done", "call-again")
)


class CallActions(ActionGroup):
    """Accepting, the call controls, mark done, states, and which case is open."""

    @action("select")
    def select(self, arg: str, _: Fields) -> None:
        """Opens a case, at one of its interactions: ``<case> [<interaction>]``."""
        case_id, interaction_id = split(arg)
        self.ui.chosen = interaction_id or None
        self.ui.case_tab = CaseTab.MAIN
        self.ui.joining = Communicator()
        self.ui.editor = None
        self.ui.contact_search = None
        self.ui.warned = None
        self._forget_errors(case_id)
        self.ui.part = PagePart.CASE
        self.workspace.handling.select_case(case_id)
        self.page.changed(Region.BANNER, Region.BOTTOM)

    def _forget_errors(self, case_id: str) -> None:
        """Another case is looked at: what failed is told no more, but for what is told in that case."""
        there = [each.id for each in self.workspace.interactions.of_case(case_id)]
        for spot in tuple(self.ui.errors):
            if spot.place.where is Where.CASE or (spot.place.where is Where.COMMANDS and spot.owner not in there):
                del self.ui.errors[spot]
                if spot.place is RING:
                    self.page.changed(Region.TOASTS, Region.RAIL)

    @action("accept", link=True, told=RING)
    def accept(self, arg: str, _: Fields) -> None:
        self.ask(_RINGING, self.workspace.handling.accept(arg), self._show_case)

    @action("reject", link=True, told=RING)
    def reject(self, arg: str, _: Fields) -> None:
        self.note_rejected(arg)
        self.ask(_RINGING, self.workspace.handling.reject(arg))

    @action("hang-up", link=True, told=_HANG_UP)
    def hang_up(self, arg: str, _: Fields) -> None:
        self.note_rejected(arg)
        self.ask(_CALL, self.workspace.telephony.hang_up(arg))

    @action("accept-oldest", link=True)
    def accept_oldest(self, _: str, fields: Fields) -> None:
        """Accepts what has rung the longest, if anything rings."""
        for interaction in ringing(self.session)[:1]:
            self.accept(interaction.id, fields)

    @action("reject-oldest", link=True)
    def reject_oldest(self, _: str, fields: Fields) -> None:
        for interaction in ringing(self.session)[:1]:
            self.reject(interaction.id, fields)

    @action("hold", link=True, told=_HOLD)
    def hold(self, arg: str, _: Fields) -> None:
        self.ask(_CALL, self.workspace.telephony.hold(arg))

    @action("resume", link=True, told=_HOLD)
    def resume(self, arg: str, _: Fields) -> None:
        self.ask(_CALL, self.workspace.telephony.resume(arg))

    @action("mute", link=True, told=_MUTE)
    def mute(self, arg: str, _: Fields) -> None:
        """Mutes or unmutes the microphone: ``on`` or ``off``."""
        self.ask(_CALL, self.workspace.telephony.mute(SipDevice.MICROPHONE, arg == "on"))

    @action("dtmf", link=True, told=_TONES)
    def send_tone(self, arg: str, _: Fields) -> None:
        """Sends the tone of one key: ``<interaction> <key>``; of the call that is shown by the key alone."""
        interaction_id, key = split(arg)
        if not key:
            shown = selected(self.session, self.ui)
            interaction_id, key = ("" if shown is None else shown.id), arg
        self.ask(_CALL, self.workspace.telephony.send_dtmf(interaction_id, key))

    @action("record", link=True, told=_RECORD)
    def record(self, arg: str, _: Fields) -> None:
        """Asks the recording: ``<interaction> <verb>``."""
        interaction_id, written = split(arg)
        verb = member(Verb, written)
        if verb is not None and verb in RECORDING_STEPS:
            self.ask(_CALL, self.workspace.telephony.record(interaction_id, verb))

    @action("mark-done", link=True, told=_DONE)
    def mark_done(self, arg: str, _: Fields) -> None:
        """Closes an ended interaction, or shows the warning of the app that blocks it."""
        interaction = self.workspace.interactions.get(arg)
        if interaction is not None and self.workspace.marking_done.blocks_of(interaction):
            self.ui.warned = arg
            self.page.changed(Region.CASE)
            self.workspace.marking_done.mark_done(arg)  # the applications that block hear that it was tried
            return
        self.ask((Region.CASE, Region.RAIL), self.workspace.marking_done.mark_done(arg))

    @action("close-anyway", link=True, told=_DONE)
    def close_anyway(self, arg: str, _: Fields) -> None:
        """Closes an interaction although apps block it; the button is there only where the option allows it."""
        if may_close_anyway(self.session):
            answer = self.workspace.marking_done.mark_done(arg, despite_blocks=True)
            self.ask((Region.CASE, Region.RAIL), answer)

    @action("call-again", link=True, told=_AGAIN)
    def call_again(self, arg: str, _: Fields) -> None:
        self.ask((Region.CASE, Region.RAIL), self.workspace.telephony.dial(arg, {}, {}), self._show_case)

    @action("set-state", link=True, told=STATE)
    def set_state(self, arg: str, _: Fields) -> None:
        """Sets the state of the agent on every medium."""
        self.ask(_STATE, self.workspace.presence.set_state(arg))

    @action("set-media-state", link=True, told=MEDIUM_STATE)
    def set_media_state(self, arg: str, _: Fields) -> None:
        """Sets the state of one medium: ``<medium> <operation>``."""
        medium, operation = split(arg)
        self.ask(_STATE, self.workspace.presence.set_media_state(medium, operation))

    @action("state-of-type", link=True)
    def state_of_type(self, arg: str, fields: Fields) -> None:
        """Sets the first state of a type, for the keys that stand for one."""
        kind = member(StateType, arg)
        operation = None if kind is None else operation_of(self.workspace.presence.states, kind)
        if operation is not None:
            self.set_state(operation, fields)

    def _show_case(self) -> None:
        self.ui.chosen = None
        self.ui.case_tab = CaseTab.MAIN
        self.ui.part = PagePart.CASE
        self.page.changed(Region.BOTTOM, Region.BANNER)
