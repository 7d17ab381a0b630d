"""The texts that the page starts with: configuration and scenario, built-in or the user's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Protocol

from scapi.centre.scenario_bases import MOST_BASES, SUPPLIED_SCENARIOS, base_of
from scapi.centre.scenario_error import ScenarioError
from scapi.configuration import ConfigurationError, parse_configuration
from scapi.driven import DrivenSession
from scapi.driver.checked_scenario import checked_scenario
from scapi.policy import embedding
from tools.messages import USAGE, Failure
from tools.pageless_host import PagelessHost
from tools.paths import SCENARIOS


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and what to call it in messages."""

    name: str
    text: str
    bases: tuple[NamedText, ...] = ()
    """What a scenario builds on, the nearest first."""

    def as_json(self) -> dict[str, object]:
        bases = {"bases": [base.as_json() for base in self.bases]} if self.bases else {}
        return {"name": self.name, "text": self.text, **bases}

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it consists of."""
        return (self.text, *(base.text for base in self.bases))

    @property
    def problem(self) -> str:
        """A text that is given never changes: it is a source of itself."""
        return ""

    def read(self) -> NamedText:
        return self


class Source(Protocol):
    """Where a text comes from each time that it is asked for."""

    @property
    def problem(self) -> str:
        """Why the text is not that of the file as it is now; empty when it is."""

    def read(self) -> NamedText:
        """The text as it is now, or was when it could be read last."""


def read_named_text(file: Path, name: str | None = None) -> NamedText:
    """The text of a file; one that cannot be read is a :class:`Failure` that names it."""
    try:
        return NamedText(name or file.name, file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Failure(f"{file}: not UTF-8 text (byte {error.start}).", USAGE) from error
    except OSError as error:
        raise Failure(f"{file}: cannot be read: {error.strerror}.", USAGE) from error


def built_in_configuration(template: Path, client_origins: Mapping[str, str]) -> NamedText:
    """The built-in configuration with the origins that the sample sites really have."""
    text = read_named_text(template, "built-in configuration")
    return NamedText(text.name, Template(text.text).substitute(client_origins))


def built_in_scenario(file: Path) -> NamedText:
    return read_named_text(file, "built-in scenario")


def supplied_scenarios() -> dict[str, str]:
    """The texts of those that come along, by the names under which the address of the page chooses them."""
    return {name: read_named_text(SCENARIOS / f"{name}.toml").text for name in SUPPLIED_SCENARIOS}


def security_headers(configuration: NamedText) -> Mapping[str, str]:
    """The headers that the host page is served with.

    A configuration from which none can be made stops the page at its start; to say so, it is served with those of an
    empty configuration.
    """
    try:
        return embedding.security_headers(parse_configuration(configuration.text, configuration.name))
    except ConfigurationError:
        return embedding.security_headers(parse_configuration(""))


def read_scenario(file: Path) -> NamedText:
    """The text of a scenario with those of the scenarios that it builds on, as far as they can be read.

    What cannot be is found out by whoever parses it: the line that names it is wrong.
    """
    named = read_named_text(file)
    bases: list[NamedText] = []
    at, text = file, named.text
    while len(bases) < MOST_BASES and (base := base_of(text)):
        at = SCENARIOS / f"{base}.toml" if base in SUPPLIED_SCENARIOS else at.parent / base
        try:
            found = read_named_text(at)
        except Failure:
            break
        bases.append(found)
        text = found.text
    return NamedText(named.name, named.text, tuple(bases))


@dataclass(frozen=True, slots=True)
class StartCheck:
    """What is wrong with the texts, and whether the page starts all the same."""

    problems: tuple[str, ...]
    starts: bool = True


def check_start(configuration: NamedText, scenario: NamedText) -> StartCheck:
    """Starts a workspace without a page: what is wrong, for the terminal; the page shows the same, with its place."""
    try:
        session = DrivenSession(
            PagelessHost(),
            parse_configuration(configuration.text, configuration.name),
            checked_scenario(scenario.text, scenario.name, [(base.name, base.text) for base in scenario.bases]),
        )
    except ConfigurationError as error:
        return StartCheck((str(error),), starts=False)
    except ScenarioError as error:
        return StartCheck(tuple(str(each) for each in error.all), starts=False)
    return StartCheck(tuple(str(problem) for problem in session.problems))
