"""interaction, second half: consult, transfer, conference. Source: reference, "Interaction Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.directory import Target
from scapi.namespaces.interaction import unwritable
from scapi.outlet import Caller
from scapi.policy.rules import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.joining import Joining
from scapi.workspace.targets import parse_target

Join = Callable[[str, Target, JsonObject, JsonObject], Answer]


def handlers(joining: Joining, policy: Policy) -> dict[str, Handler]:
    """The handlers of these requests."""

    def with_target(join: Join) -> Handler:
        def handle(_: Caller, arguments: Arguments) -> Answer:
            user_data = arguments.mapping("userData")
            refused = unwritable(policy, user_data) if policy.user_data.strict else None
            target = parse_target(arguments.value("target"))
            if isinstance(target, Failure):
                return target
            return refused or join(arguments.text("interactionId"), target, user_data, arguments.mapping("extensions"))

        return handle

    return {
        "interaction.consult": with_target(joining.consult),
        "interaction.singleStepTransfer": with_target(joining.transfer),
        "interaction.singleStepConference": with_target(joining.conference),
        "interaction.completeTransfer": lambda _, arguments: joining.complete_transfer(
            arguments.text("consultInteractionId")
        ),
        "interaction.completeConference": lambda _, arguments: joining.complete_conference(
            arguments.text("consultInteractionId")
        ),
    }
