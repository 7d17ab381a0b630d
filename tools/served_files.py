"""The texts that the page starts with: configuration and scenario, built-in or the user's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from scapi.centre.scenario import parse_scenario
from scapi.centre.scenario_reader import ScenarioError
from scapi.configuration import ConfigurationError, parse_configuration
from scapi.driven import DrivenSession
from scapi.policy import embedding
from tools.messages import USAGE, Failure
from tools.pageless_host import PagelessHost


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and what to call it in messages."""

    name: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "text": self.text}


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


def security_headers(configuration: NamedText) -> Mapping[str, str]:
    """The headers that the host page is served with.

    A configuration from which none can be made stops the page at its start; to say so, it is served with those of an
    empty configuration.
    """
    try:
        return embedding.security_headers(parse_configuration(configuration.text, configuration.name))
    except ConfigurationError:
        return embedding.security_headers(parse_configuration(""))


def check_start(configuration: NamedText, scenario: NamedText) -> tuple[str, ...]:
    """Starts a workspace without a page: what is wrong, for the terminal; the page shows the same, with its place."""
    try:
        session = DrivenSession(
            PagelessHost(),
            parse_configuration(configuration.text, configuration.name),
            parse_scenario(scenario.text, scenario.name),
        )
    except (ConfigurationError, ScenarioError) as error:
        return (f"{error} The page says so too; it does not start.",)
    return tuple(str(problem) for problem in session.problems)
