"""What a case of the catalogue is: data that says what is done and what must come of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.support.link import Site


class Special(Enum):
    """Replies that are no data."""

    NOTHING = "a success without data"
    SILENCE = "no answer"
    ANYTHING = "any answer"


NOTHING, SILENCE, ANYTHING = Special.NOTHING, Special.SILENCE, Special.ANYTHING


@dataclass(frozen=True, slots=True)
class Fails:
    """The whole text of a failure."""

    error: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of the client that the case is about, and its reply: a shape (:func:`matches`), Fails or Special.

    ``$name`` in an argument, an error or a shape stands for what the situation noted under this name.
    """

    request: str
    arguments: Sequence[Any] = ()
    reply: Any = NOTHING
    site: Site = Site.ALLOWED


@dataclass(frozen=True, slots=True)
class Drive:
    """A driver call: what a far end, the contact centre or the agent does.

    ``note`` keeps the id of the interaction that it gives; ``fails`` is there when it must be refused.
    """

    call: str
    args: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    fails: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """Something that happens to the browser tab; only the in-memory link can bring it about."""

    state: str


Step = Ask | Drive | Tab
Event = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``events`` are all that come of the steps, in order, unless it is ``None``: then they do not matter."""

    id: str
    expected: str
    situation: str
    steps: tuple[Step, ...]
    events: tuple[Event, ...] | None = None
    unchanged: bool = False
    """Whether the state of the workspace must be what it was."""
    changed: bool = False
    configuration: str = "standard"
    only: str = ""
    """The event whose entries are compared; empty for all."""
    ignored: frozenset[str] = frozenset()
    """Event types that are not compared."""
    shows: Any = None
    """The shape of what the driver's ``state`` tells at the end, if that matters."""
    in_memory_only: bool = False
    """Whether it needs a clock that begins where the tests say."""

    @property
    def request(self) -> str:
        return self.id.partition("/")[0]

    @property
    def kind(self) -> str:
        return self.id.partition("/")[2].partition(":")[0]

    @property
    def in_browser(self) -> bool:
        """Whether a link through a browser can run it, too."""
        plain = self.configuration == "standard" and not self.in_memory_only
        return plain and not any(isinstance(step, Tab) for step in self.steps)


def tells(event_type: str, state: str = "", who: str = "$it", previous: str = "", **members: Any) -> Event:
    """An ``interaction`` event with an interaction."""
    shown: dict[str, Any] = {"interactionId": who, **members}
    if state:
        shown["state"] = state
    if previous:
        shown["previousState"] = previous
    return "interaction", {"eventType": event_type, "interaction": shown}


def case_event(event_type: str, case_id: Any = str) -> Event:
    """A case event, which has no interaction."""
    return "interaction", {"eventType": event_type, "selectedCaseId": case_id}


OPENED = (case_event("CASE_EXPANDED"), case_event("CASE_SELECTED"))
"""The case events when the first interaction is opened."""
OPENED_TOO = (case_event("CASE_COLLAPSED"), *OPENED)
"""The same when another case was open."""


def matches(shape: Any, value: Any) -> bool:
    """Whether a value has a shape.

    ``object`` means any value, another type any value of it, a pattern a text that it matches wholly, a mapping an
    object with at least these members, a list of one shape a list whose every item has it, a tuple a list of exactly
    these items, and anything else itself.
    """
    if isinstance(shape, type):
        return shape is object or type(value) is shape or (shape is float and type(value) is int)
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if isinstance(shape, Mapping):
        return isinstance(value, Mapping) and all(k in value and matches(s, value[k]) for k, s in shape.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(matches(shape[0] if shape else None, item) for item in value)
    if isinstance(shape, tuple):
        same = isinstance(value, list) and len(value) == len(shape)
        return same and all(matches(s, v) for s, v in zip(shape, value, strict=True))
    return type(shape) is type(value) and bool(shape == value)


def words_of(shape: Any) -> str:
    """A shape in the words of the documentation."""
    if isinstance(shape, Fails):
        return f"fails: `{shape.error}`".replace("\n", " ")
    if isinstance(shape, Special):
        return shape.value
    return f"`{_written(shape)}`"


def _written(shape: Any) -> str:
    if isinstance(shape, type):
        return {str: "string", int: "number", float: "number", bool: "true or false"}.get(shape, shape.__name__)
    if isinstance(shape, re.Pattern):
        return "string"
    if isinstance(shape, Mapping):
        return "{" + ", ".join(f"{key}: {_written(member)}" for key, member in shape.items()) + "}"
    if isinstance(shape, (list, tuple)):
        return "[" + ", ".join(_written(item) for item in shape) + "]"
    if shape is None:
        return "null"
    if isinstance(shape, bool):
        return "true" if shape else "false"
    return str(shape)
