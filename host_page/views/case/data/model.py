"""The attached data of an interaction: each key, its value, who changed it and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views.formats import clipped, count, in_hexadecimal
from host_page.views.json_view import Piece, json_pieces
from host_page.views.moments import Form, Running
from host_page.views.places import Place, Where, Whose
from host_page.views.rail.model import text_of
from host_page.views.regions import Region
from host_page.views.ui_state import DataEditor, UiState
from scapi.session import Session
from scapi.values import Json, Seconds
from scapi.workspace.actors import ActorKind
from scapi.workspace.interactions import SYSTEM_KEYS, DataChange, Interaction

DATA_KEY, DATA_ADDED = Place("data", Where.CASE, Whose.KEY), Place("data", Where.CASE)
FRESH: Seconds = 30.0
"""How long a change by an app keeps its ground."""
UNDO: Seconds = 5.0
"""How long a deleted key can be brought back."""
FOLD_SYSTEM_KEYS_FROM = 13
_DIALLING = "GSW_"
"""How the keys begin that the dialling attaches to a call; what people need of them is in the record."""


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
    when: Running | None
    deleted: bool
    can_undo: bool
    editing: bool
    error: str


@dataclass(frozen=True, slots=True)
class DataFoot:
    """What stands below the rows."""

    system: Sequence[DataRow]
    """The workspace's own keys and those of the dialling, when there are so many keys that they are folded."""
    left: int
    """Rows that are not shown yet."""
    editable: bool
    adding: bool
    add_error: str
    note: str


def data_keys(interaction: Interaction, now: Seconds) -> list[str]:
    """The keys that have a row, the workspace's own last; what was deleted a moment ago is still there."""
    data = interaction.user_data
    folded = set(_folded(interaction))
    own = [key for key in data if not is_system(key) and key not in folded]
    deleted = [key for key, change in interaction.changes.items() if _can_be_seen(interaction, key, change, now)]
    return [*own, *deleted, *(key for key in data if is_system(key) and key not in folded)]


def data_row(session: Session, ui: UiState, interaction: Interaction, key: str) -> DataRow:
    """One key, or the place where it was."""
    now, data = session.workspace.now, interaction.user_data
    error = ui.errors.get(DATA_KEY.of(key), "")
    if key not in data:
        return _deleted(interaction, key, interaction.changes[key], error)
    if is_system(key):
        return _row(interaction, key, data[key], now, "", read_only=True, system=True)
    editor = _editor(ui, interaction)
    editing = editor is not None and editor.key == key
    return _row(interaction, key, data[key], now, error, read_only=not interaction.live, editing=editing)


def data_foot(session: Session, ui: UiState, interaction: Interaction) -> DataFoot:
    now = session.workspace.now
    system = [data_row(session, ui, interaction, key) for key in _folded(interaction)]
    editor = _editor(ui, interaction)
    return DataFoot(
        system,
        max(0, len(data_keys(interaction, now)) - ui.listed[Region.DATA]),
        interaction.live,
        editor is not None and editor.key is None,
        ui.errors.get(DATA_ADDED.spot, ""),
        data_note(interaction),
    )


def data_note(interaction: Interaction) -> str:
    """How much of the data apps have changed, or that it can only be read."""
    by_apps = [c for c in interaction.changes.values() if c.actor.kind is ActorKind.APPLICATION]
    if not by_apps:
        return "" if interaction.live else "read only: the call has ended"
    names = dict.fromkeys(_who(change) for change in by_apps)
    return f"{len(by_apps)} changed by {next(iter(names)) if len(names) == 1 else 'apps'}"


def looks_other_at(interaction: Interaction, now: Seconds) -> Seconds | None:
    """When the data will next look different by itself: a change is not fresh any more, or cannot be undone."""
    ends = (change.at + (UNDO if change.deleted else FRESH) for change in interaction.changes.values())
    return min((end for end in ends if end > now), default=None)


def is_system(key: str) -> bool:
    return key in SYSTEM_KEYS or key.startswith("IW_")


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


def _editor(ui: UiState, interaction: Interaction) -> DataEditor | None:
    """What is being edited of the data of an interaction that lives."""
    editor = ui.editor
    return editor if editor is not None and editor.interaction_id == interaction.id and interaction.live else None


def _folded(interaction: Interaction) -> list[str]:
    """Keys that are folded because there are so many: the workspace's, and the dialling's unless one was changed."""
    data = interaction.user_data
    if len(data) < FOLD_SYSTEM_KEYS_FROM:
        return []
    return [key for key in data if is_system(key) or (key.startswith(_DIALLING) and key not in interaction.changes)]


def _can_be_seen(interaction: Interaction, key: str, change: DataChange, now: Seconds) -> bool:
    """Whether the place of a deleted key is still shown."""
    return change.deleted and key not in interaction.user_data and now - change.at < UNDO and interaction.live


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
    tone, before, by = "", "", ""
    if change is not None and not change.deleted:
        app = change.actor.kind is ActorKind.APPLICATION
        tone = ("fresh" if now - change.at < FRESH else "changed") if app else ""
        simple = not isinstance(change.before, (Mapping, list, tuple)) and change.before is not None
        before = clipped(text_of(change.before)) if simple and app else ""
        by = _who(change) if change.before is not None else "new" if app else f"new, {_who(change)}"
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
        when=None if change is None or change.deleted else Running(Form.AGO, change.at),
        deleted=False,
        can_undo=False,
        editing=editing and not nested,
        error=error,
    )


def _deleted(interaction: Interaction, key: str, change: DataChange, error: str) -> DataRow:
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
        when=Running(Form.AGO, change.at),
        deleted=True,
        can_undo=change.actor.kind is ActorKind.AGENT,
        editing=False,
        error=error,
    )


def _who(change: DataChange) -> str:
    if change.actor.kind is ActorKind.APPLICATION:
        return change.actor.label or change.actor.origin
    return "you" if change.actor.kind is ActorKind.AGENT else "contact centre"
