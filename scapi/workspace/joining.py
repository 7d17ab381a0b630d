"""Consulting, transferring and conferencing: a second party. Source: reference, "Interaction Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.conversations import VOICE, Verb
from scapi.centre.open_media import CHAT
from scapi.centre.port import Target
from scapi.commands import Remote, command
from scapi.protocol import errors
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.interactions import Interaction
from scapi.workspace.workspace import Workspace


class Joining:
    """Acts on the interactions of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def remote(self) -> Remote | None:
        return self._workspace.remote

    @command
    def consult(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Starts a consultation: a second interaction of the same case; a call may be consulted about by chat, too."""
        interaction = self._workspace.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        media = target.media or interaction.media
        if media not in (VOICE, CHAT):
            return Failure(errors.wrong_medium("consulted about by this medium", media))
        same = media == interaction.media
        if not interaction.live or (same and Verb.CONSULT not in interaction.conversation.verbs):
            return Failure(errors.wrong_state("consulted about", interaction.state.value))
        return self._workspace.centre.consult(interaction.conversation.id, target, user_data, extensions)

    @command
    def transfer(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Hands an interaction over in one step."""

        def act(interaction: Interaction) -> Answer:
            return self._workspace.centre.transfer(interaction.conversation.id, target, user_data, extensions)

        return self._when(interaction_id, Verb.TRANSFER, "transferred", act)

    @command
    def conference(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Adds a party in one step."""

        def act(interaction: Interaction) -> Answer:
            return self._workspace.centre.conference(interaction.conversation.id, target, user_data, extensions)

        return self._when(interaction_id, Verb.CONFERENCE, "conferenced", act)

    @command
    def complete_transfer(self, interaction_id: str) -> Answer:
        """The consulted party takes over; the consultation ends and is removed at once."""

        def act(interaction: Interaction) -> Answer:
            return self._workspace.centre.complete_transfer(interaction.conversation.id)

        return self._when(interaction_id, Verb.COMPLETE_TRANSFER, "completed as a transfer", act)

    @command
    def complete_conference(self, interaction_id: str) -> Answer:
        """The consulted party joins; the consultation ends and is removed at once."""

        def act(interaction: Interaction) -> Answer:
            return self._workspace.centre.complete_conference(interaction.conversation.id)

        return self._when(interaction_id, Verb.COMPLETE_CONFERENCE, "completed as a conference", act)

    def _when(self, interaction_id: str, verb: Verb, participle: str, act: Callable[[Interaction], Answer]) -> Answer:
        interaction = self._workspace.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if verb not in interaction.conversation.verbs:
            return Failure(errors.wrong_state(participle, interaction.state.value))
        return act(interaction)
