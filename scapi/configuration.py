"""The vendor's options in INI form: sections, options and where each of them stands.

Source: Service Client API Reference, "Security configuration"; the form is that of an exported application object:
``[section]`` lines and ``option=value`` lines, names case-sensitive, ``#`` and ``;`` start a comment line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MAIN_SECTION = "interaction-workspace"


@dataclass(frozen=True, slots=True)
class Option:
    """One option as written."""

    section: str
    name: str
    value: str
    line: int


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
        option = f" {self.option}:" if self.option else ""
        return f"{where}, section [{self.section}]:{option} {self.text!r}. Expected: {self.expected}."


class ConfigurationError(Exception):
    """The configuration cannot be used; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Configuration:
    """All options of one application object."""

    name: str
    text: str
    sections: Mapping[str, Mapping[str, Option]]
    problems: tuple[Problem, ...] = field(default=())

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


def parse_configuration(text: str, name: str = "configuration") -> Configuration:
    """Reads a configuration; a line that cannot be read is a problem of its own and the rest still counts."""
    sections: dict[str, dict[str, Option]] = {}
    problems: list[Problem] = []
    section = ""
    last: Option | None = None
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith(("#", ";")):
            last = None
            continue
        if raw[0] in " \t" and last is not None:
            last = Option(last.section, last.name, f"{last.value} {line}".strip(), last.line)
            sections[last.section][last.name] = last
            continue
        if line.startswith("["):
            last = None
            if not line.endswith("]") or not line[1:-1].strip():
                problems.append(Problem(name, number, section, "", line, "a section name in brackets, [name]"))
                continue
            section = line[1:-1].strip()
            sections.setdefault(section, {})
            continue
        key, equals, value = line.partition("=")
        key = key.strip()
        if not equals or not key:
            problems.append(Problem(name, number, section, "", line, "option=value"))
            last = None
            continue
        if not section:
            problems.append(Problem(name, number, "", key, line, "a [section] line before the first option"))
            continue
        if key in sections[section]:
            first = sections[section][key].line
            expected = f"an option only once in its section; line {first} is used before it, this line wins"
            problems.append(Problem(name, number, section, key, line, expected))
        last = Option(section, key, value.strip(), number)
        sections[section][key] = last
    return Configuration(name, text, sections, tuple(problems))


def fatal(problems: Iterable[Problem]) -> Problem | None:
    """The first problem that stops the start, if any."""
    return next((problem for problem in problems if problem.fatal), None)
