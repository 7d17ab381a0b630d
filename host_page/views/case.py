"""The case: who it is, what can be done with the call, and what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views import rail, words
from host_page.views.attached_data import DataModel, data_model
from host_page.views.formats import colour, initials
from host_page.views.ui_state import UiState
from scapi.centre.conversations import VOICE, Direction, Recording, RecordingVerb, State, Verb
from scapi.centre.port import SipDevice, StateType
from scapi.session import Session
from scapi.workspace.interactions import Interaction

CLOSE_ANYWAY = "interaction.markdone.can-close-anyway"
FRAME_COLOUR = "Option.interaction.case-data.frame-color"
_NOT_OFFERED = {
    "keypad": ("Keypad", "grid-3x3", "Sending tones is not offered by this contact centre."),
    "consult": ("Consult", "users", "Consulting is not offered by this contact centre."),
    "transfer": ("Transfer", "arrow-right-left", "Transferring is not offered by this contact centre."),
}
_RECORD: Mapping[RecordingVerb, tuple[str, str]] = {
    RecordingVerb.START: ("Record", ""),
    RecordingVerb.STOP: ("Recording", "Press to stop"),
    RecordingVerb.RESUME: ("Paused", "Press to go on recording"),
}


@dataclass(frozen=True, slots=True)
class Control:
    """One cell of the call controls; ``why`` says why it cannot be used."""

    id: str
    label: str
    icon: str
    action: str = ""
    arg: str = ""
    why: str = ""
    pressed: bool | None = None
    tone: str = ""
    hint: str = ""
    """What pressing it does, where the label tells the state."""
    timer: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    name: str
    initials: str
    company: str
    phones: Sequence[str]
    emails: Sequence[str]
    matched: str


@dataclass(frozen=True, slots=True)
class Block:
    """Why an app does not want the interaction marked done."""

    origin: str
    warning: str


@dataclass(frozen=True, slots=True)
class CaseModel:
    id: str
    title: str
    state: str
    tone: str
    icon: str
    kind: str
    origin: str
    target: str
    timer: str
    held: str
    frame_colour: str
    ringing: bool
    ended: bool
    can_reject: bool
    controls: Sequence[Control]
    errors: Sequence[str]
    blocks: Sequence[Block]
    blocked: int
    may_close_anyway: bool
    number: str
    data: DataModel
    contact: ContactCard | None


@dataclass(frozen=True, slots=True)
class EmptyCase:
    """Nothing is selected: what the agent can do about it."""

    headline: str
    text: str
    ready: str | None
    """The operation that makes the agent ready, if that is what is missing."""


def selected(session: Session) -> Interaction | None:
    """The interaction that the case shows: of several in a case, one that is live."""
    case_id = session.workspace.cases.selected
    if case_id is None:
        return None
    found = session.workspace.interactions.of_case(case_id)
    live = [interaction for interaction in found if interaction.live]
    return next(iter(live or found), None)


def case_model(session: Session, ui: UiState, recorded_for: str) -> CaseModel | None:
    """The selected case; ``recorded_for`` is how long the recording has run."""
    interaction = selected(session)
    if interaction is None:
        return None
    conversation = interaction.conversation
    state, tone = rail.state_word(interaction), words.state(interaction.state)[1]
    party = conversation.parties[0].phone_number if conversation.parties else ""
    outgoing = conversation.direction is Direction.OUT
    target = " ".join(part for part in (conversation.dnis, conversation.queue) if part)
    contact = conversation.contact
    control_ids = ("hang-up", "hold", "mute", "record", "accept", "reject", "mark-done", "call-again")
    return CaseModel(
        id=interaction.id,
        title=interaction.title,
        state=state,
        tone=tone,
        icon="phone-outgoing" if outgoing else rail.icon(conversation) if not interaction.live else "phone-incoming",
        kind=words.call_type(conversation.call_type),
        origin=conversation.ani or ("" if outgoing else party),
        target=target or (party if outgoing else ""),
        timer=rail.timer(session, interaction),
        held=rail.held_for(session, interaction) if interaction.state is State.HELD else "",
        frame_colour=colour(str(interaction.information.get(FRAME_COLOUR, ""))),
        ringing=interaction.state is State.RINGING,
        ended=not interaction.live,
        can_reject=Verb.REJECT in conversation.verbs,
        controls=[] if conversation.media != VOICE else _controls(session, interaction, recorded_for),
        errors=[ui.errors[key] for key in control_ids if key in ui.errors],
        blocks=[Block(*block) for block in interaction.blocks.items()] if ui.warned == interaction.id else [],
        blocked=len(interaction.blocks),
        may_close_anyway=may_close_anyway(session),
        number=party,
        data=data_model(session, ui, interaction),
        contact=None
        if contact is None
        else ContactCard(
            contact.display_name,
            initials(contact.display_name),
            contact.company,
            contact.phones,
            contact.emails,
            f"matched by {contact.matched_by}" if contact.matched_by else "",
        ),
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


def _controls(session: Session, interaction: Interaction, recorded_for: str) -> list[Control]:
    """The seven cells, always in the same order."""
    verbs, number = interaction.conversation.verbs, interaction.id
    while_ = f"while {words.state(interaction.state)[0].lower()}."
    held = Verb.RESUME in verbs
    hang_up = Control(
        "hang-up", "Hang up", "phone-off", "hang-up", number,
        "" if Verb.HANG_UP in verbs else f"Hanging up is not possible {while_}", tone="danger",
    )  # fmt: skip
    hold = Control("hold", "Resume", "play", "resume", number) if held else Control(
        "hold", "Hold", "pause", "hold", number, "" if Verb.HOLD in verbs else f"Hold is not possible {while_}"
    )  # fmt: skip
    muted = session.workspace.centre.muted(SipDevice.MICROPHONE)
    mute = Control(
        "mute", "Mute", "mic-off" if muted else "mic", "mute", "off" if muted else "on",
        "" if interaction.state is State.TALKING else f"Mute is not possible {while_}", pressed=muted,
        tone="on-warn" if muted else "",
    )  # fmt: skip
    others = [Control(key, label, icon, why=why) for key, (label, icon, why) in _NOT_OFFERED.items()]
    return [hang_up, hold, mute, *others, _record(interaction, while_, recorded_for)]


def _record(interaction: Interaction, while_: str, recorded_for: str) -> Control:
    recording, possible = interaction.conversation.recording, interaction.conversation.recording_verbs
    verb = {Recording.RECORDING: RecordingVerb.STOP, Recording.PAUSED: RecordingVerb.RESUME}.get(
        recording or Recording.STOPPED, RecordingVerb.START
    )
    if verb not in possible:
        return Control("record", "Record", "circle-dot", why=f"Recording is not possible {while_}", pressed=False)
    label, hint = _RECORD[verb]
    on = verb is not RecordingVerb.START
    return Control(
        "record", label, "circle-dot", "record", f"{interaction.id} {verb.value}", pressed=on, tone="on" if on else "",
        hint=hint, timer=recorded_for if verb is RecordingVerb.STOP else "",
    )  # fmt: skip
