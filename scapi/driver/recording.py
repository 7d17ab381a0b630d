"""What somebody does in the page, kept as driver calls with their times, so that it can be done again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scapi.driver.script import NOT_SCRIPTED
from scapi.values import Json, JsonObject, Seconds

ONLY_TESTED = frozenset({"waitForRequest", "resend"})
"""Calls that a test can make and the script of a scenario cannot: sending a request of an app again."""
MOST_STEPS = 1_000
"""Steps of one recording; what is done after them is only counted (decided here)."""


@dataclass(slots=True)
class Recorded:
    """One driver call: when, in seconds of the simulator's clock after the start, and what it made, by its id.

    What :data:`ONLY_TESTED` waits for is the message that was sent again, which has an id for this.
    """

    at: Seconds
    call: str
    args: JsonObject
    made: str = ""


class Recorder:
    """Keeps the steps of one recording."""

    def __init__(self) -> None:
        self.on = False
        self.steps: list[Recorded] = []
        self.without: list[str] = []
        """What was done meanwhile that no driver call does, in words."""
        self.dropped = 0
        self._began: Seconds = 0.0

    def start(self, now: Seconds) -> None:
        """Begins anew."""
        self.on = True
        self.steps = []
        self.without = []
        self.dropped = 0
        self._began = now

    def stop(self) -> None:
        self.on = False

    def drove(self, now: Seconds, call: str, args: JsonObject, made: str = "") -> Recorded | None:
        """A call is made; ``None`` when it is no step. Turning the clock is none: the times of steps say the same."""
        if not self.on or call in NOT_SCRIPTED - ONLY_TESTED:
            return None
        if len(self.steps) >= MOST_STEPS:
            self.dropped += 1
            return None
        step = Recorded(max(0.0, now - self._began), call, dict(args), made)
        self.steps.append(step)
        return step

    def made(self, step: Recorded | None, data: Json) -> None:
        """A step has succeeded, with this result."""
        if step is not None and isinstance(data, Mapping):
            made = data.get("interactionId", data.get("frameId"))
            step.made = made if isinstance(made, str) else ""

    def failed(self, step: Recorded | None) -> None:
        """A step has failed, and changed nothing: it is none."""
        self.steps = [each for each in self.steps if each is not step]

    def left_out(self, what: str) -> None:
        """Something was done that no driver call does."""
        if self.on and what not in self.without:
            self.without.append(what)


_NAMES: Mapping[str, str] = {
    "ring": "caller",
    "email": "email",
    "chat": "chat",
    "workitem": "item",
    "pull": "item",
    "pushPreview": "record",
    "openClient": "app",
    "waitForRequest": "request",
}


def named(steps: Sequence[Recorded], taken: Sequence[str] = ()) -> dict[str, str]:
    """A name for everything that the steps have made, by its id; none is ``taken``."""
    names: dict[str, str] = {}
    used = set(taken)
    for step in steps:
        if step.made and step.made not in names:
            word, number = _NAMES.get(step.call, "made"), 1
            while (name := word if number == 1 else f"{word}{number}") in used:
                number += 1
            used.add(name)
            names[step.made] = name
    return names


def made_before(steps: Sequence[Recorded], names: Mapping[str, str]) -> list[dict[str, str]]:
    """For each step, the names that its arguments may use: what was made before it, by id."""
    known: dict[str, str] = {}
    found = []
    for step in steps:
        found.append(dict(known))
        if step.made:
            known[step.made] = names[step.made]
    return found


REFERS = ("interactionId", "frameId", "seq")
"""Arguments that name something that another step has made."""
