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
    """What the parts of one session know of its tabs; several of them joined to one know the same."""

    __slots__ = ("_joined", "_remote")

    def __init__(self) -> None:
        self._remote: Remote | None = None
        self._joined: Shared | None = None

    @property
    def remote(self) -> Remote | None:
        return self._remote if self._joined is None else self._joined.remote

    @remote.setter
    def remote(self, remote: Remote | None) -> None:
        self._remote = remote

    def join(self, shared: Shared) -> None:
        """Knows from now on what another one knows."""
        self._joined = shared


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
