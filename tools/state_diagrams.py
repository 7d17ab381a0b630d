"""The page of state diagrams, drawn from the transition tables that decide what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from scapi.centre import outbound
from scapi.centre.calls import (
    AGENT_STEPS,
    CONSULTATION_VERBS,
    FAR_END_STEPS,
    RECORDABLE,
    RECORDING_STEPS,
    TWO_CALL_VERBS,
)
from scapi.centre.conversations import Happening, State
from scapi.centre.open_media import CENTRE_STEPS, FAILURES, LEAVING, OF_CHATS, STEPS, Family
from scapi.centre.records import CampaignMode

Arrow = tuple[str, str, str]

_BEGINNINGS: Mapping[Family, tuple[State, ...]] = {
    Family.ITEM: (State.INVITED, State.INVITED_CONFERENCE),
    Family.EMAIL_IN: (State.INVITED,),
    Family.EMAIL_OUT: (State.CREATED,),
    Family.CHAT: (State.INVITED, State.INVITED_CONFERENCE),
}
_TAKEN_FROM_WORKBIN = frozenset({Family.ITEM, Family.EMAIL_IN})
_AFTER_JOINING: tuple[Arrow, ...] = (
    ("JOIN_PENDING", "ACCEPTED", "joined / ACCEPTED"),
    ("JOIN_PENDING", "HISTORY_IN_PROGRESS", "joined, with a history / ACCEPTED"),
    ("HISTORY_IN_PROGRESS", "HISTORY_DONE", "history / NEW_MESSAGE"),
    ("JOIN_PENDING", "JOIN_FAILED", "not joined / JOIN_FAILED"),
)
"""What the chat server does by itself once the agent joins."""


def states_page() -> str:
    """The whole page but its head."""
    return "\n\n".join([_calls(), _recording(), *(_media(family) for family in Family), _outbound()]) + "\n"


def _calls() -> str:
    arrows = [("[*]", "RINGING", "inbound / ADDED, RINGING"), ("[*]", "DIALING", "outbound / ADDED, DIALING")]
    for state, steps in AGENT_STEPS.items():
        arrows += [(state.value, to.value, f"{verb.value} / {told.value}") for verb, (to, told) in steps.items()]
    for state, far_steps in FAR_END_STEPS.items():
        arrows += [
            (state.value, to.value, f"(far end) {verb.value} / {told.value}") for verb, (to, told) in far_steps.items()
        ]
    arrows.append(("IDLE", "[*]", "markDone / REMOVED"))
    rows = [(state.value, ", ".join(TWO_CALL_VERBS.get(state, ())), ", ".join(CONSULTATION_VERBS.get(state, ())))
            for state in AGENT_STEPS if state in TWO_CALL_VERBS or state in CONSULTATION_VERBS]  # fmt: skip
    return (
        "## Calls\n\nAn arrow says who does what, and after the stroke the eventType. "
        "A call that was never answered, and a\nconsultation, are removed with their release.\n\n"
        f"{_diagram(arrows)}\n\nWith a second party:\n\n{_table(('state', 'of a call', 'of a consultation'), rows)}"
    )


def _recording() -> str:
    arrows = [("[*]", "STOPPED", "")]
    for recording, steps in RECORDING_STEPS.items():
        arrows += [(recording.value, to.value, verb.value) for verb, to in steps.items()]
    possible = " or ".join(sorted(state.value for state in RECORDABLE))
    return (
        f"## Recording\n\nThe `recordingState` of a call that is {possible}; each step is told as "
        f"`CALL_RECORDING_STATE_CHANGED`.\n\n{_diagram(arrows)}"
    )


def _media(family: Family) -> str:
    arrows: list[Arrow] = [("[*]", state.value, f"ADDED, {state.value}") for state in _BEGINNINGS[family]]
    if family in _TAKEN_FROM_WORKBIN:
        arrows.append(("[*]", "PULLED", "pull / ADDED, PULLED"))
    states = STEPS[family]
    for state, steps in states.items():
        arrows += [(state.value, to.value, f"{verb.value} / {told.value}") for verb, (to, told) in steps.items()]
    if family is Family.CHAT:
        arrows += _AFTER_JOINING
    for verb, (possible, (to, told)) in CENTRE_STEPS.items():
        if verb in OF_CHATS and family is not Family.CHAT:
            continue
        arrows += [(s.value, to.value, f"(centre) {verb.value} / {told.value}") for s in states if s in possible]
    reached = dict.fromkeys(to for _, to, _ in arrows)
    arrows += [(end, "[*]", "REMOVED") for end in reached if _leaves(end, arrows)]
    refused = ", ".join(f"{verb.value} `{told.value}`" for verb, told in FAILURES.items())
    also = f"\n\nWhen the contact centre refuses: {refused}." if family in (Family.ITEM, Family.EMAIL_IN) else ""
    return f"## {family.value.capitalize()}\n\n{_diagram(arrows)}{also}"


def _leaves(state: str, arrows: Iterable[Arrow]) -> bool:
    """Whether an interaction leaves the agent in a state: nothing leads on, and what led there is an end."""
    told = {label.rpartition(" / ")[2] for _, to, label in arrows if to == state}
    ends = {happening.value for happening in (*LEAVING, Happening.COMPLETED)}
    return bool(told) and told <= ends and all(source != state for source, _, _ in arrows)


_AFTER: Mapping[str, tuple[str, str]] = {
    "ACCEPT": ("PREVIEWING", "PREVIEWING, RECORDS_RETRIEVED"),
    "REJECT": ("REJECTED", "REMOVED"),
    "CALL": ("call", "ADDED, DIALING of the call"),
    "REJECT_RECORD": ("REJECTED", "STATE_CHANGE"),
    "CANCEL_RECORD": ("CANCELED", "STATE_CHANGE"),
    "MARK_DONE": ("[*]", "REMOVED"),
}
"""Where each capability of a preview leads, and what is told."""


def _outbound() -> str:
    parts = [
        "## Outbound previews\n\nThe arrows are the capabilities. "
        "The call of a record is an interaction of its own beside the preview."
    ]
    for mode in CampaignMode:
        pushed = mode is not CampaignMode.PULL_PREVIEW
        first = "INVITED" if pushed else "PREVIEWING"
        arrows: list[Arrow] = [("[*]", first, f"ADDED, {first}")]
        held = {"INVITED": outbound.INVITED} if pushed else {}
        for state, capabilities in {**held, "PREVIEWING": outbound.PREVIEWING}.items():
            for capability in capabilities:
                to, told = _AFTER[capability]
                to = "[*]" if capability == "REJECT" else to
                arrows.append((state, to, f"{capability} / {told}"))
        arrows += [(state, "[*]", "MARK_DONE / REMOVED") for state in ("REJECTED", "CANCELED")]
        arrows.append(("call", "[*]", f"REMOVED {outbound.PREVIEW_LEAVES[mode]}"))
        rows = [
            ("preview", outbound.PREVIEW_CALL_TYPES[mode], "as drawn"),
            ("call, DIALING", "OUTBOUND", ", ".join(outbound.DIALING)),
            ("call, TALKING", "OUTBOUND", ", ".join(outbound.ESTABLISHED[mode])),
            ("call, IDLE", "OUTBOUND", ", ".join(outbound.MARK_DONE)),
        ]
        parts.append(f"### `{mode.value}`\n\n{_diagram(arrows)}\n\n{_table(('', 'callType', 'capabilities'), rows)}")
    return "\n\n".join(parts)


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
