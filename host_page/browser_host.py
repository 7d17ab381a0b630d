"""What the core may ask of its surroundings, done by the browser."""

from __future__ import annotations

import os
import time
import traceback
import uuid
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from host_page.bridge import Bridge
from scapi.host import Area
from scapi.values import Cancel, Seconds


class BrowserHost:
    """Implements :class:`scapi.host.Host`."""

    def __init__(
        self,
        bridge: Bridge,
        changed: Callable[[Area, str], None],
        is_visible: Callable[[str], bool],
        bring_to_front: Callable[[str], None],
    ) -> None:
        self._bridge = bridge
        self._changed = changed
        self._is_visible = is_visible
        self._bring_to_front = bring_to_front
        self._numbers = count(1)
        self._timers: dict[int, Callable[[], None]] = {}

    def post(self, frame_id: str, target_origin: str, text: str) -> None:
        self._bridge.post(frame_id, target_origin, text)

    def post_all(self, receivers: Sequence[tuple[str, str]], text: str) -> Mapping[str, Exception]:
        """Crosses the border once, for that costs more than posting."""
        addresses, origins = zip(*receivers, strict=True)
        try:
            self._bridge.postAll("\n".join(addresses), "\n".join(origins), text)
        except Exception as error:  # noqa: BLE001 Nothing was posted, whatever it is; the core tries each by itself.
            return dict.fromkeys(addresses, error)
        return {}

    def offer_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        self._bridge.offerPort(frame_id, target_origin, number, text)

    def open_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        self._bridge.openPort(frame_id, target_origin, number, text)

    def close_port(self, frame_id: str, text: str) -> None:
        self._bridge.closePort(frame_id, text)

    def monotonic(self) -> Seconds:
        return time.monotonic()

    def wall_clock(self) -> Seconds:
        return time.time()

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        number = next(self._numbers)
        self._timers[number] = callback
        self._bridge.startTimer(number, max(0.0, delay) * 1000)

        def cancel() -> None:
            if self._timers.pop(number, None) is not None:
                self._bridge.stopTimer(number)

        return cancel

    def new_uuid(self) -> str:
        return str(uuid.uuid4())

    def random_bytes(self, count: int) -> bytes:
        return os.urandom(count)

    def frame_visible(self, frame_id: str) -> bool:
        return self._is_visible(frame_id)

    def show_frame(self, frame_id: str) -> None:
        self._bring_to_front(frame_id)

    def limit_time(self, python: Seconds, measuring: Seconds) -> None:
        self._bridge.limitTime(python * 1000, measuring * 1000)

    def silence(self, frame_id: str, origin: str, duration: Seconds) -> None:
        self._bridge.silence(frame_id, origin, duration * 1000)

    def end_silences(self) -> None:
        self._bridge.endSilences()

    def changed(self, area: Area, of: str = "") -> None:
        """Whatever the page makes of it: a bug there is logged, and fails no request."""
        try:
            self._changed(area, of)
        except Exception:  # noqa: BLE001 Whatever it is, it must not reach what has changed the session.
            self._bridge.logError(f"The page failed on hearing that {area.value} changed.\n{traceback.format_exc()}")

    def timer_fired(self, number: int) -> None:
        """The page's half of :meth:`call_later`."""
        callback = self._timers.pop(number, None)
        if callback is not None:
            callback()
