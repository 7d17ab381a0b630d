"""The service as the target of the fuzz: what is wrong with how inputs are handled, and the fewest that show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scapi.decisions import Reason
from scapi.driven import DrivenSession
from scapi.testing import Client, FakeHost, new_session
from tests.fuzz.cost import Share, lines_of
from tests.fuzz.inputs import Inputs
from tests.fuzz.shrinking import shortest, simplest
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration

A_SESSION = 100
"""Inputs that go to one session, one after the other."""
SECONDS_APART = 0.25
SHARE = Share(whatever=6_000, a_character=10, most=700_000)
"""A small request takes about a thousand lines, a member that is kept, told and redacted about sixty."""

Input = tuple[str, str, str]
"""Frame, origin and text."""


@dataclass(slots=True)
class WeighedHost(FakeHost):
    """Counts the characters that are posted."""

    characters: int = field(default=0)

    def post(self, frame_id: str, target_origin: str, text: str) -> None:
        self.characters += len(text)
        FakeHost.post(self, frame_id, target_origin, text)


class Target:
    """A session with a call in talk, one that rings, a chat, and a client on each site; most hear of everything."""

    def __init__(self) -> None:
        self.host = WeighedHost()
        self.session: DrivenSession = new_session(
            configuration(
                f"{ALLOWED} (*, auth.getJwtToken), {RESTRICTED} (agent.get, voice.*, interaction.*)",
                "user-data.read-allowed = a, Key1, userData",
                "rate-limit.voice.dial = 5",
            ),
            host=self.host,
        )
        clients = [Client.opened(self.session, origin) for origin in (ALLOWED, RESTRICTED, UNLISTED, ALLOWED)]
        clients[0].data("voice.dial", "5001", {"a": "1", "Secret": "2"})
        self.session.driver.call("farEnd", {"interactionId": "1", "action": "answer"})
        self.session.driver.call("ring", {"ani": "+4722001122"})
        self.session.driver.call("chat", {})
        for client in clients[:2]:
            client.subscribe("interaction", "agent", "media", "markdone", "system")

    def problem(self, sent: Input) -> str:
        """What is wrong with how one input is handled; empty for nothing."""
        host, traffic = self.host, self.session.traffic
        before, posted, recorded = host.characters, len(host.posted), traffic.total
        lines = lines_of(lambda: self.session.service.receive(*sent))
        size = len(sent[2]) + host.characters - before
        new = host.posted[posted:]
        replies = [each for each in new if "event" not in each.message and "frameId" not in each.message]
        host.advance(SECONDS_APART)
        bugs = [each.decision for each in traffic.since(recorded) if each.decision.reason is Reason.INTERNAL_ERROR]
        share = SHARE.of(size)
        if bugs:
            return f"a bug of ours: {bugs[0].note}"
        if len(replies) > 1:
            return f"{len(replies)} replies"
        return f"{lines} lines for {size} characters, where {share:.0f} are its share" if lines > share else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A failing input, made small, with those before it that it needs."""

    problem: str
    inputs: tuple[Input, ...]


def search(inputs: Inputs, count: int, target: Callable[[], Target] = Target) -> Finding | None:
    """Sends inputs until one fails; gives that one made small, or ``None``."""
    for start in range(0, count, A_SESSION):
        one = target()
        sent: list[Input] = []
        for _ in range(min(A_SESSION, count - start)):
            sent.append(inputs.next())
            if one.problem(sent[-1]):
                return _made_small(sent, target)
    return None


def _made_small(inputs: Sequence[Input], target: Callable[[], Target]) -> Finding:
    *before, last = inputs
    before = shortest(before, lambda fewer: bool(_last_problem([*fewer, last], target)))
    frame, origin, text = last
    text = simplest(text, lambda less: bool(_last_problem([*before, (frame, origin, less)], target)))
    small = (*before, (frame, origin, text))
    return Finding(_last_problem(small, target), small)


def _last_problem(inputs: Sequence[Input], target: Callable[[], Target]) -> str:
    one, found = target(), ""
    for each in inputs:
        found = one.problem(each)
    return found
