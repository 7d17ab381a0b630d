"""agent: who the agent is, and the state over all media. Source: reference, "Agent Namespace"."""

from __future__ import annotations

from scapi.outlet import Caller
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Success
from scapi.workspace.wire import agent_object, state_object
from scapi.workspace.workspace import Workspace


def handlers(workspace: Workspace) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def get(_: Caller, __: Arguments) -> Answer:
        return Success(agent_object(workspace.known.profile))

    def get_state(_: Caller, __: Arguments) -> Answer:
        return Success(state_object(workspace.presence.state))

    def get_state_list(_: Caller, __: Arguments) -> Answer:
        return Success([state_object(state) for state in workspace.presence.states])

    def set_state(_: Caller, arguments: Arguments) -> Answer:
        return workspace.presence.set_state(arguments.text("operationName"))

    return {
        "agent.get": get,
        "agent.getState": get_state,
        "agent.getStateList": get_state_list,
        "agent.setState": set_state,
    }
