"""How a case of the contract reaches the workspace, whatever lies in between.

A case takes the fixture ``link`` and talks to clients that the link opens; it knows nothing of memory or browser.
There are as many links as :data:`LINKS` has members, and every case runs over each of them.

A further link, such as one through a real browser, needs:

* a class with the two methods of :class:`Link`. It starts each case from a workspace that runs under
  ``contract_configuration(allowed, restricted, unlisted)`` of :mod:`tests.support.configurations` with its own origins
  and the built-in scenario. A page may be kept between the cases: ``call("reset")`` at the start of each is enough,
  for the counters of the policy are reset too, and every case opens frames of its own;
* a subclass of :class:`LinkClient` with ``send``, ``messages``, ``settle`` and ``until``. ``until`` asks again until
  there is an answer, up to some seconds. ``settle`` returns when all that was sent before has been decided; the end
  of a silence can be seen in the traffic log (``link.call("traffic")``), which has an entry for each message;
* an entry in :data:`LINKS`: a function that takes pytest's ``request`` (for fixtures) and gives a context manager.
  Add it in ``tests/contract/conftest.py``.

No case waits for time to pass, and none depends on the order of messages to different clients.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import pytest

Message = dict[str, Any]
Found = TypeVar("Found")


class Site(StrEnum):
    """Where a client is served from."""

    ALLOWED = "allowed"
    RESTRICTED = "restricted"
    UNLISTED = "unlisted"


class CallFailed(Exception):
    """A driver call was refused; the message is its text."""


class LinkClient(ABC):
    """One client in a frame of its own, opened by ``link.open``."""

    frame_id: str
    origin: str

    def __init__(self) -> None:
        self._next = 0
        self._taken: Counter[str] = Counter()

    @abstractmethod
    def send(self, message: Any) -> None:
        """Posts any value to the workspace as ``window.postMessage`` would; does not wait."""

    @abstractmethod
    def messages(self) -> list[Any]:
        """Every message received so far, in order."""

    @abstractmethod
    def settle(self) -> None:
        """Returns when everything that was sent before has been decided, answered or not."""

    @abstractmethod
    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        """What ``find`` gives once it gives something; an ``AssertionError`` that names ``what`` if it never does."""

    # ── what a case says ─────────────────────────────────────────────────────────────────────────────────────────────

    def post(self, message: Mapping[str, Any], **envelope: Any) -> Any:
        """Posts a message with the envelope of the published library; gives its ``referenceId``."""
        whole = self.enveloped(message, envelope)
        self.send(whole)
        return whole["referenceId"]

    def enveloped(self, message: Mapping[str, Any], envelope: Mapping[str, Any]) -> Message:
        """A message as it is posted, with a reference that is not used yet unless it has one."""
        reference = str(self._next)
        self._next += 1
        return {"referenceId": reference, "userAgent": "WWE Client", "protocolVersion": 2, **message, **envelope}

    def ask(self, message: Mapping[str, Any], **envelope: Any) -> Message:
        """Posts a message; gives the reply to it."""
        return self.reply(self.post(message, **envelope))

    def request(self, name: str, *parameters: Any, **envelope: Any) -> Message:
        """The reply to a request."""
        return self.ask({"request": name, "parameters": list(parameters)}, **envelope)

    def data(self, name: str, *parameters: Any) -> Any:
        """The ``data`` of a request that must succeed; ``None`` when the reply has none."""
        reply = self.request(name, *parameters)
        assert "errorMessage" not in reply, f"{name}{parameters}: {reply['errorMessage']}"
        return reply.get("data")

    def error(self, name: str, *parameters: Any) -> str:
        """The ``errorMessage`` of a request that must fail."""
        reply = self.request(name, *parameters)
        assert "errorMessage" in reply, f"{name}{parameters} did not fail: {reply}"
        assert "data" not in reply
        return reply["errorMessage"]

    def subscribe(self, *events: str) -> int:
        """The number of a subscription."""
        return self.ask({"event": "subscribe", "data": list(events)})["subscriptionId"]

    def reply(self, reference: Any) -> Message:
        """The reply that echoes a reference; each reply is given once."""
        wanted = json.dumps(reference)
        reply = self.reply_after(self._taken[wanted], wanted)
        self._taken[wanted] += 1
        return reply

    def reply_after(self, others: int, wanted: str) -> Message:
        """The reply that echoes a reference, given as JSON, after so many others that do."""

        def find() -> Message | None:
            found = [m for m in self.replies() if "referenceId" in m and json.dumps(m["referenceId"]) == wanted]
            return next(iter(found[others:]), None)

        return self.until(find, f"a reply to {wanted}")

    def replies(self) -> list[Message]:
        return [m for m in self.messages() if isinstance(m, dict) and "event" not in m and "frameId" not in m]

    def events(self, name: str = "") -> list[Message]:
        """The events received so far, or those of one name."""
        events = [message for message in self.messages() if isinstance(message, dict) and "event" in message]
        return [event for event in events if not name or event["event"] == name]

    def event_types(self, name: str = "interaction") -> list[str]:
        self.settle()
        return [event["data"]["eventType"] for event in self.events(name)]

    def expect_events(self, wanted: Iterable[str], name: str = "interaction") -> list[Message]:
        """Waits for these event types of one event, exactly and in order, all that has come; gives their ``data``."""
        expected = list(wanted)
        self.settle()
        self.until(lambda: len(self.events(name)) >= len(expected) or None, f"{len(expected)} {name} events")
        found = [event["data"] for event in self.events(name)]
        assert [data["eventType"] for data in found] == expected
        return found


class Link(Protocol):
    """A workspace and the way to it."""

    def open(self, site: Site) -> LinkClient:
        """Opens a client in a new frame; it has sent nothing yet."""

    def call(self, name: str, args: Mapping[str, Any] | None = None) -> Any:
        """A driver call; raises :class:`CallFailed`."""


LINKS: dict[str, Callable[[pytest.FixtureRequest], AbstractContextManager[Link]]] = {}


def ring(link: Link, ani: str = "+4930123456", **args: Any) -> str:
    """An inbound call; gives its interaction."""
    return link.call("ring", {"ani": ani, **args})["interactionId"]


def far_end(link: Link, interaction_id: str, action: str) -> None:
    link.call("farEnd", {"interactionId": interaction_id, "action": action})


def dialled(link: Link, client: LinkClient, number: str = "+4930123456", user_data: Any = None) -> str:
    """An outgoing call of a client that has been answered; gives its interaction."""
    client.data("voice.dial", number, user_data)
    interaction_id = link.call("state")["interactions"][-1]["interactionId"]
    far_end(link, interaction_id, "answer")
    return interaction_id


def interaction(link: Link, interaction_id: str) -> Message | None:
    """An interaction as the agent sees it, unredacted."""
    found = [each for each in link.call("state")["interactions"] if each["interactionId"] == interaction_id]
    return found[0] if found else None


def workspace_state(link: Link) -> Message:
    """All that a request may change; what the frames have said does not belong to it."""
    return {name: part for name, part in link.call("state").items() if name != "frames"}


def verdicts(link: Link, client: LinkClient, **wanted: Any) -> list[tuple[str, str | None]]:
    """Verdict and reason of the entries of the traffic log about a client's own messages."""
    entries = [e for e in link.call("traffic") if e["frame"] == client.frame_id and e["direction"] == "in"]
    chosen = [e for e in entries if all(e.get(name) == value for name, value in wanted.items())]
    return [(entry["verdict"], entry.get("reason")) for entry in chosen]
