"""A session with three client apps, its views and its actions, and a page that remembers what it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from host_page.views.actions import Actions
from host_page.views.bench.timeline.histories import Histories
from host_page.views.drawing import Patch
from host_page.views.forgetting import Forgetting
from host_page.views.moments import Running
from host_page.views.regions import POPOVERS, WITHIN, Region
from host_page.views.renderer import Renderer
from host_page.views.ui_state import UiState
from scapi.driven import DrivenSession
from scapi.testing import Client, FakeHost, fake_host, new_session
from tests.unit.views.paper import Paper, written
from tests.unit.views.places import TEMPLATES

FULL = "http://127.0.0.1:8001"
SOME = "http://127.0.0.1:8002"
NONE = "http://127.0.0.1:8003"

CONFIGURATION = f"""\
[interaction-workspace]
service-client-api.accepted-web-content-origins = {FULL}, {SOME} (agent.*, voice.dial, interaction.getInteractions)
service-client-api.rate-limit.voice.dial = 2
service-client-api.user-data.read-allowed = Segment, Reason
workspace.web-content = Pop, Dial, Lab
interaction.case-data.frame-color = #17849D
{{options}}
[Pop]
label = Screen Pop
url = {FULL}/
[Dial]
label = Click to Dial
url = {SOME}/
[Lab]
label = Survey Lab
url = {NONE}/
"""


@dataclass
class FakePage:
    """Implements the page of the actions with lists."""

    regions: set[Region] = field(default_factory=set)
    calls: list[tuple[str, ...]] = field(default_factory=list)
    height: int = 900
    width: int = 1440

    def changed(self, *regions: Region) -> None:
        self.regions.update(regions)

    def copy_text(self, text: str) -> None:
        self.calls.append(("copy", text))

    def download(self, name: str, media_type: str, data: bytes) -> None:
        self.calls.append(("download", name, media_type, data.decode()))

    def choose_files(self, selector: str) -> None:
        self.calls.append(("choose", selector))

    def begin_with_scenario(self, name: str, text: str) -> None:
        self.calls.append(("begin", name, text))

    def focus(self, selector: str) -> None:
        self.calls.append(("focus", selector))

    def set_value(self, selector: str, text: str) -> None:
        self.calls.append(("value", selector, text))

    def set_theme(self, name: str) -> None:
        self.calls.append(("theme", name))

    def use_keys(self, on: bool) -> None:
        self.calls.append(("keys", "on" if on else "off"))

    def reload_frame(self, frame_id: str) -> None:
        self.calls.append(("reload", frame_id))

    def open_window(self, frame_id: str) -> None:
        self.calls.append(("window", frame_id))

    def forget_traffic(self) -> None:
        self.calls.append(("forget traffic",))

    def viewport_height(self) -> int:
        return self.height

    def viewport_width(self) -> int:
        return self.width


class Stage:
    """Everything that a test of the views needs."""

    def __init__(self, options: str = "", configuration: str = CONFIGURATION, scenario: str | None = None) -> None:
        self.session: DrivenSession = new_session(configuration.replace("{options}", options), scenario)
        self.host: FakeHost = fake_host(self.session)
        self.ui = UiState(opened=set(POPOVERS))
        self.page = FakePage()
        self.actions = Actions(self.session, self.ui, self.page)
        Forgetting(self.session.workspace.interactions, self.ui)
        Histories(
            self.session.workspace.interactions, self.ui.histories, self.ui.causes, self.host, self.session.traffic
        )
        self.renderer = Renderer(TEMPLATES, self.session, self.ui)
        self.paper = Paper()

    def client(self, origin: str) -> Client:
        """The client of one of the three frames."""
        frame = next(frame for frame in self.session.frames if frame.url == f"{origin}/")
        return Client(self.session, frame.id, origin)

    def run(self, name: str, arg: str = "", /, **fields: str) -> None:
        self.ui.causes.begin("action", name, self.session.traffic.total)
        self.actions.run(name, arg, fields)

    def ring(self, ani: str = "020 7946 0123", **args: object) -> str:
        """An inbound call; gives the id of its interaction."""
        self.ui.causes.begin("call", "ring", self.session.traffic.total)
        outcome = self.session.driver.call("ring", {"ani": ani, **args})  # type: ignore[dict-item]
        return str(outcome.data["interactionId"])  # type: ignore[union-attr, index, call-overload]

    def talk(self, **args: object) -> str:
        """An inbound call that is answered."""
        interaction_id = self.ring(**args)  # type: ignore[arg-type]
        self.run("accept", interaction_id)
        return interaction_id

    def come_in(self, name: str, **args: object) -> str:
        """Something that is no call, by the driver call of this name; gives the id of its interaction."""
        given = {"from": "tomas@lindqvist.example", "subject": "Invoice", "body": "Hello", **args}
        outcome = self.session.driver.call(name, given)  # type: ignore[arg-type]
        return str(outcome.data["interactionId"])  # type: ignore[union-attr, index, call-overload]

    def opened(self, name: str, **args: object) -> str:
        """The same, accepted."""
        interaction_id = self.come_in(name, **args)
        self.run("accept", interaction_id)
        return interaction_id

    def html(self, region: Region) -> str:
        """A part of the page as it is now, with all that is within it."""
        self.draw()
        return self.paper.html(region, self.session.workspace.now, self.host.wall_clock())

    def draw(self) -> list[Patch]:
        """What is patched when anything may have changed."""
        patches = self.renderer.draw(dict.fromkeys(Region), failed)
        self.paper.take(patches)
        return patches

    def title(self) -> str:
        """The title of the browser tab."""
        before, time, after = self.renderer.title()
        if isinstance(time, Running):
            time = written(time.form.value, time.at, self.session.workspace.now)
        return f"{before}{time}{after}"

    def page_html(self) -> str:
        """All regions, one after the other."""
        within = {part for parts in WITHIN.values() for part in parts}
        return "\n".join(self.html(region) for region in Region if region not in within)


def failed(region: Region) -> None:
    """A view that fails fails the test, with what it raised."""
    raise
