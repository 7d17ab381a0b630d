"""What a change costs when another tab follows: bytes on the channel, and time in both tabs.

The same ``interaction.setUserData`` is asked for with 1, 100 and 500 interactions, half of them calls and half chats,
in turns, so that a busy machine slows down all. What counts is the largest divided by the smallest: a change has a
price of its own, not that of the whole session.
"""

from __future__ import annotations

import statistics
import time
from itertools import count

from scapi.replication import Replication
from scapi.testing import Client, FakeHost, new_session
from tools.benches import compared, figure, told

ORIGIN = "http://crm.example"
CONFIGURATION = f"""
[interaction-workspace]
service-client-api.accepted-web-content-origins = {ORIGIN}
service-client-api.rate-limit = 0
"""
SIZES = (1, 100, 500)
CHANGES = 300


class Tab:
    """A tab of the session in this process; implements the channel."""

    def __init__(self, name: str, number: int) -> None:
        self.session = new_session(CONFIGURATION, host=FakeHost(_numbers=count(1_000_000 * number)))
        self.sent: list[str] = []
        self.replication = Replication(self.session, self, name, "bench")

    def broadcast(self, text: str) -> None:
        self.sent.append(text)

    def keep(self, rows: str) -> None:
        """There is no database."""

    def keep_at_once(self, rows: str) -> None:
        """There is no database."""

    def watch(self, tab: str) -> None:
        """No tab is lost."""


def exchange(one: Tab, other: Tab) -> int:
    """Delivers everything; gives the characters."""
    told = 0
    while one.sent or other.sent:
        for source, target in ((one, other), (other, one)):
            sent, source.sent = source.sent, []
            for text in sent:
                told += len(text)
                target.replication.receive(text)
    return told


class Stage:
    """Two tabs with a number of interactions."""

    def __init__(self, interactions: int) -> None:
        self.leader, self.follower = Tab("leader", 1), Tab("follower", 2)
        self.leader.replication.lead()
        self.follower.replication.follow()
        exchange(self.leader, self.follower)
        self.client = Client.opened(self.leader.session, ORIGIN)
        self.characters: list[int] = []
        self.seconds: list[float] = []
        for number in range(interactions):
            if number % 2:
                self.leader.session.driver.call("chat", {"body": f"Question {number}"})
            else:
                self.leader.session.driver.call("ring", {"ani": str(number), "userData": {"a": "b"}})
        self.leader.replication.flush()
        exchange(self.leader, self.follower)

    def change(self, number: int) -> None:
        began = time.thread_time()
        self.client.request("interaction.setUserData", "1", {"key": f"value {number % 10}"})
        self.characters.append(exchange(self.leader, self.follower))
        self.seconds.append(time.thread_time() - began)
        self.client.forget()


def main() -> None:
    stages = {size: Stage(size) for size in SIZES}
    for number in range(CHANGES):
        for stage in stages.values():
            stage.change(number)
    for stage in stages.values():
        if stage.leader.session.store.export() != stage.follower.session.store.export():
            raise AssertionError("the tabs differ")
    characters = {size: statistics.median(stage.characters) for size, stage in stages.items()}
    seconds = {size: statistics.median(stage.seconds) for size, stage in stages.items()}
    rows = [
        figure(
            f"one change told to another tab, {size} interactions",
            characters[size] / 1000,
            "kB",
            f"{1000 * seconds[size]:.2f} ms in both tabs",
        )
        for size in SIZES
    ]
    for what, values, unit in (("bytes", characters, "chars"), ("time", seconds, "s")):
        largest, smallest = max(values.values()), min(values.values())
        metric = f"one change told to another tab, {what}, largest ÷ smallest"
        rows.append(compared(metric, largest, smallest, unit, f"{SIZES} interactions", limit=1.5))
    told(rows)


if __name__ == "__main__":
    main()
