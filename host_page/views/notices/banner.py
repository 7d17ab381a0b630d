"""The notices under the top bar: the link, inactivity, problems of the configuration; and the call of a narrow page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.drawing import Context
from host_page.views.moments import Form, Running, Time
from host_page.views.notices.news import Of
from host_page.views.rail.model import timer
from host_page.views.scene import Scene
from host_page.views.selection import name_of
from host_page.views.ui_state import PagePart
from scapi.centre.conversations import VOICE, State
from scapi.centre.port import Connection
from scapi.configuration import Problem
from scapi.values import Seconds

BACK: Seconds = 6.0
"""How long it is told that the link is back."""


@dataclass(frozen=True, slots=True)
class CallStrip:
    """The call that tops the other parts of a narrow page."""

    id: str
    name: str
    timer: Time
    talking: bool
    held: bool


class Banner:
    """Knows since when the link is back: the core tells that it is, but not since when."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._connection = scene.session.workspace.connection
        self._back_until: Seconds | None = None

    def model(self) -> Context:
        session = self._scene.session
        problems, new = self._problems()
        return {
            "lost": session.workspace.connection is Connection.DISCONNECTED,
            "back": self.back_for() is not None,
            "inactive": self._logged_out_at() if session.inactivity.warning else None,
            "problems": problems,
            "new_problems": new,
            "news": [(of, self._scene.ui.news[of]) for of in Of if of in self._scene.ui.news],
            "call": self._call(),
        }

    def _problems(self) -> tuple[Sequence[Problem], int]:
        """What is wrong with the text that counts, and how much of that is new and therefore first.

        While a later text cannot be used, that is what is told, for the lines are those of a text that is not there.
        """
        ui, session = self._scene.ui, self._scene.session
        told = ui.news.get(Of.CONFIGURATION)
        if ui.banner_closed or (told is not None and told.wrong):
            return (), 0
        new = [each for each in session.problems if each in ui.new_problems]
        others = [each for each in session.problems if each not in ui.new_problems]
        return (*new, *others), len(new) if others else 0

    def back_for(self) -> Seconds | None:
        """How much longer it is told that the link is back."""
        session, now = self._scene.session, self._scene.session.host.monotonic()
        if session.workspace.connection is not self._connection:
            self._connection = session.workspace.connection
            self._back_until = now + BACK if self._connection is Connection.RECONNECTED else None
        if self._back_until is not None and now >= self._back_until:
            self._back_until = None
        return None if self._back_until is None else self._back_until - now

    def _logged_out_at(self) -> Running | None:
        """When inactivity ends the session, the same at each look."""
        left = self._scene.session.inactivity.left
        now = self._scene.session.host.wall_clock()
        return None if left is None else Running(Form.LEFT_SHORT, round(now + left, 1), own=True)

    def _call(self) -> CallStrip | None:
        shown = self._scene.shown
        if shown is None or not shown.live or shown.media != VOICE or self._scene.ui.part is PagePart.CASE:
            return None
        talking, held = shown.state is State.TALKING, shown.state is State.HELD
        return CallStrip(shown.id, name_of(shown), timer(shown), talking, held)
