"""What is wrong in a scenario: where, what was expected, and everything else that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager


class ScenarioError(Exception):
    """A scenario cannot be used: where, what is there, and what was expected. ``others`` were found with it."""

    others: tuple[ScenarioError, ...] = ()

    def __init__(self, source: str, line: int | None, key: str, expected: str) -> None:
        where = f"{source}, line {line}" if line else source
        super().__init__(f"{where}, {key}: expected {expected}." if key else f"{where}: expected {expected}.")
        self.source = source
        self.line = line
        self.key = key
        self.expected = expected

    @property
    def all(self) -> tuple[ScenarioError, ...]:
        """Everything that was found, this first."""
        return (self, *self.others)

    @classmethod
    def of_toml(cls, source: str, text: str, message: str) -> ScenarioError:
        """What the TOML reader found; its messages end in "(at line N, column M)"."""
        found = re.search(r"at line (\d+)", message)
        line = int(found.group(1)) if found else len(text.splitlines()) or 1
        return cls(source, line, "", f"valid TOML; {message[0].lower()}{message[1:]}")


class Book:
    """Everything that is wrong in a scenario, so that it is told at once."""

    def __init__(self) -> None:
        self._errors: dict[tuple[str, int | None, str], ScenarioError] = {}

    def note(self, error: ScenarioError) -> None:
        """One more; of several at one place the first counts, for the others may follow from it."""
        self._errors.setdefault((error.source, error.line, error.key), error)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """What is raised within is noted, and ends only that."""
        try:
            yield
        except ScenarioError as error:
            self.note(error)

    def close(self) -> None:
        """Raises the first error, with the others in it, if there is any."""
        errors = tuple(self._errors.values())
        if errors:
            errors[0].others = errors[1:]
            raise errors[0]
