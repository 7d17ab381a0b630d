"""Driver calls of a session on the simulator: back to the start, the clock, the connection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.port import Connection
from scapi.centre.simulator.clock import ClockMode
from scapi.driver.driver_call import NOTHING, DriverCall
from scapi.host import Area
from scapi.protocol.parameters import Arguments, Kind, required
from scapi.values import Answer, Failure, Success, member

if TYPE_CHECKING:
    from scapi.driven import DrivenSession


LONGEST_ADVANCE = 10_000_000_000
"""Seconds, some centuries; a clock turned much further has no dates."""


def _reset(session: DrivenSession, _: Arguments) -> Answer:
    session.reset()
    return NOTHING


def _advance(session: DrivenSession, arguments: Arguments) -> Answer:
    seconds = arguments.number("seconds")
    if seconds < 0:
        return Failure(f"advance: seconds must be at least 0, not {seconds:g}.")
    if seconds > LONGEST_ADVANCE:
        return Failure(f"advance: seconds must be at most {LONGEST_ADVANCE}, not {seconds:g}.")
    session.simulator.clock.advance(seconds)
    session.host.changed(Area.CLOCK)
    return Success({"now": session.simulator.clock.now()})


def _clock(session: DrivenSession, arguments: Arguments) -> Answer:
    mode = member(ClockMode, arguments.text("mode"))
    if mode is None:
        return Failure(f"clock: mode must be one of {', '.join(ClockMode)}, not {arguments.text('mode')!r}.")
    session.simulator.clock.set_mode(mode)
    session.host.changed(Area.CLOCK)
    return Success({"now": session.simulator.clock.now()})


def _connection(session: DrivenSession, arguments: Arguments) -> Answer:
    state = member(Connection, arguments.text("state"))
    if state is None or state is Connection.CONNECTED:
        told = ", ".join(each for each in Connection if each is not Connection.CONNECTED)
        return Failure(f"connection: state must be one of {told}, not {arguments.text('state')!r}.")
    session.simulator.port(session.agent).link(state)
    return NOTHING


SESSION_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "reset": DriverCall("Takes everything back to the scenario's start, counters of the policy included.", (), _reset),
    "advance": DriverCall(
        "Turns the simulator's clock forward.", (required("seconds", Kind.NUMBER, "How far."),), _advance
    ),
    "clock": DriverCall("Stops or starts the clock.", (required("mode", Kind.NAME, "manual or real."),), _clock),
    "connection": DriverCall(
        "The link to the contact centre changes.",
        (required("state", Kind.NAME, "DISCONNECTED, RECONNECTED or DOWN."),),
        _connection,
    ),
}
