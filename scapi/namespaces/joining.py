"""interaction, second half: consult, transfer, conference. Source: reference, "Interaction Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.directory import Target
from scapi.namespaces.argument_rules import refused_arguments
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.joining import Joining
from scapi.workspace.targets import parse_target

Join = Callable[[str, Target, JsonObject, JsonObject], Answer]


def handlers(joining: Joining, policy: Policy) -> dict[str, Handler]:
    """The handlers of these requests."""

    def with_target(request: str, join: Join) -> Handler:
        def handle(caller: Caller, arguments: Arguments) -> Answer:
            user_data = arguments.mapping("userData")
            refused = refused_arguments(policy, request, caller.origin, arguments)
            target = parse_target(arguments.value("targetQuery"))
            if isinstance(target, Failure):
                return target
            return refused or join(arguments.text("interactionId"), target, user_data, arguments.mapping("extensions"))

        return handle

    joins = {
        "interaction.consult": joining.consult,
        "interaction.singleStepTransfer": joining.transfer,
        "interaction.singleStepConference": joining.conference,
    }
    return {
        **{request: with_target(request, join) for request, join in joins.items()},
        "interaction.completeTransfer": lambda _, arguments: joining.complete_transfer(
            arguments.text("consultInteractionId")
        ),
        "interaction.completeConference": lambda _, arguments: joining.complete_conference(
            arguments.text("consultInteractionId")
        ),
    }
