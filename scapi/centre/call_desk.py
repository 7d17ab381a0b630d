"""The simulator's calls. What is possible is looked up in the tables of :mod:`scapi.centre.calls`.

As at a real switch, answering, resuming or dialling holds the established call first. A consultation is a call of its
own; when it ends, however it ends, it is removed at once and what it was for stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scapi.centre.board import Board
from scapi.centre.calls import AGENT_STEPS, FAR_END_STEPS, LIVE, RECORDING_STEPS, call_verbs, recording_verbs
from scapi.centre.contacts import Match
from scapi.centre.conversations import (
    VOICE,
    CallType,
    Contact,
    Content,
    Conversation,
    Direction,
    FarEndVerb,
    Happening,
    Recording,
    RecordingVerb,
    RonaState,
    State,
    Verb,
)
from scapi.centre.outbound import call_capabilities
from scapi.centre.port import DirectoryEntry, Target, TargetType
from scapi.protocol import errors
from scapi.values import DONE, Failure, Json, JsonObject, Outcome, Seconds, Success

TONES_KEPT = 64


class CallDesk:
    """Makes and moves calls."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._extensions: dict[str, JsonObject] = {}

    # ── the agent ────────────────────────────────────────────────────────────────────────────────────────────────────

    def dial(self, destination: str, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        if self._board.logged_out(VOICE):
            return Failure(errors.LOGGED_OUT)
        self.hold_established()
        entry = self._board.entry(destination)
        number = entry.number or destination if entry else destination
        kind = CallType.OUTBOUND if entry is None else CallType.INTERNAL
        self._extensions_of(self.start(number, kind, user_data), extensions)
        return DONE

    def start(
        self,
        number: str,
        kind: CallType,
        user_data: JsonObject,
        *,
        capabilities: tuple[str, ...] | None = None,
        contact: Contact | None = None,
        parent: Conversation | None = None,
        content: Content | None = None,
    ) -> Conversation:
        """A new call from the agent."""
        call = self._new_call(State.DIALING, Direction.OUT, kind, number, user_data)
        customer = Match(contact)
        if kind is CallType.OUTBOUND and contact is None:
            customer = self._board.contacts.of_number(number)
        call = replace(
            call,
            dnis=number,
            ani=self._own_number(),
            contact=customer.contact,
            candidates=customer.candidates,
            capabilities=capabilities,
            is_consultation=kind is CallType.CONSULT,
            parent=None if parent is None else parent.id,
            content=content,
            opened=True,
        )
        return self.tell(call, Happening.DIALING)

    def act(self, call: Conversation, verb: Verb) -> Outcome:
        """Answers, rejects, hangs up, holds or resumes."""
        step = AGENT_STEPS[call.state].get(verb)
        if step is None or verb not in call.verbs:
            return Failure(errors.wrong_state(f"asked to {verb.value}", call.state.value))
        state, happening = step
        if state is State.TALKING:
            self.hold_established()
        rona = RonaState.REDIRECTED if call.state is State.RINGING and state is State.IDLE else None
        self._move(call, state, happening, rona)
        return DONE

    def record(self, call: Conversation, verb: RecordingVerb) -> Outcome:
        if verb not in call.recording_verbs:
            return Failure(errors.wrong_state(f"asked to {verb.value} the recording", call.state.value))
        recording = RECORDING_STEPS[call.recording or Recording.STOPPED][verb]
        self.tell(replace(call, recording=recording), Happening.CALL_RECORDING_STATE_CHANGED)
        return DONE

    def send_dtmf(self, call: Conversation, digits: str) -> Outcome:
        """Sends tones; clients get no event of it."""
        if Verb.SEND_DTMF not in call.verbs:
            return Failure(errors.wrong_state("sent tones", call.state.value))
        self._board.keep(replace(call, tones=f"{call.tones}{digits}"[-TONES_KEPT:]))
        return DONE

    def consult(self, call: Conversation, target: Target, user_data: JsonObject, extensions: JsonObject) -> Outcome:
        """Calls somebody about a conversation; a call that is established is held for it."""
        entry = self._board.target(target.type, target.destination)
        if entry is None:
            return Failure(errors.TARGET_NOT_FOUND)
        if self._board.logged_out(VOICE):
            return Failure(errors.LOGGED_OUT)
        self.hold_established()
        about = self._board.get(call.id) or call
        data = {**about.user_data, **user_data}
        consultation = self.start(_number(entry), CallType.CONSULT, data, parent=about)
        self._extensions_of(consultation, extensions)
        return DONE

    def complete_transfer(self, consultation: Conversation) -> Outcome:
        """The consulted party takes the call over: both calls of the agent end."""
        original = self._original(consultation, Verb.COMPLETE_TRANSFER)
        if isinstance(original, Failure):
            return original
        self._move(consultation, State.IDLE, Happening.RELEASED)
        self._move(original, State.IDLE, Happening.RELEASED)
        return DONE

    def complete_conference(self, consultation: Conversation) -> Outcome:
        """The consulted party joins the call."""
        original = self._original(consultation, Verb.COMPLETE_CONFERENCE)
        if isinstance(original, Failure):
            return original
        self._move(consultation, State.IDLE, Happening.RELEASED)
        joined = original
        if original.state is State.HELD:
            self.hold_established()
            joined = self._move(original, State.TALKING, Happening.ESTABLISHED)
        self.tell(replace(joined, parties=(*joined.parties, *consultation.parties)), Happening.PARTY_CHANGED)
        return DONE

    def transfer(self, call: Conversation, target: Target, user_data: JsonObject) -> Outcome:
        """Hands the call over in one step."""
        if self._board.target(target.type, target.destination) is None:
            return Failure(errors.TARGET_NOT_FOUND)
        self._move(self._with_data(call, user_data), State.IDLE, Happening.RELEASED)
        return DONE

    def conference(self, call: Conversation, target: Target, user_data: JsonObject) -> Outcome:
        """Adds a party in one step."""
        entry = self._board.target(target.type, target.destination)
        if entry is None:
            return Failure(errors.TARGET_NOT_FOUND)
        call = self._with_data(call, user_data)
        party = self._board.party(_number(entry))
        self.tell(replace(call, parties=(*call.parties, party)), Happening.PARTY_CHANGED)
        return DONE

    def write(self, call: Conversation, change: Callable[[Mapping[str, Json]], JsonObject]) -> Outcome:
        """Changes the attached data of a live call."""
        if call.state not in LIVE:
            return Failure(errors.wrong_state("changed", call.state.value))
        self.tell(replace(call, user_data=change(call.user_data)), Happening.ATTACHED_DATA_CHANGED)
        return DONE

    # ── the far ends ─────────────────────────────────────────────────────────────────────────────────────────────────

    def ring(
        self,
        ani: str,
        dnis: str | None,
        user_data: JsonObject,
        contact: Contact | None,
        kind: CallType | None,
        no_answer_after: Seconds | None = None,
    ) -> Outcome:
        """An inbound call; gives the id of its conversation. It goes back after a time, else the scenario's."""
        if self._board.logged_out(VOICE):
            return Failure(errors.LOGGED_OUT)
        caller = self._board.entry(ani)
        internal = caller is not None and caller.type is TargetType.AGENT
        kind = kind or (CallType.INTERNAL if internal else CallType.INBOUND)
        call = self._new_call(State.RINGING, Direction.IN, kind, ani, user_data)
        called = dnis or self._own_number()
        queue = self._board.entry(called) if called else None
        customer = self._board.contacts.of_number(ani) if contact is None else Match(contact)
        call = replace(
            call,
            ani=ani,
            dnis=called,
            contact=customer.contact,
            candidates=customer.candidates,
            queue="" if queue is None else queue.name,
            expires=self._board.expiry(no_answer_after),
        )
        self.tell(call, Happening.RINGING)
        return Success(call.id)

    def far_end(self, call: Conversation, verb: FarEndVerb, party: str | None = None) -> Outcome:
        """What the other party does; ``party`` is the number of one of several."""
        step = FAR_END_STEPS[call.state].get(verb)
        if step is None:
            possible = ", ".join(FAR_END_STEPS[call.state]) or "nothing"
            return Failure(f"The far end cannot {verb.value} in the state {call.state.value}; possible: {possible}.")
        if party is not None and all(each.phone_number != party for each in call.parties):
            numbers = ", ".join(each.phone_number for each in call.parties)
            return Failure(f"There is no party {party!r} in the call; there are {numbers}.")
        if verb is FarEndVerb.HANG_UP and len(call.parties) > 1:
            leaving = party or call.parties[0].phone_number
            left = tuple(each for each in call.parties if each.phone_number != leaving)
            self.tell(replace(call, parties=left), Happening.PARTY_CHANGED)
            return DONE
        rona = None
        if call.state is State.RINGING:
            rona = RonaState.REDIRECTED if verb is FarEndVerb.NO_ANSWER else RonaState.NO_ANSWER
        if verb is FarEndVerb.ANSWER:
            self.hold_established()  # of two calls that were dialled, one may have been answered before
        self._move(call, *step, rona)
        return DONE

    def extensions(self, conversation: str) -> JsonObject:
        """The extensions that a call was made with."""
        return self._extensions.get(conversation, {})

    def export(self) -> object:
        return self._extensions

    def restore(self, state: Any) -> None:
        self._extensions = state

    def forget(self, conversation: str) -> None:
        self._extensions.pop(conversation, None)

    def tell(self, call: Conversation, happening: Happening) -> Conversation:
        """Completes a call with what can be done to it, and tells."""
        original = self._board.get(call.parent or "")
        verbs = call_verbs(call, joinable=original is not None and original.media == VOICE)
        call = replace(call, verbs=verbs, recording_verbs=recording_verbs(call.state, call.recording))
        return self._board.tell(call, happening)

    def hold_established(self) -> None:
        """Holds the established call, as a switch does before another is taken up."""
        for call in self._board:
            if call.media == VOICE and call.state is State.TALKING:
                self._move(call, State.HELD, Happening.HELD)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _own_number(self) -> str | None:
        voice = self._board.media.get(VOICE)
        return voice.number or None if voice else None

    def _new_call(
        self, state: State, direction: Direction, kind: CallType, number: str, user_data: JsonObject
    ) -> Conversation:
        uuid = self._board.new_id()
        now = self._board.now()
        return Conversation(
            uuid, VOICE, state, direction, kind, (self._board.party(number),), dict(user_data),
            connection_id=uuid[:16].lower(), started=now, state_since=now,
        )  # fmt: skip

    def _extensions_of(self, call: Conversation, extensions: JsonObject) -> None:
        if extensions:
            self._extensions[call.id] = extensions

    def _original(self, consultation: Conversation, verb: Verb) -> Conversation | Failure:
        """The call that a consultation is about, when the consultation can be completed."""
        original = self._board.get(consultation.parent or "")
        if verb not in consultation.verbs or original is None or original.state not in (State.HELD, State.TALKING):
            return Failure(errors.wrong_state("completed", consultation.state.value))
        return original

    def _with_data(self, call: Conversation, user_data: JsonObject) -> Conversation:
        if not user_data:
            return call
        changed = replace(call, user_data={**call.user_data, **user_data})
        return self.tell(changed, Happening.ATTACHED_DATA_CHANGED)

    def _move(
        self, call: Conversation, state: State, happening: Happening, rona: RonaState | None = None
    ) -> Conversation:
        recording = call.recording
        if state is State.IDLE and recording is not None:
            recording = Recording.STOPPED
        capabilities = call.capabilities
        if capabilities is not None:
            capabilities = call_capabilities(call, state)
        never_opened = call.state is State.RINGING and state is State.IDLE
        moved = replace(
            call, state=state, state_since=self._board.now(), answered=call.answered or state is State.TALKING,
            rona=rona, recording=recording, capabilities=capabilities, opened=call.opened or state is State.TALKING,
        )  # fmt: skip
        moved = self.tell(moved, happening)
        if state is State.IDLE and (never_opened or call.is_consultation):
            self.tell(moved, Happening.REMOVED)
            self.forget(call.id)
        return moved


def _number(entry: DirectoryEntry) -> str:
    return entry.number or entry.destination
