"""A host without a page: for trying a configuration out, and for measuring the core by itself."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Mapping, Sequence

from scapi.host import Area


class PagelessHost:
    """Does what the core asks of a page as far as there is one: texts are kept, timers never run."""

    def __init__(self) -> None:
        self.posted: list[str] = []

    def post(self, frame_id: str, target_origin: str, text: str) -> None:
        self.posted.append(text)

    def post_all(self, receivers: Sequence[tuple[str, str]], text: str) -> Mapping[str, Exception]:
        self.posted += [text] * len(receivers)
        return {}

    def offer_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        self.posted.append(text)

    def open_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        self.posted.append(text)

    def close_port(self, frame_id: str, text: str) -> None:
        self.posted.append(text)

    def monotonic(self) -> float:
        return time.monotonic()

    def wall_clock(self) -> float:
        return time.time()

    def call_later(self, delay: float, callback: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    def new_uuid(self) -> str:
        return str(uuid.uuid4())

    def random_bytes(self, count: int) -> bytes:
        return os.urandom(count)

    def frame_visible(self, frame_id: str) -> bool:
        return False

    def show_frame(self, frame_id: str) -> None:
        """There is no page to show it in."""

    def limit_time(self, python: float, measuring: float) -> None:
        """Nothing is measured."""

    def silence(self, frame_id: str, origin: str, duration: float) -> None:
        """There is no window."""

    def end_silences(self) -> None:
        """There is no window."""

    def changed(self, area: Area, of: str = "") -> None:
        """There is no view."""
