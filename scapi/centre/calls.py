"""The life of a call, as data: what can be done in which state, and what comes of it.

Source: reference, "The interaction eventType field" and type Interaction. The documentation draws its diagram from
these tables and the view enables its controls by them; nothing else may decide what is possible.
"""

from __future__ import annotations

from collections.abc import Mapping

from scapi.centre.conversations import FarEndVerb, Happening, Recording, State, Verb
from scapi.centre.steps import DATA, Condition, Row, Rows, Step, stays, step

_RELEASED = (
    Step(State.IDLE, Happening.RELEASED, (Condition.CONSULTATION,), leaves=True),
    Step(State.IDLE, Happening.RELEASED),
)
"""A consultation that ends is removed at once; what it was for stays."""
_NEVER_OPENED = step(State.IDLE, Happening.RELEASED, leaves=True)
_JOINED: Rows = {
    Verb.COMPLETE_TRANSFER: step(State.IDLE, Happening.RELEASED, Condition.JOINABLE, leaves=True),
    Verb.COMPLETE_CONFERENCE: step(State.IDLE, Happening.RELEASED, Condition.JOINABLE, leaves=True),
}
_RECORDING: Rows = {
    Verb.START_RECORDING: stays(Happening.CALL_RECORDING_STATE_CHANGED, Condition.NOT_RECORDED),
    Verb.STOP_RECORDING: stays(Happening.CALL_RECORDING_STATE_CHANGED, Condition.RECORDED_OR_PAUSED),
    Verb.PAUSE_RECORDING: stays(Happening.CALL_RECORDING_STATE_CHANGED, Condition.RECORDED),
    Verb.RESUME_RECORDING: stays(Happening.CALL_RECORDING_STATE_CHANGED, Condition.PAUSED),
}
_RECORD: Rows = {
    Verb.SET_RESULT: stays(Happening.ATTACHED_DATA_CHANGED, Condition.OF_RECORD),
    Verb.MARK_DO_NOT_CALL: stays(None, Condition.OF_RECORD),
    Verb.RESCHEDULE: stays(None, Condition.OF_RECORD),
    Verb.UPDATE_FIELDS: stays(Happening.ATTACHED_DATA_CHANGED, Condition.OF_RECORD),
}
"""What the agent decides about the record of a call."""

STEPS: Mapping[State, Rows] = {
    State.RINGING: {
        Verb.ANSWER: step(State.TALKING, Happening.ESTABLISHED, Condition.LOGGED_IN),
        Verb.REJECT: _NEVER_OPENED,
        Verb.HANG_UP: _NEVER_OPENED,
        **DATA,
    },
    State.DIALING: {Verb.HANG_UP: _RELEASED, **DATA, **_RECORD},
    State.TALKING: {
        Verb.HANG_UP: _RELEASED,
        Verb.HOLD: step(State.HELD, Happening.HELD, Condition.HOLDABLE),
        Verb.SWAP: step(State.HELD, Happening.HELD, Condition.PAIRED),
        # Consulting by voice holds the call first; by chat it leaves the call as it is.
        Verb.CONSULT: step(State.HELD, Happening.HELD, Condition.NO_CONSULTATION),
        Verb.TRANSFER: step(State.IDLE, Happening.RELEASED, Condition.NO_CONSULTATION),
        Verb.CONFERENCE: stays(Happening.PARTY_CHANGED, Condition.NO_CONSULTATION),
        Verb.REMOVE_PARTY: stays(Happening.PARTY_CHANGED, Condition.SEVERAL_PARTIES),
        **_JOINED,
        Verb.SEND_DTMF: stays(None),
        **_RECORDING,
        **DATA,
        **_RECORD,
    },
    State.HELD: {
        Verb.HANG_UP: _RELEASED,
        # The reference has no event of its own for a call that is taken back.
        Verb.RESUME: step(State.TALKING, Happening.ESTABLISHED),
        Verb.SWAP: step(State.TALKING, Happening.ESTABLISHED, Condition.PAIRED),
        Verb.CONSULT: stays(None, Condition.NO_CONSULTATION),
        Verb.TRANSFER: step(State.IDLE, Happening.RELEASED, Condition.NO_CONSULTATION),
        **_JOINED,
        **_RECORDING,
        **DATA,
        **_RECORD,
    },
    State.IDLE: {
        Verb.MARK_DONE: (
            Step(State.IDLE, Happening.MARKDONE_APPLY, (Condition.OF_RECORD,), leaves=True),
            Step(State.IDLE, None, leaves=True),
        ),
        **_RECORD,
    },
}
"""What the agent does to one call."""

_HANGS_UP: Row = (Step(None, Happening.PARTY_CHANGED, (Condition.SEVERAL_PARTIES,)), *_RELEASED)

FAR_END_STEPS: Mapping[State, Mapping[FarEndVerb, Row]] = {
    State.RINGING: {
        FarEndVerb.HANG_UP: _NEVER_OPENED,
        FarEndVerb.NO_ANSWER: _NEVER_OPENED,
    },
    State.DIALING: {
        FarEndVerb.ANSWER: step(State.TALKING, Happening.ESTABLISHED),
        FarEndVerb.HANG_UP: _RELEASED,
        FarEndVerb.BUSY: _RELEASED,
        FarEndVerb.NO_ANSWER: _RELEASED,
    },
    State.TALKING: {FarEndVerb.HANG_UP: _HANGS_UP},
    State.HELD: {FarEndVerb.HANG_UP: _HANGS_UP},
    State.IDLE: {},
}
"""What the other party does. One of several parties that hangs up leaves the call to the others."""

RECORDING_STEPS: Mapping[Verb, Recording] = {
    Verb.START_RECORDING: Recording.RECORDING,
    Verb.STOP_RECORDING: Recording.STOPPED,
    Verb.PAUSE_RECORDING: Recording.PAUSED,
    Verb.RESUME_RECORDING: Recording.RECORDING,
}
"""What becomes of the recording."""

TONES = frozenset("0123456789*#")
"""What can be sent as tones (DTMF). Source: Genesys Web Services, operation SendDtmf of an established call."""

IN_CALL = frozenset({State.TALKING, State.HELD})
"""States in which the agent is in the call."""
