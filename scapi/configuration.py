"""The vendor's options in INI form: sections, options and where each of them stands.

Source: Service Client API Reference, "Security configuration"; the form is that of an exported application object:
``[section]`` lines and ``option=value`` lines, names case-sensitive, ``#`` and ``;`` start a comment line. A line goes
on with the option before it when it is indented deeper than that option's own line, as in Python's ``configparser``.

Decided here: a section ``[person:NAME]`` holds the options of the person object, which override those of ``[NAME]``
except for the family ``service-client-api.``; a value in the form ``["one", "two"]`` is a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

MAIN_SECTION = "interaction-workspace"
PERSON = "person:"
"""What begins the name of a section of the person object."""
APPLICATION_ONLY = "service-client-api."
"""Options of this family count on the application object only. Source: Configuration Guide, "Service Client API"."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option as written; ``items`` are the parts of a list, which ``value`` holds separated by commas."""

    section: str
    name: str
    value: str
    line: int
    items: tuple[str, ...] | None = None

    @property
    def of_person(self) -> bool:
        return self.section.startswith(PERSON)

    @property
    def plain_section(self) -> str:
        """The section whose options it is one of, whichever object wrote it."""
        return self.section.removeprefix(PERSON)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a configuration: where, the offending text, and what was expected.

    A fatal problem stops the start, because going on would mean guessing how much to allow; any other is shown and
    its entry is left out.
    """

    source: str
    line: int | None
    section: str
    option: str
    text: str
    expected: str
    fatal: bool = False

    def __str__(self) -> str:
        where = f"{self.source}, line {self.line}" if self.line else self.source
        option = f" {self.option}:" if self.option and self.option != self.text else ""
        return f"{where}, section [{self.section}]:{option} {self.text!r}. Expected: {self.expected}."


class ConfigurationError(Exception):
    """The configuration cannot be used; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Configuration:
    """All options that count: those of the application object, with those of the person object over them."""

    name: str
    text: str
    sections: Mapping[str, Mapping[str, Option]]
    problems: tuple[Problem, ...] = field(default=())
    written: tuple[Option, ...] = field(default=())
    """Every option in the order of the text, also those that another overrides."""

    def option(self, name: str, section: str = MAIN_SECTION) -> Option | None:
        return self.sections.get(section, {}).get(name)

    def value(self, name: str, default: str = "", section: str = MAIN_SECTION) -> str:
        option = self.option(name, section)
        return default if option is None else option.value

    def names(self, option: str) -> tuple[str, ...]:
        """The entries of a comma-separated option, without blanks and repetitions."""
        parts = (part.strip() for part in self.value(option).split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    def problem(self, option: Option, text: str, expected: str, *, fatal: bool = False) -> Problem:
        """A problem with an option that this configuration holds."""
        return Problem(self.name, option.line, option.section, option.name, text, expected, fatal)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """The value of a true/false option; raises :class:`ConfigurationError` for any other text."""
        option = self.option(name)
        if option is None:
            return default
        value = _FLAGS.get(option.value.lower())
        if value is None:
            raise ConfigurationError(self.problem(option, option.value, "true or false", fatal=True))
        return value

    def whole_number(self, option: Option, expected: str) -> int:
        """The value of an option as a whole number of at least 0; raises :class:`ConfigurationError`."""
        if not is_whole_number(option.value):
            raise ConfigurationError(self.problem(option, option.value, expected, fatal=True))
        return int(option.value)


_DIGITS = 9
"""Digits of a whole number; more are a mistake, not a limit."""
_FLAGS: Mapping[str, bool] = {"true": True, "false": False}


def is_whole_number(text: str) -> bool:
    """Whether a text is a whole number of at least 0, in plain digits."""
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


class _Reader:
    """Takes one line after another."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sections: dict[str, dict[str, Option]] = {}
        self.problems: list[Problem] = []
        self._section = ""
        self._last: Option | None = None
        self._indent = 0

    def take(self, number: int, raw: str) -> None:
        line = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if not line or line.startswith(("#", ";")):
            self._last = None
        elif self._last is not None and indent > self._indent:
            self._go_on(self._last, number, line)
        else:
            self._last = None
            self._indent = indent
            if line.startswith("["):
                self._begin_section(number, line)
            else:
                self._option(number, line)

    def _go_on(self, last: Option, number: int, line: str) -> None:
        key = line.partition("=")[0].strip()
        if "=" in line and key.startswith(APPLICATION_ONLY):
            expected = (
                f"this option on a line that is indented no deeper than line {last.line}, which it would go on with"
            )
            self.problems.append(Problem(self.name, number, last.section, key, line, expected, fatal=True))
            return
        self._last = Option(last.section, last.name, f"{last.value} {line}".strip(), last.line)
        self.sections[last.section][last.name] = self._last

    def _begin_section(self, number: int, line: str) -> None:
        section = line[1:-1].strip().removeprefix(PERSON).strip()
        if not line.endswith("]") or not section:
            self._complain(number, "", line, "a section name in brackets, [name]")
            return
        self._section = f"{PERSON}{section}" if line[1:-1].strip().startswith(PERSON) else section
        self.sections.setdefault(self._section, {})

    def _option(self, number: int, line: str) -> None:
        key, equals, value = line.partition("=")
        key = key.strip()
        if not equals or not key:
            # Whatever this was to say of the API, going on without it would be a guess.
            self._complain(number, "", line, "option=value", fatal=line.lower().startswith(APPLICATION_ONLY))
            return
        if not self._section:
            self._complain(number, key, line, "a [section] line before the first option")
            return
        known = self.sections[self._section]
        if key in known:
            expected = f"an option only once in its section; line {known[key].line} is used before it, this line wins"
            differs = key.startswith(APPLICATION_ONLY) and value.strip() != known[key].value
            self._complain(number, key, line, expected, fatal=differs)
        self._last = known[key] = Option(self._section, key, value.strip(), number)

    def written(self) -> list[Option]:
        return sorted((o for options in self.sections.values() for o in options.values()), key=lambda o: o.line)

    def _complain(self, number: int, option: str, text: str, expected: str, *, fatal: bool = False) -> None:
        self.problems.append(Problem(self.name, number, self._section, option, text, expected, fatal))


def parse_configuration(text: str, name: str = "configuration") -> Configuration:
    """Reads a configuration; a line that cannot be read is a problem of its own and the rest still counts."""
    reader = _Reader(name)
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        reader.take(number, raw)
    sections: dict[str, dict[str, Option]] = {}
    problems = list(reader.problems)
    for written in sorted(reader.sections, key=lambda section: section.startswith(PERSON)):
        counted = sections.setdefault(written.removeprefix(PERSON), {})
        for option in reader.sections[written].values():
            if option.of_person and option.name.startswith(APPLICATION_ONLY):
                expected = "this option in the section of the application, for that of a person does not count"
                problems.append(Problem(name, option.line, written, option.name, option.value, expected))
            else:
                counted[option.name] = _listed(option)
    return Configuration(name, text, sections, tuple(problems), tuple(reader.written()))


def _listed(option: Option) -> Option:
    """The option, its parts taken apart when it is written as a list."""
    if not option.value.startswith("["):
        return option
    try:
        parts = json.loads(option.value)
    except (ValueError, RecursionError):
        return option
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return option
    return replace(option, value=", ".join(parts), items=tuple(parts))


def new_problems(before: Iterable[Problem], now: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that a text has and the one before it did not; where they stand does not matter."""
    known = {(each.section, each.option, each.text) for each in before}
    return tuple(each for each in now if (each.section, each.option, each.text) not in known)


def fatal(problems: Iterable[Problem]) -> Problem | None:
    """The first problem that stops the start, if any."""
    return next((problem for problem in problems if problem.fatal), None)
