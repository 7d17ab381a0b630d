"""The outbound preview table of the reference, row by row, for its three modes.

A row is one ``interaction`` event: eventType, state, callType, capabilities. Other events that come in between
(of the case, RECORDS_RETRIEVED, attached data) are not rows of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.conformance.case import Ask, Case, Drive, Event, Step
from tests.conformance.situations import CAMPAIGN, words

OP, OPP, OUT = "OUTBOUND_PREVIEW", "OUTBOUND_PUSH_PREVIEW", "OUTBOUND"
ASKED = ("CALL", "REJECT_RECORD", "CANCEL_RECORD")
OFFERED = ("ACCEPT", "REJECT")
DONE = ("MARK_DONE",)
ON_CALL = ("HANGUP",)
ON_CALL_HOLD = ("HANGUP", "HOLD")
NONE: tuple[str, ...] = ()

Row = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Act:
    """One event of the user interface in one mode, and its rows."""

    situation: str
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]


def _dialled(*more: Row) -> tuple[Row, ...]:
    return (("ADDED", "DIALING", OUT, ON_CALL), ("DIALING", "DIALING", OUT, ON_CALL), *more)


def _done(*more: Row) -> tuple[Row, ...]:
    return (
        ("RELEASED", "IDLE", OUT, DONE),
        ("MARKDONE_APPLY", "IDLE", OUT, DONE),
        *more,
        ("REMOVED", "IDLE", OUT, NONE),
    )


_CALL = Ask("outbound.callPreviewRecord", ("$it", "$handle"))
_ANSWERED = Drive("farEnd", {"interactionId": "2", "action": "answer"})
_HANG_UP, _MARK_DONE = Ask("voice.hangUp", ("$it",)), Ask("interaction.markdone", ("$it",))
_ACCEPT, _REJECT = Ask("interaction.accept", ("$it",)), Ask("interaction.reject", ("$it",))
_REJECT_RECORD, _CANCEL_RECORD = (
    Ask("outbound.rejectPreviewRecord", ("$it",)),
    Ask("outbound.cancelPreviewRecord", ("$it",)),
)


def _changed(state: str, call_type: str) -> tuple[Row, ...]:
    return (("STATE_CHANGE", state, call_type, DONE),)


TABLE: Mapping[str, Mapping[str, Act]] = {
    "pull": {
        "record received": Act(
            "started",
            (Ask("outbound.getPreviewRecord", (CAMPAIGN,)),),
            (("ADDED", "PREVIEWING", OP, ASKED), ("PREVIEWING", "PREVIEWING", OP, ASKED)),
        ),
        "make call": Act("pull", (_CALL,), _dialled(("REMOVED", "IDLE", OP, NONE))),
        "release and mark done": Act("pull-talking", (_HANG_UP, _MARK_DONE), _done()),
        "reject record": Act("pull", (_REJECT_RECORD,), _changed("REJECTED", OP)),
        "cancel record": Act("pull", (_CANCEL_RECORD,), _changed("CANCELED", OP)),
    },
    "push": {
        "record received": Act(
            "pushing",
            (Drive("pushPreview", {"campaign": CAMPAIGN}),),
            (("ADDED", "INVITED", OPP, OFFERED), ("INVITED", "INVITED", OPP, OFFERED)),
        ),
        "accepted": Act("push-invited", (_ACCEPT,), (("PREVIEWING", "PREVIEWING", OPP, ASKED),)),
        "rejected": Act("push-invited", (_REJECT,), (("REMOVED", "REJECTED", OPP, NONE),)),
        "make call": Act("push", (_CALL, _ANSWERED), _dialled(("ESTABLISHED", "TALKING", OUT, ON_CALL_HOLD))),
        "release and mark done": Act("push-talking", (_HANG_UP, _MARK_DONE), _done(("REMOVED", "IDLE", OPP, DONE))),
        "reject record": Act("push", (_REJECT_RECORD,), _changed("REJECTED", OPP)),
        "cancel record": Act("push", (_CANCEL_RECORD,), _changed("CANCELED", OPP)),
    },
    "direct": {
        "record received": Act(
            "direct-pushing",
            (Drive("pushPreview", {"campaign": CAMPAIGN, "direct": True}),),
            (("ADDED", "INVITED", OP, OFFERED), ("INVITED", "INVITED", OP, OFFERED)),
        ),
        "accepted": Act("direct-invited", (_ACCEPT,), (("PREVIEWING", "PREVIEWING", OP, ASKED),)),
        "rejected": Act("direct-invited", (_REJECT,), (("REMOVED", "REJECTED", OP, NONE),)),
        "make call": Act(
            "direct",
            (_CALL, _ANSWERED),
            _dialled(("ESTABLISHED", "TALKING", OUT, ON_CALL), ("REMOVED", "IDLE", OP, NONE)),
        ),
        "release and mark done": Act("direct-talking", (_HANG_UP, _MARK_DONE), _done()),
        "reject record": Act("direct", (_REJECT_RECORD,), _changed("REJECTED", OP)),
        "cancel record": Act("direct", (_CANCEL_RECORD,), _changed("CANCELED", OP)),
    },
}
"""The modes and their user-interface events; 10 rows for pull, 13 for push and 13 for direct push."""

OUTSIDE = frozenset({"CASE_EXPANDED", "CASE_COLLAPSED", "CASE_SELECTED", "RECORDS_RETRIEVED", "ATTACHED_DATA_CHANGED"})
MODES = {"pull": "pull preview", "push": "regular push preview", "direct": "direct push preview"}


def _event(row: Row) -> Event:
    event_type, state, call_type, capabilities = row
    shown: dict[str, Any] = {"state": state, "callType": call_type, "capabilities": capabilities}
    return "interaction", {"eventType": event_type, "interaction": shown}


def cases() -> list[Case]:
    """One case for each row: it is the event at this place, and the table's events are all that come."""
    found = []
    for mode, acts in TABLE.items():
        for name, act in acts.items():
            for place, (event_type, state, call_type, capabilities) in enumerate(act.rows, start=1):
                able = ", ".join(capabilities) or "none"
                expected = (
                    f"{MODES[mode]}, when {words(act.situation)}: {name}: event {place} of {len(act.rows)} is "
                    f"`{event_type}`, state `{state}`, callType `{call_type}`, capabilities {able}"
                )
                found.append(
                    Case(
                        f"outbound-table/{mode}/{name.replace(' ', '-')}/{place}", expected, act.situation, act.steps,
                        tuple(_event(row) for row in act.rows), only="interaction", ignored=OUTSIDE,
                    )
                )  # fmt: skip
    return found
