"""Apps whose origin becomes listed while they are open.

What such an app asked for at its start was refused, and it does not ask again: it has subscribed to nothing. So it is
loaded again where nothing can be lost, since nobody could have used it: under its cover, or not shown at all. An app
that somebody may have worked in is left alone, and it is told in its place that it should be loaded again.
"""

from __future__ import annotations

from collections.abc import Sequence

from host_page.client_windows import ClientWindows
from host_page.views.notices.news import Of, admitted
from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.ui_state import UiState
from scapi.frames import Frame, Level, Mode
from scapi.session import Session


class Admissions:
    """Hears of origins that become listed, by an edited file or by options that are tried."""

    def __init__(self, session: Session, ui: UiState, page: Page, windows: ClientWindows) -> None:
        self._session = session
        self._ui = ui
        self._page = page
        self._windows = windows
        session.when_admitted = self._admitted

    def _admitted(self, frames: Sequence[Frame]) -> None:
        refused = [frame for frame in frames if _was_refused(frame)]
        loaded = [frame for frame in refused if self._unused(frame) and self._windows.reload(frame.id)]
        waiting = [frame for frame in refused if frame not in loaded]
        open_ones = {each: loads for each, loads in self._ui.to_load_again.items() if self._session.frames.get(each)}
        self._ui.to_load_again = open_ones | {frame.id: frame.loads for frame in waiting}
        self._ui.lifted.difference_update(frame.id for frame in waiting)
        if refused:
            self._ui.news[Of.APPS] = admitted([each.label for each in loaded], [each.label for each in waiting])
            self._page.changed(Region.BANNER, Region.TABS)

    def _unused(self, frame: Frame) -> bool:
        """Whether nobody can have done anything in its page: it was covered from its start on, or is not shown."""
        seen = frame.level is Level.DIALOG or frame.id in self._ui.lifted or not frame.spoke_at_once
        return frame.mode in (Mode.BACKGROUND, Mode.HIDDEN) or not seen


def _was_refused(frame: Frame) -> bool:
    """Whether its document has asked for something and was refused all of it.

    One that was admitted before, and refused for a while, has what it subscribed to.
    """
    return frame.watch.has_spoken and not frame.introduced and frame.level is not Level.EMBEDDER
