"""Keeps the tabs of one session alike: commands to the leader, events and the session's state to the followers.

Every change reaches the followers before the reply that it belongs to leaves, so that a follower that takes over has
everything that any client was ever told. The state travels whole: it is small, and a follower cannot miss a part of it.

States and arguments are pickled. They come from pages of our own origin alone: a browser's broadcast channel and
database are closed to any other.
"""

from __future__ import annotations

import base64
import json
import pickle
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from scapi.commands import COMMANDS
from scapi.host import Area
from scapi.protocol import errors
from scapi.values import Answer, Cancel, Eventual, Failure, Json, Outcome, Seconds, Success, when_answered
from scapi.workspace.tabs import TabState

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

SHARED_AREAS = frozenset(
    {Area.AGENT, Area.INTERACTIONS, Area.CASE, Area.SIMULATOR, Area.CONNECTION, Area.POLICY, Area.CLOCK}
)
STORE_AFTER: Seconds = 0.3
"""How long changes are collected before the state is kept for a reload."""
LOCAL_DRIVER_CALLS = frozenset({"policy", "openClient", "closeClient", "say", "state", "traffic"})
"""Driver calls that are about this tab."""


class Channel(Protocol):
    """What replication needs of the browser."""

    def broadcast(self, text: str) -> None:
        """Sends a text to every other tab of the session, in order."""

    def store(self, text: str) -> None:
        """Keeps a text for the reload of the last tab."""

    def store_at_once(self, text: str) -> None:
        """The same while the page goes, which has no time to wait for anything."""


