"""The simulator: a contact centre in the page. Nothing happens by itself in it.

What an agent or a far end may do to a call is looked up in the tables of :mod:`scapi.centre.calls`. As at a real
switch, answering, resuming or dialling holds the established call first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scapi.centre.calls import AGENT_STEPS, FAR_END_STEPS, LIVE, RECORDING_STEPS, recording_verbs
from scapi.centre.clock import SimulatorClock
from scapi.centre.conversations import (
    VOICE,
    CallType,
    Contact,
    Conversation,
    Direction,
    FarEndVerb,
    Happening,
    Notification,
    Party,
    Recording,
    RecordingVerb,
    RonaState,
    State,
    Verb,
)
from scapi.centre.port import (
    AgentProfile,
    AgentState,
    CentreListener,
    DirectoryEntry,
    Medium,
    SipDevice,
    StateType,
    TargetType,
)
from scapi.centre.scenario import Scenario
from scapi.host import Area, Host
from scapi.protocol import errors
from scapi.values import DONE, Failure, Json, JsonObject, Outcome, Seconds, Success


class Simulator:
    """Stands behind the port :class:`~scapi.centre.port.ContactCentre`; far ends are played by the driver."""

    def __init__(self, host: Host, scenario: Scenario) -> None:
        self._host = host
        self.scenario = scenario
        self.clock = SimulatorClock(host)
        self._listener: CentreListener | None = None
        self._calls: dict[str, Conversation] = {}
        self._extensions: dict[str, JsonObject] = {}
        self._media: dict[str, Medium] = {}
        self._mute: dict[SipDevice, bool] = {}
        self._begin()

    # ── the port ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def listen(self, listener: CentreListener) -> None:
        self._listener = listener

    def now(self) -> Seconds:
        return self.clock.now()

    def profile(self) -> AgentProfile:
        return self.scenario.agent

    def states(self) -> Sequence[AgentState]:
        return self.scenario.states

    def media(self) -> Sequence[Medium]:
        return tuple(self._media.values())

    def directory(self) -> Sequence[DirectoryEntry]:
        return self.scenario.directory()

    def set_state(self, media: Sequence[str], operation: str) -> Outcome:
        state = next((state for state in self.scenario.states if state.operation == operation), None)
        if state is None:
            return Failure(errors.unknown_state(operation))
        changed = [name for name in media if self._media[name].state != state]
        for name in changed:
            self._media[name] = replace(self._media[name], state=state, since=self.now())
        if changed and self._listener is not None:
            self._listener.media_changed(changed)
        return DONE

    def dial(self, destination: str, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        if self._logged_out(VOICE):
            return Failure(errors.LOGGED_OUT)
        self._hold_established()
        entry = self._entry(destination)
        number = entry.number or destination if entry else destination
        internal = entry is not None
        call = self._new_call(
            State.DIALING, Direction.OUT, CallType.INTERNAL if internal else CallType.OUTBOUND, number, user_data
        )
        call = replace(
            call,
            dnis=number,
            ani=self._media[VOICE].number or None,
            contact=None if internal else self._contact(number),
        )
        self._extensions[call.id] = extensions
        self._tell(call, Happening.DIALING)
        return DONE

    def call(self, conversation: str, verb: Verb) -> Outcome:
        call = self._calls.get(conversation)
        step = AGENT_STEPS[call.state].get(verb) if call is not None else None
        if call is None:
            return Failure(errors.INTERACTION_NOT_FOUND)
        if step is None:
            return Failure(errors.wrong_state(f"asked to {verb.value}", call.state.value))
        state, happening = step
        if state is State.TALKING:
            self._hold_established()
        rona = RonaState.REDIRECTED if call.state is State.RINGING and state is State.IDLE else None
        self._move(call, state, happening, rona)
        return DONE

    def record(self, conversation: str, verb: RecordingVerb) -> Outcome:
        call = self._calls.get(conversation)
        if call is None:
            return Failure(errors.INTERACTION_NOT_FOUND)
        if verb not in call.recording_verbs:
            return Failure(errors.wrong_state(f"asked to {verb.value} the recording", call.state.value))
        recording = RECORDING_STEPS[call.recording or Recording.STOPPED][verb]
        self._tell(replace(call, recording=recording), Happening.CALL_RECORDING_STATE_CHANGED)
        return DONE

    def set_user_data(self, conversation: str, pairs: JsonObject) -> Outcome:
        return self._write(conversation, lambda data: {**data, **pairs})

    def delete_user_data(self, conversation: str, key: str) -> Outcome:
        return self._write(conversation, lambda data: {k: v for k, v in data.items() if k != key})

    def complete(self, conversation: str) -> Outcome:
        call = self._calls.get(conversation)
        if call is not None and call.state in LIVE:
            return Failure(errors.wrong_state("marked done", call.state.value))
        self._calls.pop(conversation, None)
        self._extensions.pop(conversation, None)
        return DONE

    def muted(self, device: SipDevice) -> bool:
        return self._mute[device]

    def mute(self, device: SipDevice, mute: bool) -> Outcome:
        self._mute[device] = mute
        self._host.changed(Area.CASE)
        return DONE

    # ── what the driver plays ────────────────────────────────────────────────────────────────────────────────────────

    def ring(
        self, ani: str, dnis: str | None, user_data: JsonObject, contact: Contact | None, call_type: CallType | None
    ) -> Outcome:
        """An inbound call; gives the id of its conversation."""
        if self._logged_out(VOICE):
            return Failure(errors.LOGGED_OUT)
        caller = self._entry(ani)
        internal = caller is not None and caller.type is TargetType.AGENT
        kind = call_type or (CallType.INTERNAL if internal else CallType.INBOUND)
        call = self._new_call(State.RINGING, Direction.IN, kind, ani, user_data)
        called = dnis or self._media[VOICE].number or None
        queue = self._entry(called) if called else None
        call = replace(
            call, ani=ani, dnis=called, contact=contact or self._contact(ani), queue="" if queue is None else queue.name
        )
        self._tell(call, Happening.RINGING)
        return Success(call.id)

    def far_end(self, conversation: str, verb: FarEndVerb) -> Outcome:
        """What the other party of a call does."""
        call = self._calls.get(conversation)
        step = FAR_END_STEPS[call.state].get(verb) if call is not None else None
        if call is None:
            return Failure(errors.INTERACTION_NOT_FOUND)
        if step is None:
            possible = ", ".join(FAR_END_STEPS[call.state]) or "nothing"
            return Failure(f"The far end cannot {verb.value} in the state {call.state.value}; possible: {possible}.")
        rona = None
        if call.state is State.RINGING:
            rona = RonaState.REDIRECTED if verb is FarEndVerb.NO_ANSWER else RonaState.NO_ANSWER
        self._move(call, *step, rona)
        return DONE

    def extensions(self, conversation: str) -> Mapping[str, Json]:
        """The extensions that the call was dialled with."""
        return self._extensions.get(conversation, {})

    def far_end_verbs(self, conversation: Conversation) -> tuple[FarEndVerb, ...]:
        """What the other party of a call can do now."""
        return tuple(FAR_END_STEPS[conversation.state])

    def reset(self) -> None:
        """Back to the scenario's start; the listener hears of the media."""
        self.clock = SimulatorClock(self._host)
        before = dict(self._media)
        self._begin()
        changed = [name for name, medium in self._media.items() if medium.state != before[name].state]
        if changed and self._listener is not None:
            self._listener.media_changed(changed)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self) -> None:
        self._calls.clear()
        self._extensions.clear()
        self._media = {medium.name: replace(medium, since=self.now()) for medium in self.scenario.media}
        self._mute = dict.fromkeys(SipDevice, False)

    def _new_call(
        self, state: State, direction: Direction, kind: CallType, number: str, user_data: JsonObject
    ) -> Conversation:
        uuid = self._host.new_uuid().replace("-", "").upper()
        now = self.now()
        return Conversation(
            uuid, VOICE, state, direction, kind, (self._party(number),), dict(user_data),
            connection_id=uuid[:16].lower(), started=now, state_since=now,
        )  # fmt: skip

    def _party(self, number: str) -> Party:
        for colleague in self.scenario.colleagues:
            if colleague.number == number:
                who = colleague.profile
                path = f"/users/{who.username}"
                return Party(number, number, "AGENT", who.username, who.first_name, who.last_name, path)
        return Party(number, number)

    def _entry(self, text: str) -> DirectoryEntry | None:
        return next((entry for entry in self.directory() if text in (entry.number, entry.destination)), None)

    def _contact(self, number: str) -> Contact | None:
        wanted = _digits(number)
        for contact in self.scenario.contacts:
            if wanted and wanted in map(_digits, contact.phones):
                return replace(contact, matched_by="number")
        return None

    def _logged_out(self, name: str) -> bool:
        medium = self._media.get(name)
        return medium is None or medium.state.type is StateType.LOGOUT

    def _hold_established(self) -> None:
        for call in tuple(self._calls.values()):
            if call.state is State.TALKING:
                self._move(call, *AGENT_STEPS[State.TALKING][Verb.HOLD])

    def _move(self, call: Conversation, state: State, happening: Happening, rona: RonaState | None = None) -> None:
        recording = call.recording
        if state is State.IDLE and recording is not None:
            recording = Recording.STOPPED
        answered = call.answered or state is State.TALKING
        moved = replace(call, state=state, state_since=self.now(), answered=answered, rona=rona, recording=recording)
        self._tell(moved, happening)

    def _write(self, conversation: str, change: Callable[[Mapping[str, Json]], JsonObject]) -> Outcome:
        call = self._calls.get(conversation)
        if call is None:
            return Failure(errors.INTERACTION_NOT_FOUND)
        if call.state not in LIVE:
            return Failure(errors.wrong_state("changed", call.state.value))
        self._tell(replace(call, user_data=change(call.user_data)), Happening.ATTACHED_DATA_CHANGED)
        return DONE

    def _tell(self, call: Conversation, happening: Happening) -> None:
        call = replace(
            call, verbs=tuple(AGENT_STEPS[call.state]), recording_verbs=recording_verbs(call.state, call.recording)
        )
        self._calls[call.id] = call
        self._host.changed(Area.SIMULATOR)
        if self._listener is not None:
            self._listener.conversation_changed(Notification(happening, call))


def _digits(number: str) -> str:
    """The digits by which numbers are compared: international and national forms of one number end alike."""
    return "".join(character for character in number if character.isdigit())[-9:]
