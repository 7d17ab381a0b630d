"""What is told of files that have changed while the page is open, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from host_page.views.formats import clipped
from scapi.configuration import MAIN_SECTION
from scapi.option_checks import Effect
from scapi.settings import OptionChange

VALUE_SHOWN = 120
"""Characters of a value that are shown."""


class Of(StrEnum):
    """What the news are of, in the order in which they are told; a later one takes the place of an earlier one."""

    CONFIGURATION = "configuration"
    SCENARIO = "scenario"
    READING = "reading"
    SITUATION = "situation"
    APPS = "apps"


@dataclass(frozen=True, slots=True)
class News:
    """One notice: a sentence, what it consists of, and what can be done about it."""

    title: str
    lines: tuple[str, ...] = ()
    wrong: bool = False
    again: str = ""
    """The words of a link that loads the page again; without one there is none."""


def options_changed(
    name: str, changes: Sequence[OptionChange], effects: Mapping[tuple[str, str], Effect], *, loads_again: bool
) -> News:
    """``effects`` are what the options do, or did. Of names that are not known it is told elsewhere that they count
    for nothing."""
    known = [(each, effects.get((each.section, each.name), Effect.UNKNOWN)) for each in changes]
    counts = [_change(each) for each, effect in known if effect in (Effect.IN_USE, Effect.FOR_CLIENTS)]
    without = [
        f"{_named(each)} = {_short(each.after)}, which has no effect here"
        for each, effect in known
        if effect is Effect.NO_EFFECT and each.after is not None
    ]
    title = f"{name} has changed, and counts now." if counts else f"{name} has changed; what counts is the same."
    if loads_again:
        title += " What the page may load, or let its apps use, counts when it is loaded again."
    return News(title, (*counts, *without), again="Load again" if loads_again else "")


def broken(name: str, problems: Sequence[str]) -> News:
    return News(f"{name} cannot be used; what it said before goes on.", tuple(problems), wrong=True)


def scenario_changed(name: str) -> News:
    title = (
        f"{name} has changed. Its contact centre begins when the page is loaded again, without the calls of this one."
    )
    return News(title, again="Begin with it")


def not_begun(why: str) -> News:
    return News("The page began without what its address asks for.", (why,), wrong=True)


def reloaded(labels: Sequence[str]) -> News:
    has = "its files have" if len(labels) == 1 else "their files have"
    return News(f"{_listed(labels)} loaded again, for {has} changed.")


def admitted(loaded: Sequence[str], waiting: Sequence[str]) -> News:
    """Apps that are listed now: those that were loaded again for it, and those that should be."""
    lines = []
    if loaded:
        has = "its origin is" if len(loaded) == 1 else "their origins are"
        lines.append(f"{_listed(loaded)} loaded again, for {has} listed now.")
    if waiting:
        names, has = " and ".join(dict.fromkeys(waiting)), "has" if len(waiting) == 1 else "have"
        lines.append(f"{names} {has} begun while refused: load it again, when nothing in it is left to save.")
    return News(lines[0], tuple(lines[1:]))


def unreadable(problems: Sequence[str]) -> News:
    return News("A file cannot be read; what it said before goes on.", tuple(problems), wrong=True)


def _change(change: OptionChange) -> str:
    name = _named(change)
    if change.before is None:
        return f"{name} = {_short(change.after)}, which is new"
    if change.after is None:
        return f"{name} is gone; it was {_short(change.before)}"
    return f"{name} = {_short(change.after)}, before {_short(change.before)}"


def _named(change: OptionChange) -> str:
    return change.name if change.section == MAIN_SECTION else f"[{change.section}] {change.name}"


def _short(value: str | None) -> str:
    return clipped(value or "nothing", characters=VALUE_SHOWN)


def _listed(labels: Sequence[str]) -> str:
    """One is, several are."""
    each = list(dict.fromkeys(labels))
    return f"{each[0]} was" if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]} were"
