"""What is said of the options of a configuration: unknown names, and what each of them does here.

Fails closed: an option that restricts does nothing when its name is misspelt, so that is no mistake to go on with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum

from scapi.configuration import APPLICATION_ONLY, MAIN_SECTION, Configuration, Option, Problem
from scapi.known_options import APPLICATION_KEYS, CONTENT_OPTIONS, FAMILIES, IN_USE, KNOWN, NO_EFFECT, RATE_LIMIT
from scapi.protocol.registry import BY_SPELLING

_ALIKE = 0.75
"""How much alike two names are, of 1, for one to be a misspelling of the other."""


class Effect(StrEnum):
    """What an option does here."""

    IN_USE = "in use"
    OVERRIDDEN = "overridden by the person's"
    NOT_OF_A_PERSON = "does not count for a person"
    NO_EFFECT = "no effect here"
    UNKNOWN = "unknown"
    FOR_CLIENTS = "for clients to read"


@dataclass(frozen=True, slots=True)
class OptionReport:
    """One option as it was found: where it stands, and what it does."""

    section: str
    name: str
    value: str
    source: str
    effect: Effect


def option_report(configuration: Configuration) -> tuple[OptionReport, ...]:
    """Every option that was written, in the order of the text."""
    applications = application_sections(configuration)
    return tuple(
        OptionReport(
            option.section,
            option.name,
            option.value,
            f"{configuration.name}, line {option.line}",
            _effect(configuration, option, applications),
        )
        for option in configuration.written
    )


def option_problems(configuration: Configuration) -> tuple[Problem, ...]:
    """What is said of names that are not known. Fatal is what would open rights: a misspelt restriction is none."""
    found: list[Problem] = []
    applications = application_sections(configuration)
    for section, options in configuration.sections.items():
        if section == MAIN_SECTION:
            found.extend(filter(None, (_of_main_section(configuration, option) for option in options.values())))
            continue
        for option in options.values():
            if option.name.startswith(APPLICATION_ONLY):
                expected = f"this option in the section [{MAIN_SECTION}], for it has no effect in another"
                found.append(configuration.problem(option, option.name, expected, fatal=_restricts(option.name)))
            elif section in applications and option.name not in APPLICATION_KEYS:
                expected = f"one of {', '.join(APPLICATION_KEYS)}{_nearest(option.name, APPLICATION_KEYS)}"
                found.append(configuration.problem(option, option.name, expected))
    return tuple(found)


def application_sections(configuration: Configuration) -> frozenset[str]:
    """The sections of web applications."""
    return frozenset(section for option in CONTENT_OPTIONS for section in configuration.names(option))


def _of_main_section(configuration: Configuration, option: Option) -> Problem | None:
    name = option.name
    if name.startswith(f"{RATE_LIMIT}."):
        return _misspelt_request(configuration, option)
    if not name.startswith(FAMILIES) or any(known.means(name) for known in KNOWN):
        return None
    nearest = _nearest(name, [known.name for known in KNOWN])
    expected = f"the name of a known option{nearest}"
    return configuration.problem(option, name, expected, fatal=_restricts(name))


def _misspelt_request(configuration: Configuration, option: Option) -> Problem | None:
    """A limit for a name that is nearly a request's; any other unknown name limits nothing that could be sent."""
    request = option.name.removeprefix(f"{RATE_LIMIT}.")
    close = [] if request in BY_SPELLING else get_close_matches(request, BY_SPELLING, 1, _ALIKE)
    if not close:
        return None
    expected = f"the name of a request, such as {close[0]}, for else it has no limit"
    return configuration.problem(option, request, expected, fatal=True)


def _restricts(name: str) -> bool:
    """Whether an option restricts, or what is nearest to its name does."""
    if not name.startswith(APPLICATION_ONLY):
        return False
    family = [known for known in KNOWN if known.name.startswith(APPLICATION_ONLY)]
    exact = [known for known in family if known.means(name)]
    likeness = _likeness(name)
    best = exact[0] if exact else max(family, key=lambda known: likeness(known.name))
    return best.restricts and (bool(exact) or likeness(best.name) >= _ALIKE)


def _likeness(name: str) -> Callable[[str], float]:
    """How much alike to a name others are, without what all of the family begin with."""
    matcher = SequenceMatcher(b=_last_words(name))

    def ratio(other: str) -> float:
        matcher.set_seq1(_last_words(other))
        return matcher.ratio()

    return ratio


def _last_words(name: str) -> str:
    return name.removeprefix(APPLICATION_ONLY).lower()


def _nearest(name: str, known: Iterable[str]) -> str:
    likeness = _likeness(name)
    best = max(known, key=likeness)
    return f"; {best} is nearest" if likeness(best) >= _ALIKE else ""


def _effect(configuration: Configuration, option: Option, applications: frozenset[str]) -> Effect:
    section = option.plain_section
    if option.of_person and option.name.startswith(APPLICATION_ONLY):
        return Effect.NOT_OF_A_PERSON
    counted = configuration.option(option.name, section)
    if counted is not None and counted.line != option.line:
        return Effect.OVERRIDDEN
    if section in applications:
        return Effect.IN_USE if option.name in APPLICATION_KEYS else Effect.UNKNOWN
    if section != MAIN_SECTION:
        return Effect.UNKNOWN if option.name.startswith(APPLICATION_ONLY) else Effect.FOR_CLIENTS
    if any(known.means(option.name) for known in IN_USE):
        return Effect.IN_USE
    if any(known.means(option.name) for known in NO_EFFECT):
        return Effect.NO_EFFECT
    return Effect.UNKNOWN if option.name.startswith(FAMILIES) else Effect.FOR_CLIENTS
