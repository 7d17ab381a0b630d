"""Calls: what the agent and the clients do with one. Source: reference, "Voice Namespace"."""

from __future__ import annotations

from scapi.centre.acts import Act, Dial, RemoveParty, SendTones, Step
from scapi.centre.agents import SipDevice
from scapi.centre.conversations import VOICE, Verb
from scapi.commands import command
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.actors import AGENT, Actor
from scapi.workspace.failures import PARTICIPLES
from scapi.workspace.link import RECORDING
from scapi.workspace.part import Part


class Telephony(Part):
    """Acts on the calls of one workspace."""

    @command
    def dial(self, destination: str, user_data: JsonObject, extensions: JsonObject, by: Actor = AGENT) -> Answer:
        """Calls a destination; an established call is held first."""
        return self.core.link.open(Dial(destination.strip(), user_data, extensions), by)

    @command
    def answer(self, interaction_id: str) -> Answer:
        return self._do(interaction_id, Step(Verb.ANSWER))

    @command
    def hang_up(self, interaction_id: str) -> Answer:
        return self._do(interaction_id, Step(Verb.HANG_UP))

    @command
    def hold(self, interaction_id: str) -> Answer:
        return self._do(interaction_id, Step(Verb.HOLD))

    @command
    def resume(self, interaction_id: str) -> Answer:
        return self._do(interaction_id, Step(Verb.RESUME))

    @command
    def swap(self, interaction_id: str) -> Answer:
        """Takes up the other one of a consultation and the call that it is about."""
        return self._do(interaction_id, Step(Verb.SWAP))

    @command
    def record(self, interaction_id: str, verb: Verb) -> Answer:
        """Starts, stops, pauses or resumes the recording of a call."""
        return self._do(interaction_id, Step(verb))

    @command
    def send_dtmf(self, interaction_id: str, digits: str) -> Answer:
        """Sends tones to the other party of a call."""
        return self._do(interaction_id, SendTones(digits))

    @command
    def remove_party(self, interaction_id: str, number: str) -> Answer:
        """Takes one of several parties out of a call."""
        return self._do(interaction_id, RemoveParty(number))

    @command
    def mute(self, device: SipDevice, on: bool) -> Answer:
        """Mutes half of the SIP endpoint, or lets it be heard again."""
        return self.core.link.mute(device, on)

    def muted(self, device: SipDevice) -> bool:
        return device in self.core.arrivals.known.muted

    def _do(self, interaction_id: str, act: Act) -> Answer:
        """Of calls only: another medium is told first."""
        participle = "recorded" if act.verb in RECORDING else PARTICIPLES[act.verb]
        interaction = self.of_medium(interaction_id, VOICE, participle)
        return interaction if isinstance(interaction, Failure) else self.core.link.do(interaction, act)
