"""What is said of the options of a configuration: unknown names, and what each of them does here.

Fails closed: an option that restricts does nothing when its name is misspelt, so that is no mistake to go on with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from scapi.configuration import APPLICATION_ONLY, MAIN_SECTION, Configuration, Option, Problem
from scapi.known_options import (
    APPLICATION_KEYS,
    CONTENT_OPTIONS,
    FAMILIES,
    IN_USE,
    KNOWN,
    NO_EFFECT,
    RATE_LIMIT,
    SANDBOX_KEY,
    KnownOption,
)
from scapi.nearest import ALIKE, hint, nearest
from scapi.protocol.registry import BY_SPELLING

_NEARLY = 0.9
"""The same for a name outside of the families, which may well be an option for clients."""
_API = tuple(known for known in KNOWN if known.name.startswith(APPLICATION_ONLY))


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


def counted_effects(configuration: Configuration) -> Mapping[tuple[str, str], Effect]:
    """What each option does that counts, by its section and name."""
    applications = application_sections(configuration)
    return {
        (section, option.name): _effect(configuration, option, applications)
        for section, options in configuration.sections.items()
        for option in options.values()
    }


def option_problems(configuration: Configuration) -> tuple[Problem, ...]:
    """What is said of names that are not known. Fatal is what would open rights: a misspelt restriction is none."""
    found: list[Problem] = []
    applications = application_sections(configuration)
    for section, options in configuration.sections.items():
        if section == MAIN_SECTION:
            found.extend(filter(None, (_of_main_section(configuration, option) for option in options.values())))
            continue
        for option in options.values():
            if option.name.lower().startswith(APPLICATION_ONLY):
                expected = f"this option in the section [{MAIN_SECTION}], for it has no effect in another"
                found.append(configuration.problem(option, option.name, expected, fatal=_restricts(option.name)))
            elif section in applications and option.name not in APPLICATION_KEYS:
                near = nearest(option.name, APPLICATION_KEYS)
                expected = f"one of {', '.join(APPLICATION_KEYS)}{hint(option.name, APPLICATION_KEYS)}"
                found.append(configuration.problem(option, option.name, expected, fatal=near == SANDBOX_KEY))
    return tuple(found)


def application_sections(configuration: Configuration) -> frozenset[str]:
    """The sections of web applications."""
    return frozenset(section for option in CONTENT_OPTIONS for section in configuration.names(option))


def _of_main_section(configuration: Configuration, option: Option) -> Problem | None:
    name = option.name
    if name.startswith(f"{RATE_LIMIT}."):
        return _misspelt_request(configuration, option)
    if any(known.means(name) for known in KNOWN):
        return None
    if not name.lower().startswith(FAMILIES) and _likeness(name, _nearest(name, _API)) < _NEARLY:
        return None
    near = _nearest(name, KNOWN)
    told = f"; {near.name} is nearest" if _likeness(name, near) >= ALIKE else ""
    return configuration.problem(option, name, f"the name of a known option{told}", fatal=_restricts(name))


def _misspelt_request(configuration: Configuration, option: Option) -> Problem | None:
    """A limit for a name that is nearly a request's; any other unknown name limits nothing that could be sent."""
    request = option.name.removeprefix(f"{RATE_LIMIT}.")
    close = None if request in BY_SPELLING else nearest(request, BY_SPELLING)
    if close is None:
        return None
    expected = f"the name of a request, such as {close}, for else it has no limit"
    return configuration.problem(option, request, expected, fatal=True)


def _restricts(name: str) -> bool:
    """Whether an option restricts, or the one of the API that its name is nearest to."""
    near = _nearest(name, _API)
    return near.restricts and _likeness(name, near) >= ALIKE


def _nearest(name: str, known: Sequence[KnownOption]) -> KnownOption:
    return max(known, key=lambda option: _likeness(name, option))


def _likeness(name: str, known: KnownOption) -> float:
    """How much alike a name and a known option are: as they are, and without what all of the family begin with."""
    of_family = name.lower().startswith(APPLICATION_ONLY)
    short = name[len(APPLICATION_ONLY) :] if of_family else name
    if known.means(name) or known.means(f"{APPLICATION_ONLY}{short}"):
        return 1.0
    if of_family:
        return _ratio(short, known.name.removeprefix(APPLICATION_ONLY))
    return max(_ratio(name, known.name), _ratio(name, known.name.removeprefix(APPLICATION_ONLY)))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


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
