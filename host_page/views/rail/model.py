"""The interaction list."""

from __future__ import annotations

from dataclasses import dataclass

from host_page.views import words
from host_page.views.case.chat.model import last_line
from host_page.views.case.record.model import is_called
from host_page.views.expiry import goes_back, share
from host_page.views.formats import duration
from host_page.views.moments import Form, Running, Shrinking, Time
from host_page.views.places import RING
from host_page.views.rail.holding import list_order
from host_page.views.rail.narrowing import narrowed
from host_page.views.selection import name_of, selected, unread
from host_page.views.ui_state import UiState
from scapi.centre.contents import EmailContent, WorkItemContent
from scapi.centre.conversations import VOICE, WAITING, Conversation, Direction, State, Verb
from scapi.centre.records import OutboundContent
from scapi.session import Session
from scapi.values import Json
from scapi.workspace.interactions import Interaction

_TONES = {State.TALKING: "live", State.DIALING: "live", State.HELD: "held", State.ERROR: "bad"}


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
    timer: Time
    held: Running | None
    flag: str
    unread: int
    selected: bool
    ringing: bool
    can_reject: bool
    indented: bool
    error: str
    left: Running | None
    """How long it still rings; ``None`` for what is never taken back."""
    share: Shrinking | None


def ringing(session: Session) -> tuple[Interaction, ...]:
    """What rings or invites, oldest first."""
    return session.workspace.interactions.waiting


def entries(session: Session, ui: UiState) -> list[ListEntry]:
    """The whole list."""
    found = (entry(session, ui, each) for each in list_keys(session, ui))
    return [each for each in found if each is not None]


def list_keys(session: Session, ui: UiState) -> list[str]:
    """The ids in the list: what rings first, then by arrival; a consultation under what it belongs to. Held, it stays
    as it is."""
    interactions = session.workspace.interactions
    above = {each.id: belongs_to(session, each) for each in interactions}
    below: dict[str | None, list[str]] = {}
    for each, parent in above.items():
        below.setdefault(parent, []).append(each)
    ordered = dict.fromkeys(each.id for each in interactions.waiting)
    for each in below.get(None, ()):
        ordered[each] = None
        ordered.update(dict.fromkeys(below.get(each, ())))
    ordered.update(dict.fromkeys(above))  # what belongs to something that has gone
    keys = narrowed(session, ui.rail, list(ordered))
    return list_order(ui, keys, above)


def belongs_to(session: Session, interaction: Interaction) -> str | None:
    """What an interaction stands under: what it is a consultation about, the e-mail it answers, the record it calls."""
    if interaction.parent_id is not None or not isinstance(interaction.conversation.content, OutboundContent):
        return interaction.parent_id
    record = session.workspace.interactions.of_conversation(interaction.conversation.parent or "")
    return None if record is None else record.id


def timer(interaction: Interaction) -> Time:
    """How long an interaction has lasted: while it rings the ringing, afterwards all of it."""
    conversation = interaction.conversation
    if interaction.state in WAITING:
        return Running(Form.SHORT, conversation.state_since)
    if interaction.live:
        return Running(Form.DURATION, conversation.started)
    return duration(conversation.state_since - conversation.started)


def held_for(interaction: Interaction) -> Running | None:
    held = interaction.state is State.HELD
    return Running(Form.SHORT, interaction.conversation.state_since) if held else None


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


def entry(session: Session, ui: UiState, interaction_id: str) -> ListEntry | None:
    """One interaction; ``None`` when it has gone."""
    interaction = session.workspace.interactions.get(interaction_id)
    if interaction is None:
        return None
    conversation = interaction.conversation
    rings = interaction.state in WAITING
    shown = selected(session, ui)
    is_shown = shown is not None and shown.id == interaction.id
    line, where = _line(interaction)
    return ListEntry(
        id=interaction.id,
        case_id=interaction.case_id,
        name=name_of(interaction),
        icon=icon(conversation),
        tone=_TONES.get(interaction.state, ""),
        line=line,
        place=where,
        timer=timer(interaction),
        held=held_for(interaction),
        flag=_flag(interaction),
        unread=0 if rings or is_shown else unread(ui, interaction),
        selected=is_shown,
        ringing=rings,
        can_reject=Verb.REJECT in conversation.verbs,
        indented=belongs_to(session, interaction) is not None,
        error=ui.errors.get(RING.of(interaction.id), "") if rings else "",
        left=goes_back(interaction),
        share=share(interaction),
    )


def _flag(interaction: Interaction) -> str:
    if not interaction.live:
        return "To close"
    conversation = interaction.conversation
    return "Draft" if isinstance(conversation.content, EmailContent) and Verb.SEND in conversation.verbs else ""


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
