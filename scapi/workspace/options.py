"""Options as clients may ask for them: names, sections and wildcards.

Source: reference, ``configuration.getOption``. A name is an option of ``[interaction-workspace]`` or
``section/option``; ``*`` stands at the end of a word only (``voice.*``, ``voice.auto*``, ``CustomAPI/test.*``,
``MySection/*``). A value is a text or, where it was written as a list, an array of texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scapi.configuration import MAIN_SECTION, Configuration, Option
from scapi.protocol import errors
from scapi.values import Failure, Json, Outcome, Success

WILDCARD = "*"


def read_options(configuration: Configuration, names: Iterable[str]) -> Outcome:
    """``{section: {option: value}}`` of every option that one of the names means; unknown ones are left out."""
    found: dict[str, dict[str, Json]] = {}
    for name in names:
        section, slash, pattern = name.partition("/")
        if not slash:
            section, pattern = MAIN_SECTION, name
        whole_section = bool(slash) and pattern == WILDCARD
        if not _well_formed(section) or not (whole_section or _well_formed(pattern)):
            return Failure(errors.WILDCARD_AT_START)
        for known, options in configuration.sections.items():
            if not matches(section, known):
                continue
            values = found.setdefault(known, {})
            values.update({o.name: _value(o) for o in options.values() if matches(pattern, o.name)})
    return Success(found)


def _value(option: Option) -> Json:
    return option.value if option.items is None else list(option.items)


def overridden(configuration: Configuration, overrides: Mapping[str, str]) -> Configuration:
    """The configuration as a routing strategy overrides it: values by ``section/option``.

    Source: reference, ``getContextualOption`` and its example: the attached data of an interaction names a transaction
    object, whose annex holds the values. Any option may be overridden for this request.
    """
    sections = {name: dict(options) for name, options in configuration.sections.items()}
    for path, value in overrides.items():
        section, slash, name = path.partition("/")
        if not slash:
            section, name = MAIN_SECTION, path
        sections.setdefault(section, {})[name] = Option(section, name, value, 0)
    return replace(configuration, sections=sections)


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern of words means a name; a ``*`` in the middle stands for the rest of its word."""
    if WILDCARD not in pattern:
        return pattern == name
    if pattern.index(WILDCARD) == len(pattern) - 1:
        return name.startswith(pattern[:-1])
    wanted, given = pattern.split("."), name.split(".")
    if wanted[-1].endswith(WILDCARD):
        # The last wildcard reaches over the words that follow, as in "voice.*".
        given = [*given[: len(wanted) - 1], ".".join(given[len(wanted) - 1 :])]
    return len(wanted) == len(given) and all(_word_matches(w, g) for w, g in zip(wanted, given, strict=True))


def _word_matches(wanted: str, given: str) -> bool:
    return given.startswith(wanted[:-1]) if wanted.endswith(WILDCARD) else wanted == given


def _well_formed(pattern: str) -> bool:
    """Whether every wildcard ends its word, and none stands at the start."""
    if not pattern or pattern.startswith(WILDCARD):
        return False
    return all(WILDCARD not in word[:-1] for word in pattern.split("."))
