"""A contact centre behind Genesys Web Services: the port of one agent, by REST and the notification channel.

It listens first and then reads what there is, so that nothing is missed. When the channel is lost nothing can be asked;
when it is back everything is read anew, and the workspace tells what has changed meanwhile, once each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scapi.centre.acts import Act, Opening, SendTones
from scapi.centre.agents import Medium, SipDevice
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE, Conversation, Notification, Verb
from scapi.centre.port import CentreListener, Connection, Done, FoundAnswer, PortAnswer, Result, Token
from scapi.gws import topics
from scapi.gws.client import state_requests
from scapi.gws.client.act_requests import (
    CONSEQUENCES,
    Post,
    changes_nothing,
    device_request,
    dial_request,
    mute_request,
    request_of,
)
from scapi.gws.client.agent_facts import AgentFacts
from scapi.gws.client.agent_news import AgentNews
from scapi.gws.client.agent_reader import text
from scapi.gws.client.asking import Asking
from scapi.gws.client.call_reader import read_call
from scapi.gws.client.expectations import Expectations, Expected
from scapi.gws.client.known_calls import KnownCalls, Told
from scapi.gws.client.server_reader import Everything, ServerReader
from scapi.gws.client.transports import Channel, Rest
from scapi.host import Host
from scapi.values import Eventual, JsonObject, Seconds

TOPICS = (topics.ME, topics.DEVICES, topics.CALLS, topics.CHANNELS)
READ_AGAIN_AFTER: Seconds = 5.0
"""When a server that could not be read is asked again."""


class GwsClient:
    """Implements :class:`scapi.centre.port.ContactCentre` and :class:`~scapi.gws.client.transports.ChannelListener`."""

    def __init__(self, host: Host, rest: Rest, channel: Channel, now: Callable[[], Seconds]) -> None:
        """``now`` is the session's clock, seconds since the epoch."""
        self._host = host
        self._channel = channel
        self._now = now
        self._asking = Asking(host, rest)
        self._reader = ServerReader(self._asking, now)
        self._calls = KnownCalls()
        self._expected = Expectations(host)
        self._news = AgentNews(host, now)
        self._listener: CentreListener | None = None
        self._started: Eventual[Result] | None = None
        self._lost = True
        """Nothing can be asked: the channel is gone, or not everything was read since it is there again."""
        self._told_lost = False
        """Whether the workspace was told so, and is to be told when it is there again."""
        self._logs_in = True
        self._paused = False

    # ── tabs, and who the user is ────────────────────────────────────────────────────────────────────────────────────

    def go_on_with(self, media: Sequence[Medium], conversations: Sequence[Conversation], *, lost: bool) -> None:
        """Before the start, when another tab, or this one, was in front of the server before: with what that had.

        Nobody is logged in by it; ``lost`` is whether the workspace knows the link as lost.
        """
        self._calls.resume(conversations)
        self._news.media_before, self._logs_in, self._told_lost = media, False, lost

    def pause(self) -> None:
        """The server does not know the user any more: nothing is heard or asked until :meth:`go_on`."""
        self._paused = True
        self._channel.close()
        self.lost()

    def go_on(self) -> None:
        """The server knows the user again."""
        self._paused = False
        self._channel.open(TOPICS, self)

    # ── the port ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, listener: CentreListener) -> PortAnswer:
        started: Eventual[Result] = Eventual()
        self._listener = self._news.listener = listener
        self._started = started
        self._channel.open(TOPICS, self)
        return started

    def stop(self) -> PortAnswer:
        self._listener = self._news.listener = None
        self._channel.close()
        return Done()

    def do(self, conversation: str, act: Act, token: Token = "") -> PortAnswer:
        agent = self._reached
        if agent is None:
            return CentreError(ErrorKind.NO_LINK)
        kept = self._calls.get(conversation)
        if kept is None:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, conversation)
        if act.verb is Verb.MARK_DONE:
            return self._mark_done(conversation, token)
        if changes_nothing(act, kept.facts):
            return Done()
        post = request_of(act, kept.facts, self._calls.paired_with(kept), agent.reach)
        if isinstance(post, CentreError):
            return post
        tones = act.digits if isinstance(act, SendTones) else ""
        expected = self._expected.note(kept.facts.id, CONSEQUENCES.get(act.verb, frozenset()), token, tones)
        return self._posted(post, expected)

    def open(self, opening: Opening, token: Token = "") -> PortAnswer:
        agent = self._reached
        if agent is None:
            return CentreError(ErrorKind.NO_LINK)
        post = dial_request(opening, agent.device_id, agent.reach)
        if isinstance(post, CentreError):
            return post
        if agent.voice_absent:
            return CentreError(ErrorKind.LOGGED_OUT, VOICE)
        return self._posted(post, self._expected.note("", frozenset({"Dialing"}), token))

    def set_state(self, media: Sequence[str], operation: str) -> PortAnswer:
        agent = self._reached
        if agent is None:
            return CentreError(ErrorKind.NO_LINK)
        others = [name for name in media if state_requests.is_other(agent, name, operation)]
        self._news.gathering.expect(others)
        answer = state_requests.set_state(self._asking, agent, media, operation)
        if isinstance(answer, Eventual):
            answer.when_settled(lambda _: self._news.gathering.answered())
        return answer

    def mute(self, device: SipDevice, on: bool) -> PortAnswer:
        """The agent's part of the call that is talked on; v2 mutes calls, not the halves of a SIP endpoint."""
        if device is not SipDevice.MICROPHONE:
            return CentreError(ErrorKind.NOT_OFFERED, device.value)
        if self._reached is None:
            return CentreError(ErrorKind.NO_LINK)
        if self._calls.muted == on:
            return Done()
        kept = self._calls.established()
        if kept is None:
            return CentreError(ErrorKind.NOT_OFFERED, "no call")
        post = mute_request(kept.facts, on=on)
        return post if isinstance(post, CentreError) else self._asking.post(post)

    def direct_push(self, on: bool) -> PortAnswer:
        return CentreError(ErrorKind.NOT_OFFERED, "directPush")

    def do_not_disturb(self, on: bool) -> PortAnswer:
        return self._to_device("doNotDisturbOn" if on else "doNotDisturbOff")

    def forward(self, destination: str) -> PortAnswer:
        if self._news.facts is not None and destination in self._news.facts.reach.own:
            return CentreError(ErrorKind.OWN_NUMBER)
        if not destination:
            return self._to_device("forwardOff")
        return self._to_device("forwardOn", destination=destination)

    def contacts(self, text: str) -> FoundAnswer:
        """v2 has the internal directory, no customers."""
        return CentreError(ErrorKind.NOT_OFFERED, "contacts")

    # ── the channel ──────────────────────────────────────────────────────────────────────────────────────────────────

    def listening(self) -> None:
        """What happened before this is read; the agent's session is begun when it is the first time."""
        if self._listener is not None:
            self._reader.read(self._news.media, self._read, log_in=self._logs_in)

    def lost(self) -> None:
        if not self._lost:
            self._lost = True
            self._tell_lost()

    def told(self, topic: str, data: JsonObject) -> None:
        if self._reader.busy:
            self._reader.disturb()
        elif self._listener is None or self._reached is None:
            return
        elif topic == topics.CALLS:
            self._call_told(data)
        elif topic == topics.DEVICES:
            self._news.devices_told(data)
        elif topic == topics.CHANNELS:
            self._news.channels_told(data)

    # ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _call_told(self, data: JsonObject) -> None:
        message = text(data, "errorMessage")
        if message:
            self._operation_failed(text(data, "callUuid"), message)
        resource = data.get("call")
        facts = read_call(resource, self._news.directory.party) if isinstance(resource, Mapping) else None
        if facts is None or not isinstance(resource, Mapping):
            return
        kind = text(data, "notificationType")
        expected = self._expected.take(facts.id, text(resource, "state") if kind == "StatusChange" else kind)
        muted = self._calls.muted
        self._tell(self._calls.hear(facts, kind, self._now(), expected.token, expected.tones))
        if self._calls.muted != muted and self._listener is not None:
            self._listener.mute_changed(self._muted)

    def _operation_failed(self, call_uuid: str, message: str) -> None:
        kept = self._calls.of_call(call_uuid) if call_uuid else None
        expected = self._expected.failed("" if kept is None else kept.facts.id)
        error = CentreError(ErrorKind.REFUSED, text=message)
        if self._listener is not None:
            self._listener.operation_failed(None if kept is None else kept.conversation.id, error, expected.token)

    def _tell(self, told: Sequence[Told]) -> None:
        for each in told:
            if self._listener is None:
                return
            if isinstance(each, Notification):
                self._listener.conversation_changed(each)
            else:
                self._listener.conversation_updated(each.conversation)

    # ── what was read ────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, read: Everything | CentreError) -> None:
        """Everything was read: the workspace hears of it, and what is told from now on is passed on."""
        started, self._started = self._started, None
        if isinstance(read, CentreError):
            self._host.call_later(READ_AGAIN_AFTER, self._read_again)
            self._tell_lost()
            if started is not None:
                started.settle(read)
            return
        self._logs_in = False
        self._news.gathering.expect(())
        self._news.facts = read.agent
        self._calls.agent, self._calls.number = read.agent.profile.employee_id, read.agent.device.number
        self._calls.read(read.calls, self._now())
        back, self._lost, self._told_lost = self._told_lost, False, False
        if self._listener is not None:
            if back:
                self._listener.connection_changed(Connection.RECONNECTED)
            self._listener.restored(read.agent.view(self._muted), self._calls.conversations())
        if started is not None:
            started.settle(Done())

    def _read_again(self) -> None:
        if self._lost and not self._paused and not self._reader.busy:
            self.listening()

    def _tell_lost(self) -> None:
        if not self._told_lost and self._listener is not None:
            self._told_lost = True
            self._listener.connection_changed(Connection.DISCONNECTED)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _reached(self) -> AgentFacts | None:
        """The agent, while something can be asked."""
        return None if self._lost else self._news.facts

    @property
    def _muted(self) -> frozenset[SipDevice]:
        return frozenset({SipDevice.MICROPHONE}) if self._calls.muted else frozenset()

    def _posted(self, post: Post, expected: Expected) -> PortAnswer:
        """Asks for an operation; of one that is refused nothing is expected any more."""
        answer = self._asking.post(post)

        def answered(result: Result) -> None:
            if isinstance(result, CentreError) and result.kind is not ErrorKind.NO_ANSWER:
                self._expected.forget(expected)

        answer.when_settled(answered)
        return answer

    def _mark_done(self, conversation: str, token: Token) -> Result:
        """The server has forgotten the call already: nobody is asked."""
        told = self._calls.mark_done(conversation, token)
        if told is None:
            kept = self._calls.get(conversation)
            return CentreError(ErrorKind.WRONG_STATE, "" if kept is None else kept.conversation.state.value)
        self._tell([told])
        return Done()

    def _to_device(self, act: str, **parameters: str) -> PortAnswer:
        agent = self._reached
        if agent is None:
            return CentreError(ErrorKind.NO_LINK)
        return self._asking.post(device_request(act, agent.device_id, **parameters))
