"""configuration: options of the configuration. Source: reference, "Configuration Namespace"."""

from __future__ import annotations

from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol import errors
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Failure
from scapi.workspace.options import overridden, read_options
from scapi.workspace.workspace import Workspace


def handlers(workspace: Workspace, policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def get_option(caller: Caller, arguments: Arguments) -> Answer:
        decision = policy.may_read_options(caller.origin)
        if not decision.allowed:
            return Failure(errors.OPTION_NOT_READABLE, decision)
        return read_options(workspace.configuration, arguments.texts("options"))

    def get_contextual_option(caller: Caller, arguments: Arguments) -> Answer:
        decision = policy.may_read_options(caller.origin)
        if not decision.allowed:
            return Failure(errors.OPTION_NOT_READABLE, decision)
        interaction = workspace.found(arguments.text("interactionId"))
        if isinstance(interaction, Failure):
            return interaction
        overrides = workspace.overrides(interaction)
        return read_options(overridden(workspace.configuration, overrides), arguments.texts("options"))

    return {
        "configuration.getOption": get_option,
        "configuration.getContextualOption": get_contextual_option,
    }
