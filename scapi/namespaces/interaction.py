"""interaction: the agent's interactions, their data and their cases. Source: reference, "Interaction Namespace"."""

from __future__ import annotations

from collections.abc import Iterable

from scapi.namespaces.argument_rules import refused_arguments
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Success
from scapi.workspace.actors import Actor, ActorKind
from scapi.workspace.caps import check_text
from scapi.workspace.interactions import Interaction
from scapi.workspace.workspace import Workspace


def application(caller: Caller) -> Actor:
    """The client application that asks, as the agent is shown it."""
    return Actor(ActorKind.APPLICATION, caller.frame.label, caller.origin)


def handlers(workspace: Workspace, policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""
    return _lookups(workspace) | _writes(workspace, policy) | _marks(workspace) | _acts(workspace)


def _lookups(workspace: Workspace) -> dict[str, Handler]:
    def objects(interactions: Iterable[Interaction]) -> Success:
        return Success([workspace.interaction_object(interaction) for interaction in interactions])

    def get_by_interaction_id(_: Caller, arguments: Arguments) -> Answer:
        interaction = workspace.interactions.get(arguments.text("interactionId"))
        return Success(null=True) if interaction is None else Success(workspace.interaction_object(interaction))

    def get_by_bundle_id(_: Caller, arguments: Arguments) -> Answer:
        bundle = arguments.text("bundleId")
        return objects(each for each in workspace.interactions if each.bundle_id == bundle)

    return {
        "interaction.getInteractions": lambda _, __: objects(workspace.interactions),
        "interaction.getByInteractionId": get_by_interaction_id,
        "interaction.getByCaseId": lambda _, arguments: objects(
            workspace.interactions.of_case(arguments.text("caseId"))
        ),
        "interaction.getByBundleId": get_by_bundle_id,
    }


def _writes(workspace: Workspace, policy: Policy) -> dict[str, Handler]:
    def set_user_data(caller: Caller, arguments: Arguments) -> Answer:
        pairs = arguments.mapping("keyValues")
        refused = refused_arguments(policy, "interaction.setUserData", caller.origin, arguments)
        return refused or workspace.handling.set_user_data(arguments.text("interactionId"), pairs, application(caller))

    def delete_user_data(caller: Caller, arguments: Arguments) -> Answer:
        key = arguments.text("key")
        refused = refused_arguments(policy, "interaction.deleteUserData", caller.origin, arguments)
        return refused or workspace.handling.delete_user_data(arguments.text("interactionId"), key, application(caller))

    return {"interaction.setUserData": set_user_data, "interaction.deleteUserData": delete_user_data}


def _marks(workspace: Workspace) -> dict[str, Handler]:
    def block(caller: Caller, arguments: Arguments) -> Answer:
        warning = arguments.text("warningMessage")
        too_long = check_text("warningMessage", warning)
        return too_long or workspace.marking_done.block(arguments.text("interactionId"), warning, caller.origin)

    def unblock(caller: Caller, arguments: Arguments) -> Answer:
        return workspace.marking_done.unblock(arguments.text("interactionId"), caller.origin)

    return {
        "interaction.markdone": lambda _, arguments: workspace.marking_done.mark_done(arguments.text("interactionId")),
        "interaction.blockMarkdone": block,
        "interaction.unblockMarkdone": unblock,
    }


def _acts(workspace: Workspace) -> dict[str, Handler]:
    return {
        "interaction.selectCaseByCaseId": lambda _, arguments: workspace.handling.select_case(arguments.text("caseId")),
        "interaction.accept": lambda _, arguments: workspace.handling.accept(arguments.text("interactionId")),
        "interaction.reject": lambda _, arguments: workspace.handling.reject(arguments.text("interactionId")),
    }
