"""What the page itself remembers: choices of the person in front of it, nothing that the session knows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from host_page.views.apps.answers import AppAnswer
from host_page.views.bench.bench_state import Place, Shows, WhatIf
from host_page.views.bench.timeline.causes import Causes
from host_page.views.bench.timeline.histories import History
from host_page.views.bench.traffic.saved_log import SavedLog
from host_page.views.notices.news import News, Of
from host_page.views.places import Spot
from host_page.views.regions import Region
from host_page.views.top.known_targets import KnownTarget
from scapi.centre.contacts import Contact
from scapi.configuration import Problem
from scapi.driver.recording import Recorded, Recorder

LISTED = 100
"""Rows that a list shows of itself, and how many more when it is asked for more."""


def shown_error(text: str) -> str:
    """The text of a failure, as the page shows it."""
    return text.removeprefix("Error: ")


class Theme(StrEnum):
    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"


class Bench(StrEnum):
    """Whether the workbench is open; ``AUTO`` leaves it to the height of the window."""

    AUTO = "auto"
    OPEN = "open"
    CLOSED = "closed"


class PagePart(StrEnum):
    """What a narrow window shows; a wide one shows all of them."""

    RAIL = "rail"
    CASE = "case"
    APPS = "apps"
    BENCH = "bench"


class DetailTab(StrEnum):
    DECISION = "decision"
    REQUEST = "request"
    REPLY = "reply"
    RELATED = "related"


class Fold(StrEnum):
    """Whether a part is folded; ``AUTO`` leaves it to the room there is."""

    AUTO = "auto"
    OPEN = "open"
    FOLDED = "folded"


class SimulatorTab(StrEnum):
    CALLS = "calls"
    MEDIA = "media"
    CAMPAIGNS = "campaigns"
    LINK = "link"
    APPS = "apps"
    SCENES = "scenes"
    RECORD = "record"


class CaseTab(StrEnum):
    """Parts of a case that has more than a call."""

    MAIN = "main"
    ORIGINAL = "original"
    DATA = "data"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class RequestEditor:
    """A request of the log that is being changed before it is sent again; ``parameters`` is JSON as it was written."""

    seq: int
    request: str
    parameters: str
    problem: str = ""


@dataclass(slots=True)
class TrafficView:
    """How the traffic panel is looked at. ``offset`` is the first row in view; ``None`` follows the newest."""

    filter: str = ""
    chip: str = ""
    paired: bool = True
    paused_after: int | None = None
    offset: int | None = None
    rows: int = 9
    flows: bool = False
    """Whether messages have come in a moment ago, of which more may follow."""
    seen: int = 0
    """The number of rows when the list stopped following, to tell how many are new."""
    selected: int | None = None
    tab: DetailTab = DetailTab.DECISION
    help: bool = False
    menu: int | None = None
    """The message whose menu is open, or was last."""
    copied: str = ""
    """What was copied last of the message that is selected."""
    editor: RequestEditor | None = None
    problem: str = ""
    """Why a file could not be shown, or a message not be sent again."""
    earlier: SavedLog | None = None
    """What was kept of the pages before this one."""
    imported: SavedLog | None = None
    """The log of a file, shown in the place of the page's own."""
    timeline: str = ""
    """The interaction whose time line is shown in the place of the messages."""
    keeps: bool = True
    """Whether the log is kept for a reload of the page."""


@dataclass(slots=True)
class RailView:
    """How the list of interactions is looked at: narrowed to words and to one kind, or grouped by kind."""

    filter: str = ""
    kind: str = ""
    grouped: bool = False

    @property
    def active(self) -> bool:
        return bool(self.filter.strip() or self.kind or self.grouped)


@dataclass(slots=True)
class DataEditor:
    """The row of the attached data that is being edited; ``key`` is ``None`` while a key is added."""

    interaction_id: str
    key: str | None


