"""What the page remembers of an interaction goes with it.

Ids count from the first again when the session is reset: what was begun for one interaction must not appear in another.
"""

from __future__ import annotations

from typing import Any

from host_page.views.case.mail.model import file_errors
from host_page.views.case.model import CONTROLS
from host_page.views.ui_state import UiState
from host_page.views.unasked import OF_NO_CASE
from scapi.workspace.interactions import Interaction, Interactions

_OF_ONE = ("ring", "failed", "to", "record", "outcome", "again", "far", "customer")
"""Controls of which every interaction has its own; their errors are named after both."""
_OF_THE_CASE = (*CONTROLS, OF_NO_CASE, "contact", "data")
"""Controls of whatever the case shows."""


class Forgetting:
    """Follows the interactions of one tab."""

    def __init__(self, interactions: Interactions, ui: UiState) -> None:
        self._ui = ui
        interactions.watch(self._follow)

    def _follow(self, interaction_id: str, _: Interaction | None, now: Interaction | None) -> None:
        if now is None:
            self._forget(interaction_id)

    def _forget(self, interaction_id: str) -> None:
        ui = self._ui
        remembered: tuple[dict[str, Any], ...] = (ui.seen, ui.new_from, ui.drafts, ui.said, ui.numbers, ui.callbacks)
        for kept in remembered:
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
