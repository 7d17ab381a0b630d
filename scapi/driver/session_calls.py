"""Driver calls of the session: the clock, the clients, the connection, and what can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.port import Connection
from scapi.centre.simulator.clock import ClockMode
from scapi.driver.driver_call import AGENT, NOTHING, DriverCall, optional, required, workspace_of
from scapi.driver.reports import agent_report, options_report, policy_report, state_report
from scapi.frames import Level
from scapi.host import Area
from scapi.policy.urls import page_url
from scapi.protocol.parameters import Arguments, Kind
from scapi.values import Answer, Failure, Success, member

if TYPE_CHECKING:
    from scapi.driven import DrivenSession


LONGEST_ADVANCE = 10_000_000_000
"""Seconds, some centuries; a clock turned much further has no dates."""


def _reset(session: DrivenSession, _: Arguments) -> Answer:
    session.reset()
    return NOTHING


def _policy(session: DrivenSession, arguments: Arguments) -> Answer:
    return Success(policy_report(session, arguments.text("origin")))


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


def _open_client(session: DrivenSession, arguments: Arguments) -> Answer:
    url = arguments.text("url")
    if not page_url(url, session.own_origin).allowed:
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


def _close_client(session: DrivenSession, arguments: Arguments) -> Answer:
    frame_id = arguments.text("frameId")
    if not session.client_frames.close_client(frame_id):
        return Failure(f"closeClient: there is no client {frame_id!r}.")
    return NOTHING


def _connection(session: DrivenSession, arguments: Arguments) -> Answer:
    state = member(Connection, arguments.text("state"))
    if state is None or state is Connection.CONNECTED:
        told = ", ".join(each for each in Connection if each is not Connection.CONNECTED)
        return Failure(f"connection: state must be one of {told}, not {arguments.text('state')!r}.")
    session.simulator.port(session.agent).link(state)
    return NOTHING


def _say(session: DrivenSession, arguments: Arguments) -> Answer:
    frame = session.frames.get(arguments.text("frameId"))
    text = arguments.text("text")
    if frame is None or frame.origin is None:
        return Failure(f"say: no client has been heard in a frame {arguments.text('frameId')!r}.")
    if not text.startswith("wwe"):
        return Failure(f"say: text must begin with 'wwe', not {text[:20]!r}.")
    session.outlet.say(frame, text)
    return NOTHING


def _state(session: DrivenSession, arguments: Arguments) -> Answer:
    workspace = workspace_of(session, "state", arguments)
    if isinstance(workspace, Failure):
        return workspace
    return Success(state_report(session) if workspace is session.workspace else agent_report(workspace))


def _options(session: DrivenSession, _: Arguments) -> Answer:
    return Success(options_report(session.configuration))


def _traffic(session: DrivenSession, arguments: Arguments) -> Answer:
    since = int(arguments.number("since")) if arguments.value("since") is not None else 0
    return Success([entry.summary() for entry in session.traffic.since(since)])


SESSION_CALLS: Mapping[str, DriverCall] = {
    "reset": DriverCall("Takes everything back to the scenario's start, counters of the policy included.", (), _reset),
    "policy": DriverCall(
        "What an origin may do, why, and its counters.",
        (required("origin", Kind.NAME, "An origin as the browser reports it."),),
        _policy,
    ),
    "advance": DriverCall(
        "Turns the simulator's clock forward.", (required("seconds", Kind.NUMBER, "How far."),), _advance
    ),
    "clock": DriverCall("Stops or starts the clock.", (required("mode", Kind.NAME, "manual or real."),), _clock),
    "openClient": DriverCall(
        "Opens a page as a client.",
        (
            required("label", Kind.NAME, "The title of its tab."),
            required("url", Kind.NAME, "Its address."),
            optional("level", Kind.NAME, "workspace (default) or interaction: with the open interaction."),
        ),
        _open_client,
    ),
    "closeClient": DriverCall("Closes a client.", (required("frameId", Kind.NAME, "Its frame."),), _close_client),
    "connection": DriverCall(
        "The link to the contact centre changes.",
        (required("state", Kind.NAME, "DISCONNECTED, RECONNECTED or DOWN."),),
        _connection,
    ),
    "say": DriverCall(
        "Sends a plain string to a client, as older workspaces do.",
        (required("frameId", Kind.NAME, "The frame."), required("text", Kind.NAME, "A text beginning with wwe.")),
        _say,
    ),
    "state": DriverCall("All that the agent sees, unredacted.", (AGENT,), _state),
    "options": DriverCall("Every option that counts, or was written: value, place and effect.", (), _options),
    "traffic": DriverCall(
        "The traffic log.", (optional("since", Kind.NUMBER, "Only entries after this number."),), _traffic
    ),
}
