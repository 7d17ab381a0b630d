"""The namespaces of the Service Client API: each is a mapping of request names to handlers."""

from __future__ import annotations

from scapi.namespaces import (
    agent,
    auth,
    configuration,
    email,
    interaction,
    joining,
    media,
    messenger,
    outbound,
    system,
    system_views,
    voice,
)
from scapi.service import Handler
from scapi.workspace.parts import Parts


def handlers(parts: Parts) -> dict[str, Handler]:
    """Every handler by canonical request name."""
    workspace, policy = parts.workspace, parts.policy
    return {
        **agent.handlers(workspace),
        **auth.handlers(parts.tokens),
        **configuration.handlers(workspace, policy),
        **email.handlers(workspace, policy),
        **interaction.handlers(workspace, policy),
        **joining.handlers(workspace.joining, policy),
        **media.handlers(workspace),
        **messenger.handlers(parts.outlet),
        **outbound.handlers(workspace.outbound, policy),
        **system.handlers(parts),
        **system_views.handlers(parts),
        **voice.handlers(workspace.telephony, policy),
    }
