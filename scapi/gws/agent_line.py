"""One agent as the server sees the agent: hears what the contact centre tells, and tells it to the agent's clients.

Calls have the ids of v2 here: that of the call at its beginning, which stays when the agent is moved into another call.
A released call is no longer among the calls; the contact centre is told that the agent has done with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scapi.centre.acts import Step
from scapi.centre.agents import Device, Medium, SipDevice
from scapi.centre.centre_error import CentreError
from scapi.centre.conversations import VOICE, Conversation, Happening, Notification, State, Verb
from scapi.centre.directory import DirectoryEntry
from scapi.centre.port import CampaignChange, CampaignView, CentreView, Connection, Token
from scapi.centre.simulator.centre import Centre
from scapi.gws import notices, topics
from scapi.gws.agent_state_table import Definition, definition
from scapi.gws.call_capabilities import call_capabilities
from scapi.gws.call_resource import CallView, call_resource, is_over
from scapi.gws.device_resource import device_capabilities, device_resource
from scapi.gws.outgoing import Outgoing, Publish
from scapi.gws.roster import User
from scapi.gws.server_options import ServerOptions
from scapi.gws.uris import Uris
from scapi.gws.user_resource import channel_resource
from scapi.gws.wrap_up import WrapUp
from scapi.host import Host
from scapi.values import Json, JsonObject

_HAPPENINGS = {
    State.RINGING: Happening.RINGING,
    State.DIALING: Happening.DIALING,
    State.TALKING: Happening.ESTABLISHED,
    State.HELD: Happening.HELD,
}
"""How a call got into the state that it is found in."""


@dataclass(slots=True)
class Known:
    """What was told of a call last. ``released`` is whether its end was, ``owner`` whether the agent has made a
    conference of it."""

    call_id: str
    leg: Conversation
    muted: bool = False
    capabilities: frozenset[str] = frozenset()
    tones: str = ""
    released: bool = False
    owner: bool = False


class AgentLine:
    """Implements :class:`scapi.centre.port.CentreListener`."""

    def __init__(self, host: Host, centre: Centre, user: User, options: ServerOptions, publish: Publish) -> None:
        self.user = user
        self._host = host
        self._centre = centre
        self._options = options
        self.outgoing = Outgoing(user, publish)
        self.wrap_up = WrapUp(centre.clock)
        self._known: dict[str, Known] = {}
        self._device_told: JsonObject | None = None
        self._undisturbed: frozenset[str] = frozenset()
        """Channels besides voice: the contact centre itself knows nothing of it."""
        self._sweeping = False
        self.port = centre.port(user.agent)
        self.port.tells_directory = False
        self.desk = centre.desks[user.agent]

    # ── what there is ────────────────────────────────────────────────────────────────────────────────────────────────

    def calls(self) -> list[Conversation]:
        """The agent's calls, in the order in which they came."""
        legs = self._centre.board.legs_of(self.user.agent)
        return [leg for leg in legs if leg.media == VOICE and leg.id in self._known and not is_over(leg)]

    def call(self, call_id: str) -> Conversation | None:
        """One of them, by its id in v2 or by the id of the call that it is part of now."""
        found = self.calls()
        for leg in found:
            if self._known[leg.id].call_id == call_id:
                return leg
        return next((leg for leg in found if leg.uuid == call_id), None)

    def capabilities(self, leg: Conversation) -> list[str]:
        """What can be done to a call of the agent now."""
        known, consultation = self._known[leg.id], self.consultation_of(leg)
        about = consultation is not None and consultation.id != leg.id
        return call_capabilities(
            leg,
            muted=known.muted,
            owner=known.owner,
            recording=self._options.call_recording,
            consulted=call_capabilities(consultation) if consultation is not None and about else (),
        )

    def call_resource(self, leg: Conversation, uris: Uris) -> dict[str, Json]:
        return call_resource(leg, self._view(leg), uris)

    def consultation_of(self, leg: Conversation) -> Conversation | None:
        """The consultation about a call, or the call itself if it is one."""
        if leg.is_consultation:
            return leg
        found = [each for each in self.calls() if each.parent == leg.id and each.is_consultation]
        return found[-1] if found else None

    def state_of(self, medium: Medium) -> Definition | None:
        """The agent state of a medium: what the agent has chosen, also while the telephone is not to be disturbed."""
        if self.desk.state.unknown & {medium.name}:
            return None
        return definition(self.desk.state.chosen[medium.name])

    def device_resource(self, uris: Uris, user_state: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """The agent's telephone; ``user_state`` in place of the state that it has."""
        voice = self.desk.medium(VOICE)
        state = None if voice is None else self.state_of(voice)
        shown = user_state or ({"state": "Unknown"} if state is None else state.user_state)
        device = self.desk.state.device
        possible = device_capabilities(device, self.user.roles, monitoring_offered=self._options.supervisor_monitoring)
        return device_resource(self.user, device, shown, uris, possible)

    def channel_resources(self, uris: Uris) -> list[Json]:
        """The state of each medium."""
        return self._channels(self.desk.media, uris)

    def undisturbed(self, channel: str) -> bool:
        """Whether the agent is not to be disturbed on a channel; on voice that is a matter of the telephone."""
        return self.desk.state.device.do_not_disturb if channel == VOICE else channel in self._undisturbed

    # ── what the server does ─────────────────────────────────────────────────────────────────────────────────────────

    def mute(self, leg: Conversation, on: bool) -> None:
        """The agent's part of a call is muted at the switch: the contact centre itself knows nothing of it."""
        self._known[leg.id].muted = on
        self._tell_call(leg, notices.STATUS_CHANGE)

    def leave_undisturbed(self, channels: Iterable[str], *, on: bool) -> None:
        """Channels besides voice are not to be disturbed, or are again; what changes is told."""
        named = frozenset(channels) - {VOICE}
        after = self._undisturbed | named if on else self._undisturbed - named
        changed = [medium for medium in self.desk.media if medium.name in self._undisturbed ^ after]
        self._undisturbed = after
        self._tell_channels(changed)

    def own(self, conversation: str, *, owner: bool = True) -> bool:
        """The agent makes a conference of a call, or has not after all; gives whether it was one's own before."""
        known = self._known[conversation]
        before, known.owner = known.owner, owner
        return before

    def tell_call(self, leg: Conversation, kind: str) -> None:
        """Something that the contact centre does not tell of a call."""
        self._tell_call(leg, kind)

    def tell_device(self, user_state: Mapping[str, Json] | None = None) -> None:
        """Tells the state of the telephone, whether or not it is another."""
        self._device_told = self.device_resource(Uris(""))

        def data(uris: Uris) -> JsonObject:
            return notices.device_message([self.device_resource(uris, user_state)])

        self.outgoing.send(topics.DEVICES, data)

    def tell_call_error(self, leg: Conversation | None, text: str) -> None:
        """An operation that had been taken on has failed."""
        self.outgoing.send(topics.CALLS, lambda uris: notices.call_error(leg, self.user, text, uris))

    def tell_device_error(self, text: str) -> None:
        self.outgoing.send(topics.DEVICES, lambda uris: notices.device_error(self.user, text, uris))

    # ── what the contact centre tells ────────────────────────────────────────────────────────────────────────────────

    def restored(self, view: CentreView, conversations: Sequence[Conversation]) -> None:
        """The start, or the link to the contact centre is there again: what has changed meanwhile is told."""
        there = {leg.id for leg in conversations}
        for known in [known for key, known in self._known.items() if key not in there]:
            self._removed(known.leg)
        for leg in conversations:
            told = self._known.get(leg.id)
            if leg.media == VOICE and (not is_over(leg) if told is None else told.leg != leg):
                self.conversation_changed(Notification(_HAPPENINGS.get(leg.state, Happening.RELEASED), leg))
        self._device_changed()

    def connection_changed(self, state: Connection) -> None:
        """Clients are not told of the link behind the server: what they ask for fails while it is lost."""

    def conversation_changed(self, notification: Notification) -> None:
        leg = notification.conversation
        if leg.media != VOICE:
            return
        if notification.happening is Happening.REMOVED:
            self._removed(leg)
            return
        kind = notices.NOTIFICATION_TYPES.get(notification.happening)
        if kind is not None:
            self._tell_call(leg, kind)
        if is_over(leg):
            self._known[leg.id].released = True
            self._sweep_later()

    def conversation_updated(self, conversation: Conversation, token: Token = "") -> None:
        """Tones were sent, or something else can be done now; that is told as a state that is the same."""
        known = self._known.get(conversation.id)
        if conversation.media != VOICE or known is None or is_over(conversation):
            return
        if known.tones != conversation.tones:
            self._tell_call(conversation, notices.DTMF_SENT)
        elif known.capabilities != frozenset(self.capabilities(conversation)):
            self._tell_call(conversation, notices.STATUS_CHANGE)

    def operation_failed(self, conversation: str | None, error: CentreError, token: Token) -> None:
        self.tell_call_error(self._centre.board.leg(conversation), str(error))

    def media_changed(self, media: Sequence[Medium]) -> None:
        if any(medium.name == VOICE for medium in media):
            self._device_changed()
        self._tell_channels([medium for medium in media if medium.name != VOICE])

    def device_changed(self, device: Device) -> None:
        self._device_changed()

    def mute_changed(self, muted: frozenset[SipDevice]) -> None:
        """The halves of a SIP endpoint are the agent's own affair."""

    def campaign_changed(self, change: CampaignChange, campaigns: Sequence[CampaignView]) -> None:
        """Outbound is not served here."""

    def workbin_changed(self, kept: Sequence[Conversation]) -> None:
        """Workbins are not served here."""

    def directory_changed(self, entries: Sequence[DirectoryEntry]) -> None:
        """There is no topic for the states of others."""

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _view(self, leg: Conversation) -> CallView:
        known = self._known[leg.id]
        parent = self._known.get(leg.parent or "") if leg.is_consultation else None
        return CallView(
            known.call_id,
            self.user.device_path,
            self._centre.clock.now(),
            tuple(self.capabilities(leg)),
            known.muted,
            None if parent is None else parent.call_id,
            self._options.participants_as_objects,
            self._options.call_recording,
        )

    def _tell_call(self, leg: Conversation, kind: str) -> None:
        known = self._known.setdefault(leg.id, Known(leg.uuid, leg))
        known.leg = leg
        if is_over(leg):
            known.muted = False
        known.capabilities = frozenset(self.capabilities(leg))
        known.tones = leg.tones
        view = self._view(leg)
        self.outgoing.send(
            topics.CALLS, lambda uris: notices.call_message(kind, leg, view, self.user, uris), conversation=leg.id
        )

    def _removed(self, leg: Conversation) -> None:
        """It has left the agent; one of which no end was told is released."""
        known = self._known.get(leg.id)
        if known is not None and not known.released:
            self._tell_call(replace(leg, state=State.IDLE), notices.STATUS_CHANGE)
        self._known.pop(leg.id, None)

    def _sweep_later(self) -> None:
        """The agent has done with what is released, once whatever goes on now is over."""
        if not self._sweeping:
            self._sweeping = True
            self._host.call_later(0, self._sweep)

    def _sweep(self) -> None:
        self._sweeping = False
        for leg in tuple(self._centre.board.legs_of(self.user.agent)):
            if leg.media == VOICE and is_over(leg):
                self.port.do(leg.id, Step(Verb.MARK_DONE))

    def _device_changed(self) -> None:
        if self.device_resource(Uris("")) != self._device_told:
            self.tell_device()

    def _tell_channels(self, media: Sequence[Medium]) -> None:
        if media:
            self.outgoing.send(topics.CHANNELS, lambda uris: notices.channel_message(self._channels(media, uris)))

    def _channels(self, media: Sequence[Medium], uris: Uris) -> list[Json]:
        return [
            channel_resource(medium, self.state_of(medium), uris, undisturbed=self.undisturbed(medium.name))
            for medium in media
        ]
