"""The simulator panel: the clock, calls, customers, campaigns, the link, and pages opened as clients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.bench.simulator import calls
from host_page.views.bench.simulator.recordings import record_model
from host_page.views.bench.simulator.scenes import scenes_model
from host_page.views.case.parties import conference_parties
from host_page.views.places import Place, Where, Whose
from host_page.views.rail.holding import far_end_order
from host_page.views.selection import name_of
from host_page.views.ui_state import CampaignForm, ClientForm, Fold, MediaForm, RingForm, SimulatorTab, UiState
from scapi.centre.calls import FAR_END_STEPS
from scapi.centre.conversations import VOICE, Direction, FarEndVerb, State, Verb
from scapi.centre.directory import TargetType
from scapi.centre.open_media import CHATS, CentreVerb, centre_rows
from scapi.centre.port import Connection
from scapi.centre.previews import MEDIUM as OUTBOUND
from scapi.centre.records import CampaignMode
from scapi.driven import DrivenSession
from scapi.frames import Level
from scapi.page_session import PageSession
from scapi.workspace.interactions import Interaction

_DOTS = {State.RINGING: "ring", State.DIALING: "ring", State.TALKING: "live", State.HELD: "warn"}
CLOCK, RING_FORM, MEDIA_FORM, REFUSAL, CAMPAIGN_FORM, LINK, CLIENT_FORM = (
    Place(name, Where.ELSEWHERE) for name in ("clock", "ring", "media", "refuse", "load", "link", "open")
)
CAMPAIGN_LINE = Place("campaign", Where.ELSEWHERE, Whose.CAMPAIGN)
CLIENT = Place("client", Where.ELSEWHERE, Whose.FRAME)
FAR_END, CUSTOMER = (Place(name, Where.ELSEWHERE, Whose.INTERACTION) for name in ("far-end", "customer"))
TABS = (
    (SimulatorTab.CALLS, "Calls"),
    (SimulatorTab.MEDIA, "Media"),
    (SimulatorTab.CAMPAIGNS, "Campaigns"),
    (SimulatorTab.LINK, "Link"),
    (SimulatorTab.APPS, "Apps"),
    (SimulatorTab.SCENES, "Scenes"),
    (SimulatorTab.RECORD, "Record"),
)
_REFUSALS = (
    (Verb.PLACE_IN_QUEUE.value, "To queue"),
    (Verb.PLACE_IN_WORKBIN.value, "To workbin"),
    (Verb.TRANSFER.value, "Transfer"),
    ("pull", "Pull"),
)
_LINKS = {
    Connection.CONNECTED: "up",
    Connection.RECONNECTED: "up again",
    Connection.DISCONNECTED: "lost",
    Connection.DOWN: "down",
}


@dataclass(frozen=True, slots=True)
class FarEndStep:
    verb: str
    label: str


@dataclass(frozen=True, slots=True)
class FarEndParty:
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Customer:
    """The other side of open media, and what it can do now."""

    id: str
    name: str
    icon: str
    state: str
    steps: Sequence[FarEndStep]
    can_say: bool
    say: str
    """The driver call of what it is to say."""
    marks: Sequence[FarEndStep]
    """What it does between two messages."""
    error: str


@dataclass(frozen=True, slots=True)
class CampaignLine:
    name: str
    mode: str
    started: bool
    error: str


@dataclass(frozen=True, slots=True)
class FarEnd:
    """The other party of a call, and what it can do now."""

    id: str
    name: str
    state: str
    dot: str
    steps: Sequence[FarEndStep]
    parties: Sequence[FarEndParty]
    """Each on its own, when there are several."""
    error: str


@dataclass(frozen=True, slots=True)
class Client:
    """A page that was opened by hand."""

    id: str
    label: str
    url: str
    error: str


@dataclass(frozen=True, slots=True)
class CallsModel:
    """A call that is to come in."""

    ring: RingForm
    call: str
    numbers: Sequence[tuple[str, str]]
    folded: bool
    """Whether the form is one line, for the far ends matter more."""
    error: str


@dataclass(frozen=True, slots=True)
class MediaModel:
    """An item that is to come in, and what the contact centre is to refuse."""

    media: MediaForm
    call: str
    is_chat: bool
    """Whether a chat is to come in, which alone can be joined."""
    media_kinds: Sequence[tuple[str, str]]
    refusals: Sequence[tuple[str, str]]
    error: str
    refuse_error: str


@dataclass(frozen=True, slots=True)
class CampaignsModel:
    campaign: CampaignForm
    call: str
    campaign_names: Sequence[str]
    modes: Sequence[str]
    campaigns: Sequence[CampaignLine]
    error: str


@dataclass(frozen=True, slots=True)
class LinkModel:
    link: str
    error: str


@dataclass(frozen=True, slots=True)
class ClientsModel:
    client: ClientForm
    call: str
    clients: Sequence[Client]
    error: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """Stands where nobody is."""

    text: str


NOBODY = "none"


def tabs(session: PageSession) -> Sequence[tuple[SimulatorTab, str]]:
    """The tabs of the panel: in front of another contact centre only what the page does itself."""
    return [each for each in TABS if not session.contact_centre or each[0] is SimulatorTab.APPS]


def tab_model(session: PageSession, ui: UiState) -> object:
    """What the tab that is shown is drawn from; the far ends have rows of their own."""
    errors, known = ui.errors, session.workspace.known
    match ui.simulator_tab:
        case SimulatorTab.CALLS:
            folded, failed = _ring_is_folded(session, ui), errors.get(RING_FORM.spot, "")
            return CallsModel(ui.ring, own_call(ui), _numbers(session), folded, failed)
        case SimulatorTab.MEDIA:
            kinds = [(m.name, words.medium_name(m.name)) for m in known.media if m.name not in (VOICE, OUTBOUND)]
            is_chat = ui.media.media in CHATS
            failed, refused = errors.get(MEDIA_FORM.spot, ""), errors.get(REFUSAL.spot, "")
            return MediaModel(ui.media, own_call(ui), is_chat, kinds, _REFUSALS, failed, refused)
        case SimulatorTab.CAMPAIGNS if isinstance(session, DrivenSession):
            names = [spec.name for spec in session.simulator.scenario.campaigns]
            lines = [
                CampaignLine(each.name, each.mode, each.started, errors.get(CAMPAIGN_LINE.of(each.name), ""))
                for each in known.campaigns
            ]
            modes = [mode.value for mode in CampaignMode]
            return CampaignsModel(ui.campaign, own_call(ui), names, modes, lines, errors.get(CAMPAIGN_FORM.spot, ""))
        case SimulatorTab.SCENES:
            return scenes_model(session, ui)
        case SimulatorTab.RECORD:
            return record_model(session, ui)
        case SimulatorTab.LINK:
            return LinkModel(_LINKS[session.workspace.connection], errors.get(LINK.spot, ""))
    clients = [
        Client(f.id, f.label, f.url, errors.get(CLIENT.of(f.id), ""))
        for f in session.frames
        if not f.section and f.level in (Level.WORKSPACE, Level.INTERACTION)
    ]
    return ClientsModel(ui.client, own_call(ui), clients, errors.get(CLIENT_FORM.spot, ""))


def own_call(ui: UiState) -> str:
    """The driver call of the form of the tab that is shown, as code; empty where there is none."""
    forms: Mapping[SimulatorTab, calls.Form] = {
        SimulatorTab.CALLS: ui.ring,
        SimulatorTab.MEDIA: ui.media,
        SimulatorTab.CAMPAIGNS: ui.campaign,
        SimulatorTab.APPS: ui.client,
    }
    form = forms.get(ui.simulator_tab)
    return "" if form is None else calls.code_of(form)


def _ring_is_folded(session: PageSession, ui: UiState) -> bool:
    """As the person at the page has chosen; else it is folded during a consultation, which has a second far end."""
    if ui.ring_form is not Fold.AUTO:
        return ui.ring_form is Fold.FOLDED
    return any(each.conversation.is_consultation and each.live for each in session.workspace.interactions)


def has_far_end(ui: UiState, interaction: Interaction) -> bool:
    """Whether the tab that is shown has a row for an interaction."""
    if not interaction.live:
        return False
    if ui.simulator_tab is SimulatorTab.CALLS:
        return interaction.media == VOICE
    return ui.simulator_tab is SimulatorTab.MEDIA and interaction.media not in (VOICE, OUTBOUND)


def far_end_keys(session: PageSession, ui: UiState) -> list[str]:
    """Who must do something first, so that a call goes on; then as they came. Held, they stay as they are."""
    found = [each for each in session.workspace.interactions if has_far_end(ui, each)]
    ordered = far_end_order(ui, [each.id for each in sorted(found, key=lambda each: each.state is not State.DIALING)])
    return ordered or [NOBODY]


def far_end(session: PageSession, ui: UiState, key: str) -> object:
    """The other side of an interaction; ``None`` when it has gone."""
    if key == NOBODY:
        return Nobody("No call." if ui.simulator_tab is SimulatorTab.CALLS else "No e-mail, chat or item.")
    interaction = session.workspace.interactions.get(key)
    if interaction is None:
        return None
    return _far_end(ui, interaction) if interaction.media == VOICE else _customer(ui, interaction)


def by_hand(session: PageSession) -> bool:
    """Whether the contact centre's clock stands until somebody turns it."""
    return not session.clock_runs


