"""Cases: which one the agent looks at.

Source: reference, ``selectCaseByCaseId`` and its sample: CASE_COLLAPSED and CASE_EXPANDED still name the case that was
selected when they happen, CASE_SELECTED names the new one.
"""

from __future__ import annotations

from collections.abc import Callable

from scapi.store import Cell, Store
from scapi.values import Json
from scapi.workspace.interactions import Interaction, Interactions
from scapi.workspace.wire import CaseView

MOST_REMEMBERED = 100
"""Cases that were looked at before the selected one (decided here)."""


class Cases:
    """The selected and the expanded case; selecting a case expands it and collapses the other."""

    def __init__(
        self, interactions: Interactions, publish: Callable[[str, Json], None], store: Store, name: str = ""
    ) -> None:
        self._interactions = interactions
        self._publish = publish
        self._history: Cell[tuple[str, ...]] = store.cell(f"caseHistory{name}", tuple[str, ...], ())
        self._view: Cell[CaseView] = store.cell(f"cases{name}", CaseView, CaseView())

    @property
    def view(self) -> CaseView:
        return self._view.value

    @property
    def selected(self) -> str | None:
        return self.view.selected

    def select(self, case_id: str) -> None:
        """Selects a case that exists."""
        before = self.view.selected
        self._view.set(CaseView(case_id, case_id))
        known = (case for case in self._history.value if case != case_id)
        self._history.set((*known, case_id)[-MOST_REMEMBERED:])
        if before is not None:
            self._tell("CASE_COLLAPSED", before)
        self._tell("CASE_EXPANDED", before or case_id)
        self._tell("CASE_SELECTED", case_id)

    def moved(self, previous: str, case_id: str) -> None:
        """An interaction has moved to another case; a case without interactions is forgotten and cannot be selected."""
        if self._interactions.of_case(previous):
            return
        self._forget(previous)
        if self.view.selected == previous:
            self.select(case_id)

    def after_removal(self, interaction: Interaction) -> None:
        """When the selected case has lost its last interaction, the one looked at before it is selected."""
        case_id = interaction.case_id
        if self._interactions.of_case(case_id):
            return
        self._forget(case_id)
        if self.view.selected != case_id:
            return
        self._view.set(CaseView())
        if self._history.value:
            self.select(self._history.value[-1])

    def begin(self) -> None:
        """Nothing is selected."""
        self._history.set(())
        self._view.set(CaseView())

    def _forget(self, case_id: str) -> None:
        self._history.set(tuple(known for known in self._history.value if known != case_id))

    def _tell(self, event_type: str, case_id: str) -> None:
        self._publish("interaction", {"eventType": event_type, "selectedCaseId": case_id})
