"""How the cost of one message grows with what else is open, in memory.

``agent.get`` is asked for with 1, 10 and 50 clients and 1, 100 and 500 interactions, and ``interaction.setUserData``,
whose event one client hears, with the same; all stages take turns, and it is processor time that is taken, so that a
busy machine says little. What counts is the largest divided by the smallest. As in the page, what other tabs and a
reload would be told is collected.
"""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable
from itertools import product

from scapi.centre.scenario import parse_scenario
from scapi.configuration import parse_configuration
from scapi.driven import DrivenSession
from scapi.frames import Level
from scapi.replication import Replication
from scapi.values import Json
from tools.benches import Row, compared, figure, told
from tools.pageless_host import PagelessHost
from tools.paths import BUILT_IN_SCENARIO

CLIENTS = (1, 10, 50)
INTERACTIONS = (1, 100, 500)
ROUNDS = 61
MESSAGES = 50
LIMIT = 1.5
REQUESTS = ("agent.get", "interaction.setUserData")


def origin(number: int) -> str:
    return f"https://crm{number}.example.com"


class NoOtherTab:
    """Implements the channel between tabs: nobody is there."""

    def broadcast(self, text: str) -> None:
        """Nobody hears it."""

    def keep(self, rows: str) -> None:
        """There is no database."""

    def keep_at_once(self, rows: str) -> None:
        """There is no database."""

    def watch(self, tab: str) -> None:
        """No tab is lost."""


class Stage:
    """A session with clients of as many origins, of which the first one listens, and interactions with data."""

    def __init__(self, clients: int, interactions: int) -> None:
        self.host = PagelessHost()
        origins = ", ".join(map(origin, range(clients)))
        options = f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {origins}\n"
        scenario = parse_scenario(BUILT_IN_SCENARIO.read_text(encoding="utf-8"))
        self.session = DrivenSession(self.host, parse_configuration(options), scenario)
        self.replication = Replication(self.session, NoOtherTab(), "bench", "bench")
        self.replication.lead()
        self.frames = [
            self.session.client_frames.open_client("Bench", f"{origin(number)}/", Level.WORKSPACE).id
            for number in range(clients)
        ]
        self._reference = 0
        for number in range(clients):
            self.ask(number, request="agent.get")
        self.ask(0, event="subscribe", data=["interaction"])
        for number in range(interactions):
            data = {f"key{key}": "some text of a case" for key in range(10)}
            if number % 2:
                self.session.driver.call("chat", {"body": "Hello", "userData": data})
            else:
                self.session.driver.call("ring", {"ani": f"+1555{number}", "userData": data})
        self.times: dict[str, list[float]] = {request: [] for request in REQUESTS}

    def ask(self, client: int, **content: Json) -> None:
        self._reference += 1
        envelope = {"referenceId": self._reference, "userAgent": "WWE Client", "protocolVersion": 2}
        self.session.service.receive(self.frames[client], origin(client), json.dumps({**content, **envelope}))
        self.replication.flush()

    def round(self, request: str, parameters: Callable[[int], list[Json]], texts: int) -> None:
        """Notes what a message takes; each brings so many texts."""
        self.host.posted.clear()
        began = time.thread_time()
        for number in range(MESSAGES):
            self.ask(0, request=request, parameters=parameters(number))
        self.times[request].append((time.thread_time() - began) / MESSAGES)
        if len(self.host.posted) != texts * MESSAGES or any("errorMessage" in text for text in self.host.posted):
            raise SystemExit(f"{request}: {MESSAGES} asked for, this came: {self.host.posted[:2]}")


def measure() -> dict[tuple[int, int], Stage]:
    stages = {sizes: Stage(*sizes) for sizes in product(CLIENTS, INTERACTIONS)}
    gc.collect()
    gc.freeze()  # the collector looks at what a round makes, and not at nine sessions each time
    for number in range(ROUNDS):
        for stage in list(stages.values())[:: -1 if number % 2 else 1]:
            stage.round("agent.get", lambda _: [], 1)
            stage.round("interaction.setUserData", lambda each: ["1", {"note": str(each)}], 2)
    return stages


def rows() -> list[Row]:
    stages = measure()
    found: list[Row] = []
    for request in REQUESTS:
        taken = {sizes: 1e6 * statistics.median(stage.times[request]) for sizes, stage in stages.items()}
        for (clients, interactions), each in taken.items():
            metric = f"cost of {request}, {clients} clients, {interactions} interactions"
            found.append(figure(metric, each, "us", f"median of {ROUNDS} rounds of {MESSAGES}"))
        dearest, cheapest = max(taken, key=lambda sizes: taken[sizes]), min(taken, key=lambda sizes: taken[sizes])
        note = "dearest with {} clients and {} interactions, cheapest with {} and {}".format(*dearest, *cheapest)
        metric = f"cost of {request}, largest ÷ smallest"
        found.append(compared(metric, taken[dearest], taken[cheapest], "us", note, limit=LIMIT))
    return found


if __name__ == "__main__":
    told(rows())
