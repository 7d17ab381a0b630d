"""Actions on outbound records and campaigns."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.case.mail.drafts import MEDIA
from host_page.views.case.record.model import CALL_AGAIN, FIELDS, OUTCOME, field_text, typed_field
from host_page.views.rail.shelves import CAMPAIGN
from host_page.views.regions import Region
from host_page.views.ui_state import Callback, CaseTab, PagePart
from scapi.centre.records import OutboundContent
from scapi.values import Json

_SHOWN = (Region.CASE, Region.RAIL, Region.BOTTOM)


class RecordActions(ActionGroup):
    """Through the same part of the workspace as the clients."""

    @action("record-choose")
    def choose(self, arg: str, fields: Fields) -> None:
        """Picks a number of the chain."""
        value = fields.get("value", "")
        if value.isascii() and value.isdigit():
            self.ui.numbers[arg] = int(value)
            self.page.changed(Region.CASE)

    @action("record-call", link=True, told=MEDIA)
    def call(self, arg: str, _: Fields) -> None:
        """Calls a record: ``<interaction> <handle>``."""
        interaction_id, handle = split(arg)
        if handle.isascii() and handle.isdigit():
            answer = self.workspace.outbound.call_record(interaction_id, int(handle))
            self.ask(_SHOWN, answer, self._show_newest)

    @action("record-save", link=True, told=FIELDS)
    def save(self, arg: str, fields: Fields) -> None:
        """Saves the fields that were changed, all or none of them."""
        content = self._content(arg)
        if content is None:
            return
        values = content.active_record.values
        changes: dict[str, Json] = {}
        for spec in content.fields:
            text = fields.get(spec.name)
            if spec.editable and text is not None and text != field_text(spec, values.get(spec.name)):
                changes[spec.name] = typed_field(spec, text)
        if not changes:
            self.ui.errors.pop(self.here, None)
            self.page.changed(Region.CASE)
            return
        self.ask((Region.CASE,), self.workspace.outbound.update_fields(arg, changes))

    @action("record-result", link=True, told=OUTCOME)
    def set_result(self, arg: str, fields: Fields) -> None:
        value = fields.get("value", "")
        if value.isascii() and value.isdigit():
            self.ask((Region.CASE,), self.workspace.outbound.set_call_result(arg, int(value)))

    @action("record-again", link=True, told=CALL_AGAIN)
    def call_again(self, arg: str, fields: Fields) -> None:
        """Sets when a record is called again: ``<interaction> <handle>``."""
        interaction_id, handle = split(arg)
        form = Callback(fields.get("date", ""), fields.get("kind", "CAMPAIGN"))
        self.ui.callbacks[interaction_id] = form
        if handle.isascii() and handle.isdigit():
            answer = self.workspace.outbound.reschedule(interaction_id, int(handle), form.date.strip(), form.kind)
            self.ask((Region.CASE,), answer, lambda: self._forget_callback(interaction_id))

    @action("record-again-cancel", link=True, told=CALL_AGAIN)
    def cancel_call_again(self, arg: str, _: Fields) -> None:
        self.ask((Region.CASE,), self.workspace.outbound.cancel_reschedule(arg))

    @action("record-do-not-call", link=True, told=OUTCOME)
    def do_not_call(self, arg: str, fields: Fields) -> None:
        wanted = fields.get("checked") == "true"
        self.ask((Region.CASE,), self.workspace.outbound.set_do_not_call(arg, wanted))

    @action("campaign-get", link=True, told=CAMPAIGN)
    def get_record(self, arg: str, _: Fields) -> None:
        """Asks a campaign for a record."""
        self.ask(_SHOWN, self.workspace.outbound.get_preview(arg), self._show_newest)

    @action("campaign-direct", link=True, told=CAMPAIGN)
    def take_direct(self, _: str, __: Fields) -> None:
        """Asks for records of direct push preview."""
        self.ask((Region.RAIL,), self.workspace.outbound.direct_push(True))

    def _content(self, interaction_id: str) -> OutboundContent | None:
        interaction = self.workspace.interactions.get(interaction_id)
        content = None if interaction is None else interaction.conversation.content
        return content if isinstance(content, OutboundContent) else None

    def _forget_callback(self, interaction_id: str) -> None:
        self.ui.callbacks.pop(interaction_id, None)

    def _show_newest(self) -> None:
        self.ui.chosen = None
        self.ui.case_tab = CaseTab.MAIN
        self.ui.part = PagePart.CASE
