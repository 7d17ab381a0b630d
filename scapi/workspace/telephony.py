"""Calls: what the agent and the clients do with one. Source: reference, "Voice Namespace"."""

from __future__ import annotations

from scapi.centre.calls import TONES
from scapi.centre.conversations import VOICE, RecordingVerb, Verb
from scapi.commands import Remote, command
from scapi.protocol import errors
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.interactions import AGENT, Actor, Interaction
from scapi.workspace.workspace import Workspace


class Telephony:
    """Acts on the calls of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def remote(self) -> Remote | None:
        return self._workspace.remote

    @command
    def dial(self, destination: str, user_data: JsonObject, extensions: JsonObject, by: Actor = AGENT) -> Answer:
        """Calls a destination; an established call is held first."""
        centre = self._workspace.centre
        return self._workspace.written(by, lambda: centre.dial(destination.strip(), user_data, extensions))

    @command
    def answer(self, interaction_id: str) -> Answer:
        return self._step(interaction_id, Verb.ANSWER, "answered")

    @command
    def hang_up(self, interaction_id: str) -> Answer:
        return self._step(interaction_id, Verb.HANG_UP, "released")

    @command
    def hold(self, interaction_id: str) -> Answer:
        return self._step(interaction_id, Verb.HOLD, "held")

    @command
    def resume(self, interaction_id: str) -> Answer:
        return self._step(interaction_id, Verb.RESUME, "resumed")

    @command
    def record(self, interaction_id: str, verb: RecordingVerb) -> Answer:
        """Starts, stops, pauses or resumes the recording of a call."""
        interaction = self._call(interaction_id, "recorded")
        if isinstance(interaction, Failure):
            return interaction
        if verb not in interaction.conversation.recording_verbs:
            recording = interaction.conversation.recording
            state = f"{interaction.state.value}, recording {recording.value}" if recording else interaction.state.value
            return Failure(errors.wrong_state(f"asked to {verb.value} the recording", state))
        return self._workspace.centre.record(interaction.conversation.id, verb)

    @command
    def send_dtmf(self, interaction_id: str, digits: str) -> Answer:
        """Sends tones to the other party of a call."""
        interaction = self._able(interaction_id, Verb.SEND_DTMF, "sent tones")
        if isinstance(interaction, Failure):
            return interaction
        if not digits or not TONES.issuperset(digits):
            return Failure(errors.bad_value("digits", "digits, * and #"))
        return self._workspace.centre.send_dtmf(interaction.conversation.id, digits)

    def _step(self, interaction_id: str, verb: Verb, participle: str) -> Answer:
        interaction = self._able(interaction_id, verb, participle)
        if isinstance(interaction, Failure):
            return interaction
        return self._workspace.centre.call(interaction.conversation.id, verb)

    def _able(self, interaction_id: str, verb: Verb, participle: str) -> Interaction | Failure:
        """The call, when this can be done to it now; another medium is told first."""
        interaction = self._call(interaction_id, participle)
        if isinstance(interaction, Failure):
            return interaction
        return self._workspace.able(interaction_id, verb, participle)

    def _call(self, interaction_id: str, participle: str) -> Interaction | Failure:
        interaction = self._workspace.found(interaction_id)
        if isinstance(interaction, Interaction) and interaction.media != VOICE:
            return Failure(errors.wrong_medium(participle, interaction.media))
        return interaction
