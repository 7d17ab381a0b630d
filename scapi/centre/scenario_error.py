"""What is wrong in a scenario: where, what was expected, and everything else that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    """Everything that is wrong in a scenario, so that it is told at once: file by file, in the order of the lines."""

    def __init__(self, sources: Sequence[str] = ()) -> None:
        """``sources`` are the files in the order in which they are told of."""
        self.incomplete = False
        """Whether something is missing on which the scenario builds: what could stand there is no error then."""
        self._errors: dict[tuple[str, int | None, str], ScenarioError] = {}
        self._sources = {source: place for place, source in enumerate(dict.fromkeys(sources))}

    def note(self, error: ScenarioError, *, by_itself: bool = False) -> None:
        """One more; of several at one place the first counts, for the others may follow from it.

        ``by_itself`` is what is wrong whatever else the scenario has.
        """
        if by_itself or not self.incomplete:
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
        errors = sorted(self._errors.values(), key=self._place)
        if errors:
            errors[0].others = tuple(errors[1:])
            raise errors[0]

    def _place(self, error: ScenarioError) -> tuple[int, bool, int]:
        """What is missing has no line, and comes last of its file."""
        source = self._sources.get(error.source, len(self._sources))
        return source, error.line is None, error.line or 0
