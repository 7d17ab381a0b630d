"""What the page remembers of an interaction goes with it.

Ids count from the first again when the session is reset: what was begun for one interaction must not appear in another.
"""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.case.mail.model import file_errors
from host_page.views.case.model import CONTROLS
from host_page.views.ui_state import UiState
from host_page.views.unasked import OF_NO_CASE
from scapi.centre.conversations import Happening
from scapi.values import Json

_OF_ONE = ("ring", "failed", "to", "record", "outcome", "again", "far", "customer")
"""Controls of which every interaction has its own; their errors are named after both."""
_OF_THE_CASE = (*CONTROLS, OF_NO_CASE, "contact", "data")
"""Controls of whatever the case shows."""


class Forgetting:
    """Listens to the events of one tab."""

    def __init__(self, ui: UiState) -> None:
        self._ui = ui

    def hear(self, event: str, data: Json) -> None:
        """One event; only that an interaction is gone matters."""
        if event != "interaction" or not isinstance(data, Mapping) or data.get("eventType") != Happening.REMOVED:
            return
        gone = data.get("interaction")
        if isinstance(gone, Mapping):
            self._forget(str(gone.get("interactionId")))

    def _forget(self, interaction_id: str) -> None:
        ui = self._ui
        for kept in (ui.seen, ui.new_from, ui.said, ui.numbers, ui.callbacks):
            kept.pop(interaction_id, None)
        for control in _OF_ONE:
            ui.errors.pop(f"{control}-{interaction_id}", None)
        ui.errors.pop(file_errors(interaction_id), None)
        if ui.in_view == interaction_id:
            ui.in_view = None
            for key in [key for key in ui.errors if key in _OF_THE_CASE or key.startswith("data:")]:
                del ui.errors[key]
        if ui.chosen == interaction_id:
            ui.chosen = None
        if ui.warned == interaction_id:
            ui.warned = None
        if ui.editor is not None and ui.editor.interaction_id == interaction_id:
            ui.editor = None
        if ui.contact_search is not None and ui.contact_search.interaction_id == interaction_id:
            ui.contact_search = None
