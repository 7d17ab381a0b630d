"""Driver calls that any session of a page has, whatever contact centre is behind it: clients, waiting for what they
do, and what can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.driver.driver_call import AGENT, NOTHING, DriverCall, workspace_of
from scapi.driver.reports import agent_report, options_report, policy_report, state_report
from scapi.driver.resend_call import RESEND_CALL
from scapi.driver.waiting_calls import WAITING_CALLS
from scapi.driver.what_if_calls import WHAT_IF_CALLS
from scapi.frames import Level
from scapi.policy.urls import page_url
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Failure, Success

if TYPE_CHECKING:
    from scapi.page_session import PageSession


def _policy(session: PageSession, arguments: Arguments) -> Answer:
    return Success(policy_report(session, arguments.text("origin")))


def _open_client(session: PageSession, arguments: Arguments) -> Answer:
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


def _close_client(session: PageSession, arguments: Arguments) -> Answer:
    frame_id = arguments.text("frameId")
    if not session.client_frames.close_client(frame_id):
        return Failure(f"closeClient: there is no client {frame_id!r}.")
    return NOTHING


def _say(session: PageSession, arguments: Arguments) -> Answer:
    frame = session.frames.get(arguments.text("frameId"))
    text = arguments.text("text")
    if frame is None or frame.origin is None:
        return Failure(f"say: no client has been heard in a frame {arguments.text('frameId')!r}.")
    if not text.startswith("wwe"):
        return Failure(f"say: text must begin with 'wwe', not {text[:20]!r}.")
    session.outlet.say(frame, text)
    return NOTHING


def _state(session: PageSession, arguments: Arguments) -> Answer:
    workspace = workspace_of(session, "state", arguments)
    if isinstance(workspace, Failure):
        return workspace
    return Success(state_report(session) if workspace is session.workspace else agent_report(workspace))


def _options(session: PageSession, _: Arguments) -> Answer:
    return Success(options_report(session.configuration))


def _traffic(session: PageSession, arguments: Arguments) -> Answer:
    since = int(arguments.number("since")) if arguments.value("since") is not None else 0
    return Success([entry.summary() for entry in session.traffic.since(since)])


PAGE_CALLS: Mapping[str, DriverCall[PageSession]] = {
    "policy": DriverCall(
        "What an origin may do, why, and its counters.",
        (required("origin", Kind.NAME, "An origin as the browser reports it."),),
        _policy,
    ),
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
    "resend": RESEND_CALL,
    **WAITING_CALLS,
    **WHAT_IF_CALLS,
}
