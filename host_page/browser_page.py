"""What only a browser can do for the actions of the interface."""

from __future__ import annotations

import base64

from host_page.bridge import Bridge
from host_page.changes import Changes
from host_page.client_windows import ClientWindows
from host_page.surroundings import KEYS, THEME
from host_page.views.regions import Region


class BrowserPage:
    """Implements :class:`host_page.views.page.Page`."""

    def __init__(self, bridge: Bridge, changes: Changes, windows: ClientWindows) -> None:
        self._bridge = bridge
        self._changes = changes
        self._windows = windows

    def changed(self, *regions: Region) -> None:
        self._changes.mark(*regions)

    def copy_text(self, text: str) -> None:
        self._bridge.copyText(text)

    def download(self, name: str, media_type: str, data: bytes) -> None:
        self._bridge.download(name, media_type, base64.b64encode(data).decode("ascii"))

    def choose_files(self, selector: str) -> None:
        self._bridge.chooseFiles(selector)

    def begin_with_scenario(self, name: str, text: str) -> None:
        self._bridge.beginWithScenario(name, text)

    def focus(self, selector: str) -> None:
        self._changes.focus(selector)

    def set_value(self, selector: str, text: str) -> None:
        self._bridge.setValue(selector, text)

    def set_theme(self, name: str) -> None:
        self._bridge.setTheme(name)
        self._bridge.remember(THEME, name)

    def use_keys(self, on: bool) -> None:
        self._bridge.setKeys(on)
        self._bridge.remember(KEYS, "" if on else "off")

    def reload_frame(self, frame_id: str) -> None:
        self._windows.reload(frame_id)

    def open_window(self, frame_id: str) -> None:
        self._windows.open_popup(frame_id)

    def forget_traffic(self) -> None:
        self._bridge.forgetTraffic()

    def viewport_height(self) -> int:
        return int(self._bridge.viewportHeight())

    def viewport_width(self) -> int:
        return int(self._bridge.viewportWidth())
