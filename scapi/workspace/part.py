"""What every part of a workspace that acts on interactions has."""

from __future__ import annotations

from scapi.commands import Remote
from scapi.protocol import errors
from scapi.values import Failure
from scapi.workspace.core import Core
from scapi.workspace.interactions import Interaction


class Part:
    """Acts on the interactions of one workspace; its commands are carried out by the leading tab."""

    def __init__(self, core: Core) -> None:
        self.core = core

    @property
    def remote(self) -> Remote | None:
        return self.core.shared.remote

    def found(self, interaction_id: str) -> Interaction | Failure:
        """The interaction, or the failure that says there is none."""
        return self.core.interactions.get(interaction_id) or Failure(errors.INTERACTION_NOT_FOUND)

    def of_medium(self, interaction_id: str, media: str, participle: str) -> Interaction | Failure:
        """The interaction, when it is of a medium; the participle names in the failure what others cannot be."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Interaction) and interaction.media != media:
            return Failure(errors.wrong_medium(participle, interaction.media))
        return interaction
