"""Driver calls that wait: for an app to subscribe, for a request to be answered, for an event to reach an app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.decisions import Verdict
from scapi.driver.driver_call import DriverCall
from scapi.driver.reports import frame_report
from scapi.driver.waiting import (
    FRAME,
    LABEL,
    ORIGIN,
    SINCE,
    TIMEOUT,
    Found,
    Which,
    address_origin,
    entry_with_messages,
    is_answered,
    listed,
    message_of,
    since,
    timeout_problem,
    wait_until,
    word,
)
from scapi.frames import Frame
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.traffic import Direction, Entry
from scapi.traffic import Kind as Sort
from scapi.values import Answer, Json

if TYPE_CHECKING:
    from scapi.page_session import PageSession

_REACHED = frozenset({Verdict.ALLOWED, Verdict.REDACTED})


def _wait_for_app(session: PageSession, arguments: Arguments) -> Answer:
    which, event = Which.of(session, arguments), arguments.optional_text("event")

    def ready(frame: Frame) -> bool:
        return bool(frame.subscriptions) if event is None else frame.subscribed(event)

    def find() -> Json:
        found = next((frame for frame in session.frames if which.fits(frame) and ready(frame)), None)
        return None if found is None else frame_report(session, found)

    def missed(within: str) -> str:
        wanted = "to anything" if event is None else f"to {event!r}"
        there = listed((_described(session, frame) for frame in session.frames), "There is no app.")
        return f"waitForApp: no {which} has subscribed {wanted} {within}. {there}"

    return wait_until(session, arguments, find, missed)


def _described(session: PageSession, frame: Frame) -> str:
    """One app as a failure names it: where it is from, and how far it has come."""
    origin = frame.origin
    if origin is None:
        came = f"no message yet from {address_origin(frame) or 'it'}"
    elif not session.policy.rights(origin).listed.allowed:
        came = f"{origin} is not listed"
    else:
        events = sorted({event for each in frame.subscriptions.values() for event in each.events})
        came = f"{origin} subscribed to {' and '.join(map(repr, events)) or 'nothing'}"
    return f"{frame.id} {frame.label!r}: {came}"


def _wait_for_request(session: PageSession, arguments: Arguments) -> Answer:
    which, request = Which.of(session, arguments), arguments.text("request")

    def asked(entry: Entry) -> bool:
        return entry.direction is Direction.IN and entry.kind is Sort.REQUEST

    find = Found(
        session,
        since(arguments),
        lambda entry: asked(entry) and entry.request == request and which.fits_entry(entry),
        is_answered,
    )

    def found() -> Json:
        entry = find()
        return None if entry is None else entry_with_messages(session.traffic, entry)

    def missed(within: str) -> str:
        others = (word(entry) for entry in session.traffic.since(since(arguments)) if asked(entry))
        return f"waitForRequest: no {request!r} of an {which} {within}. {listed(others, 'No request came.')}"

    return wait_until(session, arguments, found, missed)


def _wait_for_event(session: PageSession, arguments: Arguments) -> Answer:
    which, event = Which.of(session, arguments), arguments.text("event")
    event_type, interaction_id = arguments.optional_text("eventType"), arguments.optional_text("interactionId")

    def sent(entry: Entry) -> bool:
        return entry.direction is Direction.OUT and entry.kind is Sort.EVENT

    def fits(entry: Entry) -> bool:
        return (
            sent(entry)
            and entry.event == event
            and event_type in (None, entry.event_type)
            and which.fits_entry(entry)
            and entry.decision.verdict in _REACHED
            and (interaction_id is None or interaction_id == _interaction_of(entry))
        )

    find = Found(session, since(arguments), fits, lambda _: True)

    def found() -> Json:
        entry = find()
        return None if entry is None else {**entry.summary(), "message": message_of(entry)}

    def missed(within: str) -> str:
        wanted = " ".join(filter(None, (event, event_type)))
        others = (word(entry) for entry in session.traffic.since(since(arguments)) if sent(entry))
        return f"waitForEvent: no {wanted!r} to an {which} {within}. {listed(others, 'No event was sent.')}"

    return wait_until(session, arguments, found, missed)


def _interaction_of(entry: Entry) -> Json:
    """The interaction that an event is about, if it is about one."""
    message = message_of(entry)
    data = message.get("data") if isinstance(message, Mapping) else None
    interaction = data.get("interaction") if isinstance(data, Mapping) else None
    return interaction.get("interactionId") if isinstance(interaction, Mapping) else None


WAITING_CALLS: Mapping[str, DriverCall[PageSession]] = {
    "waitForApp": DriverCall(
        "Waits until an app has subscribed; gives its frame.",
        (
            optional("event", Kind.NAME, "Until it has subscribed to this event; to any by default."),
            FRAME,
            LABEL,
            ORIGIN,
            TIMEOUT,
        ),
        _wait_for_app,
        timeout_problem("waitForApp"),
    ),
    "waitForRequest": DriverCall(
        "Waits until a request of an app is answered or held back; gives its entry of the traffic log.",
        (required("request", Kind.NAME, "The name of the request."), FRAME, LABEL, ORIGIN, SINCE, TIMEOUT),
        _wait_for_request,
        timeout_problem("waitForRequest"),
    ),
    "waitForEvent": DriverCall(
        "Waits until an event was sent to an app; gives its entry of the traffic log.",
        (
            required("event", Kind.NAME, "The name of the event, such as interaction."),
            optional("eventType", Kind.NAME, "Of this type only, such as RINGING."),
            optional("interactionId", Kind.NAME, "About this interaction only."),
            FRAME,
            LABEL,
            ORIGIN,
            SINCE,
            TIMEOUT,
        ),
        _wait_for_event,
        timeout_problem("waitForEvent"),
    ),
}