class Replication:
    """One tab's side."""

    def __init__(self, session: DrivenSession, channel: Channel, tab: str) -> None:
        self._session = session
        self._channel = channel
        self._tab = tab
        self._others: set[str] = set()
        self._waiting: dict[str, Eventual[Outcome]] = {}
        self._next = 0
        self._dirty = False
        self._storing: Cancel | None = None
        self._told = False
        self.when_synchronised: Callable[[], None] = lambda: None
        session.outlet.before_reply = self.flush
        session.outlet.to_other_tabs = self._publish
        session.route_driver_call = self.driver_call

    # ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def leading(self) -> bool:
        return self._session.tabs.state is TabState.LEADING

    def resume(self, stored: str) -> None:
        """Takes over the state from before the reload of this tab, unless another tab has told a newer one."""
        if not self._told:
            self.restore(stored)
            self._told = True

    def lead(self) -> None:
        """This tab has won the election."""
        self._session.remote = None
        if self._told:
            self._session.take_over()
        self._session.tabs.set_state(TabState.LEADING)
        self._give_up_waiting()
        self._send("leader")
        self._dirty = True
        self.flush()
        self.when_synchronised()

    def follow(self) -> None:
        """Another tab leads: asks it for the state."""
        self._session.remote = self._command
        self._session.tabs.set_state(TabState.FOLLOWING)
        self._send("hello")

    def leave(self) -> None:
        """The page of this tab goes, perhaps to be loaded again."""
        if self.leading:
            self._stop_storing()
            self._channel.store_at_once(self.snapshot())
        self._send("goodbye")

    def tick(self) -> None:
        """Timers of hidden tabs are slow: a visible follower keeps the leader's time."""
        if self.leading:
            self._session.simulator.clock.advance(0)
        else:
            self._send("tick")

    # ── the leader tells ─────────────────────────────────────────────────────────────────────────────────────────────

    def changed(self, area: Area) -> None:
        """Something changed; what all tabs share is sent with the next flush."""
        if area in SHARED_AREAS:
            self._dirty = True

    def flush(self) -> None:
        """Sends the state to the other tabs when it has changed: at the end of each turn, and before each reply."""
        if not self._dirty or not self.leading:
            return
        self._dirty = False
        if self._storing is None:
            self._storing = self._session.host.call_later(STORE_AFTER, self._store)
        if self._others:
            self._send("state", state=self.snapshot())

    def _store(self) -> None:
        self._storing = None
        self._channel.store(self.snapshot())

    def _stop_storing(self) -> None:
        if self._storing is not None:
            self._storing()
            self._storing = None

    def snapshot(self) -> str:
        """The whole state as text."""
        return _packed(self._session.export())

    def restore(self, text: str) -> None:
        """Takes a state over."""
        self._session.restore(_unpacked(text))
        for area in Area:
            self._session.host.changed(area)

    def _publish(self, event: str, data: Json) -> None:
        if self._others:
            self._send("event", event=event, data=data)

    # ── the follower asks ────────────────────────────────────────────────────────────────────────────────────────────

    def _command(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Answer:
        return self._ask("command", name=name, args=_packed((args, kwargs)))

    def driver_call(self, name: str, args: Json) -> Answer:
        """A driver call, by the leader when it concerns the session."""
        if self._session.remote is None or name in LOCAL_DRIVER_CALLS:
            return self._session.driver.call(name, args)
        return self._ask("driver", name=name, args=args)

    def _ask(self, kind: str, **members: Json) -> Eventual[Outcome]:
        number = f"{self._tab}:{self._next}"
        self._next += 1
        eventual = self._waiting[number] = Eventual()
        self._send(kind, number=number, **members)
        return eventual

    # ── what comes ───────────────────────────────────────────────────────────────────────────────────────────────────

    def receive(self, text: str) -> None:
        """One message of another tab."""
        message = json.loads(text)
        self._others.add(message["tab"])
        handler = self._handlers.get(message["kind"])
        if handler is not None:
            handler(self, message)
        self.flush()

    def _hello(self, message: Mapping[str, Any]) -> None:
        if self.leading:
            self._send("state", state=self.snapshot())

    def _state(self, message: Mapping[str, Any]) -> None:
        if not self.leading:
            self._told = True
            self.restore(message["state"])
            self.when_synchronised()

    def _event(self, message: Mapping[str, Any]) -> None:
        self._session.outlet.publish(message["event"], message["data"])

    def _leader(self, message: Mapping[str, Any]) -> None:
        """Another tab leads now; what was asked of the one before is lost."""
        self._give_up_waiting()
        self._send("hello")

    def _give_up_waiting(self) -> None:
        """What was asked of a leader that is gone will not be answered."""
        lost, self._waiting = self._waiting, {}
        for eventual in lost.values():
            eventual.settle(Failure(errors.LEADER_LOST))

    def _goodbye(self, message: Mapping[str, Any]) -> None:
        self._others.discard(message["tab"])

    def _tick(self, message: Mapping[str, Any]) -> None:
        if self.leading:
            self._session.simulator.clock.advance(0)

    def _asked(self, message: Mapping[str, Any]) -> None:
        if not self.leading:
            return
        number = message["number"]
        if message["kind"] == "driver":
            answer: Answer = self._session.driver.call(message["name"], message["args"])
        else:
            args, kwargs = _unpacked(message["args"])
            answer = self._carried_out(message["name"], args, kwargs)
        when_answered(answer, lambda outcome: self._reply(number, outcome))

    def _carried_out(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Answer:
        method = COMMANDS.get(name)
        part = self._session.commanded(name.partition(".")[0])
        if method is None or part is None:
            return Failure(errors.INTERNAL)
        return method(part, *args, **kwargs)

    def _reply(self, number: str, outcome: Outcome) -> None:
        self.flush()
        self._send("answer", number=number, outcome=_packed(outcome))

    def _answer(self, message: Mapping[str, Any]) -> None:
        eventual = self._waiting.pop(message["number"], None)
        if eventual is not None:
            outcome = _unpacked(message["outcome"])
            eventual.settle(outcome if isinstance(outcome, (Success, Failure)) else Failure(errors.INTERNAL))

    def _send(self, kind: str, **members: Json) -> None:
        self._channel.broadcast(json.dumps({"kind": kind, "tab": self._tab, **members}))

    _handlers: Mapping[str, Callable[[Replication, Mapping[str, Any]], None]] = {
        "hello": _hello,
        "state": _state,
        "event": _event,
        "leader": _leader,
        "goodbye": _goodbye,
        "tick": _tick,
        "command": _asked,
        "driver": _asked,
        "answer": _answer,
    }


def _packed(value: object) -> str:
    return base64.b64encode(pickle.dumps(value, protocol=5)).decode("ascii")


def _unpacked(text: str) -> Any:
    return pickle.loads(base64.b64decode(text))
