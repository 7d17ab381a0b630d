"""The page of state diagrams, drawn from the tables that decide what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from scapi.centre import calls, previews
from scapi.centre.conversations import State, Verb
from scapi.centre.open_media import CENTRE_STEPS, REFUSABLE, STEPS, Family
from scapi.centre.records import CampaignMode
from scapi.centre.steps import DATA, Condition, Row, Rows

Arrow = tuple[str, str, str]

_BEGINNINGS: Mapping[Family, tuple[State, ...]] = {
    Family.ITEM: (State.INVITED,),
    Family.EMAIL_IN: (State.INVITED,),
    Family.EMAIL_OUT: (State.CREATED,),
    Family.CHAT: (State.INVITED, State.INVITED_CONFERENCE),
    Family.CONSULTATION: (State.ACCEPTED,),
}
_TAKEN_FROM_WORKBIN = frozenset({Family.ITEM, Family.EMAIL_IN})
_AFTER_JOINING: tuple[Arrow, ...] = (
    ("JOIN_PENDING", "ACCEPTED", "joined / ACCEPTED"),
    ("JOIN_PENDING", "HISTORY_IN_PROGRESS", "joined, with a history / ACCEPTED"),
    ("HISTORY_IN_PROGRESS", "HISTORY_DONE", "history / NEW_MESSAGE"),
    ("JOIN_PENDING", "JOIN_FAILED", "not joined / JOIN_FAILED"),
)
"""What the chat server does by itself once the agent joins."""
_NOT_TAKEN: Arrow = ("TRANSFERRING", "ACCEPTED", "the agent that it goes to rejects")
_ALL = "in every state that is not an end"


def states_page() -> str:
    """The whole page but its head."""
    return "\n\n".join([_calls(), _recording(), *(_media(family) for family in Family), _outbound()]) + "\n"


def _calls() -> str:
    arrows: list[Arrow] = [
        ("[*]", "RINGING", "inbound / ADDED, RINGING"),
        ("[*]", "DIALING", "outbound / ADDED, DIALING"),
        *_agent_arrows(calls.STEPS),
    ]
    for state, rows in calls.FAR_END_STEPS.items():
        arrows += _arrows(state, {f"(far end) {verb.value}": row for verb, row in rows.items()})
    return (
        "## Calls\n\nAn arrow says who does what, and after the stroke the eventType; an arrow to the end removes the "
        "interaction.\n\n"
        f"{_diagram(arrows)}\n\nWhat leaves the state as it is:\n\n{_staying(calls.STEPS)}"
    )


def _recording() -> str:
    possible = " or ".join(sorted(state.value for state, rows in calls.STEPS.items() if Verb.START_RECORDING in rows))
    arrows: list[Arrow] = [("[*]", "STOPPED", "")]
    sources = {
        Condition.NOT_RECORDED: ("STOPPED",),
        Condition.RECORDED: ("RECORDING",),
        Condition.RECORDED_OR_PAUSED: ("RECORDING", "PAUSED"),
        Condition.PAUSED: ("PAUSED",),
    }
    for verb, to in calls.RECORDING_STEPS.items():
        for each in calls.STEPS[State.TALKING][verb]:
            arrows += [(source, to.value, verb.value) for when in each.when for source in sources[when]]
    return (
        f"## Recording\n\nThe `recordingState` of a call that is {possible}; each step is told as "
        f"`CALL_RECORDING_STATE_CHANGED`.\n\n{_diagram(arrows)}"
    )


def _media(family: Family) -> str:
    states = STEPS[family]
    arrows: list[Arrow] = [("[*]", state.value, f"ADDED, {state.value}") for state in _BEGINNINGS[family]]
    if family in _TAKEN_FROM_WORKBIN:
        arrows.append(("[*]", "PULLED", "pull / ADDED, PULLED"))
    arrows += _agent_arrows(states)
    if State.TRANSFERRING in states:
        arrows.append(_NOT_TAKEN)
    if family is Family.CHAT:
        arrows += _AFTER_JOINING
    for state, rows in CENTRE_STEPS[family].items():
        arrows += _arrows(state, {f"(centre) {verb.value}": row for verb, row in rows.items()})
    refused = ", ".join(f"{verb.value} `{told.value}`" for verb, told in REFUSABLE.items())
    also = f"\n\nWhen the contact centre refuses: {refused}." if family in _TAKEN_FROM_WORKBIN else ""
    staying = _staying(states)
    return f"## {family.value.capitalize()}\n\n{_diagram(arrows)}\n\nWhat leaves the state as it is:\n\n{staying}{also}"


def _outbound() -> str:
    parts = [
        "## Outbound previews\n\nThe call of a record is an interaction of its own beside the preview.\n\n"
        f"{_diagram(_preview_arrows())}\n\nWhat leaves the state as it is:\n\n{_staying(previews.STEPS)}"
    ]
    rows = [
        (
            f"`{mode.value}`",
            "INVITED" if mode is not CampaignMode.PULL_PREVIEW else "PREVIEWING",
            previews.CALL_TYPES[mode],
            previews.LEAVES[mode].value,
            "no" if mode in previews.NOT_HOLDABLE else "yes",
        )
        for mode in CampaignMode
    ]
    head = ("mode", "begins", "callType", "the preview leaves", "its call can be held")
    parts.append(_table(head, rows))
    shown = [(name, verb.value) for verb, name in previews.CAPABILITIES.items()]
    parts.append(
        "The `capabilities` that clients read are these of the verbs that are possible:\n\n"
        + _table(("capability", "verb"), shown)
    )
    return "\n\n".join(parts)


def _preview_arrows() -> list[Arrow]:
    return [
        ("[*]", "INVITED", "pushed / ADDED, INVITED"),
        ("[*]", "PREVIEWING", "asked for / ADDED, PREVIEWING"),
        *_agent_arrows(previews.STEPS),
    ]


def _agent_arrows(states: Mapping[State, Rows]) -> list[Arrow]:
    return [arrow for state, rows in states.items() for arrow in _arrows(state, {v.value: r for v, r in rows.items()})]


def _arrows(state: State, rows: Mapping[str, Row]) -> list[Arrow]:
    """What leads out of a state. A step that leaves goes to the end, by way of the state that is told last."""
    arrows: list[Arrow] = []
    for name, row in rows.items():
        for each in row:
            if each.to is None or (each.to is state and not each.leaves):
                continue
            told = each.told.value if each.told is not None else ""
            events = ", ".join(part for part in (told, "REMOVED" if each.leaves else "") if part)
            label = f"{name}{_when(each.when)}{f' / {events}' if events else ''}"
            to = each.to.value
            if each.by_way_of is not None:
                arrows.append((state.value, each.by_way_of.value, name))
                arrows.append((each.by_way_of.value, "[*]", f"/ {events}"))
            elif each.leaves:
                arrows.append((state.value, "[*]", f"{label} ({to})" if to != state.value else label))
            else:
                arrows.append((state.value, to, label))
    return arrows


def _staying(states: Mapping[State, Rows]) -> str:
    """A table of what leaves the state as it is, and what is told."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for state, rows in states.items():
        for verb, row in rows.items():
            for each in row:
                if each.leaves or each.to not in (None, state):
                    continue
                told = f"`{each.told.value}`" if each.told is not None else "nothing"
                found.setdefault((verb.value, _conditions(each.when), told), []).append(state.value)
    everywhere = [state.value for state, rows in states.items() if Verb.SET_DATA in rows]
    rows_ = [
        (verb, _ALL if verb in {v.value for v in DATA} and where == everywhere else ", ".join(where), when, told)
        for (verb, when, told), where in found.items()
    ]
    return _table(("verb", "state", "when", "told"), rows_)


def _when(conditions: Iterable[Condition]) -> str:
    text = _conditions(conditions)
    return f", when {text}" if text else ""


def _conditions(conditions: Iterable[Condition]) -> str:
    return " and ".join(condition.value for condition in conditions)


def _diagram(arrows: Iterable[Arrow]) -> str:
    """A state diagram; arrows between the same two states are drawn once."""
    labels: dict[tuple[str, str], list[str]] = {}
    for source, to, label in arrows:
        known = labels.setdefault((source, to), [])
        if label and label not in known:
            known.append(label)
    lines = []
    for (source, to), texts in labels.items():
        text = "<br/>".join(texts)
        lines.append(f"    {source} --> {to}{': ' if text else ''}{text}")
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str | StrEnum, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])
