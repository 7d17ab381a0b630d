"""Configuration and scenario as they are now, and what follows from them: texts and headers of the page, digests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tools.changes_app import PATH
from tools.served_files import NamedText, Source, security_headers
from tools.watched_files import text_digest


class LiveTexts:
    """The texts of one site; ``built_in`` are those that the page can always start with."""

    def __init__(self, configuration: Source, scenario: Source, built_in: tuple[NamedText, NamedText]) -> None:
        self._configuration = configuration
        self._scenario = scenario
        self._built_in = built_in
        self._headers = lru_cache(maxsize=1)(security_headers)

    @property
    def configuration(self) -> NamedText:
        """That of the page, as it is now."""
        return self._configuration.read()

    def document(self) -> Mapping[str, object]:
        """What the page starts with."""
        own_configuration, own_scenario = self._built_in
        configuration, scenario = self._configuration.read(), self._scenario.read()
        return {
            "configuration": configuration.as_json(),
            "scenario": scenario.as_json(),
            "digest": _digest(configuration, scenario),
            "changes": PATH,
            "builtIn": {"configuration": own_configuration.as_json(), "scenario": own_scenario.as_json()},
        }

    def state(self) -> dict[str, object]:
        """What changes with the texts, and which files cannot be read now."""
        configuration, scenario = self._configuration.read(), self._scenario.read()
        return {
            "texts": _digest(configuration, scenario),
            "problems": [each.problem for each in (self._configuration, self._scenario) if each.problem],
        }

    def headers(self) -> Mapping[str, str]:
        """The headers of every answer, by the configuration as it is now."""
        return self._headers(self._configuration.read())


def _digest(configuration: NamedText, scenario: NamedText) -> str:
    return text_digest((configuration.name, *configuration.texts, scenario.name, *scenario.texts))