@dataclass(slots=True)
class ContactSearch:
    """What is looked for among the contacts, for an interaction."""

    interaction_id: str
    text: str = ""
    found: tuple[Contact, ...] | None = None
    """What was found, as soon as the contact centre has told; ``None`` while it looks."""


@dataclass(frozen=True, slots=True)
class RingForm:
    """What the next simulated call will be."""

    ani: str = "+47 22 00 11 22"
    dnis: str = ""
    data: str = "Segment=Silver, AccountNo=5120-4"
    after: str = ""
    """Seconds after which it goes back; nothing leaves it to the scenario."""


@dataclass(frozen=True, slots=True)
class ClientForm:
    """The page that is to be opened as a client."""

    label: str = ""
    url: str = ""
    level: str = "workspace"


@dataclass(frozen=True, slots=True)
class MediaForm:
    """What the next customer writes."""

    media: str = "email"
    sender: str = "tomas@lindqvist.example"
    subject: str = "Invoice 20418 has the old address"
    body: str = "Could you send a corrected one?"
    join_fails: bool = False


@dataclass(frozen=True, slots=True)
class CampaignForm:
    """The campaign that is to be loaded."""

    name: str = "Spring Renewal"
    mode: str = "Preview"


@dataclass(frozen=True, slots=True)
class Callback:
    """When a record is to be called again, as it is being written."""

    date: str = ""
    kind: str = "CAMPAIGN"


@dataclass(slots=True)
class Communicator:
    """The dial box: what is typed in it, and which line of its list is marked.

    ``moved`` is whether an arrow has marked it. ``others`` is the line whose other actions are listed. A list that was
    ``closed`` stays so until the box is used again.
    """

    text: str = ""
    marked: int = 0
    moved: bool = False
    others: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class EndedRing:
    """What rang and has ended by itself, as its toast shows it for a moment."""

    id: str
    name: str
    icon: str
    how: str


@dataclass(frozen=True, slots=True)
class Sound:
    """What the agent has chosen to hear; the volume goes from 0 to 100."""

    on: bool = True
    volume: int = 60


@dataclass(frozen=True, slots=True)
class LoginForm:
    """How the last login went; what was typed is not here."""

    problem: str = ""
    busy: bool = False


