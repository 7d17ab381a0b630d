"""Another text of a configuration, in which some options of the main section say something else."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.configuration import MAIN_SECTION, Configuration, Option

GOES_ON = "    "
"""What a further line of an option begins with, beside what the option's own line begins with."""


def option_lines(options: Mapping[str, str]) -> str:
    """The lines to put into a file, below the line of their section; further lines of a value are indented."""
    lines = [f"[{MAIN_SECTION}]", *(_written(name, value) for name, value in options.items())]
    return "\n".join(lines) + "\n"


def with_options(configuration: Configuration, options: Mapping[str, str | None]) -> str:
    """The text of a configuration with these options of the main section; ``None`` takes one out.

    Every line keeps its number, so that what is told of a line is true of the file as well: an option that is there
    keeps its first line and leaves its further ones blank, new ones come last of all. Nothing is checked: whoever reads
    the text says what is wrong with it.
    """
    lines = configuration.text.lstrip("\ufeff").splitlines()
    at = {option.name: option for option in configuration.written if option.section == MAIN_SECTION}
    for name, value in options.items():
        option = at.get(name)
        if option is not None:
            first, end = option.line - 1, _end(lines, option)
            written = "" if value is None else f"{_indent(lines[first])}{name} = {_on_one_line(value)}".rstrip()
            lines[first:end] = [written, *[""] * (end - first - 1)]
    new = {name: value for name, value in options.items() if value is not None and name not in at}
    if new:
        lines += [f"[{MAIN_SECTION}]", *(f"{name} = {_on_one_line(value)}".rstrip() for name, value in new.items())]
    return "\n".join(lines) + "\n"


def _on_one_line(value: str) -> str:
    return " ".join(line.strip() for line in value.splitlines() if line.strip())


def _written(name: str, value: str) -> str:
    first, *further = [line.strip() for line in value.splitlines() if line.strip()] or [""]
    return "\n".join((f"{name} = {first}".rstrip(), *(f"{GOES_ON}{line}" for line in further)))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _end(lines: list[str], option: Option) -> int:
    """The number of the last line of an option, counted from 1: deeper indented ones go on with it."""
    end, begins = option.line, len(_indent(lines[option.line - 1]))
    while end < len(lines):
        line = lines[end].strip()
        if not line or line.startswith(("#", ";")) or len(_indent(lines[end])) <= begins:
            break
        end += 1
    return end
