"""Cases: which one the agent looks at.

Source: reference, ``selectCaseByCaseId`` and its sample: CASE_COLLAPSED and CASE_EXPANDED still name the case that was
selected when they happen, CASE_SELECTED names the new one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scapi.values import Json
from scapi.workspace.interactions import Interaction, Interactions
from scapi.workspace.wire import CaseView


class Cases:
    """The selected and the expanded case; selecting a case expands it and collapses the other."""

    def __init__(self, interactions: Interactions, publish: Callable[[str, Json], None]) -> None:
        self._interactions = interactions
        self._publish = publish
        self._history: list[str] = []
        self.view = CaseView()

    @property
    def selected(self) -> str | None:
        return self.view.selected

    def select(self, case_id: str) -> None:
        """Selects a case that exists."""
        before = self.view.selected
        self.view = CaseView(case_id, case_id)
        self._history = [known for known in self._history if known != case_id]
        self._history.append(case_id)
        if before is not None:
            self._tell("CASE_COLLAPSED", before)
        self._tell("CASE_EXPANDED", before or case_id)
        self._tell("CASE_SELECTED", case_id)

    def moved(self, previous: str, case_id: str) -> None:
        """An interaction has moved to another case; a case without interactions cannot stay selected."""
        if self.view.selected == previous and not self._interactions.of_case(previous):
            self._history = [known for known in self._history if known != previous]
            self.select(case_id)

    def after_removal(self, interaction: Interaction) -> None:
        """When the selected case has lost its last interaction, the one looked at before it is selected."""
        case_id = interaction.case_id
        if self._interactions.of_case(case_id):
            return
        self._history = [known for known in self._history if known != case_id]
        if self.view.selected != case_id:
            return
        self.view = CaseView()
        if self._history:
            self.select(self._history[-1])

    def export(self) -> object:
        return self.view, self._history

    def restore(self, state: Any) -> None:
        self.view, self._history = state

    def _tell(self, event_type: str, case_id: str) -> None:
        self._publish("interaction", {"eventType": event_type, "selectedCaseId": case_id})
