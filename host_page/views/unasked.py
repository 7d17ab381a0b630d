"""Failures of what the agent has not clicked for, or of what was taken on and failed later: told where it is about.

What rings is told of at its toast, everything else in its case. There it stays until the agent does something else.
"""

from __future__ import annotations

from collections.abc import Callable

from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.selection import name_of
from host_page.views.ui_state import UiState, shown_error
from scapi.centre.conversations import WAITING
from scapi.workspace.interactions import Interaction

OF_NO_CASE = "failed"
"""The control of a failure that is of no interaction; whatever the case shows, it is told there."""


def control_of(interaction: Interaction) -> str:
    """The control at which a failure of an interaction is told."""
    return f"ring-{interaction.id}" if interaction.state in WAITING else f"failed-{interaction.id}"


class Unasked:
    """Hears of failures from the workspace."""

    def __init__(self, ui: UiState, page: Page, announce: Callable[[str, str], None]) -> None:
        self._ui = ui
        self._page = page
        self._announce = announce

    def tell(self, interaction: Interaction | None, text: str) -> None:
        shown = shown_error(text)
        self._ui.errors[OF_NO_CASE if interaction is None else control_of(interaction)] = shown
        self._announce("assertive", shown if interaction is None else f"{name_of(interaction)}: {shown}")
        self._page.changed(Region.CASE, Region.TOASTS)


def errors_in_case(ui: UiState, interaction: Interaction) -> list[str]:
    """What is told in the case of an interaction, besides the failures of the case's own controls."""
    keys = (OF_NO_CASE, f"ring-{interaction.id}", f"failed-{interaction.id}")
    return [ui.errors[key] for key in keys if key in ui.errors]
