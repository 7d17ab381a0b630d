"""Commands: the methods that change the session, which a following tab has carried out by the leading one.

Several browser tabs share one session. One of them leads: it holds the contact centre and changes it. The others
follow: they show a replica, and what their agent or clients ask travels to the leader as a command.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from scapi.values import Answer

Parameters = ParamSpec("Parameters")

Remote: TypeAlias = Callable[[str, tuple[Any, ...], dict[str, Any]], Answer]
"""Sends a command by its name and arguments to the leading tab."""


class Shared:
    """What the parts of one session know of its tabs."""

    __slots__ = ("remote",)

    def __init__(self) -> None:
        self.remote: Remote | None = None


class Commanded(Protocol):
    """A part of the session whose commands may have to be sent away."""

    @property
    def remote(self) -> Remote | None:
        """``None`` in the leading tab."""


Part = TypeVar("Part", bound=Commanded)

COMMANDS: dict[str, Callable[..., Answer]] = {}
"""Every command by its name, ``Class.method``."""


def command(
    method: Callable[Concatenate[Part, Parameters], Answer],
) -> Callable[Concatenate[Part, Parameters], Answer]:
    """Marks a method as a command: carried out here, or by the leading tab."""
    name = method.__qualname__

    def run(self: Part, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        remote = self.remote
        return method(self, *args, **kwargs) if remote is None else remote(name, args, kwargs)

    COMMANDS[name] = method
    update_wrapper(run, method)
    return run