def _numbers(session: PageSession) -> list[tuple[str, str]]:
    """What a call can come in on: the agent's own number, queues and routing points."""
    own = next((m.number for m in session.workspace.known.media if m.number), "")
    kinds = (TargetType.INTERACTION_QUEUE, TargetType.ROUTING_POINT)
    places = [entry for entry in session.workspace.known.directory if entry.type in kinds and entry.number]
    return [("", f"{own} direct" if own else "direct"), *((e.number, f"{e.number} {e.name}") for e in places)]


_MARKS = (CentreVerb.TYPE, CentreVerb.READ)
"""What the customer of a chat does besides writing."""


def _far_end(ui: UiState, interaction: Interaction) -> FarEnd:
    state = interaction.state
    steps = [FarEndStep(verb.value, _label(state, verb)) for verb in FAR_END_STEPS.get(state, {})]
    word = words.state(state)[0].lower()
    if tones := interaction.conversation.tones:
        word = f"{word}, heard {tones}"
    error = ui.errors.get(FAR_END.of(interaction.id), "")
    parties: list[FarEndParty] = []
    others = interaction.conversation.parties
    if len(others) > 1 and FarEndVerb.HANG_UP in FAR_END_STEPS.get(state, {}):
        names = conference_parties(interaction)
        parties = [FarEndParty(name, party.phone_number) for name, party in zip(names, others, strict=True)]
        steps = []
    return FarEnd(interaction.id, name_of(interaction), word, _DOTS.get(state, "off"), steps, parties, error)


