"""Actions on the attached data of the case that is open."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.case.data.model import DATA_ADDED, DATA_KEY, is_system, row_id, typed_value
from host_page.views.regions import Region
from host_page.views.selection import selected
from host_page.views.ui_state import DataEditor
from scapi.values import Json
from scapi.workspace.interactions import Interaction

INPUT = "#data-input"
_ADD = ".add-key"


class DataActions(ActionGroup):
    """Editing in place: a click opens the value, Enter saves it, Escape leaves it; the focus goes back to the row."""

    @action("data-edit", link=True)
    def edit(self, arg: str, _: Fields) -> None:
        """Opens the value of a key."""
        interaction = self._live()
        if interaction is not None and not is_system(arg):
            self._open(interaction, arg)

    @action("data-add", link=True)
    def add(self, _: str, __: Fields) -> None:
        """Opens a row for a new key."""
        interaction = self._live()
        if interaction is not None:
            self._open(interaction, None)

    @action("data-save", link=True, told=DATA_KEY)
    def save(self, arg: str, fields: Fields) -> None:
        """Writes the value that was typed for a key."""
        interaction = self._live()
        if interaction is None:
            return
        value = typed_value(fields.get("value", ""), interaction.user_data.get(arg))
        if interaction.user_data.get(arg) == value:
            self.cancel("", {})
            return
        self._write(interaction, arg, value)

    @action("data-create", link=True, told=DATA_ADDED)
    def create(self, _: str, fields: Fields) -> None:
        """Writes a new key."""
        interaction = self._live()
        if interaction is None:
            return
        key = fields.get("key", "").strip()
        problem = ""
        if not key:
            problem = "A key needs a name."
        elif key in interaction.user_data:
            problem = f"There is a key {key} already."
        elif is_system(key):
            problem = "Keys that begin with IW_ belong to the workspace."
        if problem:
            self.fail(problem, Region.CASE)
            return
        self._write(interaction, key, fields.get("value", ""))

    @action("data-cancel")
    def cancel(self, _: str, __: Fields) -> None:
        editor = self.ui.editor
        self._close()
        self.page.changed(Region.CASE)
        if editor is not None:
            self.page.focus(_ADD if editor.key is None else _value(editor.interaction_id, editor.key))

    @action("data-delete", link=True, told=DATA_KEY)
    def delete(self, arg: str, _: Fields) -> None:
        interaction = self._live()
        if interaction is not None:
            answer = self.workspace.handling.delete_user_data(interaction.id, arg)
            undo = f"#{row_id(interaction.id, arg)} .link"
            self.ask((Region.CASE,), answer, lambda: self._done(undo))

    @action("data-undo", link=True, told=DATA_KEY)
    def undo(self, arg: str, _: Fields) -> None:
        """Brings a deleted key back with its last value."""
        interaction = self._live()
        change = None if interaction is None else interaction.changes.get(arg)
        if interaction is not None and change is not None and change.deleted:
            self._write(interaction, arg, change.before)

    def _write(self, interaction: Interaction, key: str, value: Json) -> None:
        added = self.ui.editor is not None and self.ui.editor.key is None
        answer = self.workspace.handling.set_user_data(interaction.id, {key: value})
        focus = _ADD if added else _value(interaction.id, key)
        self.ask((Region.CASE,), answer, lambda: self._done(focus))

    def _live(self) -> Interaction | None:
        interaction = selected(self.session, self.ui)
        return interaction if interaction is not None and interaction.live else None

    def _open(self, interaction: Interaction, key: str | None) -> None:
        self._forget_errors()
        self.ui.editor = DataEditor(interaction.id, key)
        self.page.changed(Region.CASE)
        self.page.focus(INPUT)

    def _done(self, focus: str) -> None:
        self._close()
        self.page.focus(focus)

    def _close(self) -> None:
        self._forget_errors()
        self.ui.editor = None

    def _forget_errors(self) -> None:
        for spot in tuple(self.ui.errors):
            if spot.place in (DATA_KEY, DATA_ADDED):
                del self.ui.errors[spot]


def _value(interaction_id: str, key: str) -> str:
    """The selector of a value that can be edited."""
    return f"#{row_id(interaction_id, key)} .value"
