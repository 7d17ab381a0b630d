"""Nothing moves under the pointer: a list that is pointed at, or has the focus, keeps its order until it is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from host_page.views.ui_state import UiState

LIST = "list"
TOASTS = "toasts"


def list_order(ui: UiState, wanted: Sequence[str], belongs: Mapping[str, str | None]) -> list[str]:
    """The order of the list of interactions; while it is held, what is new comes last, or below what it belongs to."""
    kept = _kept(ui, LIST, wanted)
    for each in wanted:
        if each not in kept:
            above = belongs[each]
            kept.insert(kept.index(above) + 1 if above in kept else len(kept), each)
    ui.order[LIST] = kept
    return kept


def toast_order(ui: UiState, wanted: Sequence[str]) -> list[str]:
    """The order of the toasts, which stand on the lower edge; while they are held, what is new comes on top."""
    kept = _kept(ui, TOASTS, wanted)
    ui.order[TOASTS] = [*(each for each in wanted if each not in kept), *kept]
    return ui.order[TOASTS]


def _kept(ui: UiState, name: str, wanted: Sequence[str]) -> list[str]:
    if name not in ui.held:
        return list(wanted)
    return [each for each in ui.order.get(name, ()) if each in wanted]
