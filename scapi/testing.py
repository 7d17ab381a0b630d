"""For tests of client apps and of the workspace itself: a session without a browser, and clients in it.

Nothing here sleeps or waits: time is a number that the test moves, and every message is delivered before the call that
caused it returns::

    session = new_session(configuration)
    client = Client(session, "frame1", "https://crm.example")
    client.subscribe("interaction")
    client.data("voice.dial", "5001")
    assert [event["data"]["eventType"] for event in client.events][:2] == ["ADDED", "DIALING"]
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from scapi.centre.scenario import Scenario
from scapi.centre.scenario_bases import SUPPLIED_SCENARIOS, base_of
from scapi.centre.simulator.centre import Centre
from scapi.configuration import Configuration, parse_configuration
from scapi.driven import DrivenSession, Through
from scapi.driver.checked_scenario import checked_scenario
from scapi.frames import Frame
from scapi.host import Area
from scapi.page_session import PageSession
from scapi.policy.origins import OPAQUE
from scapi.store import Store
from scapi.traffic import Entry
from scapi.values import Cancel, Json, Seconds

EPOCH: Seconds = 1_800_000_000.0
"""The wall clock of a new fake host."""
CLIENT = "WWE Client"
SERVER = "WWE Server"
BUILT_IN_SCENARIO = Path(__file__).parent / "centre" / "scenarios" / "built-in.toml"

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Posted:
    """One message that left the workspace."""

    frame: str
    target_origin: str
    message: Any


@dataclass(slots=True)
class FakeHost:
    """The surroundings of the core with a clock that is moved by hand, counted uuids and a list of what was posted."""

    time: Seconds = 0.0
    """The monotonic clock; set it directly to make it jump without firing timers."""
    epoch: Seconds = EPOCH
    """What the wall clock is ahead of the monotonic one."""
    posted: list[Posted] = field(default_factory=list)
    areas: set[Area] = field(default_factory=set)
    """Areas that have changed; a test that looks at them clears them."""
    when_changed: Callable[[Area, str], None] = lambda _, __: None
    visible: set[str] = field(default_factory=set)
    """Frames that the agent can see."""
    shown: list[str] = field(default_factory=list)
    """Frames that were brought to the front."""
    ports: dict[str, tuple[int, bool]] = field(default_factory=dict)
    """The port of each frame: its number, and whether it is heard."""
    budgets: tuple[Seconds, Seconds] = (0.0, 0.0)
    """What a frame may take of a second, of Python and of measuring."""
    silences: dict[tuple[str, str], Seconds] = field(default_factory=dict)
    """Until when the messages of a frame and origin need not be looked at."""
    _timers: list[tuple[Seconds, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def post(self, frame_id: str, target_origin: str, text: str) -> None:
        self.posted.append(Posted(frame_id, target_origin, json.loads(text)))

    def post_all(self, receivers: Sequence[tuple[str, str]], text: str) -> Mapping[str, Exception]:
        failed: dict[str, Exception] = {}
        for address, target_origin in receivers:
            try:
                self.post(address, target_origin, text)
            except Exception as error:  # noqa: BLE001 A test has this host fail in whatever way.
                failed[address] = error
        return failed

    def offer_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        self.posted.append(Posted(frame_id, target_origin, json.loads(text)))
        self.ports[frame_id] = (number, False)

    def open_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        self.posted.append(Posted(frame_id, target_origin, json.loads(text)))
        self.ports[frame_id] = (number, True)

    def close_port(self, frame_id: str, text: str) -> None:
        number, _ = self.ports.pop(frame_id)
        self.posted.append(Posted(f"{frame_id}/{number}", "", json.loads(text)))

    def monotonic(self) -> Seconds:
        return self.time

    def wall_clock(self) -> Seconds:
        return self.epoch + self.time

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        timer = (self.time + delay, next(self._numbers), callback)
        heapq.heappush(self._timers, timer)

        def cancel() -> None:
            if timer in self._timers:
                self._timers.remove(timer)
                heapq.heapify(self._timers)

        return cancel

    def new_uuid(self) -> str:
        number = next(self._numbers)  # at both ends, for ids are made of the beginning of one
        return f"{number:08x}-0000-4000-8000-{number:012x}"

    def random_bytes(self, count: int) -> bytes:
        return hashlib.sha256(str(next(self._numbers)).encode()).digest()[:count]

    def frame_visible(self, frame_id: str) -> bool:
        return frame_id in self.visible

    def show_frame(self, frame_id: str) -> None:
        self.shown.append(frame_id)

    def limit_time(self, python: Seconds, measuring: Seconds) -> None:
        self.budgets = (python, measuring)

    def silence(self, frame_id: str, origin: str, duration: Seconds) -> None:
        self.silences[frame_id, origin] = self.time + duration

    def end_silences(self) -> None:
        self.silences.clear()

    def changed(self, area: Area, of: str = "") -> None:
        self.areas.add(area)
        self.when_changed(area, of)

    @property
    def timers(self) -> int:
        """Timers that have not fired yet."""
        return len(self._timers)

    def advance(self, seconds: Seconds) -> None:
        """Moves both clocks forward; every timer on the way fires at its own time."""
        target = self.time + seconds
        while self._timers and self._timers[0][0] <= target:
            due, _, callback = heapq.heappop(self._timers)
            self.time = max(self.time, due)
            callback()
        self.time = target

    def sent_to(self, frame_id: str) -> list[Posted]:
        """What was posted to one frame, in order."""
        return [posted for posted in self.posted if posted.frame == frame_id]


def new_session(
    configuration: str = "",
    scenario: str | None = None,
    host: FakeHost | None = None,
    *,
    opened: bool = True,
    through: Through = lambda port: port,
    centre: Centre | None = None,
    agent: str = "",
) -> DrivenSession:
    """A session over a fake host, its workspace applications open (``frame1``, ``frame2``, ...) unless told otherwise.

    ``configuration`` and ``scenario`` are texts in their file formats; the built-in scenario is the default. With
    ``centre`` it is the session of ``agent`` in a contact centre that others share (:func:`new_centre`).
    """
    session = DrivenSession(
        host or FakeHost(), _configuration(configuration), _scenario(scenario), through, centre, agent
    )
    if opened:
        session.open_workspace()
    return session


def new_centre(scenario: str, host: FakeHost | None = None) -> Centre:
    """A contact centre for the sessions of several agents, over a fake host of its own."""
    return Centre(host or FakeHost(), _scenario(scenario), Store())


@lru_cache(maxsize=8)
def _configuration(text: str) -> Configuration:
    """Values never change, so that what has been read once can be used again."""
    return parse_configuration(text, "test.cfg")


@lru_cache(maxsize=8)
def _scenario(text: str | None) -> Scenario:
    return checked_scenario(_supplied("built-in") if text is None else text, "test.toml", _bases(text or ""))


def _bases(text: str) -> list[tuple[str, str]]:
    """The scenarios that come along which a scenario builds on."""
    name = base_of(text)
    if name not in SUPPLIED_SCENARIOS:
        return []
    return [(f"{name}.toml", _supplied(name)), *_bases(_supplied(name))]


def _supplied(name: str) -> str:
    return (BUILT_IN_SCENARIO.parent / f"{name}.toml").read_text(encoding="utf-8")


def fake_host(session: PageSession) -> FakeHost:
    """The fake host behind a session."""
    if not isinstance(session.host, FakeHost):
        raise TypeError(f"the session must be one of new_session(), not one with {type(session.host).__name__}")
    return session.host


class Client:
    """A client app over an in-memory link: what it sends is received at once, what is posted to it can be read.

    Like a browser, it reads only what is posted to its frame with its own origin (or ``*``) as the target. An opaque
    origin is written ``"null"``. The frame need not exist.
    """

    def __init__(self, session: PageSession, frame_id: str, origin: str) -> None:
        self.session = session
        self.frame_id = frame_id
        self.origin = origin
        self._host = fake_host(session)
        self._begin = len(self._host.posted)
        self._next = 0

    @classmethod
    def opened(cls, session: PageSession, origin: str, label: str = "Client") -> Client:
        """A client in a new frame of its own."""
        outcome = session.driver.call("openClient", {"label": label, "url": f"{_page_of(origin)}/"})
        data = getattr(outcome, "data", None)
        if not isinstance(data, Mapping):
            raise ValueError(f"no frame for {origin!r}: {outcome}")
        return cls(session, str(data["frameId"]), origin)

    @property
    def frame(self) -> Frame:
        frame = self.session.frames.get(self.frame_id)
        if frame is None:
            raise LookupError(f"there is no frame {self.frame_id!r}")
        return frame

    @property
    def received(self) -> list[Any]:
        """Every message that this client could read, in order; plain strings too."""
        targets = ("*",) if self.origin == OPAQUE else (self.origin, "*")
        sent = self._host.posted[self._begin :]
        return [p.message for p in sent if p.frame == self.frame_id and p.target_origin in targets]

    @property
    def events(self) -> list[Message]:
        """The events among them."""
        return [message for message in self.received if isinstance(message, dict) and "event" in message]

    @property
    def replies(self) -> list[Message]:
        """The answers among them: all that is neither an event nor a frame identity nor a plain string."""
        return [m for m in self.received if isinstance(m, dict) and "event" not in m and "frameId" not in m]

    @property
    def log(self) -> list[Entry]:
        """The entries of the traffic log about this client's frame."""
        return [entry for entry in self.session.traffic.since() if entry.frame == self.frame_id]

    def forget(self) -> None:
        """Starts the lists of received messages anew."""
        self._begin = len(self._host.posted)

    def raw(self, text: str) -> Message | None:
        """Sends a text as it is; gives the reply, if there is one already."""
        before = len(self.replies)
        self.session.service.receive(self.frame_id, self.origin, text)
        return next(iter(self.replies[before:]), None)

    def send(self, message: Json) -> Message | None:
        """Sends any value as the browser would: as the text of its JSON."""
        return self.raw(json.dumps(message))

    def request(self, name: str, *parameters: Json, **envelope: Json) -> Message | None:
        """Sends a request as the published library does; ``envelope`` adds or replaces members of the message."""
        return self._sent({"request": name, "parameters": list(parameters)}, envelope)

    def data(self, name: str, *parameters: Json) -> Any:
        """The ``data`` of a request that must succeed."""
        reply = self.request(name, *parameters)
        if reply is None or "errorMessage" in reply:
            raise AssertionError(f"{name} did not succeed: {reply}")
        return reply.get("data")

    def error(self, name: str, *parameters: Json) -> str:
        """The ``errorMessage`` of a request that must fail."""
        reply = self.request(name, *parameters)
        if reply is None or "errorMessage" not in reply:
            raise AssertionError(f"{name} did not fail: {reply}")
        return str(reply["errorMessage"])

    def subscribe(self, *events: str, **envelope: Json) -> Message | None:
        return self._sent({"event": "subscribe", "data": list(events)}, envelope)

    def unsubscribe(self, number: Json, **envelope: Json) -> Message | None:
        return self._sent({"event": "unsubscribe", "data": number}, envelope)

    def loaded(self) -> None:
        """The frame's load event."""
        self.session.service.frame_loaded(self.frame_id)

    def new_document(self, origin: str | None = None) -> None:
        """Another page is in the frame now, whose ids start again; the workspace is not told, as in a browser."""
        self.origin = origin or self.origin
        self._next = 0
        self.forget()

    def _sent(self, message: Mapping[str, Json], envelope: Mapping[str, Json]) -> Message | None:
        reference = str(self._next)
        self._next += 1
        return self.send({**message, "referenceId": reference, "userAgent": CLIENT, "protocolVersion": 2, **envelope})


def _page_of(origin: str) -> str:
    return "http://opaque.example" if origin == OPAQUE else origin
