"""Consulting, transferring and conferencing: a second party. Source: reference, "Interaction Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.conversations import VOICE, State, Verb
from scapi.centre.open_media import CHAT
from scapi.centre.port import Target
from scapi.commands import Remote, command
from scapi.protocol import errors
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.interactions import SYSTEM_KEYS, Interaction
from scapi.workspace.workspace import Workspace

IN_HAND = frozenset(
    {
        State.TALKING,
        State.HELD,
        State.ACCEPTED,
        State.HISTORY_IN_PROGRESS,
        State.HISTORY_DONE,
        State.PULLED,
        State.CREATED,
        State.SAVED,
        State.PREVIEWING,
    }
)
"""States in which somebody can be consulted by another medium."""


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
        possible = Verb.CONSULT in interaction.conversation.verbs if same else interaction.state in IN_HAND
        if not possible:
            return Failure(errors.wrong_state("consulted about", interaction.state.value))
        return self._workspace.centre.consult(interaction.conversation.id, target, _own(user_data), extensions)

    @command
    def transfer(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Hands an interaction over in one step."""

        def act(interaction: Interaction) -> Answer:
            return self._workspace.centre.transfer(interaction.conversation.id, target, _own(user_data), extensions)

        return self._when(interaction_id, Verb.TRANSFER, "transferred", act)

    @command
    def conference(self, interaction_id: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Adds a party in one step."""

        def act(interaction: Interaction) -> Answer:
            return self._workspace.centre.conference(interaction.conversation.id, target, _own(user_data), extensions)

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
        interaction = self._workspace.able(interaction_id, verb, participle)
        return interaction if isinstance(interaction, Failure) else act(interaction)


def _own(user_data: JsonObject) -> JsonObject:
    """What a client may attach: the interaction is of a case already, and keeps the workspace's own keys."""
    return {key: value for key, value in user_data.items() if key not in SYSTEM_KEYS}
