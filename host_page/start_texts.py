"""The texts that a session starts from, as the server hands them out in ``/workspace.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from scapi.centre.scenario import Scenario, parse_scenario

BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and what to call it in messages."""

    name: str
    text: str
    bases: tuple[NamedText, ...] = ()
    """What a scenario builds on, nearest first."""

    @property
    def all(self) -> Iterator[NamedText]:
        """This and what it builds on."""
        yield from (self, *self.bases)


@dataclass(frozen=True, slots=True)
class GwsPlace:
    """Genesys Web Services in place of the simulator: the path to it in the page's origin, and where it really is."""

    path: str
    server: str


@dataclass(frozen=True, slots=True)
class StartTexts:
    """Configuration and scenario: the user's, or the built-in ones when the address asks for them."""

    configuration: NamedText
    scenario: NamedText
    gws: GwsPlace | None = None

    @property
    def by_name(self) -> dict[str, str]:
        return {text.name: text.text for named in (self.configuration, self.scenario) for text in named.all}


def read_start_texts(document: str, search: str) -> StartTexts:
    """Reads ``/workspace.json``. ``?configuration=built-in`` in the address leaves the user's files aside,
    ``?scenario=built-in`` only the scenario."""
    answer = json.loads(document)
    query = parse_qs(search.lstrip("?"))
    leaves_all = query.get("configuration") == [BUILT_IN]
    leaves_scenario = leaves_all or query.get("scenario") == [BUILT_IN]
    gws = None if "gws" not in answer else GwsPlace(**answer["gws"])
    return StartTexts(
        _named((answer["builtIn"] if leaves_all else answer)["configuration"]),
        _named((answer["builtIn"] if leaves_scenario else answer)["scenario"]),
        gws,
    )


def scenario_of(texts: StartTexts) -> Scenario:
    """The scenario with those that it builds on; raises ``ScenarioError``."""
    named = texts.scenario
    return parse_scenario(named.text, named.name, [(base.name, base.text) for base in named.bases])


def _named(given: Mapping[str, Any]) -> NamedText:
    return NamedText(given["name"], given["text"], tuple(_named(base) for base in given.get("bases", ())))
