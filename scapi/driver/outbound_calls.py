"""Driver calls of outbound: what campaigns do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.centre_error import CentreError
from scapi.driver.driver_call import AGENT, NOTHING, DriverCall, agent_of, interaction_of, played, workspace_of
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Failure
from scapi.workspace.failures import failure_of

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

ACTIONS = ("load", "unload", "start", "stop")


def _campaign(session: DrivenSession, arguments: Arguments) -> Answer:
    action, name = arguments.text("action"), arguments.text("name")
    mode = arguments.optional_text("mode")
    campaigns = session.simulator.campaigns
    match action:
        case "load":
            campaigns.load(name, mode)
            return NOTHING
        case "start":
            return played(campaigns.start(name, mode))
        case "stop":
            return played(campaigns.stop(name))
        case "unload":
            return played(campaigns.unload(name))
    return Failure(f"campaign: action must be one of {', '.join(ACTIONS)}, not {action!r}.")


def _push_preview(session: DrivenSession, arguments: Arguments) -> Answer:
    given = arguments.value("direct")
    direct = given if isinstance(given, bool) else None
    workspace = workspace_of(session, "pushPreview", arguments)
    if isinstance(workspace, Failure):
        return workspace
    result = session.simulator.push(agent_of(session, workspace), arguments.text("campaign"), direct)
    return failure_of(result) if isinstance(result, CentreError) else interaction_of(workspace, result.started)


OUTBOUND_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "campaign": DriverCall(
        "A campaign is loaded, started, stopped or unloaded.",
        (
            required("action", Kind.NAME, "load, start, stop or unload."),
            required("name", Kind.NAME, "The campaign; loading an unknown name makes one with a sample list."),
            optional("mode", Kind.NAME, "Preview (default), PushPreview, DirectPushPreview, or any text for events."),
        ),
        _campaign,
    ),
    "pushPreview": DriverCall(
        "The campaign pushes its next record to the agent.",
        (
            required("campaign", Kind.NAME, "A campaign that is started."),
            optional("direct", Kind.FLAG, "Direct push preview; without it the campaign's mode decides."),
            AGENT,
        ),
        _push_preview,
    ),
}
