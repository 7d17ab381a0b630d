"""The namespaces of the Service Client API: each is a mapping of request names to handlers."""

from __future__ import annotations

from scapi.namespaces import agent, configuration, interaction, media, messenger, system, voice
from scapi.outlet import Outlet
from scapi.policy.rules import Policy
from scapi.service import Handler
from scapi.workspace.workspace import Workspace


def handlers(workspace: Workspace, policy: Policy, outlet: Outlet) -> dict[str, Handler]:
    """Every handler by canonical request name."""
    return {
        **agent.handlers(workspace),
        **configuration.handlers(workspace, policy),
        **interaction.handlers(workspace, policy),
        **media.handlers(workspace),
        **messenger.handlers(outlet),
        **system.handlers(policy),
        **voice.handlers(workspace, policy),
    }
