"""The driver: plays the far ends, turns the clock, reads what the agent sees. With the simulator only.

The page's simulator panel, tests and other tools use the same calls: ``window.workspace.call(name, args)``. A wrong
name or argument is a failure that says what was expected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from scapi.centre.clock import ClockMode
from scapi.centre.conversations import CallType, Contact, FarEndVerb
from scapi.driver_reports import policy_report, state_report
from scapi.frames import Level
from scapi.policy.urls import page_url
from scapi.protocol.parameters import Arguments, Kind, Parameter, describe, fits
from scapi.values import DONE, Failure, Json, Outcome, Success, member
from scapi.workspace.workspace import Connection

if TYPE_CHECKING:
    from scapi.session import Session

LONGEST_ADVANCE = 10_000_000_000
"""Seconds, some centuries; a clock turned much further has no dates."""

Run: TypeAlias = Callable[["Session", Arguments], Outcome]


@dataclass(frozen=True, slots=True)
class DriverCall:
    """One call: its arguments by name, and what it does."""

    documentation: str
    parameters: tuple[Parameter, ...]
    run: Run


class Driver:
    """Runs driver calls on one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def call(self, name: str, args: Json) -> Outcome:
        """Runs one call; a failure has changed nothing."""
        known = CALLS.get(name)
        if known is None:
            return Failure(f"There is no driver call {name!r}; known are {', '.join(CALLS)}.")
        given = {} if args is None else args
        if not isinstance(given, Mapping):
            return Failure(f"The arguments of {name} must be an object, not {describe(args)}.")
        names = [parameter.name for parameter in known.parameters]
        for key in given:
            if key not in names:
                return Failure(f"{name} has no argument {key!r}; known are {', '.join(names) or 'none'}.")
        for parameter in known.parameters:
            value = given.get(parameter.name)
            if (value is None and not parameter.optional) or (value is not None and not fits(parameter.kind, value)):
                found = describe(value) if parameter.name in given else "nothing"
                return Failure(f"{name}: {parameter.name} must be {parameter.kind.value}, not {found}.")
        return known.run(self._session, Arguments(given))


def _reset(session: Session, _: Arguments) -> Outcome:
    session.reset()
    return Success({})


def _policy(session: Session, arguments: Arguments) -> Outcome:
    return Success(policy_report(session, arguments.text("origin")))


def _ring(session: Session, arguments: Arguments) -> Outcome:
    written = arguments.optional_text("callType")
    call_type = member(CallType, written)
    if written is not None and call_type is None:
        return Failure(f"ring: callType must be one of {', '.join(CallType)}, not {written!r}.")
    contact = arguments.value("contact")
    if contact is not None and not isinstance(contact, (str, Mapping)):
        return Failure(f"ring: contact must be a name or an object, not {describe(contact)}.")
    outcome = session.simulator.calls.ring(
        arguments.text("ani").strip(),
        arguments.optional_text("dnis"),
        arguments.mapping("userData"),
        _contact(contact),
        call_type,
    )
    if isinstance(outcome, Failure):
        return outcome
    interaction = session.workspace.interactions.of_conversation(str(outcome.data))
    return Success({"interactionId": interaction.id if interaction is not None else None})


def _contact(given: Json) -> Contact | None:
    if isinstance(given, str):
        return Contact(given, matched_by="scenario")
    if not isinstance(given, Mapping):
        return None
    first, last = str(given.get("firstName") or ""), str(given.get("lastName") or "")
    name = str(given.get("displayName") or f"{first} {last}".strip())
    return Contact(name, first, last, str(given.get("company") or ""), matched_by="scenario")


def _far_end(session: Session, arguments: Arguments) -> Outcome:
    action = arguments.text("action")
    verb = member(FarEndVerb, action)
    if verb is None:
        return Failure(f"farEnd: action must be one of {', '.join(FarEndVerb)}, not {action!r}.")
    interaction = session.workspace.interactions.get(arguments.text("interactionId"))
    if interaction is None:
        return Failure(f"farEnd: there is no interaction {arguments.text('interactionId')!r}.")
    party = arguments.optional_text("party")
    outcome = session.simulator.far_end(
        interaction.conversation.id, lambda call: session.simulator.calls.far_end(call, verb, party)
    )
    return Success({}) if outcome is DONE else outcome


def _advance(session: Session, arguments: Arguments) -> Outcome:
    seconds = arguments.number("seconds")
    if seconds < 0:
        return Failure(f"advance: seconds must be at least 0, not {seconds:g}.")
    if seconds > LONGEST_ADVANCE:
        return Failure(f"advance: seconds must be at most {LONGEST_ADVANCE}, not {seconds:g}.")
    session.simulator.clock.advance(seconds)
    return Success({"now": session.simulator.now()})


def _clock(session: Session, arguments: Arguments) -> Outcome:
    mode = member(ClockMode, arguments.text("mode"))
    if mode is None:
        return Failure(f"clock: mode must be one of {', '.join(ClockMode)}, not {arguments.text('mode')!r}.")
    session.simulator.clock.set_mode(mode)
    return Success({"now": session.simulator.now()})


