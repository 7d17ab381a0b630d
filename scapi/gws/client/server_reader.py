"""Reads everything that a server has of an agent, as it is at one moment.

What is told while it reads may be older or newer than what it reads: then it reads again, some times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scapi.centre.agents import Medium
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.gws.client.agent_facts import AgentFacts, agent_facts
from scapi.gws.client.agent_reader import objects
from scapi.gws.client.asking import Asking, Read
from scapi.gws.client.call_reader import CallFacts, read_call
from scapi.gws.client.state_requests import login_requests
from scapi.values import Seconds

MOST_READS = 5
_ME = "/me?subresources=devices,channels,calls"
_STATES = "/settings/agent-states"
_CONTACTS = "/contacts?fields=*&limit=1000"
_PATHS = (_STATES, _CONTACTS, _ME)


@dataclass(frozen=True, slots=True)
class Everything:
    """The agent, and the agent's calls."""

    agent: AgentFacts
    calls: tuple[CallFacts, ...]


class ServerReader:
    """Reads; ``busy`` while it does."""

    def __init__(self, asking: Asking, now: Callable[[], Seconds]) -> None:
        self._asking = asking
        self._now = now
        self._disturbed = False
        self._when_read: Callable[[Everything | CentreError], None] = lambda _: None
        self.busy = False

    def disturb(self) -> None:
        """Something was told while it reads."""
        self._disturbed = True

    def read(
        self, known: Sequence[Medium], when_read: Callable[[Everything | CentreError], None], *, log_in: bool
    ) -> None:
        """Reads everything; ``log_in`` begins the agent's session first, where it has not begun.

        A medium in the state that is ``known`` has it since then.
        """
        self.busy, self._when_read = True, when_read
        self._read(known, MOST_READS, log_in=log_in)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, known: Sequence[Medium], times: int, *, log_in: bool) -> None:
        self._disturbed = False
        answers: dict[str, Read] = {}

        def answered(path: str, answer: Read) -> None:
            answers[path] = answer
            if len(answers) == len(_PATHS):
                self._go_on(self._everything(answers, known), times, log_in=log_in)

        for path in _PATHS:
            self._asking.get(path).when_settled(lambda answer, path=path: answered(path, answer))  # type: ignore[misc]

    def _go_on(self, read: Everything | CentreError, times: int, *, log_in: bool) -> None:
        if isinstance(read, CentreError):
            self._end(read)
            return
        logins = login_requests(read.agent) if log_in else []
        if logins:
            # Whether that goes well or not, what has come of it is read.
            self._asking.posts(logins).when_settled(lambda _: self._read(read.agent.media, times, log_in=False))
        elif self._disturbed and times > 1:
            self._read(read.agent.media, times - 1, log_in=False)
        else:
            self._end(read)

    def _end(self, read: Everything | CentreError) -> None:
        self.busy = False
        self._when_read(read)

    def _everything(self, answers: Mapping[str, Read], known: Sequence[Medium]) -> Everything | CentreError:
        states, contacts, me = answers[_STATES], answers[_CONTACTS], answers[_ME]
        if isinstance(me, CentreError):
            return me
        if isinstance(states, CentreError):
            return states
        if isinstance(contacts, CentreError):
            return contacts
        user = me.get("user")
        agent = agent_facts(user, states, contacts, self._now(), known) if isinstance(user, Mapping) else None
        if agent is None or not isinstance(user, Mapping):
            return CentreError(ErrorKind.REFUSED, text="The user has no device.")
        calls = (read_call(each, agent.directory.party) for each in objects(user, "calls"))
        return Everything(agent, tuple(facts for facts in calls if facts is not None))
