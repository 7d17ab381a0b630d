"""A request that is sent again, as the driver calls that do the same: what a recording keeps of it.

Numbers of the log are others the next time. So the calls wait for a request of that name and app, whichever it is, and
send again in its place what was sent here.
"""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.action_group import Fields
from host_page.views.bench.simulator.calls import Call
from host_page.views.bench.traffic.actions import number
from host_page.views.bench.traffic.details import pair, why_not_again
from host_page.views.bench.traffic.parameters import PARAMETERS_FIELD, REQUEST_FIELD, read_parameters
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.ui_state import UiState
from scapi.page_session import PageSession
from scapi.resending import captured
from scapi.values import Json


def resent(session: PageSession, ui: UiState, arg: str, _: Fields) -> Sequence[Call]:
    """The request of a message, as it was."""
    return _calls(session, ui, number(arg))


def resent_edited(session: PageSession, ui: UiState, _: str, fields: Fields) -> Sequence[Call]:
    """What the editor says, if it can be sent."""
    request = fields.get(REQUEST_FIELD, "").strip()
    parameters, problem = read_parameters(fields.get(PARAMETERS_FIELD, ""))
    if ui.traffic.editor is None or problem or not request:
        return []
    return _calls(session, ui, ui.traffic.editor.seq, request, parameters)


def _calls(
    session: PageSession, ui: UiState, seq: int, request: str | None = None, parameters: Json = None
) -> Sequence[Call]:
    log = ShownLog(session.traffic, session.frames, ui.traffic)
    picked = log.find(seq)
    entry = None if picked is None else pair(log, picked)[0]
    message = None if entry is None else captured(entry)
    if entry is None or message is None or why_not_again(log, session.frames, entry, ui.traffic):
        return []
    made = f"message {entry.seq}"
    sent = message.get("parameters") if parameters is None else parameters
    args: dict[str, Json] = {"seq": made, "parameters": sent or []}
    if request is not None and request != entry.request:
        args["request"] = request
    return [
        Call("waitForRequest", {"request": entry.request or "", "label": log.label(entry)}, made),
        Call("resend", args),
    ]
