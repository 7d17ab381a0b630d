"""Every option with the value that counts: those that were written, and the defaults of those that were not."""

from __future__ import annotations

from scapi.configuration import MAIN_SECTION, PERSON, Configuration
from scapi.known_options import IN_USE, KnownOption
from scapi.option_checks import Effect, OptionReport, option_report

DEFAULT = "default"
"""Where a value is from that nobody has written."""


def effective_options(configuration: Configuration) -> tuple[OptionReport, ...]:
    """What was written, in its order, then what counts by default. ``<...>`` in a name stands for any text."""
    written = option_report(configuration)
    counts = {each.name for each in written if _of_main(each) and each.effect is Effect.IN_USE}
    return (*written, *(_default(known) for known in IN_USE if not any(known.means(name) for name in counts)))


def _of_main(option: OptionReport) -> bool:
    """Whether it is an option of the workspace, whichever object wrote it."""
    return option.section.removeprefix(PERSON) == MAIN_SECTION


def _default(known: KnownOption) -> OptionReport:
    return OptionReport(MAIN_SECTION, known.name, known.default.strip("`"), DEFAULT, Effect.IN_USE)
