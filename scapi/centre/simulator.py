"""The simulator: a contact centre in the page. Nothing happens by itself in it, unless a scenario's script says so.

It stands behind the port :class:`~scapi.centre.port.ContactCentre` and hands each conversation to the desk that it
belongs to: calls, open media, outbound records. Far ends are played by the driver, through the desks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scapi.centre import outbound
from scapi.centre.attachments import Attachment
from scapi.centre.board import Board
from scapi.centre.call_desk import CallDesk
from scapi.centre.campaigns import APPLICATION_ID, Campaign
from scapi.centre.clock import SimulatorClock
from scapi.centre.conversations import VOICE, Contact, Conversation, FarEndVerb, Happening, RecordingVerb, State, Verb
from scapi.centre.media_desk import MediaDesk
from scapi.centre.open_media import CHAT, CentreVerb
from scapi.centre.outbound_desk import OutboundDesk
from scapi.centre.port import (
    AgentProfile,
    AgentState,
    CampaignView,
    CentreListener,
    DirectoryEntry,
    Medium,
    SipDevice,
    StandardResponse,
    Target,
)
from scapi.centre.records import CallbackType, OutboundContent
from scapi.centre.scenario import Scenario
from scapi.commands import Remote, Shared, command
from scapi.host import Area, Host
from scapi.protocol import errors
from scapi.values import DONE, Answer, Cancel, Failure, Json, JsonObject, Outcome, Seconds


class Simulator:
    """The contact centre of one session."""

    def __init__(self, host: Host, scenario: Scenario) -> None:
        self._host = host
        self.scenario = scenario
        self.board = Board(host, scenario)
        self.calls = CallDesk(self.board)
        self.open_media = MediaDesk(self.board)
        self.outbound = OutboundDesk(self.board, self.calls)
        self._mute = dict.fromkeys(SipDevice, False)
        self.shared = Shared()
        self.board.when_expired = self._take_back

    @property
    def clock(self) -> SimulatorClock:
        return self.board.clock

    # ── the agent ────────────────────────────────────────────────────────────────────────────────────────────────────

    def listen(self, listener: CentreListener) -> None:
        self.board.listener = listener

    def now(self) -> Seconds:
        return self.board.now()

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        return self.clock.call_at(self.now() + delay, callback)

    def profile(self) -> AgentProfile:
        return self.scenario.agent

    def states(self) -> Sequence[AgentState]:
        return self.scenario.states

    def media(self) -> Sequence[Medium]:
        return tuple(self.board.media.values())

    def directory(self) -> Sequence[DirectoryEntry]:
        return self.scenario.directory()

    def set_state(self, media: Sequence[str], operation: str) -> Outcome:
        state = next((state for state in self.scenario.states if state.operation == operation), None)
        if state is None:
            return Failure(errors.unknown_state(operation))
        known = self.board.media
        changed = [name for name in media if known[name].state != state]
        for name in changed:
            known[name] = replace(known[name], state=state, since=self.now())
        if changed and self.board.listener is not None:
            self.board.listener.media_changed(changed)
        return DONE

    def muted(self, device: SipDevice) -> bool:
        return self._mute[device]

    @command
    def mute(self, device: SipDevice, mute: bool) -> Answer:
        self._mute[device] = mute
        self._host.changed(Area.CASE)
        return DONE

    # ── conversations ────────────────────────────────────────────────────────────────────────────────────────────────

    def set_user_data(self, conversation: str, pairs: JsonObject) -> Outcome:
        return self._write(conversation, lambda data: {**data, **pairs})

    def delete_user_data(self, conversation: str, key: str) -> Outcome:
        return self._write(conversation, lambda data: {k: v for k, v in data.items() if k != key})

    def contacts(self, text: str) -> Sequence[Contact]:
        return self.board.contacts.search(text)

    def assign_contact(self, conversation: str, contact: Contact | None) -> Outcome:
        def assign(known: Conversation) -> Outcome:
            if known.media == VOICE:
                self.calls.tell(replace(known, contact=contact), Happening.CONTACT_CHANGED)
            elif known.media == outbound.MEDIUM:
                self.outbound.tell(replace(known, contact=contact), Happening.CONTACT_CHANGED)
            else:
                self.open_media.assign_contact(known, contact)
            return DONE

        return self._with(conversation, assign)

    def complete(self, conversation: str) -> Outcome:
        known = self.board.get(conversation)
        if known is None:
            return DONE
        if Verb.MARK_DONE not in known.verbs:
            return Failure(errors.wrong_state("marked done", known.state.value))
        outcome: Outcome = DONE
        if isinstance(known.content, OutboundContent):
            outcome = self.outbound.complete(known)
        elif known.media != VOICE:
            outcome = self.open_media.complete(known)
        if outcome is DONE:
            self.board.forget(conversation)
            self.calls.forget(conversation)
        return outcome

    def transactions(self) -> Mapping[str, Mapping[str, str]]:
        return self.scenario.transactions

    # ── calls ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def dial(self, destination: str, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        return self.calls.dial(destination, user_data, extensions)

    def call(self, conversation: str, verb: Verb) -> Outcome:
        return self._with(conversation, lambda known: self._after_call(known, self.calls.act(known, verb)))

    def record(self, conversation: str, verb: RecordingVerb) -> Outcome:
        return self._with(conversation, lambda known: self.calls.record(known, verb))

    def send_dtmf(self, conversation: str, digits: str) -> Outcome:
        return self._with(conversation, lambda known: self.calls.send_dtmf(known, digits))

    def consult(self, conversation: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        def begin(known: Conversation) -> Outcome:
            if (target.media or known.media) == CHAT:
                return self.open_media.consult(known, target, user_data)
            return self.calls.consult(known, target, user_data, extensions)

        return self._with(conversation, begin)

    def transfer(self, conversation: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        def hand_over(known: Conversation) -> Outcome:
            if known.media == VOICE:
                return self.calls.transfer(known, target, user_data)
            return self.open_media.transfer(known, target, user_data)

        return self._with(conversation, hand_over)

    def conference(self, conversation: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        def add(known: Conversation) -> Outcome:
            if known.media == VOICE:
                return self.calls.conference(known, target, user_data)
            return self.open_media.conference(known, target, user_data)

        return self._with(conversation, add)

    def complete_transfer(self, consultation: str) -> Outcome:
        def complete(known: Conversation) -> Outcome:
            if known.media == CHAT:
                return self.open_media.join(known, Verb.COMPLETE_TRANSFER)
            return self.calls.complete_transfer(known)

        return self._with(consultation, complete)

    def complete_conference(self, consultation: str) -> Outcome:
        def complete(known: Conversation) -> Outcome:
            if known.media == CHAT:
                return self.open_media.join(known, Verb.COMPLETE_CONFERENCE)
            return self.calls.complete_conference(known)

        return self._with(consultation, complete)

    # ── open media ───────────────────────────────────────────────────────────────────────────────────────────────────

    @command
    def act(self, conversation: str, verb: Verb) -> Answer:
        def step(known: Conversation) -> Outcome:
            if known.media == outbound.MEDIUM:
                return self.outbound.act(known, verb)
            return self.open_media.act(known, verb)

        return self._with(conversation, step)

    def create_email(self, to: str, user_data: JsonObject) -> Outcome:
        return self.open_media.create_email(to, user_data)

    @command
    def reply(self, conversation: str) -> Answer:
        return self._with(conversation, self.open_media.reply)

    @command
    def edit_draft(self, conversation: str, fields: Mapping[str, str]) -> Answer:
        return self._with(conversation, lambda known: self.open_media.edit_draft(known, fields))

    @command
    def attach(self, conversation: str, file: Attachment) -> Answer:
        return self._with(conversation, lambda known: self.open_media.attach(known, file))

    @command
    def detach(self, conversation: str, name: str) -> Answer:
        return self._with(conversation, lambda known: self.open_media.detach(known, name))

    @command
    def insert_response(self, conversation: str, name: str) -> Answer:
        return self._with(conversation, lambda known: self.open_media.insert_response(known, name))

    @command
    def say(self, conversation: str, text: str) -> Answer:
        return self._with(conversation, lambda known: self.open_media.say(known, text))

    def responses(self) -> Sequence[StandardResponse]:
        return self.scenario.responses

    def workbin(self) -> Sequence[Conversation]:
        return self.open_media.workbin()

    @command
    def pull(self, conversation: str) -> Answer:
        return self.open_media.pull(conversation)

    # ── outbound ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def campaigns(self) -> Sequence[CampaignView]:
        return tuple(_campaign_view(campaign) for campaign in self.outbound.campaigns.values())

    def get_preview(self, campaign: str) -> Outcome:
        outcome = self.outbound.pull(campaign)
        return outcome if isinstance(outcome, Failure) else DONE

    def call_record(self, conversation: str, handle: float) -> Outcome:
        return self._outbound(conversation, lambda known: self.outbound.call(known, handle))

    def direct_push(self, start: bool) -> Outcome:
        self.outbound.direct_push = start
        self._host.changed(Area.SIMULATOR)
        return DONE

    def set_call_result(self, conversation: str, result: float) -> Outcome:
        return self._outbound(conversation, lambda known: self.outbound.set_result(known, result))

    def set_do_not_call(self, conversation: str, value: bool) -> Outcome:
        return self._outbound(conversation, lambda known: self.outbound.set_do_not_call(known, value))

    def reschedule(self, conversation: str, handle: float, date: str, kind: CallbackType) -> Outcome:
        return self._outbound(conversation, lambda known: self.outbound.reschedule(known, handle, date, kind))

    def cancel_reschedule(self, conversation: str) -> Outcome:
        return self._outbound(conversation, self.outbound.cancel_reschedule)

    def update_fields(self, conversation: str, changes: JsonObject) -> Outcome:
        return self._outbound(conversation, lambda known: self.outbound.update_fields(known, changes))

    # ── tabs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def remote(self) -> Remote | None:
        return self.shared.remote

    def export(self) -> object:
        """The whole contact centre, for another tab of the session."""
        desks = (self.board, self.calls, self.open_media, self.outbound)
        return tuple(desk.export() for desk in desks), self._mute

    def restore(self, state: Any) -> None:
        """Takes over what another tab's contact centre had."""
        (board, calls, open_media, campaigns), self._mute = state
        self.board.restore(board)
        self.calls.restore(calls)
        self.open_media.restore(open_media)
        self.outbound.restore(campaigns)

    # ── the driver ───────────────────────────────────────────────────────────────────────────────────────────────────

    def far_end(self, conversation: str, act: Callable[[Conversation], Outcome]) -> Outcome:
        """Lets a far end act on a call."""
        return self._with(conversation, lambda known: self._after_call(known, act(known)))

    def resume(self) -> None:
        """Goes on with what waits, in a tab that has taken over."""
        self.board.resume()

    def reset(self) -> None:
        """Back to the scenario's start; the listener hears of the media."""
        before = dict(self.board.media)
        self.board.clock.clear()
        self.board.clock = SimulatorClock(self._host)
        self.board.begin()
        self.open_media.begin()
        self.outbound.begin()
        self._mute = dict.fromkeys(SipDevice, False)
        changed = [name for name, medium in self.board.media.items() if medium.state != before[name].state]
        if changed and self.board.listener is not None:
            self.board.listener.media_changed(changed)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_back(self, waiting: Conversation) -> None:
        """The agent has not accepted in time: the call, or the invitation, goes back to its queue."""
        if waiting.media == VOICE:
            self.calls.far_end(waiting, FarEndVerb.NO_ANSWER)
        else:
            self.open_media.play(waiting, CentreVerb.REVOKE)

    def _with(self, conversation: str, act: Callable[[Conversation], Outcome]) -> Outcome:
        known = self.board.get(conversation)
        return Failure(errors.INTERACTION_NOT_FOUND) if known is None else act(known)

    def _outbound(self, conversation: str, act: Callable[[Conversation], Outcome]) -> Outcome:
        def on_record(known: Conversation) -> Outcome:
            if not isinstance(known.content, OutboundContent):
                return Failure(errors.NOT_OUTBOUND)
            return act(known)

        return self._with(conversation, on_record)

    def _write(self, conversation: str, change: Callable[[Mapping[str, Json]], JsonObject]) -> Outcome:
        def write(known: Conversation) -> Outcome:
            if known.media == VOICE:
                return self.calls.write(known, change)
            if known.media == outbound.MEDIUM:
                return self.outbound.write(known, change)
            return self.open_media.write(known, change)

        return self._with(conversation, write)

    def _after_call(self, before: Conversation, outcome: Outcome) -> Outcome:
        """A record's call that was answered takes the preview of direct push with it."""
        now = self.board.get(before.id)
        if now is not None and before.state is State.DIALING and now.state is State.TALKING:
            self.outbound.answered(now)
        return outcome


def _campaign_view(campaign: Campaign) -> CampaignView:
    return CampaignView(
        campaign.spec.name,
        campaign.mode,
        campaign.started,
        campaign.group_name,
        campaign.spec.description,
        APPLICATION_ID,
    )