def _open_client(session: Session, arguments: Arguments) -> Outcome:
    url = arguments.text("url")
    if not page_url(url).allowed:
        return Failure(f"openClient: url must begin with http:// or https://, not {url!r}.")
    level = arguments.optional_text("level") or Level.WORKSPACE.value
    if level not in (Level.WORKSPACE, Level.INTERACTION):
        return Failure(f"openClient: level must be workspace or interaction, not {level!r}.")
    interaction_id = None
    if level == Level.INTERACTION:
        selected = session.workspace.selected_interaction()
        if selected is None:
            return Failure("openClient: no interaction is open for a client of level interaction.")
        interaction_id = selected.id
    frame = session.client_frames.open_client(arguments.text("label"), url, Level(level), interaction_id)
    return Success({"frameId": frame.id})


def _close_client(session: Session, arguments: Arguments) -> Outcome:
    frame_id = arguments.text("frameId")
    if not session.client_frames.close_client(frame_id):
        return Failure(f"closeClient: there is no client {frame_id!r}.")
    return Success({})


def _connection(session: Session, arguments: Arguments) -> Outcome:
    state = member(Connection, arguments.text("state"))
    if state is None or state is Connection.CONNECTED:
        told = ", ".join(each for each in Connection if each is not Connection.CONNECTED)
        return Failure(f"connection: state must be one of {told}, not {arguments.text('state')!r}.")
    session.workspace.set_connection(state)
    return Success({})


def _say(session: Session, arguments: Arguments) -> Outcome:
    frame = session.frames.get(arguments.text("frameId"))
    text = arguments.text("text")
    if frame is None or frame.origin is None:
        return Failure(f"say: no client has been heard in a frame {arguments.text('frameId')!r}.")
    if not text.startswith("wwe"):
        return Failure(f"say: text must begin with 'wwe', not {text[:20]!r}.")
    session.outlet.say(frame, text)
    return Success({})


def _state(session: Session, _: Arguments) -> Outcome:
    return Success(state_report(session))


def _traffic(session: Session, arguments: Arguments) -> Outcome:
    since = int(arguments.number("since")) if arguments.value("since") is not None else 0
    return Success([entry.summary() for entry in session.traffic.since(since)])


def _required(name: str, kind: Kind, documentation: str) -> Parameter:
    return Parameter(name, kind, documentation)


def _optional(name: str, kind: Kind, documentation: str) -> Parameter:
    return Parameter(name, kind, documentation, optional=True)


CALLS: Mapping[str, DriverCall] = {
    "reset": DriverCall("Takes everything back to the scenario's start, counters of the policy included.", (), _reset),
    "policy": DriverCall(
        "What an origin may do, why, and its counters.",
        (_required("origin", Kind.NAME, "An origin as the browser reports it."),),
        _policy,
    ),
    "ring": DriverCall(
        "An inbound call to the agent.",
        (
            _required("ani", Kind.NAME, "The number that calls."),
            _optional("dnis", Kind.NAME, "The number that was called; the agent's own by default."),
            _optional("userData", Kind.OBJECT, "Attached data."),
            _optional("contact", Kind.ANY, "A name, or an object with displayName, firstName, lastName, company."),
            _optional("callType", Kind.NAME, "INBOUND by default, INTERNAL from a colleague's number."),
        ),
        _ring,
    ),
    "farEnd": DriverCall(
        "What the other party of a call does.",
        (
            _required("interactionId", Kind.NAME, "The call."),
            _required("action", Kind.NAME, "answer, hangUp, busy or noAnswer."),
            _optional("party", Kind.NAME, "Which one of several parties: its number."),
        ),
        _far_end,
    ),
    "advance": DriverCall(
        "Turns the simulator's clock forward.", (_required("seconds", Kind.NUMBER, "How far."),), _advance
    ),
    "clock": DriverCall("Stops or starts the clock.", (_required("mode", Kind.NAME, "manual or real."),), _clock),
    "openClient": DriverCall(
        "Opens a page as a client.",
        (
            _required("label", Kind.NAME, "The title of its tab."),
            _required("url", Kind.NAME, "Its address."),
            _optional("level", Kind.NAME, "workspace (default) or interaction: with the open interaction."),
        ),
        _open_client,
    ),
    "closeClient": DriverCall("Closes a client.", (_required("frameId", Kind.NAME, "Its frame."),), _close_client),
    "connection": DriverCall(
        "The link to the contact centre changes.",
        (_required("state", Kind.NAME, "DISCONNECTED, RECONNECTED or DOWN."),),
        _connection,
    ),
    "say": DriverCall(
        "Sends a plain string to a client, as older workspaces do.",
        (_required("frameId", Kind.NAME, "The frame."), _required("text", Kind.NAME, "A text beginning with wwe.")),
        _say,
    ),
    "state": DriverCall("All that the agent sees, unredacted.", (), _state),
    "traffic": DriverCall(
        "The traffic log.", (_optional("since", Kind.NUMBER, "Only entries after this number."),), _traffic
    ),
}
