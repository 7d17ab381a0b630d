"""The case: who it is, what can be done, and what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.case.call.controls import Control, RecordingStep, call_controls, recording_step
from host_page.views.case.chat.model import ChatView, chat_view
from host_page.views.case.commands import Command, commands, done_label
from host_page.views.case.contact.model import ContactView, contact_view
from host_page.views.case.data.model import DataModel, data_model
from host_page.views.case.mail.model import EmailView, ItemView, email_view, item_view
from host_page.views.case.parties import Consultation, JoinMenu, conference_parties, consultation_rows, join_menus
from host_page.views.case.record.model import RecordView, record_view
from host_page.views.formats import clock_time, colour
from host_page.views.rail import model as rail
from host_page.views.selection import name_of, selected
from host_page.views.ui_state import CaseTab, UiState
from host_page.views.unasked import errors_in_case
from scapi.centre.agents import StateType
from scapi.centre.contents import EmailContent, WorkItemContent
from scapi.centre.conversations import VOICE, WAITING, Direction, State, Verb
from scapi.session import Session
from scapi.workspace.interactions import Interaction

CLOSE_ANYWAY = "interaction.markdone.can-close-anyway"
FRAME_COLOUR = "Option.interaction.case-data.frame-color"
CONTROLS = (
    "hang-up", "hold", "mute", "dtmf", "record", "accept", "reject", "mark-done", "call-again", "join", "media", "chat",
)  # fmt: skip
"""Controls whose failure is told under the commands."""


@dataclass(frozen=True, slots=True)
class Block:
    """Why an app does not want the interaction marked done."""

    origin: str
    warning: str


@dataclass(frozen=True, slots=True)
class CaseModel:
    id: str
    kind: str
    """``voice``, ``email``, ``chat``, ``item`` or ``record``: what the main part of the case is."""
    title: str
    state: str
    tone: str
    icon: str
    facts: Sequence[str]
    origin: str
    target: str
    timer: str
    held: str
    frame_colour: str
    ringing: bool
    ended: bool
    can_reject: bool
    controls: Sequence[Control]
    recording: RecordingStep | None
    tones: str | None
    """The digits that were sent; ``None`` while none can be."""
    commands: Sequence[Command]
    done_label: str
    consultations: Sequence[Consultation]
    is_consultation: bool
    can_complete: bool
    parties: Sequence[str]
    menus: Sequence[JoinMenu]
    tabs: Sequence[tuple[str, str]]
    tab: str
    email: EmailView | None
    chat: ChatView | None
    item: ItemView | None
    record: RecordView | None
    errors: Sequence[str]
    blocks: Sequence[Block]
    blocked: int
    may_close_anyway: bool
    number: str
    data: DataModel
    contact: ContactView


@dataclass(frozen=True, slots=True)
class EmptyCase:
    """Nothing is selected: what the agent can do about it."""

    headline: str
    text: str
    ready: str | None
    """The operation that makes the agent ready, if that is what is missing."""


def case_model(session: Session, ui: UiState, recorded_for: str) -> CaseModel | None:
    """The selected case; ``recorded_for`` is how long the recording has run."""
    interaction = selected(session, ui)
    if interaction is None:
        return None
    conversation = interaction.conversation
    voice = conversation.media == VOICE
    party = conversation.parties[0].phone_number if conversation.parties else ""
    outgoing = conversation.direction is Direction.OUT
    target = " ".join(part for part in (conversation.dnis, conversation.queue) if part)
    email, chat = email_view(session, ui, interaction), chat_view(session, ui, interaction)
    item, record = item_view(interaction), record_view(session, ui, interaction)
    kind = "voice" if voice else "email" if email else "chat" if chat else "record" if record else "item"
    tabs = _tabs(interaction, kind, email, record)
    blocks = session.workspace.marking_done.blocks_of(interaction)
    buttons: Sequence[Command] = ()
    if not voice:
        chosen = record.chosen if record is not None else None
        buttons = commands(interaction, chosen.phone if chosen else "", chosen.handle if chosen else 0)
    return CaseModel(
        id=interaction.id,
        kind=kind,
        title=_title(interaction),
        state=rail.state_word(interaction),
        tone=words.state(interaction.state, interaction.media)[1],
        icon=_icon(interaction),
        facts=_facts(interaction, record),
        origin=(conversation.ani or ("" if outgoing else party)) if voice else "",
        target=(target or (party if outgoing else "")) if voice else "",
        timer="" if kind == "email" else rail.timer(session, interaction),
        held=rail.held_for(session, interaction) if interaction.state is State.HELD else "",
        frame_colour=colour(str(interaction.information.get(FRAME_COLOUR, ""))),
        ringing=interaction.state in WAITING,
        ended=not interaction.live,
        can_reject=Verb.REJECT in conversation.verbs,
        controls=call_controls(session, interaction, recorded_for) if voice else [],
        recording=recording_step(interaction),
        tones=conversation.tones if Verb.SEND_DTMF in conversation.verbs else None,
        commands=buttons,
        done_label=done_label(interaction),
        consultations=consultation_rows(session, interaction),
        is_consultation=conversation.is_consultation,
        can_complete=Verb.COMPLETE_TRANSFER in conversation.verbs,
        parties=conference_parties(interaction),
        menus=join_menus(session, ui, interaction),
        tabs=tabs,
        tab=ui.case_tab.value if any(ui.case_tab.value == tab for tab, _ in tabs) else CaseTab.MAIN.value,
        email=email,
        chat=chat,
        item=item,
        record=record,
        errors=_errors(ui, interaction),
        blocks=[Block(*block) for block in blocks.items()] if ui.warned == interaction.id else [],
        blocked=len(blocks),
        may_close_anyway=may_close_anyway(session),
        number=party if voice and record is None else "",
        data=data_model(session, ui, interaction),
        contact=contact_view(session, ui, interaction),
    )


def may_close_anyway(session: Session) -> bool:
    """Whether the agent may close what an app blocks."""
    return session.configuration.value(CLOSE_ANYWAY).lower() == "true"


def empty_case(session: Session) -> EmptyCase:
    presence = session.workspace.presence
    if len(session.workspace.interactions):
        return EmptyCase("No interaction is open.", "Choose one from the list.", None)
    if presence.state.type in (StateType.READY, StateType.PARTIAL_READY):
        return EmptyCase("You are ready.", "Calls and messages appear here.", None)
    ready = next((state.operation for state in presence.states if state.type is StateType.READY), None)
    return EmptyCase(f"Your state is {presence.state.display_name}.", "Calls come when you are ready.", ready)


def _errors(ui: UiState, interaction: Interaction) -> list[str]:
    """What failed, each told once."""
    of_controls = [ui.errors[key] for key in CONTROLS if key in ui.errors]
    return list(dict.fromkeys([*of_controls, *errors_in_case(ui, interaction)]))


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


def _facts(interaction: Interaction, record: RecordView | None) -> list[str]:
    """The second line of the header."""
    conversation, content = interaction.conversation, interaction.conversation.content
    if conversation.media == VOICE:
        return [words.call_type(conversation.call_type)]
    if record is not None:
        return [fact for fact in record.facts if fact]
    since = clock_time(conversation.started)[:5]
    party = conversation.parties[0].phone_number if conversation.parties else ""
    who = interaction.title if party in ("", interaction.title) else f"{interaction.title}, {party}"
    if isinstance(content, EmailContent):
        if conversation.direction is Direction.OUT:
            return [f"{'Reply' if content.answers else 'E-mail'} to {who}" if party else "New e-mail"]
        return [fact for fact in (f"E-mail from {who}", f"received {since}", conversation.queue) if fact]
    name = "Consultation" if conversation.is_consultation else words.medium_name(conversation.media)
    return [fact for fact in (name, party, f"since {since}", conversation.queue) if fact]


def _tabs(
    interaction: Interaction, kind: str, email: EmailView | None, record: RecordView | None
) -> list[tuple[str, str]]:
    """The parts of a case that is more than a call."""
    if kind == "voice" and record is None:
        return []
    names = {"email": "E-mail", "chat": "Chat", "item": "Item"}
    main = "Record" if record is not None else names[kind]
    if email is not None and email.draft:
        main = "Reply" if email.answers else "E-mail"
    tabs = [(CaseTab.MAIN.value, main)]
    if email is not None and email.answers:
        tabs.append((CaseTab.ORIGINAL.value, "Original"))
    return [*tabs, (CaseTab.DATA.value, "Attached data"), (CaseTab.CONTACT.value, "Contact")]