def _customer(ui: UiState, interaction: Interaction) -> Customer:
    conversation = interaction.conversation
    possible = [
        verb
        for verb in CentreVerb
        if verb in centre_rows(conversation)
        and (conversation.direction is Direction.IN or verb is CentreVerb.FAIL or conversation.media in CHATS)
    ]
    return Customer(
        interaction.id,
        interaction.title,
        words.medium_icon(conversation.media),
        words.state(conversation.state, conversation.media)[0].lower(),
        _steps(verb for verb in possible if verb not in _MARKS),
        CentreVerb.SAY in possible,
        calls.say(interaction.id, ui.sayings.get(interaction.id, "")).code,
        _steps(verb for verb in possible if verb in _MARKS),
        ui.errors.get(CUSTOMER.of(interaction.id), ""),
    )


def _steps(verbs: Iterable[CentreVerb]) -> list[FarEndStep]:
    return [FarEndStep(verb.value, words.CUSTOMERS[verb]) for verb in verbs if verb in words.CUSTOMERS]


def _label(state: State, verb: FarEndVerb) -> str:
    if state is State.RINGING:
        return {FarEndVerb.HANG_UP: "Give up", FarEndVerb.NO_ANSWER: "Take back"}.get(verb, words.FAR_ENDS[verb])
    if state is State.DIALING and verb is FarEndVerb.HANG_UP:
        return "Decline"
    return words.FAR_ENDS[verb]
