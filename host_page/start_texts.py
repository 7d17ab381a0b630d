"""The texts that a session starts from, as the server hands them out in ``/workspace.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import parse_qs

BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and what to call it in messages."""

    name: str
    text: str


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
        return {text.name: text.text for text in (self.configuration, self.scenario)}


def read_start_texts(document: str, search: str) -> StartTexts:
    """Reads ``/workspace.json``; ``?configuration=built-in`` in the address leaves the user's files aside."""
    answer = json.loads(document)
    gws = None if "gws" not in answer else GwsPlace(**answer["gws"])
    if parse_qs(search.lstrip("?")).get("configuration") == [BUILT_IN]:
        answer = answer["builtIn"]
    return StartTexts(NamedText(**answer["configuration"]), NamedText(**answer["scenario"]), gws)
