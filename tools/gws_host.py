"""What the core of the server asks of its surroundings, on an event loop of this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tools.pageless_host import PagelessHost


class LoopHost(PagelessHost):
    """Its timers are those of the loop; there is no page to post to."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop

    def call_later(self, delay: float, callback: Callable[[], None]) -> Callable[[], None]:
        return self._loop.call_later(max(0.0, delay), callback).cancel
