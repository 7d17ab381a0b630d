"""All that a session takes from a configuration, read at once: either the whole of it can be used, or nothing of it.

Another configuration can take its place while clients live; :func:`option_changes` tells what differs between two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scapi.configuration import Configuration, ConfigurationError, Option, Problem, fatal
from scapi.option_checks import option_problems
from scapi.policy.in_force import Policy, parse_policy
from scapi.values import Seconds
from scapi.workspace.auto_answer import check_auto_answer
from scapi.workspace.inactivity import inactivity_timeout
from scapi.workspace.web_applications import WebApplication, parse_web_applications


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration means here, and what is wrong with it."""

    configuration: Configuration
    policy: Policy
    applications: tuple[WebApplication, ...]
    toast_width: int | None
    inactivity: Seconds
    problems: tuple[Problem, ...]


def read_settings(configuration: Configuration, own_origin: str = "") -> Settings:
    """Reads everything; raises :class:`~scapi.configuration.ConfigurationError` for what stops the start.

    ``own_origin`` is that of the page, which no client may have.
    """
    policy = parse_policy(configuration)
    applications, application_problems = parse_web_applications(configuration, own_origin)
    problems = (
        *configuration.problems,
        *option_problems(configuration),
        *policy.problems,
        *application_problems,
    )
    stopping = fatal(problems)
    if stopping is not None:
        raise ConfigurationError(stopping)
    check_auto_answer(configuration)
    return Settings(
        configuration,
        policy,
        applications,
        _toast_width(configuration),
        inactivity_timeout(configuration),
        problems,
    )


def _toast_width(configuration: Configuration) -> int | None:
    """The option ``service-client-api.toast.width``, in pixels."""
    option = configuration.option("service-client-api.toast.width")
    if option is None or not option.value:
        return None
    return configuration.whole_number(option, "a whole number of pixels")


@dataclass(frozen=True, slots=True)
class OptionChange:
    """An option that is other than it was; ``None`` is one that is not there."""

    section: str
    name: str
    before: str | None
    after: str | None


def option_changes(before: Configuration, after: Configuration) -> tuple[OptionChange, ...]:
    """What counts in another way than before: in the order of the new text, then what has gone."""
    return tuple(_changes(before, after))


def _changes(before: Configuration, after: Configuration) -> Iterator[OptionChange]:
    for section, options in after.sections.items():
        for name, option in options.items():
            old = before.option(name, section)
            if old is None or _meaning(old) != _meaning(option):
                yield OptionChange(section, name, None if old is None else old.value, option.value)
    for section, options in before.sections.items():
        for name, option in options.items():
            if after.option(name, section) is None:
                yield OptionChange(section, name, option.value, None)


def _meaning(option: Option) -> tuple[str, tuple[str, ...] | None]:
    return option.value, option.items
