"""The driver call that sends a captured request again (:mod:`scapi.resending`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scapi.driver.driver_call import DriverCall
from scapi.driver.waiting import entry_with_messages, is_answered, wait_until
from scapi.protocol.parameters import Arguments, Kind, describe, optional, required
from scapi.resending import send_again
from scapi.values import Answer, Failure, Json

if TYPE_CHECKING:
    from scapi.page_session import PageSession


def _resend(session: PageSession, arguments: Arguments) -> Answer:
    seq, parameters = int(arguments.number("seq")), arguments.value("parameters")
    if parameters is not None and not isinstance(parameters, list):
        return Failure(f"resend: parameters must be an array, not {describe(parameters)}.")
    entry = next((each for each in session.traffic.since(seq - 1) if each.seq == seq), None)
    if entry is None:
        return Failure(f"resend: the traffic log has no entry {seq}.")
    sent = send_again(session, entry, "", arguments.optional_text("request"), parameters)
    if isinstance(sent, Failure):
        return Failure(f"resend: {sent.error}")
    number = sent.seq

    def answered() -> Json:
        now = next(session.traffic.since(number - 1), None)
        return entry_with_messages(session.traffic, now) if now is not None and is_answered(now) else None

    return wait_until(session, arguments, answered, lambda within: f"resend: no answer {within}.")


RESEND_CALL: DriverCall[PageSession] = DriverCall(
    "Sends a captured request again as its app; gives its entry of the traffic log, with the reply.",
    (
        required("seq", Kind.NUMBER, "Its number in the traffic log."),
        optional("request", Kind.NAME, "Another request in its place."),
        optional("parameters", Kind.ANY, "Other parameters, as an array."),
    ),
    _resend,
)
