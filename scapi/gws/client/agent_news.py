"""What the server tells of the agent besides calls: the telephone, and the states of the media."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from scapi.centre.agents import Medium
from scapi.centre.port import CentreListener
from scapi.gws.client.agent_facts import AgentFacts
from scapi.gws.client.agent_reader import Directory, objects, read_channel, read_device, read_voice, text
from scapi.gws.client.gathering import Gathering
from scapi.host import Host
from scapi.values import JsonObject, Seconds


class AgentNews:
    """Keeps ``facts`` as they are now, and tells ``listener`` what is other than it was."""

    def __init__(self, host: Host, now: Callable[[], Seconds]) -> None:
        self._now = now
        self.facts: AgentFacts | None = None
        self.media_before: Sequence[Medium] = ()
        """As they were known before there were facts."""
        self.listener: CentreListener | None = None
        self.gathering = Gathering(host, self._media_changed)

    @property
    def media(self) -> Sequence[Medium]:
        return self.media_before if self.facts is None else self.facts.media

    @property
    def directory(self) -> Directory:
        return Directory() if self.facts is None else self.facts.directory

    def devices_told(self, data: JsonObject) -> None:
        """A message about devices: the agent's own shows the medium voice, too."""
        for resource in objects(data, "devices"):
            facts = self.facts
            if facts is None or self.listener is None or text(resource, "id") != facts.device_id:
                continue
            device = read_device(resource)
            if device != facts.device:
                self.facts = replace(facts, device=device)
                self.listener.device_changed(device)
            self.gathering.told([read_voice(resource, facts.definitions, self._now())])

    def channels_told(self, data: JsonObject) -> None:
        """A message about the other media."""
        known = () if self.facts is None else self.facts.definitions
        read = [read_channel(each, known, self._now()) for each in objects(data, "channels")]
        self.gathering.told([medium for medium in read if medium is not None])

    def _media_changed(self, media: Sequence[Medium]) -> None:
        """Only media that the agent has, and only in another state, change anything; they are told in their order."""
        if self.facts is None or self.listener is None:
            return
        before = {medium.name: medium.state for medium in self.facts.media}
        changed = {each.name: each for each in media if each.name in before and before[each.name] != each.state}
        if changed:
            self.facts = self.facts.with_media(changed)
            self.listener.media_changed(tuple(changed[name] for name in before if name in changed))
