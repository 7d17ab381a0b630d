"""How long something still rings: until it goes back to its queue, or until the workspace answers it."""

from __future__ import annotations

from host_page.views.moments import Form, Running, Shrinking
from scapi.centre.conversations import WAITING
from scapi.workspace.interactions import Interaction


def goes_back(interaction: Interaction) -> Running | None:
    """The seconds that are left; ``None`` for what is never taken back."""
    expires = interaction.conversation.expires
    return None if expires is None or interaction.state not in WAITING else Running(Form.LEFT, expires)


def answers_in(interaction: Interaction) -> Running | None:
    """The seconds until it is answered; ``None`` for what the agent answers."""
    return None if interaction.answers_at is None else Running(Form.LEFT, interaction.answers_at)


def share(interaction: Interaction) -> Shrinking | None:
    """The bar of the time that is left to accept it; ``None`` for what is never taken back."""
    left = goes_back(interaction)
    return None if left is None else Shrinking(interaction.conversation.state_since, left.at)