@dataclass(slots=True)
class UiState:
    """Presentation only: losing it loses no work."""

    theme: Theme = Theme.SYSTEM
    keys: bool = True
    """Whether the keyboard shortcuts work."""
    part: PagePart = PagePart.CASE
    bench: Bench = Bench.AUTO
    bench_height: int | None = None
    """``None`` leaves it to the style sheet."""
    bench_width: int | None = None
    bench_place: Place = Place.BELOW
    bench_shows: Shows = Shows.TRAFFIC
    what_if: WhatIf = field(default_factory=WhatIf)
    app_tab: str | None = None
    app_answers: dict[str, AppAnswer] = field(default_factory=dict)
    """What is wrong with the answers of the apps' servers, by address."""
    lifted: set[str] = field(default_factory=set)
    """Frames whose cover the agent has lifted."""
    to_load_again: dict[str, int] = field(default_factory=dict)
    """Frames whose origin became listed only after their page had begun, and how often they had loaded until then."""
    rail: RailView = field(default_factory=RailView)
    traffic: TrafficView = field(default_factory=TrafficView)
    causes: Causes = field(default_factory=Causes)
    """What the page is doing, and for whom."""
    histories: dict[str, History] = field(default_factory=dict)
    """What became of each interaction, by its id."""
    simulator_tab: SimulatorTab = SimulatorTab.CALLS
    simulator_fold: Fold = Fold.AUTO
    ring_form: Fold = Fold.AUTO
    copies_calls: bool = False
    """Whether the buttons of the simulator copy their driver call instead of making it."""
    copied_call: str = ""
    """The call that was copied last, until another button is pressed."""
    said_call: str = ""
    """The call of the form that is being written, or that was made last; empty is that of the tab's form."""
    sayings: dict[str, str] = field(default_factory=dict)
    """What the customer of each chat is to say, as it is being written."""
    recorder: Recorder = field(default_factory=Recorder)
    recorded: dict[tuple[str, str], list[Recorded]] = field(default_factory=dict)
    """The steps of what was clicked last, by the name and the argument of the action; one that fails is none."""
    recorded_text: dict[str, str] = field(default_factory=dict)
    """The recording that was made last, by form."""
    scenario: str = ""
    """The scenario that the address names; empty is that which is served."""
    scenario_served: str = ""
    scenario_chosen: str | None = None
    """The one that is chosen, and not begun with yet."""
    address: str = ""
    """What follows the origin in the address, without a situation."""
    recording_form: str = "scenario"
    """As what a recording is shown."""
    communicator: Communicator = field(default_factory=Communicator)
    favourites: tuple[KnownTarget, ...] = ()
    recent: tuple[KnownTarget, ...] = ()
    """Whom the agent has reached last, the newest first."""
    chosen: str | None = None
    """The interaction that the agent chose of a case with several."""
    case_tab: CaseTab = CaseTab.MAIN
    joining: Communicator = field(default_factory=Communicator)
    """What is looked for to consult or to transfer to."""
    seen: dict[str, int] = field(default_factory=dict)
    """How many messages of a chat the agent has had in view."""
    new_from: dict[str, int] = field(default_factory=dict)
    """Where the messages began that were new when the agent turned to a chat."""
    in_view: str | None = None
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is written of each draft and the contact centre does not have yet, by interaction and field."""
    said: dict[str, str] = field(default_factory=dict)
    """What is being written in each chat."""
    typing_told: dict[str, float] = field(default_factory=dict)
    """When the others in a chat were last told that the agent writes."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The record of a chain that the agent has picked, by interaction."""
    callbacks: dict[str, Callback] = field(default_factory=dict)
    editor: DataEditor | None = None
    contact_search: ContactSearch | None = None
    warned: str | None = None
    """The interaction whose block of mark done is shown."""
    ring: RingForm = field(default_factory=RingForm)
    client: ClientForm = field(default_factory=ClientForm)
    media: MediaForm = field(default_factory=MediaForm)
    campaign: CampaignForm = field(default_factory=CampaignForm)
    errors: dict[Spot, str] = field(default_factory=dict)
    """Why the last action of a control failed, by where that is told."""
    busy: set[Spot] = field(default_factory=set)
    """Where the failure would be told of what has not been answered yet."""
    acting: tuple[str, str] | None = None
    """The action that is being run, by name and argument."""
    under_way: set[tuple[str, str]] = field(default_factory=set)
    """The same by the name and the argument of the action."""
    unseen: frozenset[Region] = frozenset()
    """Parts whose panels are not in view."""
    opened: set[str] = field(default_factory=set)
    """The popovers that are open, by the ids of their elements."""
    banner_closed: bool = False
    new_problems: tuple[Problem, ...] = ()
    """Those of the configuration that its text did not have before it changed last."""
    news: dict[Of, News] = field(default_factory=dict)
    """What is told of files that have changed."""
    login: LoginForm = LoginForm()
    ended: list[EndedRing] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    """Conversations that the agent rejects in this page."""
    held: set[str] = field(default_factory=set)
    """Lists that are being pointed at, or have the focus."""
    listed: dict[Region, int] = field(default_factory=lambda: defaultdict(lambda: LISTED))
    """How many rows each list may show."""
    order: dict[str, list[str]] = field(default_factory=dict)
    """The order in which each of them was shown last."""
    sound: Sound = Sound()
    sound_blocked: bool = False
    """Whether the browser has kept a sound back."""
    silenced: frozenset[str] = frozenset()
    """Conversations whose ringing the agent does not want to hear any more."""
