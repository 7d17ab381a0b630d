"""The life of a call, as data: what can be done in which state, and what comes of it.

Source: reference, "The interaction eventType field" and type Interaction. The documentation draws its diagram from
these tables and the view enables its controls by them; nothing else may decide what is possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from scapi.centre.conversations import Conversation, FarEndVerb, Happening, Recording, RecordingVerb, State, Verb

Step: TypeAlias = tuple[State, Happening]

AGENT_STEPS: Mapping[State, Mapping[Verb, Step]] = {
    State.RINGING: {
        Verb.ANSWER: (State.TALKING, Happening.ESTABLISHED),
        Verb.REJECT: (State.IDLE, Happening.RELEASED),
        Verb.HANG_UP: (State.IDLE, Happening.RELEASED),
    },
    State.DIALING: {
        Verb.HANG_UP: (State.IDLE, Happening.RELEASED),
    },
    State.TALKING: {
        Verb.HANG_UP: (State.IDLE, Happening.RELEASED),
        Verb.HOLD: (State.HELD, Happening.HELD),
    },
    State.HELD: {
        Verb.HANG_UP: (State.IDLE, Happening.RELEASED),
        # The reference has no event of its own for a call that is taken back.
        Verb.RESUME: (State.TALKING, Happening.ESTABLISHED),
    },
    State.IDLE: {},
}
"""What the agent does to one call."""

TWO_CALL_VERBS: Mapping[State, tuple[Verb, ...]] = {
    State.TALKING: (Verb.CONSULT, Verb.TRANSFER, Verb.CONFERENCE),
    State.HELD: (Verb.CONSULT, Verb.TRANSFER),
}
"""What the agent does with another party; possible on a call that is no consultation."""

CONSULTATION_VERBS: Mapping[State, tuple[Verb, ...]] = {
    State.TALKING: (Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE),
    State.HELD: (Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE),
}
"""What ends a consultation by joining its parties."""

FAR_END_STEPS: Mapping[State, Mapping[FarEndVerb, Step]] = {
    State.RINGING: {
        FarEndVerb.HANG_UP: (State.IDLE, Happening.RELEASED),
        FarEndVerb.NO_ANSWER: (State.IDLE, Happening.RELEASED),
    },
    State.DIALING: {
        FarEndVerb.ANSWER: (State.TALKING, Happening.ESTABLISHED),
        FarEndVerb.HANG_UP: (State.IDLE, Happening.RELEASED),
        FarEndVerb.BUSY: (State.IDLE, Happening.RELEASED),
        FarEndVerb.NO_ANSWER: (State.IDLE, Happening.RELEASED),
    },
    State.TALKING: {FarEndVerb.HANG_UP: (State.IDLE, Happening.RELEASED)},
    State.HELD: {FarEndVerb.HANG_UP: (State.IDLE, Happening.RELEASED)},
    State.IDLE: {},
}
"""What the other party does. One of several parties that hangs up leaves the call to the others."""

RECORDABLE = frozenset({State.TALKING, State.HELD})

RECORDING_STEPS: Mapping[Recording, Mapping[RecordingVerb, Recording]] = {
    Recording.STOPPED: {RecordingVerb.START: Recording.RECORDING},
    Recording.RECORDING: {RecordingVerb.STOP: Recording.STOPPED, RecordingVerb.PAUSE: Recording.PAUSED},
    Recording.PAUSED: {RecordingVerb.STOP: Recording.STOPPED, RecordingVerb.RESUME: Recording.RECORDING},
}

TONES = frozenset("0123456789*#")
"""What can be sent as tones (DTMF). Source: Genesys Web Services, operation SendDtmf of an established call."""

LIVE = frozenset({State.RINGING, State.DIALING, State.TALKING, State.HELD})
"""States in which attached data can be written."""


def call_verbs(call: Conversation, *, joinable: bool = True) -> tuple[Verb, ...]:
    """What the agent can do to a call now; ``joinable`` tells of a consultation that it is about a call."""
    if call.state is State.IDLE:
        return (Verb.MARK_DONE,)
    joining = TWO_CALL_VERBS
    if call.is_consultation:
        joining = CONSULTATION_VERBS if joinable else {}
    tones = (Verb.SEND_DTMF,) if call.state is State.TALKING else ()
    verbs = (*AGENT_STEPS[call.state], *joining.get(call.state, ()), *tones)
    if call.capabilities is not None and "HOLD" not in call.capabilities:
        # Outbound calls may be held only when their capabilities say so (direct push preview cannot).
        verbs = tuple(verb for verb in verbs if verb is not Verb.HOLD)
    return verbs


def recording_verbs(state: State, recording: Recording | None) -> tuple[RecordingVerb, ...]:
    """What can be asked of the recording of a call in this state."""
    if state not in RECORDABLE:
        return ()
    return tuple(RECORDING_STEPS[recording or Recording.STOPPED])
