"""What the page remembers of an interaction goes with it.

Ids count from the first again when the session is reset: what was begun for one interaction must not appear in another.
"""

from __future__ import annotations

from typing import Any

from host_page.views.ui_state import UiState
from scapi.workspace.interactions import Interaction, Interactions


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
        remembered: tuple[dict[str, Any], ...] = (
            *(ui.seen, ui.new_from, ui.drafts, ui.said, ui.sayings, ui.numbers, ui.callbacks),
        )
        for kept in remembered:
            kept.pop(interaction_id, None)
        was_shown = ui.in_view == interaction_id
        if was_shown:
            ui.in_view = None
        for spot in tuple(ui.errors):
            if spot.is_of(interaction_id) or (was_shown and spot.is_of_what_is_shown):
                del ui.errors[spot]
        if ui.chosen == interaction_id:
            ui.chosen = None
        if ui.warned == interaction_id:
            ui.warned = None
        if ui.editor is not None and ui.editor.interaction_id == interaction_id:
            ui.editor = None
        if ui.contact_search is not None and ui.contact_search.interaction_id == interaction_id:
            ui.contact_search = None
