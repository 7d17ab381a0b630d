"""The attached data of an interaction: each key, its value, who changed it and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views.formats import ago, clipped, count, in_hexadecimal
from host_page.views.json_view import Piece, json_pieces
from host_page.views.rail.model import text_of
from host_page.views.ui_state import UiState
from scapi.session import Session
from scapi.values import Json, Seconds
from scapi.workspace.actors import ActorKind
from scapi.workspace.interactions import SYSTEM_KEYS, DataChange, Interaction

FRESH: Seconds = 30.0
"""How long a change by an app keeps its ground."""
UNDO: Seconds = 5.0
"""How long a deleted key can be brought back."""
FOLD_SYSTEM_KEYS_FROM = 13


@dataclass(frozen=True, slots=True)
class DataRow:
    """One key."""

    id: str
    key: str
    name: str
    """The key as it is shown."""
    text: str
    nested: Sequence[Piece]
    read_only: bool
    system: bool
    tone: str
    before: str
    by: str
    when: str
    deleted: bool
    can_undo: bool
    editing: bool
    error: str


@dataclass(frozen=True, slots=True)
class DataModel:
    rows: Sequence[DataRow]
    system: Sequence[DataRow]
    fold_system: bool
    size: int
    note: str
    editable: bool
    adding: bool
    add_error: str


def data_model(session: Session, ui: UiState, interaction: Interaction) -> DataModel:
    now = session.workspace.now
    editor = ui.editor if ui.editor is not None and ui.editor.interaction_id == interaction.id else None
    editing = editor.key if editor is not None and interaction.live else None
    data = interaction.user_data
    rows, system = [], []
    for key, value in data.items():
        if is_system(key):
            system.append(_row(interaction, key, value, now, "", read_only=True, system=True))
        else:
            error = ui.errors.get(f"data:{key}", "")
            rows.append(
                _row(interaction, key, value, now, error, read_only=not interaction.live, editing=key == editing)
            )
    for key, change in interaction.changes.items():
        if change.deleted and now - change.at < UNDO and interaction.live:
            rows.append(_deleted(interaction, key, change, now, ui.errors.get(f"data:{key}", "")))
    return DataModel(
        rows,
        system,
        len(data) >= FOLD_SYSTEM_KEYS_FROM,
        len(data),
        _note(interaction),
        interaction.live,
        editor is not None and editor.key is None and interaction.live,
        ui.errors.get("data", ""),
    )


def is_system(key: str) -> bool:
    return key in SYSTEM_KEYS or key.startswith("IW_")


def is_fresh(interaction: Interaction, now: Seconds) -> bool:
    """Whether the look of the data will change by itself soon."""
    return any(now - change.at <= FRESH + 2 for change in interaction.changes.values())


def typed_value(text: str, before: Json) -> Json:
    """What was typed, as the kind of value that was there: a number stays a number where it can."""
    if isinstance(before, bool) and text in ("true", "false"):
        return text == "true"
    if isinstance(before, (int, float)) and not isinstance(before, bool):
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                continue
    return text


def row_id(interaction_id: str, key: str) -> str:
    """An element id for a key, which may be any text."""
    return f"data-{interaction_id}-{in_hexadecimal(key)}"


def time_key(interaction_id: str, key: str) -> str:
    return f"change-{interaction_id}-{in_hexadecimal(key)}"


def _row(
    interaction: Interaction,
    key: str,
    value: Json,
    now: Seconds,
    error: str,
    *,
    read_only: bool,
    editing: bool = False,
    system: bool = False,
) -> DataRow:
    nested: Sequence[Piece] = ()
    text = text_of(value)
    if isinstance(value, Mapping):
        text, nested = f"{{ {count(len(value), 'key')} }}", json_pieces(value)
    elif isinstance(value, (list, tuple)):
        text, nested = f"[ {count(len(value), 'item')} ]", json_pieces(value)
    change = interaction.changes.get(key)
    tone, before, by, when = "", "", "", ""
    if change is not None and not change.deleted:
        app = change.actor.kind is ActorKind.APPLICATION
        tone = ("fresh" if now - change.at < FRESH else "changed") if app else ""
        simple = not isinstance(change.before, (Mapping, list, tuple)) and change.before is not None
        before = clipped(text_of(change.before)) if simple and app else ""
        by = _who(change) if change.before is not None else "new" if app else f"new, {_who(change)}"
        when = ago(change.at, now)
    return DataRow(
        id=row_id(interaction.id, key),
        key=key,
        name=clipped(key),
        text=text if editing else clipped(text),
        nested=nested,
        read_only=read_only or bool(nested),
        system=system,
        tone=tone,
        before=before,
        by=by,
        when=when,
        deleted=False,
        can_undo=False,
        editing=editing and not nested,
        error=error,
    )


def _deleted(interaction: Interaction, key: str, change: DataChange, now: Seconds, error: str) -> DataRow:
    return DataRow(
        id=row_id(interaction.id, key),
        key=key,
        name=clipped(key),
        text=clipped(text_of(change.before)) if not isinstance(change.before, (Mapping, list, tuple)) else "…",
        nested=(),
        read_only=True,
        system=False,
        tone="deleted",
        before="",
        by=_who(change),
        when=ago(change.at, now),
        deleted=True,
        can_undo=change.actor.kind is ActorKind.AGENT,
        editing=False,
        error=error,
    )


def _who(change: DataChange) -> str:
    if change.actor.kind is ActorKind.APPLICATION:
        return change.actor.label or change.actor.origin
    return "you" if change.actor.kind is ActorKind.AGENT else "contact centre"


def _note(interaction: Interaction) -> str:
    by_apps = [c for c in interaction.changes.values() if c.actor.kind is ActorKind.APPLICATION]
    if not by_apps:
        return "" if interaction.live else "read only: the call has ended"
    names = dict.fromkeys(_who(change) for change in by_apps)
    return f"{len(by_apps)} changed by {next(iter(names)) if len(names) == 1 else 'apps'}"
