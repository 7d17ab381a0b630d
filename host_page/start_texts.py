"""The texts that a session starts from, as the server hands them out in ``/workspace.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from scapi.centre.scenario import Scenario
from scapi.centre.scenario_bases import MOST_BASES, SUPPLIED_SCENARIOS, base_of
from scapi.driver.checked_scenario import checked_scenario
from scapi.nearest import hint

BUILT_IN = "built-in"
FROM_FILE = "file"


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
    served: str = ""
    """The scenario that the server has been given, whatever the address asks for."""
    chosen: str = ""
    """The scenario that the address names and that is there; empty is the one that is served."""
    situation: str = ""
    unknown: str = ""
    """What is wrong with what the address asks for."""

    @property
    def by_name(self) -> dict[str, str]:
        return {text.name: text.text for named in (self.configuration, self.scenario) for text in named.all}


def read_start_texts(document: str, search: str) -> StartTexts:
    """Reads ``/workspace.json``. ``?configuration=built-in`` in the address leaves the user's files aside,
    ``?scenario=built-in`` only the scenario; with another name of those that come along, or ``file``, the page has
    added the texts (``scenarios.js``). ``?situation=NAME`` is brought about when the page has begun."""
    answer = json.loads(document)
    query = parse_qs(search.lstrip("?"))
    leaves_all = query.get("configuration") == [BUILT_IN]
    wanted = BUILT_IN if leaves_all else query.get("scenario", [""])[0]
    scenario, unknown = _scenario(answer, wanted)
    gws = None if "gws" not in answer else GwsPlace(**answer["gws"])
    return StartTexts(
        _named((answer["builtIn"] if leaves_all else answer)["configuration"]),
        scenario,
        gws,
        answer["scenario"]["name"],
        "" if unknown else wanted,
        query.get("situation", [""])[0],
        unknown,
    )


def _scenario(answer: Mapping[str, Any], wanted: str) -> tuple[NamedText, str]:
    """The scenario that the address names, and what is wrong with that; the one that is served when there is none."""
    supplied: Mapping[str, str] = answer.get("supplied", {})
    if wanted == BUILT_IN:
        return _named(answer["builtIn"]["scenario"]), ""
    if wanted == FROM_FILE and "file" in answer:
        return _on_bases(answer["file"]["name"], answer["file"]["text"], supplied), ""
    if wanted in supplied:
        return _on_bases(f"{wanted}.toml", supplied[wanted], supplied), ""
    served = _named(answer["scenario"])
    if not wanted:
        return served, ""
    if wanted == FROM_FILE:
        return served, "The file of the scenario has to be chosen again."
    return served, f"There is no scenario {wanted!r}{hint(wanted, SUPPLIED_SCENARIOS)}."


def _on_bases(name: str, text: str, supplied: Mapping[str, str]) -> NamedText:
    """A scenario with those that it builds on, as far as they come along."""
    bases: list[NamedText] = []
    while len(bases) < MOST_BASES and (base := base_of(bases[-1].text if bases else text)) in supplied:
        bases.append(NamedText(f"{base}.toml", supplied[base]))
    return NamedText(name, text, tuple(bases))


def scenario_of(texts: StartTexts) -> Scenario:
    """The scenario with those that it builds on; raises ``ScenarioError``."""
    named = texts.scenario
    return checked_scenario(named.text, named.name, [(base.name, base.text) for base in named.bases])


def _named(given: Mapping[str, Any]) -> NamedText:
    return NamedText(given["name"], given["text"], tuple(_named(base) for base in given.get("bases", ())))
