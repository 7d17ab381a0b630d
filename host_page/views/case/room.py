"""What is drawn of the case: its frame, and the parts of which one or two are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from host_page.views.bench.simulator.model import RING_FORM
from host_page.views.case.chat.model import composer, log_keys, log_line
from host_page.views.case.contact.model import contact_view
from host_page.views.case.data.model import data_foot, data_keys, data_row, row_id
from host_page.views.case.mail.model import email_view, item_view
from host_page.views.case.model import Case, case_model, case_tabs, empty_case, kind_of, shown_tab
from host_page.views.case.parties import join_list
from host_page.views.case.record.model import record_view
from host_page.views.drawing import Context, Panel, RowList, View
from host_page.views.places import OF_NO_CASE
from host_page.views.regions import Region
from host_page.views.scene import Scene
from host_page.views.top.agent import STATE
from host_page.views.ui_state import CaseTab
from scapi.centre.contents import ChatContent
from scapi.workspace.interactions import Interaction

_WHEN_EMPTY = (RING_FORM.spot, STATE.spot, OF_NO_CASE.spot)
"""What is told where the case would be, of what brings one."""
_TEMPLATES = {
    "email": "case/mail/mail.html",
    "chat": "case/chat/chat.html",
    "record": "case/record/record.html",
    "item": "case/mail/item.html",
    "original": "case/mail/original.html",
}


class _Rooms:
    """The models of the parts."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._session = scene.session
        self._ui = scene.ui
        self._drawn: str | None = None

    @property
    def shown_id(self) -> str:
        return self._here().id

    def concerns(self, interaction_id: str) -> bool:
        """A change of what is shown, or of what belongs to it; or something else is shown now."""
        shown = self._scene.shown
        return self._drawn != (None if shown is None else shown.id) or self._scene.is_of_the_case(interaction_id)

    def case(self) -> Context:
        shown, ui = self._scene.shown, self._ui
        self._drawn = None if shown is None else shown.id
        if shown is None:
            error = next((ui.errors[spot] for spot in _WHEN_EMPTY if spot in ui.errors), "")
            return {"case": None, "empty": empty_case(self._session), "error": error}
        return {"case": case_model(self._session, ui, self._scene.recorded_since(shown.id))}

    def main(self) -> Context:
        session, ui, shown = self._session, self._ui, self._here()
        kind = kind_of(shown)
        if shown_tab(ui, shown) == CaseTab.ORIGINAL.value:
            kind = "original"
        context: dict[str, object] = {"kind": kind, "id": shown.id}
        match kind:
            case "email" | "original":
                context["email"] = email_view(session, ui, shown)
            case "chat":
                context["chat"] = composer(session, ui, shown)
            case "item":
                context["item"] = item_view(shown)
            case _:
                context |= {"kind": "record", "record": record_view(session, ui, shown)}
        return context

    def foot(self) -> Context:
        shown = self._here()
        return {"data": data_foot(self._session, self._ui, shown), "tabbed": bool(case_tabs(shown))}

    def contact(self) -> Context:
        shown = self._here()
        return {
            "id": shown.id,
            "contact": contact_view(self._session, self._ui, shown),
            "tabbed": bool(case_tabs(shown)),
        }

    def targets(self, menu: str) -> Context:
        return {"list": join_list(self._session, self._ui, self._here(), menu)}

    def data_keys(self) -> list[str]:
        keys = data_keys(self._here(), self._session.workspace.now)
        return keys[: self._ui.listed[Region.DATA]]

    def data_row(self, key: str) -> object:
        return data_row(self._session, self._ui, self._here(), key)

    def log_keys(self) -> list[str]:
        return log_keys(self._session, *self._chat(), self._ui.listed[Region.CHAT_LOG])

    def log_line(self, key: str) -> object:
        return log_line(self._session, self._ui, *self._chat(), key)

    def shows(self, *tabs: CaseTab) -> bool:
        """Whether one of these parts is shown; a call shows its data and its contact at once."""
        shown = self._scene.shown
        if shown is None:
            return False
        tab = shown_tab(self._ui, shown)
        return tab in [each.value for each in tabs] or (not tab and CaseTab.MAIN not in tabs)

    def shows_chat(self) -> bool:
        shown = self._scene.shown
        return shown is not None and kind_of(shown) == "chat" and self.shows(CaseTab.MAIN)

    def _here(self) -> Interaction:
        shown = self._scene.shown
        if shown is None:
            raise LookupError("nothing is shown")
        return shown

    def _chat(self) -> tuple[Interaction, ChatContent]:
        shown = self._here()
        content = shown.conversation.content
        if not isinstance(content, ChatContent):
            raise LookupError(f"interaction {shown.id} is no chat")
        return shown, content


def views(scene: Scene) -> Sequence[View]:
    rooms, opened = _Rooms(scene), scene.ui.opened
    concerns = rooms.concerns

    def panel(region: Region, template: str, model: Callable[[], Context], tab: CaseTab) -> Panel:
        return Panel(region, template, model, concerns=concerns, there=lambda: rooms.shows(tab))

    def join(region: Region, menu: str) -> Panel:
        def there() -> bool:
            return menu in opened and scene.shown is not None

        return Panel(region, "case/join-list.html", lambda: rooms.targets(menu), concerns=concerns, there=there)

    return (
        Panel(Region.CASE, "case/case.html", rooms.case, concerns=concerns, frame=_parts),
        Panel(
            Region.CASE_MAIN,
            lambda context: _TEMPLATES[str(context["kind"])],
            rooms.main,
            concerns=concerns,
            there=lambda: rooms.shows(CaseTab.MAIN, CaseTab.ORIGINAL),
            frame=lambda context: (context["id"], context["kind"]),
        ),
        RowList(
            Region.CHAT_LOG,
            "case/chat/line.html",
            rooms.log_keys,
            rooms.log_line,
            row_id=lambda key: f"chat-line-{key}",
            concerns=concerns,
            there=rooms.shows_chat,
        ),
        RowList(
            Region.DATA,
            "case/data/row.html",
            rooms.data_keys,
            rooms.data_row,
            row_id=lambda key: row_id(rooms.shown_id, key),
            concerns=concerns,
            there=lambda: rooms.shows(CaseTab.DATA),
        ),
        panel(Region.DATA_FOOT, "case/data/foot.html", rooms.foot, CaseTab.DATA),
        panel(Region.CONTACT, "case/contact/contact.html", rooms.contact, CaseTab.CONTACT),
        join(Region.CONSULT_LIST, "join-consult"),
        join(Region.TRANSFER_LIST, "join-transfer"),
    )


def _parts(context: Context) -> object:
    """What decides which parts the case has."""
    case = context["case"]
    return (case.id, case.tab) if isinstance(case, Case) else None
