"""What can be done with one message of the log: copied as code, and, if it is a request, sent again as its app."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.bench.traffic.actions import number
from host_page.views.bench.traffic.as_code import as_call, as_post
from host_page.views.bench.traffic.details import as_json, pair, why_not_again
from host_page.views.bench.traffic.parameters import PARAMETERS_FIELD, REQUEST_FIELD, read_parameters
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.json_view import pretty
from host_page.views.regions import Region
from host_page.views.ui_state import DetailTab, RequestEditor
from scapi.resending import captured, send_again
from scapi.traffic import Entry
from scapi.values import Failure, Json


class MessageActions(ActionGroup):
    """The menu of a row and the buttons of the details."""

    @action("traffic-menu")
    def menu(self, arg: str, _: Fields) -> None:
        """The menu of a message is about to open."""
        self.ui.traffic.menu = number(arg)

    @action("traffic-copy")
    def copy(self, arg: str, _: Fields) -> None:
        """Copies a message: ``json``, ``post`` or ``call``, and its number."""
        how, seq = split(arg)
        log = self._log
        picked = log.find(number(seq) if seq else self.ui.traffic.selected)
        if picked is None:
            return
        asked, _reply = pair(log, picked)
        match how:
            case "post":
                text, told = as_post(asked, self.session.own_origin), "Copied as postMessage."
            case "call":
                text, told = as_call(asked), "Copied as a call of the library."
            case _:
                text, told = as_json(log, picked.seq) or "", "Copied as JSON, with decision and reply."
        if text:
            self.page.copy_text(text)
            self.ui.traffic.copied = told
            self.ui.traffic.selected = picked.seq
            self.page.changed(Region.TRAFFIC)

    @action("traffic-resend")
    def resend(self, arg: str, _: Fields) -> None:
        """Sends a request again as it was."""
        entry = self._asked(number(arg))
        if entry is not None:
            self._send(entry)

    @action("traffic-edit")
    def edit(self, arg: str, _: Fields) -> None:
        """Opens the editor of a request that can be sent again."""
        entry = self._asked(number(arg))
        message = None if entry is None else captured(entry)
        if entry is None or message is None or why_not_again(self._log, self.session.frames, entry, self.ui.traffic):
            return
        view = self.ui.traffic
        view.selected, view.problem, view.copied = entry.seq, "", ""
        view.editor = RequestEditor(entry.seq, entry.request or "", pretty(message.get("parameters") or []))
        self.page.changed(Region.TRAFFIC)
        self.page.focus("#resend-parameters")

    @action("traffic-edit-cancel")
    def cancel(self, _: str, __: Fields) -> None:
        self.ui.traffic.editor = None
        self.page.changed(Region.TRAFFIC)
        self.page.focus("#details-edit")

    @action("traffic-edit-send")
    def send_edited(self, _: str, fields: Fields) -> None:
        """Sends what the editor says; what is wrong with it is told in its place."""
        view = self.ui.traffic
        if view.editor is None:
            return
        request, text = fields.get(REQUEST_FIELD, "").strip(), fields.get(PARAMETERS_FIELD, "")
        parameters, problem = read_parameters(text)
        problem = problem if request else "The request needs a name, such as agent.get."
        view.editor = RequestEditor(view.editor.seq, request, text, problem)
        entry = self._asked(view.editor.seq)
        if entry is None or problem:
            self.page.changed(Region.TRAFFIC)
            self.page.focus("#resend-parameters" if request else "#resend-request")
        else:
            self._send(entry, request, parameters)

    def _send(self, entry: Entry, request: str | None = None, parameters: Json = None) -> None:
        view, log = self.ui.traffic, self._log
        problem = why_not_again(log, self.session.frames, entry, view)
        sent = Failure(problem) if problem else send_again(self.session, entry, log.label(entry), request, parameters)
        if isinstance(sent, Failure):
            view.problem = sent.error
            self.not_recorded(self.ui.acting)
        else:
            view.selected, view.tab, view.offset = sent.seq, DetailTab.DECISION, None
            view.editor, view.problem, view.copied = None, "", ""
            self.page.focus(f"#message-{sent.seq}")
        self.page.changed(Region.TRAFFIC)

    def _asked(self, seq: int) -> Entry | None:
        """The request of a message: itself, or what it answers."""
        log = self._log
        picked = log.find(seq)
        return None if picked is None else pair(log, picked)[0]

    @property
    def _log(self) -> ShownLog:
        return ShownLog(self.session.traffic, self.session.frames, self.ui.traffic)
