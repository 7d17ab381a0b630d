"""Starts the workspace: connects Python to the page, builds a session from the texts it gets, shows it, opens it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from host_page.bridge import Bridge
from host_page.browser_host import BrowserHost
from host_page.browser_page import BrowserPage
from host_page.client_windows import ClientWindows
from host_page.entry import Entry
from host_page.failures import failure_report
from host_page.rendering import Rendering
from host_page.start_texts import StartTexts, read_start_texts
from host_page.surroundings import Surroundings, remembered
from host_page.views import shortcuts
from host_page.views.actions import Actions
from host_page.views.regions import Region
from host_page.views.renderer import Renderer
from scapi.centre.scenario import parse_scenario
from scapi.configuration import parse_configuration
from scapi.host import Area
from scapi.session import Session

TEMPLATES = "site_templates"
"""The folder of the templates, beside the packages."""
TIME_ZONES = "tzdata.zip"
"""The time zone database, imported from where it lies."""


class Boot:
    """What the page calls: at first only to start, then everything that the session's entry takes."""

    def __init__(self, bridge: Bridge, templates: Path) -> None:
        self._bridge = bridge
        self._templates = templates
        self._entry: Entry | None = None

    def __call__(self, kind: str, first: str, second: str, third: str) -> str:
        if self._entry is not None:
            return self._entry(kind, first, second, third)
        if kind == "start":
            self._start(first, second)
        return ""

    def _start(self, document: str, search: str) -> None:
        texts: StartTexts | None = None
        try:
            texts = read_start_texts(document, search)
            self._open(texts)
        except Exception as error:  # noqa: BLE001 - whatever stops the start is shown on the failure screen
            self._entry = None
            self._bridge.fail(failure_report(error, {} if texts is None else texts.by_name))

    def _open(self, texts: StartTexts) -> None:
        bridge = self._bridge
        host = BrowserHost(bridge)
        bridge.step("configuration")
        configuration = parse_configuration(texts.configuration.text, texts.configuration.name)
        scenario = parse_scenario(texts.scenario.text, texts.scenario.name)
        session = Session(host, configuration, scenario)

        ui = remembered(bridge)
        views = Renderer(self._templates, session, ui)
        rendering = Rendering(bridge, host, views)
        windows = ClientWindows(bridge, session)
        actions = Actions(session, ui, BrowserPage(bridge, rendering, windows))
        rendering.when_drawn = Surroundings(bridge, session, ui).update
        self._entry = Entry(host, session, windows, rendering, actions)

        def changed(area: Area) -> None:
            rendering.area_changed(area)
            if area is Area.FRAMES:
                bridge.soon()

        host.when_changed = changed
        if bridge.embedded:
            session.client_frames.embedded()

        bridge.setShortcuts(json.dumps(shortcuts.as_json()))
        bridge.step("clients")
        session.open_workspace()
        windows.synchronise()
        rendering.changed(*Region)
        rendering.draw()
        bridge.startTicking()
        bridge.open()


def start() -> None:
    """Connects Python to the page, which answers with the texts to start from."""
    import js
    from pyodide.ffi import create_proxy

    packages = Path(__file__).parent.parent
    sys.path.append(str(packages / TIME_ZONES))
    boot = Boot(js.workspaceBridge, packages / TEMPLATES)
    js.workspaceBridge.connect(create_proxy(boot.__call__))
