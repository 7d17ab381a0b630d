"""The case: who it is, what can be done, and which of its parts is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.case.call.controls import Control, RecordingStep, call_controls, recording_step
from host_page.views.case.commands import Command, commands, done_label
from host_page.views.case.data.model import data_note
from host_page.views.case.parties import Consultation, JoinMenu, PartyChip, consultation_rows, join_menus, party_chips
from host_page.views.case.record.model import chosen_record, phone_of, record_facts
from host_page.views.formats import clock_time, colour
from host_page.views.moments import Running, Time
from host_page.views.places import Where
from host_page.views.rail import model as rail
from host_page.views.selection import name_of, selected
from host_page.views.ui_state import CaseTab, UiState
from scapi.centre.agents import StateType
from scapi.centre.contents import ChatContent, EmailContent, WorkItemContent
from scapi.centre.conversations import VOICE, WAITING, Direction, Verb
from scapi.centre.records import OutboundContent
from scapi.page_session import PageSession
from scapi.session import Session
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction

CLOSE_ANYWAY = "interaction.markdone.can-close-anyway"
FRAME_COLOUR = "Option.interaction.case-data.frame-color"


@dataclass(frozen=True, slots=True)
class Block:
    """Why an app does not want the interaction marked done."""

    origin: str
    warning: str


@dataclass(frozen=True, slots=True)
class Header:
    """Who it is with, and how it stands."""

    title: str
    state: str
    tone: str
    icon: str
    facts: Sequence[str]
    origin: str
    target: str
    timer: Time | None
    held: Running | None
    frame_colour: str
    parties: Sequence[PartyChip]
    consultations: Sequence[Consultation]


@dataclass(frozen=True, slots=True)
class Calling:
    """What can be done with a call that is neither ringing nor over."""

    controls: Sequence[Control]
    recording: RecordingStep | None
    tones: str | None
    """The digits that were sent; ``None`` while none can be."""
    is_consultation: bool
    can_complete: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """What can be done with a call that is over; ``number`` is whom to call again."""

    done_label: str
    number: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """What rings or invites."""

    label: str
    icon: str
    can_reject: bool


@dataclass(frozen=True, slots=True)
class Warned:
    """What apps say against marking it done."""

    blocks: Sequence[Block]
    may_close_anyway: bool


@dataclass(frozen=True, slots=True)
class Case:
    """The selected case, but for what its parts show. Of its commands one kind is there."""

    id: str
    header: Header
    invitation: Invitation | None
    commands: Sequence[Command]
    ended: Ended | None
    calling: Calling | None
    menus: Sequence[JoinMenu]
    errors: Sequence[str]
    warned: Warned | None
    tabs: Sequence[tuple[str, str]]
    tab: str
    fills: bool
    """Whether the part that is shown scrolls by itself."""
    data_size: int
    data_note: str
    matched: str
    """How the contact was found."""
    composing: bool
    """Whether a text is being written that wants room."""


@dataclass(frozen=True, slots=True)
class EmptyCase:
    """Nothing is selected: what the agent can do about it."""

    headline: str
    text: str
    ready: str | None
    """The operation that makes the agent ready, if that is what is missing."""
    rings: bool = False
    """Whether the simulator can be told to let a call ring."""


def case_model(session: Session, ui: UiState, recorded_since: Seconds | None) -> Case | None:
    """The selected case; ``recorded_since`` is since when the recording has run."""
    interaction = selected(session, ui)
    if interaction is None:
        return None
    conversation = interaction.conversation
    waiting = interaction.state in WAITING
    buttons = () if waiting else _commands(ui, interaction)
    bare = not waiting and not buttons
    tab = shown_tab(ui, interaction)
    contact = conversation.contact
    return Case(
        id=interaction.id,
        header=_header(session, ui, interaction),
        invitation=_invitation(interaction) if waiting else None,
        commands=buttons,
        ended=_ended(interaction) if bare and not interaction.live else None,
        calling=_calling(session, interaction, recorded_since) if bare and interaction.live else None,
        menus=join_menus(interaction),
        errors=_errors(ui, interaction),
        warned=_warned(session, ui, interaction),
        tabs=case_tabs(interaction),
        tab=tab,
        fills=tab == CaseTab.MAIN.value and isinstance(conversation.content, ChatContent),
        data_size=len(interaction.user_data),
        data_note=data_note(interaction),
        matched=f"matched by {contact.matched_by}" if contact is not None and contact.matched_by else "",
        composing=is_draft(interaction),
    )


def is_draft(interaction: Interaction) -> bool:
    """Whether an interaction is an e-mail that is being written."""
    conversation = interaction.conversation
    return isinstance(conversation.content, EmailContent) and Verb.SEND in conversation.verbs


def kind_of(interaction: Interaction) -> str:
    """What the main part of a case is: ``voice``, ``email``, ``chat``, ``record`` or ``item``."""
    content = interaction.conversation.content
    if interaction.media == VOICE:
        return "voice"
    for kind, name in ((EmailContent, "email"), (ChatContent, "chat"), (OutboundContent, "record")):
        if isinstance(content, kind):
            return name
    return "item"


def shown_tab(ui: UiState, interaction: Interaction) -> str:
    """The part of a case with tabs that is shown; empty for a case that has none."""
    tabs = [tab for tab, _ in case_tabs(interaction)]
    if not tabs:
        return ""
    return ui.case_tab.value if ui.case_tab.value in tabs else CaseTab.MAIN.value


def may_close_anyway(session: Session) -> bool:
    """Whether the agent may close what an app blocks."""
    return session.configuration.value(CLOSE_ANYWAY).lower() == "true"


def empty_case(session: PageSession) -> EmptyCase:
    presence = session.workspace.presence
    if len(session.workspace.interactions):
        return EmptyCase("No interaction is open.", "Choose one from the list.", None)
    if presence.state.type in (StateType.READY, StateType.PARTIAL_READY):
        return EmptyCase("You are ready.", "Calls and messages appear here.", None, rings=not session.contact_centre)
    ready = next((state.operation for state in presence.states if state.type is StateType.READY), None)
    return EmptyCase(f"Your state is {presence.state.display_name}.", "Calls come when you are ready.", ready)


def _errors(ui: UiState, interaction: Interaction) -> list[str]:
    """What failed and is told under the commands, each once."""
    told = (
        text
        for spot, text in ui.errors.items()
        if spot.place.where is Where.COMMANDS and spot.owner in ("", interaction.id)
    )
    return list(dict.fromkeys(told))


def _title(interaction: Interaction) -> str:
    """Mail is called by its subject, everything else by who it is with."""
    content = interaction.conversation.content
    subject = content.subject if isinstance(content, (EmailContent, WorkItemContent)) else ""
    return subject.strip() or name_of(interaction)


def _icon(interaction: Interaction) -> str:
    conversation = interaction.conversation
    if conversation.media != VOICE or (not interaction.live and conversation.direction is not Direction.OUT):
        return rail.icon(conversation)
    return "phone-outgoing" if conversation.direction is Direction.OUT else "phone-incoming"


def _header(session: Session, ui: UiState, interaction: Interaction) -> Header:
    conversation = interaction.conversation
    voice = interaction.media == VOICE
    party = _party(interaction)
    outgoing = conversation.direction is Direction.OUT
    target = " ".join(part for part in (conversation.dnis, conversation.queue) if part)
    return Header(
        title=_title(interaction),
        state=rail.state_word(interaction),
        tone=words.state(interaction.state, interaction.media)[1],
        icon=_icon(interaction),
        facts=_facts(ui, interaction),
        origin=(conversation.ani or ("" if outgoing else party)) if voice else "",
        target=(target or (party if outgoing else "")) if voice else "",
        timer=None if isinstance(conversation.content, EmailContent) else rail.timer(interaction),
        held=rail.held_for(interaction),
        frame_colour=colour(str(interaction.information.get(FRAME_COLOUR, ""))),
        parties=party_chips(interaction),
        consultations=consultation_rows(session, interaction),
    )


def _party(interaction: Interaction) -> str:
    parties = interaction.conversation.parties
    return parties[0].phone_number if parties else ""


def _invitation(interaction: Interaction) -> Invitation:
    voice = interaction.media == VOICE
    return Invitation(
        "Call" if voice else "Invitation",
        "phone" if voice else _icon(interaction),
        Verb.REJECT in interaction.conversation.verbs,
    )


def _commands(ui: UiState, interaction: Interaction) -> Sequence[Command]:
    """The commands of what is no call."""
    content = interaction.conversation.content
    if interaction.media == VOICE:
        return ()
    if isinstance(content, OutboundContent):
        chosen = chosen_record(ui, interaction, content)
        return commands(interaction, phone_of(chosen), chosen.handle)
    return commands(interaction)


def _ended(interaction: Interaction) -> Ended:
    is_record = isinstance(interaction.conversation.content, OutboundContent)
    return Ended(done_label(interaction), "" if is_record else _party(interaction))


def _calling(session: Session, interaction: Interaction, recorded_since: Seconds | None) -> Calling:
    conversation = interaction.conversation
    return Calling(
        controls=call_controls(session, interaction, recorded_since),
        recording=recording_step(interaction),
        tones=conversation.tones if Verb.SEND_DTMF in conversation.verbs else None,
        is_consultation=conversation.is_consultation,
        can_complete=Verb.COMPLETE_TRANSFER in conversation.verbs,
    )


def _warned(session: Session, ui: UiState, interaction: Interaction) -> Warned | None:
    blocks = session.workspace.marking_done.blocks_of(interaction) if ui.warned == interaction.id else {}
    return Warned([Block(*block) for block in blocks.items()], may_close_anyway(session)) if blocks else None


def _facts(ui: UiState, interaction: Interaction) -> list[str]:
    """The second line of the header."""
    conversation, content = interaction.conversation, interaction.conversation.content
    if conversation.media == VOICE:
        return [words.call_type(conversation.call_type)]
    if isinstance(content, OutboundContent):
        return record_facts(ui, interaction, content)
    since = clock_time(conversation.started)[:5]
    party = conversation.parties[0].phone_number if conversation.parties else ""
    who = interaction.title if party in ("", interaction.title) else f"{interaction.title}, {party}"
    if isinstance(content, EmailContent):
        if conversation.direction is Direction.OUT:
            return [f"{'Reply' if content.answers else 'E-mail'} to {who}" if party else "New e-mail"]
        return [fact for fact in (f"E-mail from {who}", f"received {since}", conversation.queue) if fact]
    name = "Consultation" if conversation.is_consultation else words.medium_name(conversation.media)
    return [fact for fact in (name, party, f"since {since}", conversation.queue) if fact]


def case_tabs(interaction: Interaction) -> list[tuple[str, str]]:
    """The parts of a case that is more than a call."""
    kind, content = kind_of(interaction), interaction.conversation.content
    if kind == "voice" and not isinstance(content, OutboundContent):
        return []
    answers = isinstance(content, EmailContent) and content.answers
    main = "Record" if isinstance(content, OutboundContent) else {"email": "E-mail", "chat": "Chat"}.get(kind, "Item")
    tabs = [(CaseTab.MAIN.value, "Reply" if is_draft(interaction) and answers else main)]
    if answers:
        tabs.append((CaseTab.ORIGINAL.value, "Original"))
    return [*tabs, (CaseTab.DATA.value, "Attached data"), (CaseTab.CONTACT.value, "Contact")]
