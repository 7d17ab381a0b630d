"""The agent's calls as conversations of the port: what a notification changes, in events.

A released call stays until the agent has done with it, as the workspace expects; a consultation and a call that only
rang are gone at once. A call that comes back is another conversation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from scapi.centre.conversations import (
    VOICE,
    CallType,
    Conversation,
    Happening,
    Notification,
    Recording,
    Role,
    RonaState,
    State,
    Verb,
)
from scapi.centre.port import Token
from scapi.gws.client.call_reader import CallFacts
from scapi.values import Seconds

_OF_STATE: Mapping[State, Happening] = {
    State.RINGING: Happening.RINGING,
    State.DIALING: Happening.DIALING,
    State.TALKING: Happening.ESTABLISHED,
    State.HELD: Happening.HELD,
    State.IDLE: Happening.RELEASED,
}
_OF_TYPE: Mapping[str, Happening] = {
    "ParticipantsUpdated": Happening.PARTY_CHANGED,
    "AttachedDataChanged": Happening.ATTACHED_DATA_CHANGED,
    "CallRecordingStateChange": Happening.CALL_RECORDING_STATE_CHANGED,
}
_IN_CALL = frozenset({State.TALKING, State.HELD})


@dataclass(frozen=True, slots=True)
class Kept:
    """A call: what the server last said of it, and the conversation that it is."""

    facts: CallFacts
    conversation: Conversation


@dataclass(frozen=True, slots=True)
class Updated:
    """Something changed for which clients get no event."""

    conversation: Conversation


Told: TypeAlias = Notification | Updated


class KnownCalls:
    """The calls of one agent, by conversation."""

    def __init__(self) -> None:
        self.agent = ""
        self.number = ""
        self._kept: dict[str, Kept] = {}
        self._times: dict[str, int] = {}

    def conversations(self) -> Sequence[Conversation]:
        """Everything that the agent has, in the order in which it came."""
        return tuple(kept.conversation for kept in self._kept.values())

    def get(self, conversation: str) -> Kept | None:
        return self._kept.get(conversation)

    def of_call(self, call_id: str) -> Kept | None:
        """The call that has an id now; one that is released has it no longer."""
        for kept in self._kept.values():
            if call_id in (kept.facts.id, kept.facts.uuid) and kept.conversation.state is not State.IDLE:
                return kept
        return None

    def paired_with(self, kept: Kept) -> CallFacts | None:
        """The other one of a consultation and the call that it is about."""
        for other in self._kept.values():
            related = (
                kept.conversation.id == other.conversation.parent or other.conversation.id == kept.conversation.parent
            )
            if related and other.conversation.state in _IN_CALL:
                return other.facts
        return None

    @property
    def muted(self) -> bool:
        """Whether the agent's part of a call is muted."""
        return any(kept.facts.muted for kept in self._kept.values() if kept.conversation.state in _IN_CALL)

    def established(self) -> Kept | None:
        return next((kept for kept in self._kept.values() if kept.conversation.state is State.TALKING), None)

    def resume(self, conversations: Sequence[Conversation]) -> None:
        """Goes on with the calls that another tab has known; what can be done is known when they are read anew."""
        for each in conversations:
            call_id, _, times = each.id.partition("#")
            self._times[call_id] = max(self._times.get(call_id, 0), int(times) if times.isdigit() else 1)
            facts = CallFacts(
                call_id,
                each.uuid,
                each.connection_id or "",
                each.state,
                each.call_type,
                tuple(each.parties),
                each.dnis or "",
                each.ani or "",
                each.user_data,
                frozenset(),
                each.recording,
                muted=False,
                duration=0.0,
                parent_id="",
            )
            self._kept[each.id] = Kept(facts, each)

    # ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def hear(self, facts: CallFacts, kind: str, now: Seconds, token: Token = "", tones: str = "") -> list[Told]:
        """What a call message changes; ``tones`` are digits that the agent has sent with it."""
        before = self.of_call(facts.id)
        if facts.state is State.IDLE:
            return [] if before is None else self._over(before, facts, now, token)
        conversation = self._conversation(facts, before, now)
        if tones:
            conversation = replace(conversation, tones=f"{conversation.tones}{tones}"[-64:])
        self._kept[conversation.id] = Kept(facts, conversation)
        if before is None or before.conversation.state is not facts.state:
            happening = _OF_STATE.get(facts.state, Happening.UNKNOWN)
        else:
            happening = _OF_TYPE.get(kind, Happening.UNKNOWN)
            if happening is Happening.UNKNOWN:
                return [Updated(conversation)]
        return [Notification(happening, conversation, token)]

    def read(self, calls: Sequence[CallFacts], now: Seconds) -> None:
        """Everything as it was read: what is not in it is over."""
        there = {facts.id for facts in calls}
        for kept in tuple(self._kept.values()):
            if kept.facts.id not in there and kept.conversation.state is not State.IDLE:
                self._over(kept, replace(kept.facts, state=State.IDLE), now, "")
        for facts in calls:
            conversation = self._conversation(facts, self.of_call(facts.id), now)
            self._kept[conversation.id] = Kept(facts, conversation)

    def mark_done(self, conversation: str, token: Token) -> Notification | None:
        """The agent has done with a call that is over."""
        kept = self._kept.get(conversation)
        if kept is None or kept.conversation.state is not State.IDLE:
            return None
        return self._remove(kept.conversation, token)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _over(self, before: Kept, facts: CallFacts, now: Seconds, token: Token) -> list[Told]:
        rang = before.conversation.state is State.RINGING
        conversation = replace(
            before.conversation,
            state=State.IDLE,
            state_since=now,
            verbs=(Verb.MARK_DONE,),
            # v2 does not say why a call was not answered; what the agent did itself is a redirection.
            rona=(RonaState.REDIRECTED if token else RonaState.NO_ANSWER) if rang else None,
            recording=None if before.conversation.recording is None else Recording.STOPPED,
        )
        self._kept[conversation.id] = Kept(facts, conversation)
        told: list[Told] = [Notification(Happening.RELEASED, conversation, token)]
        if rang or conversation.is_consultation:
            told.append(self._remove(conversation, token))
        return told

    def _remove(self, conversation: Conversation, token: Token) -> Notification:
        del self._kept[conversation.id]
        return Notification(Happening.REMOVED, conversation, token)

    def _conversation(self, facts: CallFacts, before: Kept | None, now: Seconds) -> Conversation:
        """A call as a conversation: what the call says now, and what it never says again."""
        if before is None:
            known = self._new(facts, now)
        else:
            known = before.conversation
        recording = facts.recording
        if recording is Recording.STOPPED and known.recording is None:
            recording = None  # never recorded
        talked = facts.state in _IN_CALL
        return replace(
            known,
            state=facts.state,
            state_since=known.state_since if known.state is facts.state else now,
            call_type=facts.call_type,
            parties=facts.parties or known.parties,
            user_data=facts.user_data if facts.user_data != known.user_data else known.user_data,
            uuid=facts.uuid,
            connection_id=facts.connection_id or known.connection_id,
            recording=recording,
            verbs=facts.verbs,
            answered=known.answered or talked,
            opened=known.opened or facts.state is not State.RINGING,
        )

    def _new(self, facts: CallFacts, now: Seconds) -> Conversation:
        parent = self.of_call(facts.parent_id) if facts.parent_id else None
        consults = parent is not None and facts.call_type is CallType.CONSULT
        direction = facts.direction(self.number)
        first = facts.parties[0].phone_number if facts.parties else ""
        incoming = direction.value == "IN"
        return Conversation(
            self._new_id(facts.id),
            VOICE,
            facts.state,
            direction,
            facts.call_type,
            facts.parties,
            facts.user_data,
            uuid=facts.uuid,
            agent=self.agent,
            role=Role.CONSULTATION if consults else Role.PARTY,
            ani=facts.ani or (first if incoming else self.number) or None,
            dnis=facts.dnis or None,
            connection_id=facts.connection_id or None,
            started=now - facts.duration,
            state_since=now,
            parent=parent.conversation.id if parent is not None and consults else None,
        )

    def _new_id(self, call_id: str) -> str:
        """The id of a conversation: that of its call, the same after a reload; one that comes again has another."""
        times = self._times.pop(call_id, 0) + 1
        self._times[call_id] = times
        while len(self._times) > 1_000:
            del self._times[next(iter(self._times))]
        return call_id if times == 1 else f"{call_id}#{times}"
