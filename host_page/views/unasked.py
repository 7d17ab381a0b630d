"""Failures of what the agent has not clicked for, or of what was taken on and failed later: told where it is about.

What rings is told of at its toast, everything else in its case. There it stays until the agent does something else.
"""

from __future__ import annotations

from collections.abc import Callable

from host_page.views.page import Page
from host_page.views.places import FAILED, OF_NO_CASE, RING, Spot
from host_page.views.regions import Region
from host_page.views.selection import name_of
from host_page.views.ui_state import UiState, shown_error
from scapi.centre.conversations import WAITING
from scapi.workspace.interactions import Interaction


def spot_of(interaction: Interaction) -> Spot:
    """Where a failure of an interaction is told."""
    return (RING if interaction.state in WAITING else FAILED).of(interaction.id)


class Unasked:
    """Hears of failures from the workspace."""

    def __init__(self, ui: UiState, page: Page, announce: Callable[[str, str], None]) -> None:
        self._ui = ui
        self._page = page
        self._announce = announce

    def tell(self, interaction: Interaction | None, text: str) -> None:
        shown = shown_error(text)
        self._ui.errors[OF_NO_CASE.spot if interaction is None else spot_of(interaction)] = shown
        self._announce("assertive", shown if interaction is None else f"{name_of(interaction)}: {shown}")
        self._page.changed(Region.CASE, Region.TOASTS)
