"""The interaction list."""

from __future__ import annotations

from dataclasses import dataclass

from host_page.views import words
from host_page.views.case.chat.model import last_line
from host_page.views.case.record.model import is_called
from host_page.views.expiry import share_left, time_left
from host_page.views.formats import duration, short_duration
from host_page.views.rail.holding import list_order
from host_page.views.selection import name_of, selected, unread
from host_page.views.ui_state import UiState
from scapi.centre.contents import EmailContent, WorkItemContent
from scapi.centre.conversations import VOICE, WAITING, Conversation, Direction, State, Verb
from scapi.centre.records import OutboundContent
from scapi.session import Session
from scapi.values import Json, Seconds
from scapi.workspace.interactions import Interaction


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
    unread: int
    selected: bool
    ringing: bool
    can_reject: bool
    indented: bool
    error: str
    left: str
    """How long it still rings; empty for what is never taken back."""
    share: str


def ringing(session: Session) -> list[Interaction]:
    """What rings or invites, oldest first."""
    return [i for i in session.workspace.interactions if i.state in WAITING]


def entries(session: Session, ui: UiState) -> list[ListEntry]:
    """The list: what rings first, then by arrival; a consultation under what it belongs to. Held, it stays as it is."""
    belongs: dict[str | None, list[Interaction]] = {}
    for interaction in session.workspace.interactions:
        belongs.setdefault(interaction.parent_id, []).append(interaction)
    ordered = {interaction.id: interaction for interaction in ringing(session)}
    for interaction in belongs.get(None, ()):
        for each in (interaction, *belongs.get(interaction.id, ())):
            ordered.setdefault(each.id, each)
    for interaction in session.workspace.interactions:
        ordered.setdefault(interaction.id, interaction)
    order = list_order(ui, list(ordered), {each.id: each.parent_id for each in ordered.values()})
    return [_entry(session, ui, ordered[each]) for each in order]


def timer(session: Session, interaction: Interaction) -> str:
    """How long an interaction has lasted: while it rings the ringing, afterwards all of it."""
    conversation, now = interaction.conversation, session.workspace.now
    if interaction.state in WAITING:
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
    if is_called(interaction.conversation):
        return "Called"
    return words.state(interaction.state, interaction.media)[0]


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
    rings = interaction.state in WAITING
    tone = {State.TALKING: "live", State.DIALING: "live", State.HELD: "held", State.ERROR: "bad"}
    flag = "To close" if not interaction.live else ""
    if interaction.live and isinstance(conversation.content, EmailContent) and Verb.SEND in conversation.verbs:
        flag = "Draft"
    shown = selected(session, ui)
    line, where = _line(interaction)
    return ListEntry(
        id=interaction.id,
        case_id=interaction.case_id,
        name=name_of(interaction),
        icon=icon(conversation),
        tone=tone.get(interaction.state, ""),
        line=line,
        place=where,
        timer=timer(session, interaction),
        flag=flag,
        unread=0 if rings else unread(session, ui, interaction),
        selected=shown is not None and shown.id == interaction.id,
        ringing=rings,
        can_reject=Verb.REJECT in conversation.verbs,
        indented=interaction.parent_id is not None,
        error=ui.errors.get(f"ring-{interaction.id}", "") if rings else "",
        left=time_left(session, interaction),
        share=share_left(session, interaction),
    )


def _line(interaction: Interaction) -> tuple[str, str]:
    """Line two: state and place, the last message of a chat, the subject of mail."""
    conversation, content = interaction.conversation, interaction.conversation.content
    if conversation.is_consultation:
        return state_word(interaction), "consultation"
    if interaction.live and interaction.state not in WAITING:
        if said := last_line(interaction):
            return said, ""
        if isinstance(content, (EmailContent, WorkItemContent)) and content.subject:
            return content.subject, ""
    if isinstance(content, OutboundContent) and conversation.media != VOICE:
        previews = interaction.live and not is_called(conversation)
        return "Preview" if previews else state_word(interaction), content.campaign
    return state_word(interaction), place(conversation)
