"""Options that are tried in this session: laid over those of the file, in every tab of it, until the file changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scapi.commands import Remote, Shared, command
from scapi.configuration import Configuration, ConfigurationError, parse_configuration
from scapi.configuration_edits import with_options
from scapi.store import Cell, Store
from scapi.values import DONE, Answer, Failure


def edited_name(file: Configuration) -> str:
    """What a file is called in messages while some of its options are others."""
    return f"{file.name}, edited here"


@dataclass(frozen=True, slots=True)
class Tried:
    """What is laid over the file, by option of the main section; ``None`` is an option that is taken out."""

    options: Mapping[str, str | None] = field(default_factory=dict)


class TriedOptions:
    """Tries options; every tab of the session lays them over its file."""

    def __init__(
        self, file: Configuration, store: Store, shared: Shared, take: Callable[[Configuration], object]
    ) -> None:
        """``take`` puts a configuration into force; it raises ``ConfigurationError`` and changes nothing then."""
        self._file = file
        self._cell: Cell[Tried] = store.cell("tried", Tried, Tried())
        self._shared = shared
        self._take = take

    @property
    def remote(self) -> Remote | None:
        return self._shared.remote

    @property
    def options(self) -> Mapping[str, str | None]:
        """What is tried now."""
        return self._cell.value.options

    @property
    def file(self) -> Configuration:
        """What the file says."""
        return self._file

    @command
    def try_out(self, options: Mapping[str, str | None]) -> Answer:
        """Lays these options over those that are tried already. One with the file's value is none that is tried."""
        wanted = {**self.options, **options}
        wanted = {name: value for name, value in wanted.items() if value != self._of_file(name)}
        try:
            self._take(self._laid_over(wanted))
        except ConfigurationError as error:
            return Failure(str(error))
        self._cell.set(Tried(wanted))
        return DONE

    @command
    def back(self) -> Answer:
        """Only the file counts again."""
        self._take(self._file)
        self._cell.set(Tried())
        return DONE

    def file_is(self, file: Configuration) -> None:
        """The file is another one: nothing is tried any more."""
        self._file = file
        if self.remote is None and self.options:
            self._cell.set(Tried())

    def resume(self) -> None:
        """Another tab, or this one before it was loaded again, tries something: this one does, too."""
        try:
            self._take(self._laid_over(self.options))
        except ConfigurationError:  # of another file than the one it was tried with
            self._take(self._file)
            if self.remote is None:
                self._cell.set(Tried())

    def _of_file(self, name: str) -> str | None:
        option = self._file.option(name)
        return None if option is None else option.value

    def _laid_over(self, options: Mapping[str, str | None]) -> Configuration:
        if not options:
            return self._file
        return parse_configuration(with_options(self._file, options), edited_name(self._file))
