"""Consulting, transferring and conferencing: a second party. Source: reference, "Interaction Namespace"."""

from __future__ import annotations

from scapi.centre.acts import Act, Conference, Consult, Step, Transfer
from scapi.centre.conversations import Verb
from scapi.centre.directory import Target
from scapi.centre.previews import MEDIUM
from scapi.commands import command
from scapi.protocol import errors
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.interactions import SYSTEM_KEYS
from scapi.workspace.part import Part


class Joining(Part):
    """Acts on the interactions of one workspace."""

    @command
    def consult(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Starts a consultation: a second interaction of the same case, by the same medium unless the target says."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        media = target.media or interaction.media
        if media == MEDIUM or all(medium.name != media for medium in self.core.arrivals.known.media):
            return Failure(errors.wrong_medium("consulted about by this medium", media))
        return self.core.link.do(interaction, Consult(target, _own(user_data), extensions))

    @command
    def transfer(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Hands an interaction over in one step."""
        return self._do(interaction_id, Transfer(target, _own(user_data), extensions))

    @command
    def conference(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Adds a party in one step."""
        return self._do(interaction_id, Conference(target, _own(user_data), extensions))

    @command
    def complete_transfer(self, interaction_id: str) -> Answer:
        """The consulted party takes over; the consultation ends and is removed at once."""
        return self._do(interaction_id, Step(Verb.COMPLETE_TRANSFER))

    @command
    def complete_conference(self, interaction_id: str) -> Answer:
        """The consulted party joins; the consultation ends and is removed at once."""
        return self._do(interaction_id, Step(Verb.COMPLETE_CONFERENCE))

    def _do(self, interaction_id: str, act: Act) -> Answer:
        interaction = self.found(interaction_id)
        return interaction if isinstance(interaction, Failure) else self.core.link.do(interaction, act)


def _own(user_data: JsonObject) -> JsonObject:
    """What a client may attach: the interaction is of a case already, and keeps the workspace's own keys."""
    return {key: value for key, value in user_data.items() if key not in SYSTEM_KEYS}
