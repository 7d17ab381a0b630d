"""What every room draws from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from host_page.views.selection import selected
from host_page.views.ui_state import UiState
from scapi.page_session import PageSession
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction


@dataclass(frozen=True, slots=True)
class Scene:
    """The session and what the page remembers of it."""

    session: PageSession
    ui: UiState
    recorded_since: Callable[[str], Seconds | None]
    """Since when a call is recorded, by its interaction."""

    @property
    def shown(self) -> Interaction | None:
        """What the case shows."""
        return selected(self.session, self.ui)

    def is_of_the_case(self, interaction_id: str) -> bool:
        """Whether a change of an interaction may be seen in the case: it is of the case, or it has gone."""
        interaction, shown = self.session.workspace.interactions.get(interaction_id), self.shown
        return interaction is None or shown is None or interaction.case_id == shown.case_id
