"""The page without a browser: notes every call, and lets a test fire what a page fires."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


class FakeBridge:
    """Implements :class:`host_page.bridge.Bridge` by lists."""

    def __init__(self, embedded: bool = False) -> None:
        self.embedded = embedded
        self.build = "packages-1"
        self.origin = "http://localhost:8000"
        self.calls: list[tuple[Any, ...]] = []
        self.store: dict[str, str] = {}
        self.blocks_popups = False
        self.acting = False
        """Whether a person has just clicked."""
        self.closed_popups: set[str] = set()
        self.entry: Callable[[str, str, str, str], str] | None = None

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args: self.calls.append((name, *args))

    def takePatch(self) -> Callable[[str], None]:  # noqa: N802 - the page's name
        return lambda text: self.calls.append(("patch", text))

    def patched(self) -> list[tuple[str, Any]]:
        """What was drawn: parts, with their content or their rows."""
        return [(each[0], each[1]) for (text,) in self.made("patch") for each in json.loads(text)]

    def popupClosed(self, frame_id: str) -> bool:  # noqa: N802 - the page's name
        return frame_id in self.closed_popups

    def made(self, name: str) -> list[tuple[Any, ...]]:
        """The arguments of every call of this name."""
        return [call[1:] for call in self.calls if call[0] == name]

    def forget(self) -> None:
        self.calls.clear()

    def connect(self, entry: Callable[[str, str, str, str], str]) -> None:
        self.entry = entry

    def joinTabs(self, key: str, _: str) -> None:  # noqa: N802 - the page's name
        """There is no other tab: this one leads."""
        self.calls.append(("joinTabs", key))
        if self.entry is not None:
            self.entry("tab-leading", "", "", "")

    def userIsActing(self) -> bool:  # noqa: N802 - the page's name
        return self.acting

    def openPopup(self, frame_id: str, url: str) -> bool:  # noqa: N802 - the page's name
        self.calls.append(("openPopup", frame_id, url))
        return not self.blocks_popups

    def remember(self, key: str, text: str) -> None:
        self.store[key] = text

    def recall(self, key: str) -> str:
        return self.store.get(key, "")

    def viewportWidth(self) -> int:  # noqa: N802 - the page's name
        return 1440

    def viewportHeight(self) -> int:  # noqa: N802 - the page's name
        return 900
