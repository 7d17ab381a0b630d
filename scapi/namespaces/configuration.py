"""configuration: options of the configuration. Source: reference, "Configuration Namespace"."""

from __future__ import annotations

from scapi.namespaces.argument_rules import refused_arguments
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Failure
from scapi.workspace.options import overridden, read_options
from scapi.workspace.workspace import Workspace


def handlers(workspace: Workspace, policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def get_option(caller: Caller, arguments: Arguments) -> Answer:
        refused = refused_arguments(policy, "configuration.getOption", caller.origin, arguments)
        return refused or read_options(workspace.configuration, arguments.texts("options"))

    def get_contextual_option(caller: Caller, arguments: Arguments) -> Answer:
        refused = refused_arguments(policy, "configuration.getContextualOption", caller.origin, arguments)
        if refused is not None:
            return refused
        interaction = workspace.found(arguments.text("interactionId"))
        if isinstance(interaction, Failure):
            return interaction
        overrides = workspace.overrides(interaction)
        return read_options(overridden(workspace.configuration, overrides), arguments.texts("options"))

    return {
        "configuration.getOption": get_option,
        "configuration.getContextualOption": get_contextual_option,
    }
