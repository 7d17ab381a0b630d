"""What the address asks for beside the files: a scenario that comes along, and a situation to begin with."""

from __future__ import annotations

from urllib.parse import urlencode

from host_page.start_texts import StartTexts
from host_page.views.notices.news import Of, not_begun
from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.ui_state import UiState
from scapi.page_session import PageSession
from scapi.values import Failure, Outcome, when_answered


class Scenery:
    """Tells the page what it has begun with, and brings the situation about."""

    def __init__(self, session: PageSession, ui: UiState, page: Page, texts: StartTexts) -> None:
        self._session = session
        self._ui = ui
        self._page = page
        self._texts = texts
        ui.scenario, ui.scenario_served = texts.chosen, texts.served
        ui.address = f"?{urlencode({'scenario': texts.chosen})}" if texts.chosen else ""
        if texts.unknown:
            ui.news[Of.SCENARIO] = not_begun(texts.unknown)

    def begin(self) -> None:
        """The page is open: in the tab that leads, the situation of its address begins, at each load."""
        name = self._texts.situation
        if not name:
            return
        if self._session.remote is not None:
            self._tell(f"The session is in another tab, and goes on there: the situation {name!r} has not begun.")
            return

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self._tell(outcome.error)

        when_answered(self._session.drive("situation", {"name": name}), answered)

    def _tell(self, why: str) -> None:
        self._ui.news[Of.SITUATION] = not_begun(why)
        self._page.changed(Region.BANNER)
