"""Driver calls of the telephone and of supervisors: what happens to an agent's states from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.driver.driver_call import AGENT, NOTHING, DriverCall, agent_of, played, workspace_of
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Failure

if TYPE_CHECKING:
    from scapi.driven import DrivenSession


def _device(session: DrivenSession, arguments: Arguments) -> Answer:
    workspace = workspace_of(session, "device", arguments)
    if isinstance(workspace, Failure):
        return workspace
    changes: dict[str, object] = {}
    for name, field in (("inService", "in_service"), ("doNotDisturb", "do_not_disturb")):
        if arguments.value(name) is not None:
            changes[field] = arguments.value(name) is True
    if arguments.value("forwardTo") is not None:
        changes["forward_to"] = arguments.text("forwardTo").strip()
    session.simulator.change_device(agent_of(session, workspace), **changes)
    return NOTHING


def _forget_state(session: DrivenSession, arguments: Arguments) -> Answer:
    workspace = workspace_of(session, "forgetState", arguments)
    if isinstance(workspace, Failure):
        return workspace
    return played(session.simulator.forget_state(agent_of(session, workspace), arguments.text("media")))


def _log_out(session: DrivenSession, arguments: Arguments) -> Answer:
    workspace = workspace_of(session, "logOut", arguments)
    if isinstance(workspace, Failure):
        return workspace
    return played(session.simulator.log_out(agent_of(session, workspace)))


DEVICE_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "device": DriverCall(
        "The telephone of an agent: out of service, do not disturb, forwarded.",
        (
            optional("inService", Kind.FLAG, "Whether it works; out of service the voice state is OUT_OF_SERVICE."),
            optional("doNotDisturb", Kind.FLAG, "Whether calls are kept from it."),
            optional("forwardTo", Kind.TEXT, "The number to which calls go instead; an empty text ends that."),
            AGENT,
        ),
        _device,
    ),
    "forgetState": DriverCall(
        "The contact centre no longer knows the state of a medium: UNKNOWN, until the agent sets one.",
        (required("media", Kind.NAME, "The medium."), AGENT),
        _forget_state,
    ),
    "logOut": DriverCall("A supervisor logs an agent out of every medium.", (AGENT,), _log_out),
}
