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

    An option that is there keeps its place, a new one comes after the last one of the section. Nothing is checked:
    whoever reads the text says what is wrong with it.
    """
    lines = configuration.text.lstrip("\ufeff").splitlines()
    at = {option.name: option for option in configuration.written if option.section == MAIN_SECTION}
    last = max((_end(lines, option) for option in at.values()), default=None)
    new = [_written(name, value) for name, value in options.items() if value is not None and name not in at]
    if last is not None:
        begins = _indent(lines[max(at.values(), key=lambda option: option.line).line - 1])
        lines[last:last] = _indented(new, begins)
    elif new:
        header = next((n for n, line in enumerate(lines, 1) if line.strip() == f"[{MAIN_SECTION}]"), None)
        if header is None:
            lines += [f"[{MAIN_SECTION}]", *_indented(new, "")]
        else:
            lines[header:header] = _indented(new, "")
    # From the end, so that the numbers of the lines before stay what they are.
    for option in sorted(at.values(), key=lambda option: -option.line):
        if option.name in options:
            value = options[option.name]
            begins = _indent(lines[option.line - 1])
            written = [] if value is None else _indented([_written(option.name, value)], begins)
            lines[option.line - 1 : _end(lines, option)] = written
    return "\n".join(lines) + "\n"


def _written(name: str, value: str) -> str:
    first, *further = [line.strip() for line in value.splitlines() if line.strip()] or [""]
    return "\n".join((f"{name} = {first}".rstrip(), *(f"{GOES_ON}{line}" for line in further)))


def _indented(options: list[str], begins: str) -> list[str]:
    return [f"{begins}{line}" for option in options for line in option.splitlines()]


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
