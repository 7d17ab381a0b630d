"""Nothing moves under the pointer: a list that is pointed at, or has the focus, keeps its order until it is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from host_page.views.ui_state import UiState

LIST = "list"
TOASTS = "toasts"
FAR_ENDS = "far-ends"


def list_order(ui: UiState, wanted: Sequence[str], belongs: Mapping[str, str | None]) -> list[str]:
    """The order of the list of interactions; while it is held, what is new comes last, or below what it belongs to."""
    kept = _kept(ui, LIST, wanted)
    known = set(kept)
    for each in wanted:
        if each not in known:
            above = belongs.get(each)
            kept.insert(kept.index(above) + 1 if above in known else len(kept), each)
            known.add(each)
    ui.order[LIST] = kept
    return kept


def toast_order(ui: UiState, wanted: Sequence[str]) -> list[str]:
    """The order of the toasts, which stand on the lower edge; while they are held, what is new comes on top."""
    kept = _kept(ui, TOASTS, wanted)
    known = set(kept)
    ui.order[TOASTS] = [*(each for each in wanted if each not in known), *kept]
    return ui.order[TOASTS]


def far_end_order(ui: UiState, wanted: Sequence[str]) -> list[str]:
    """The order of the far ends; while they are held, what is new comes last."""
    kept = _kept(ui, FAR_ENDS, wanted)
    ui.order[FAR_ENDS] = list(dict.fromkeys([*kept, *wanted]))
    return ui.order[FAR_ENDS]


def _kept(ui: UiState, name: str, wanted: Sequence[str]) -> list[str]:
    if name not in ui.held:
        return list(wanted)
    still = set(wanted)
    return [each for each in ui.order.get(name, ()) if each in still]
