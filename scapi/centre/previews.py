"""The life of outbound previews, as data: the table of the reference, row by row.

Source: reference, "Outbound preview events". Each row is an ``interaction`` event: type, state, capabilities. The call
is an interaction of its own beside the preview (:mod:`scapi.centre.calls`). Decided here: a pull preview's call has the
capabilities of a regular push preview's when it is answered, for the reference has no row for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from scapi.centre.conversations import CallType, Happening, State, Verb
from scapi.centre.records import CampaignMode
from scapi.centre.steps import DATA, Condition, Rows, stays, step

MEDIUM = "outboundpreview"

_DECIDED: Rows = {
    Verb.SET_RESULT: stays(Happening.ATTACHED_DATA_CHANGED, Condition.CALLED),
    Verb.MARK_DO_NOT_CALL: stays(None, Condition.CALLED),
    Verb.RESCHEDULE: stays(None),
    Verb.UPDATE_FIELDS: stays(Happening.ATTACHED_DATA_CHANGED),
}

STEPS: Mapping[State, Rows] = {
    State.INVITED: {
        Verb.ACCEPT: step(State.PREVIEWING, Happening.PREVIEWING, Condition.LOGGED_IN),
        Verb.REJECT: step(State.REJECTED, None, leaves=True),
        **DATA,
    },
    State.PREVIEWING: {
        Verb.CALL_RECORD: stays(None, Condition.NOT_CALLED, Condition.CAN_CALL),
        Verb.REJECT_RECORD: step(State.REJECTED, Happening.STATE_CHANGE, Condition.NOT_CALLED),
        Verb.CANCEL_RECORD: step(State.CANCELED, Happening.STATE_CHANGE, Condition.NOT_CALLED),
        Verb.CONSULT: stays(None),
        **_DECIDED,
        **DATA,
    },
    State.REJECTED: {Verb.MARK_DONE: step(State.REJECTED, None, leaves=True)},
    State.CANCELED: {Verb.MARK_DONE: step(State.CANCELED, None, leaves=True)},
}
"""What the agent does to a preview. A record that is rejected goes back to its campaign."""

CALL_TYPES: Mapping[CampaignMode, CallType] = {
    CampaignMode.PULL_PREVIEW: CallType.OUTBOUND_PREVIEW,
    CampaignMode.PUSH_PREVIEW: CallType.OUTBOUND_PUSH_PREVIEW,
    CampaignMode.DIRECT_PUSH_PREVIEW: CallType.OUTBOUND_PREVIEW,
}
"""Call type of the preview itself; that of its call is always OUTBOUND."""


class Leaves(Enum):
    """When the preview is removed after its record was called."""

    CALL_PLACED = "when the call is placed"
    CALL_ANSWERED = "when the call is answered"
    CALL_MARKED_DONE = "when the call is marked done"


LEAVES: Mapping[CampaignMode, Leaves] = {
    CampaignMode.PULL_PREVIEW: Leaves.CALL_PLACED,
    CampaignMode.DIRECT_PUSH_PREVIEW: Leaves.CALL_ANSWERED,
    CampaignMode.PUSH_PREVIEW: Leaves.CALL_MARKED_DONE,
}

NOT_HOLDABLE = frozenset({CampaignMode.DIRECT_PUSH_PREVIEW})
"""Modes whose calls cannot be held."""

GIVES_BACK = frozenset({Verb.REJECT, Verb.REJECT_RECORD})
"""After these a record goes back to its campaign."""

CAPABILITIES: Mapping[Verb, str] = {
    Verb.ACCEPT: "ACCEPT",
    Verb.REJECT: "REJECT",
    Verb.CALL_RECORD: "CALL",
    Verb.REJECT_RECORD: "REJECT_RECORD",
    Verb.CANCEL_RECORD: "CANCEL_RECORD",
    Verb.HANG_UP: "HANGUP",
    Verb.HOLD: "HOLD",
    Verb.MARK_DONE: "MARK_DONE",
}
"""What clients read of the verbs of outbound interactions."""
