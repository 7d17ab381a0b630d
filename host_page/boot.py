"""Starts the workspace: connects Python to the page, builds a session from the texts it gets, shows it, opens it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from host_page import time_zones
from host_page.admissions import Admissions
from host_page.bridge import Bridge
from host_page.browser_host import BrowserHost
from host_page.browser_page import BrowserPage
from host_page.browser_tabs import BrowserTabs
from host_page.changes import Changes
from host_page.client_windows import ClientWindows
from host_page.entrance import Entrance
from host_page.entry import Entry
from host_page.failures import failure_report
from host_page.live_files import LiveFiles
from host_page.page_sessions import make_session
from host_page.rendering import Rendering
from host_page.scenery import Scenery
from host_page.sound_controller import SoundController
from host_page.start_texts import StartTexts, read_start_texts
from host_page.surroundings import Surroundings, remembered
from host_page.traffic_keeping import TrafficKeeping
from host_page.views import shortcuts
from host_page.views.actions import Actions
from host_page.views.bench.timeline.histories import Histories
from host_page.views.forgetting import Forgetting
from host_page.views.notices.endings import Endings
from host_page.views.regions import Region
from host_page.views.renderer import Renderer
from host_page.views.ui_state import SimulatorTab
from host_page.views.unasked import Unasked
from host_page.visibility import Visibility
from scapi.host import Area
from scapi.values import Json
from scapi.workspace.interactions import Interaction
from scapi.workspace.tabs import TabState

PACKAGES = Path(__file__).parent.parent
"""Where the page has its packages."""
TEMPLATES = "host_page/views"
"""Where the templates of the rooms are."""
LETS_IN = frozenset({Area.SIGN_IN, Area.AGENT})
"""What has changed when a contact centre lets its user in, or does so no longer."""


class Boot:
    """What the page calls: at first only to start, then everything that the session's entry takes."""

    def __init__(self, bridge: Bridge, packages: Path = PACKAGES) -> None:
        self._bridge = bridge
        self._patch = bridge.takePatch()
        self._packages = packages
        self._entry: Entry | None = None

    def __call__(self, kind: str, first: str, second: str, third: str) -> str:
        if self._entry is not None:
            return self._entry(kind, first, second, third)
        return self._start(first, second) if kind == "start" else ""

    def _start(self, document: str, search: str) -> str:
        """Starts, or answers what is to be brought before the page asks again."""
        wanted = ""

        def read_and_open() -> None:
            nonlocal wanted
            texts = read_start_texts(document, search)
            scenarios = [] if texts.gws is not None else [each.text for each in texts.scenario.all]
            if any(time_zones.are_missing(each, self._packages / time_zones.ARCHIVE) for each in scenarios):
                wanted = time_zones.WANTED
            else:
                self._or_fail(lambda: self._open(texts), texts)

        self._or_fail(read_and_open, None)
        return wanted

    def _or_fail(self, act: Callable[[], None], texts: StartTexts | None) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever stops the start is shown on the failure screen
            self._entry = None
            self._bridge.fail(failure_report(error, {} if texts is None else texts.by_name))

    def _open(self, texts: StartTexts) -> None:
        bridge = self._bridge
        bridge.step("configuration")
        ui, changes = remembered(bridge), Changes(bridge)

        # Whoever is named below is there by the time that these are called.
        def changed(area: Area, of: str) -> None:
            changes.area(area, of)
            if area is Area.FRAMES or area in LETS_IN:
                bridge.soon()

        def published(event: str, data: Json) -> None:
            endings.hear(event, data)

        def failed(interaction: Interaction | None, text: str) -> None:
            unasked.tell(interaction, text)

        host = BrowserHost(
            bridge, changed, lambda frame: visibility.is_visible(frame), lambda frame: visibility.bring_to_front(frame)
        )
        made = make_session(texts, bridge, host, published, failed)
        session = made.session
        if session.contact_centre:
            ui.simulator_tab = SimulatorTab.APPS  # the only one that is not about the simulator
        windows = ClientWindows(bridge, session)
        page = BrowserPage(bridge, changes, windows)
        actions = Actions(session, ui, page)
        visibility = Visibility(bridge, session, ui, windows, page)
        endings, unasked = Endings(session, ui, page), Unasked(ui, page, bridge.announce)
        Forgetting(session.workspace.interactions, ui)
        Histories(session.workspace.interactions, ui.histories, ui.causes, host, session.traffic)
        surroundings = Surroundings(bridge, session, ui)
        sound = SoundController(bridge, session, ui, changes)
        views = Renderer(self._packages / TEMPLATES, session, ui)
        keeping = TrafficKeeping(bridge, host, session, ui, changes)
        after = (surroundings.update, sound.update, keeping.update)
        rendering = Rendering(bridge, self._patch, session, ui, changes, views, after)

        scenery = Scenery(session, ui, page, texts)

        def open_page() -> None:
            bridge.step("clients")
            session.open_workspace()
            scenery.begin()
            windows.synchronise()
            changes.mark(*Region)
            rendering.draw()
            bridge.startTicking()
            bridge.open()

        entrance = Entrance(bridge, session, ui, changes, rendering.draw)
        tabs = BrowserTabs(
            bridge, host, session, texts, lambda: self._or_fail(lambda: entrance.part_known(open_page), texts)
        )
        Admissions(session, ui, page, windows)
        files = LiveFiles(session, ui, page, windows, texts)
        self._entry = Entry(
            bridge,
            host,
            session,
            windows,
            rendering,
            sound,
            actions,
            tabs,
            files,
            entrance,
            keeping,
            ui.causes,
            made.calls,
        )
        if bridge.embedded:
            session.client_frames.embedded()
        bridge.setShortcuts(json.dumps(shortcuts.as_json()))
        bridge.setActions(json.dumps(sorted(actions.need_link)))
        bridge.setKeys(ui.keys)
        session.tabs.state = TabState.NEGOTIATING
        tabs.join()


def start() -> None:
    """Connects Python to the page, which answers with the texts to start from."""
    import js
    from pyodide.ffi import create_proxy

    boot = Boot(js.workspaceBridge)
    js.workspaceBridge.connect(create_proxy(boot.__call__))
