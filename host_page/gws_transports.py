"""What carries the client of Genesys Web Services in the page: ``fetch`` and the CometD client, in ``gws.js``."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence

from host_page.bridge import Bridge
from scapi.gws.client.transports import ChannelListener, RestAnswer, RestOutcome, Unanswered
from scapi.values import Eventual, JsonObject


class BrowserRest:
    """Implements :class:`scapi.gws.client.transports.Rest`."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Eventual[RestOutcome]] = {}

    def ask(self, method: str, path: str, body: JsonObject | None = None) -> Eventual[RestOutcome]:
        number = next(self._numbers)
        answer = self._waiting[number] = Eventual()
        self._bridge.gwsAsk(number, method, path, "" if body is None else json.dumps(body))
        return answer

    def answered(self, number: str, status: str, content: str) -> None:
        """The page has the answer, or none."""
        answer = self._waiting.pop(int(number), None)
        if answer is not None:
            answer.settle(read_outcome(status, content))


class BrowserChannel:
    """Implements :class:`scapi.gws.client.transports.Channel`."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._listener: ChannelListener | None = None
        self.when_refused: Callable[[], None] = lambda: None
        """The server has refused it, perhaps because it does not know the user."""

    def open(self, topics: Sequence[str], listener: ChannelListener) -> None:
        self._listener = listener
        self._bridge.gwsListen(json.dumps(list(topics)))

    def close(self) -> None:
        self._listener = None
        self._bridge.gwsClose()

    def listening(self) -> None:
        if self._listener is not None:
            self._listener.listening()

    def told(self, topic: str, text: str) -> None:
        data = json.loads(text)
        if self._listener is not None and isinstance(data, dict):
            self._listener.told(topic, data)

    def lost(self, status: str) -> None:
        """``status`` is the HTTP status with which it ended; 0 where there is none."""
        if self._listener is None:
            return
        self._listener.lost()
        if status in ("401", "403"):
            self.when_refused()


def read_outcome(status: str, content: str) -> RestOutcome:
    """What the page got: no answer at all for the status 0; what is no JSON object has no content."""
    if int(status) == 0:
        return Unanswered()
    try:
        read = json.loads(content)
    except ValueError:
        read = None
    return RestAnswer(int(status), read if isinstance(read, dict) else {})
