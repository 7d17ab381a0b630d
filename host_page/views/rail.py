"""The interaction list and the toasts of what rings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.formats import duration, short_duration
from host_page.views.ui_state import UiState
from scapi.centre.conversations import VOICE, Conversation, Direction, State, Verb
from scapi.session import Session
from scapi.values import Json, Seconds
from scapi.workspace.interactions import SYSTEM_KEYS, Interaction

TOASTS = 3
PAIRS = 4


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One interaction in the list."""

    id: str
    case_id: str
    name: str
    icon: str
    tone: str
    line: str
    place: str
    timer: str
    flag: str
    selected: bool
    ringing: bool
    can_reject: bool
    indented: bool
    error: str


@dataclass(frozen=True, slots=True)
class Toast:
    """What rings, asking to be accepted."""

    id: str
    name: str
    line: str
    icon: str
    timer: str
    pairs: Sequence[tuple[str, str]]
    note: str
    first: bool
    can_reject: bool
    error: str


@dataclass(frozen=True, slots=True)
class ToastsModel:
    toasts: Sequence[Toast]
    more: int


def ringing(session: Session) -> list[Interaction]:
    """What rings, oldest first."""
    return [i for i in session.workspace.interactions if i.state is State.RINGING]


def entries(session: Session, ui: UiState) -> list[ListEntry]:
    """The list: what rings first, then by arrival; a consultation under what it belongs to."""
    interactions = list(session.workspace.interactions)
    first = ringing(session)
    rest = [i for i in interactions if i.state is not State.RINGING and i.parent_id is None]
    ordered = list(first)
    for interaction in rest:
        ordered.append(interaction)
        ordered += [i for i in interactions if i.parent_id == interaction.id and i not in first]
    ordered += [i for i in interactions if i not in ordered]
    return [_entry(session, ui, interaction) for interaction in ordered]


def toasts_model(session: Session, ui: UiState) -> ToastsModel:
    waiting = ringing(session)
    talking = next((i for i in session.workspace.interactions if i.state is State.TALKING), None)
    note = f"Accepting holds {talking.title}." if talking is not None else ""
    shown = [_toast(session, ui, i, note, first=i is waiting[0]) for i in waiting[:TOASTS]]
    return ToastsModel(shown, len(waiting) - len(shown))


def timer(session: Session, interaction: Interaction) -> str:
    """How long an interaction has lasted: while it rings the ringing, afterwards all of it."""
    conversation, now = interaction.conversation, session.workspace.now
    if interaction.state is State.RINGING:
        return short_duration(now - conversation.state_since)
    end: Seconds = now if interaction.live else conversation.state_since
    return duration(end - conversation.started)


def held_for(session: Session, interaction: Interaction) -> str:
    return short_duration(session.workspace.now - interaction.conversation.state_since)


def icon(conversation: Conversation) -> str:
    """The icon of a conversation: for a call the way it went, else the medium's."""
    if conversation.media != VOICE:
        return words.medium_icon(conversation.media)
    if conversation.state in (State.TALKING, State.HELD):
        return "phone-call"
    return "phone-outgoing" if conversation.direction is Direction.OUT else "phone-incoming"


def place(conversation: Conversation) -> str:
    """Where a conversation came from, or what was called."""
    return conversation.queue or conversation.dnis or ""


def state_word(interaction: Interaction) -> str:
    if interaction.state is State.IDLE and interaction.conversation.rona is not None:
        return "Not answered"
    return words.state(interaction.state)[0]


def text_of(value: Json) -> str:
    """A value of the attached data in one line."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _entry(session: Session, ui: UiState, interaction: Interaction) -> ListEntry:
    conversation = interaction.conversation
    rings = interaction.state is State.RINGING
    tone = {State.TALKING: "live", State.DIALING: "live", State.HELD: "held"}.get(interaction.state, "")
    return ListEntry(
        id=interaction.id,
        case_id=interaction.case_id,
        name=interaction.title,
        icon=icon(conversation),
        tone=tone,
        line=state_word(interaction),
        place=place(conversation),
        timer=timer(session, interaction),
        flag="To close" if not interaction.live else "",
        selected=session.workspace.cases.selected == interaction.case_id,
        ringing=rings,
        can_reject=Verb.REJECT in conversation.verbs,
        indented=interaction.parent_id is not None,
        error=ui.errors.get(f"ring-{interaction.id}", "") if rings else "",
    )


def _toast(session: Session, ui: UiState, interaction: Interaction, note: str, *, first: bool) -> Toast:
    conversation = interaction.conversation
    data = [
        (key, text_of(value))
        for key, value in conversation.user_data.items()
        if key not in SYSTEM_KEYS and not key.startswith("IW_") and not isinstance(value, (list, tuple, dict))
    ]
    number = conversation.ani or (conversation.parties[0].phone_number if conversation.parties else "")
    queue = " ".join(part for part in (conversation.dnis, conversation.queue) if part)
    line = " · ".join(part for part in (number if number != interaction.title else "", queue) if part)
    return Toast(
        interaction.id, interaction.title, line, icon(conversation), timer(session, interaction), data[:PAIRS], note,
        first, Verb.REJECT in conversation.verbs, ui.errors.get(f"ring-{interaction.id}", ""),
    )  # fmt: skip
