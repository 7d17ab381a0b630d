"""What is being written in a draft: kept in this tab at once, and given to the contact centre when the hand rests.

So a key costs the session nothing, and what is written while the link is lost is given when it is back.
"""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.link import is_lost
from host_page.views.page import Page
from host_page.views.places import Place, Where
from host_page.views.regions import Region
from host_page.views.ui_state import UiState, shown_error
from scapi.protocol import errors
from scapi.session import Session
from scapi.values import Answer, Cancel, Outcome, Seconds, Success, when_answered

RESTS: Seconds = 0.5
"""After which pause what was written is given to the contact centre."""
TRIES_AGAIN: Seconds = 2.0
"""How often that is tried while the link is lost."""
MEDIA = Place("media", Where.COMMANDS)
"""Where it is told that something was not kept, and what else fails of what is no call."""


class Drafts:
    """The drafts of this tab, in ``ui.drafts`` until the contact centre has them."""

    def __init__(self, session: Session, ui: UiState, page: Page) -> None:
        self._session = session
        self._ui = ui
        self._page = page
        self._timers: dict[str, Cancel] = {}

    def write(self, interaction_id: str, fields: Mapping[str, str]) -> None:
        """Something was written in a draft."""
        self._ui.drafts[interaction_id] = {**self._ui.drafts.get(interaction_id, {}), **fields}
        self._wait(interaction_id, RESTS)
        self._page.changed(Region.CASE_MAIN)

    def keep(self, interaction_id: str) -> Answer:
        """Gives what is written to the contact centre now."""
        self._stop(interaction_id)
        fields = self._ui.drafts.get(interaction_id)
        if not fields or self._session.workspace.interactions.get(interaction_id) is None:
            self._ui.drafts.pop(interaction_id, None)
            return Success()
        answer = self._session.workspace.media.edit_draft(interaction_id, **fields)
        when_answered(answer, lambda outcome: self._kept(interaction_id, fields, outcome))
        return answer

    def keep_all(self) -> None:
        """The page is left: what was written a moment ago goes first."""
        for interaction_id in tuple(self._ui.drafts):
            self.keep(interaction_id)

    def forget(self, interaction_id: str) -> None:
        """The draft has become something else."""
        self._stop(interaction_id)
        self._ui.drafts.pop(interaction_id, None)

    def _kept(self, interaction_id: str, given: Mapping[str, str], outcome: Outcome) -> None:
        written = self._ui.drafts.get(interaction_id, {})
        if isinstance(outcome, Success):
            left = {name: text for name, text in written.items() if given.get(name) != text}
            self._ui.drafts[interaction_id] = left
            if not left:
                del self._ui.drafts[interaction_id]
        elif outcome.error != errors.UNDER_WAY and not is_lost(self._session):
            self._ui.errors[MEDIA.spot] = shown_error(outcome.error)
            self._page.changed(Region.CASE)
        if interaction_id in self._ui.drafts and interaction_id not in self._timers:
            self._wait(interaction_id, TRIES_AGAIN)
        self._page.changed(Region.CASE_MAIN)

    def _wait(self, interaction_id: str, delay: Seconds) -> None:
        self._stop(interaction_id)
        self._timers[interaction_id] = self._session.host.call_later(delay, lambda: self._is_time(interaction_id))

    def _is_time(self, interaction_id: str) -> None:
        self._timers.pop(interaction_id, None)
        self.keep(interaction_id)

    def _stop(self, interaction_id: str) -> None:
        cancel = self._timers.pop(interaction_id, None)
        if cancel is not None:
            cancel()
