"""What is known of the agent besides calls, as three answers of the server say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scapi.centre.agents import AgentProfile, Device, Medium, SipDevice, StateType
from scapi.centre.conversations import VOICE
from scapi.centre.port import CentreView
from scapi.gws.client import agent_reader
from scapi.gws.client.act_requests import Reach
from scapi.gws.client.agent_reader import DO_NOT_DISTURB, Directory, StateDefinition, objects, text
from scapi.values import JsonObject, Seconds


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """The agent, the telephone, the states that can be set, the media and the directory."""

    profile: AgentProfile
    device_id: str
    device: Device
    definitions: tuple[StateDefinition, ...]
    media: tuple[Medium, ...]
    directory: Directory

    @property
    def reach(self) -> Reach:
        """Whom the agent can reach."""
        return Reach(self.directory.entries, frozenset({self.device.number, self.profile.employee_id} - {""}))

    def medium(self, name: str) -> Medium | None:
        return next((medium for medium in self.media if medium.name == name), None)

    @property
    def voice_absent(self) -> bool:
        """Whether the agent is logged out of voice, or it does not work."""
        voice = self.medium(VOICE)
        return voice is None or voice.absent

    def with_media(self, media: Mapping[str, Medium]) -> AgentFacts:
        """With other states of these media."""
        return replace(self, media=tuple(media.get(each.name, each) for each in self.media))

    def view(self, muted: frozenset[SipDevice]) -> CentreView:
        """All that the workspace may know besides conversations."""
        states = tuple(each.state for each in self.definitions if each.state.type is not StateType.UNKNOWN)
        return CentreView(
            self.profile, (*states, DO_NOT_DISTURB), self.media, self.device, self.directory.entries, muted=muted
        )


def agent_facts(
    user: JsonObject, states: JsonObject, contacts: JsonObject, now: Seconds, before: Sequence[Medium]
) -> AgentFacts | None:
    """What the answers say; ``None`` for a user without a device. What is the same has its state since before."""
    devices = objects(user, "devices")
    if not devices:
        return None
    definitions = agent_reader.read_definitions(states)
    directory, own = agent_reader.read_directory(contacts, text(user, "id"))
    others = (agent_reader.read_channel(each, definitions, now) for each in objects(user, "channels"))
    read = [agent_reader.read_voice(devices[0], definitions, now), *(each for each in others if each is not None)]
    known = {medium.name: medium for medium in before}
    media = tuple(
        known[each.name] if each.name in known and known[each.name].state == each.state else each for each in read
    )
    return AgentFacts(
        agent_reader.read_profile(user, own),
        text(devices[0], "id"),
        agent_reader.read_device(devices[0]),
        definitions,
        media,
        directory,
    )
