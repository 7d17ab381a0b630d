"""The pipeline: every message of a client comes in here, and this is its whole way, in order.

1. ``receive`` reads the message and finds its frame by the window that sent it; what nobody may hear ends there
   (:mod:`scapi.silences`). The time for the reply runs from its arrival (:mod:`scapi.deadlines`).
2. A request is counted where the counters of the session are (:mod:`scapi.counting`).
3. ``judge`` decides by origin, permission and rate.
4. ``_proceed`` refuses it, leaves it without an answer, or has it carried out.
5. ``_carry_out`` checks the arguments and calls the handler (:mod:`scapi.namespaces`), which answers at once or later.
6. ``_deliver`` sends the one reply (:mod:`scapi.outlet`) and completes the entry of the traffic log.

A refused request takes the steps 1 to 4 and 6: ``judge`` finds verdict and error, ``_proceed`` hands them to
``_deliver``, and nothing is carried out. In quarantine ``_proceed`` ends it without a reply.

A message that is heard gets exactly one reply within :data:`REPLY_WITHIN`; :mod:`scapi.silences` lists what is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from scapi.commands import Remote, Shared, command
from scapi.counting import Counting, Rate
from scapi.deadlines import Deadlines
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.frames import Frame, Frames, split_address
from scapi.host import Area, Host
from scapi.outlet import Caller, Outlet
from scapi.policy.in_force import Policy
from scapi.policy.origins import OPAQUE
from scapi.policy.rights import Rights
from scapi.protocol import errors, replies
from scapi.protocol.arguments import arguments_of
from scapi.protocol.messages import (
    Ignored,
    Malformed,
    Message,
    PortTaken,
    RequestMessage,
    Subscribe,
    Unsubscribe,
    parse_message,
)
from scapi.protocol.parameters import Arguments
from scapi.protocol.registry import BY_SPELLING
from scapi.silences import Silences
from scapi.traffic import Direction, Entry, Kind, TrafficLog, names_of
from scapi.values import Answer, Eventual, Failure, Outcome, Seconds, Success

REPLY_WITHIN: Seconds = 9.0
"""The published client library gives up after 10 s."""
HELD_BACK = frozenset({Verdict.REFUSED, Verdict.RATE_LIMITED, Verdict.QUARANTINED})
"""What counts at the frame as held back by policy."""

Handler: TypeAlias = Callable[[Caller, Arguments], Answer]


class Judgement(NamedTuple):
    """What is to become of a message: it is carried out, fails with ``error``, or gets no answer."""

    decision: Decision
    error: str | None = None


@dataclass(slots=True)
class _Asked:
    """A message that is heard, until it is answered."""

    caller: Caller
    message: Message
    rights: Rights
    arrived: Seconds
    entry: Entry
    waited: bool = False
    """Whether time has gone by since it came: in the page, or for the leading tab."""
    deadline: int = -1
    answered: bool = False


class Service:
    """Serves the clients of one workspace."""

    def __init__(self, host: Host, policy: Policy, frames: Frames, traffic: TrafficLog, outlet: Outlet) -> None:
        self.policy = policy
        self.frames = frames
        self.traffic = traffic
        self.outlet = outlet
        self.shared = Shared()
        self.silences = Silences(host, frames, traffic, self.is_listed)
        self.when_moved: Callable[[], None] = lambda: None
        """A frame shows another origin than before."""
        self._host = host
        self._handlers: dict[str, Handler] = {}
        self._deadlines = Deadlines(host)
        self._counting = Counting(host, policy, "Service.admit", lambda: self.remote)
        self._limit_time()

    def receive(self, address: str, origin: str, text: str, waited: Seconds = 0.0) -> None:
        """One message of a window, or of its port (``frame/number``), which ``waited`` in the page. Never raises."""
        frame_id, port = split_address(address)
        try:
            asked = self._heard(frame_id, origin, text, self._host.monotonic() - waited, port)
        except Exception as error:  # noqa: BLE001 A bug of ours costs one message, never the page; it is recorded.
            self._broken(None, frame_id, origin, error)
            return
        if asked is not None:
            asked.waited = waited > 0
            self._handle(asked)

    def send_again(self, frame: Frame, rights: Rights, message: RequestMessage, text: str) -> Entry:
        """Handles a request as if the frame had sent it now, and keeps the reply in the log. Gives its entry.

        For whoever looks at the traffic (:mod:`scapi.resending`), never for a frame.
        """
        arrived, origin = self._host.monotonic(), rights.origin
        decision = rights.requests.get(message.name, rights.listed)
        entry = self.traffic.record(
            self._host.wall_clock(), Direction.IN, frame.id, origin, Kind.REQUEST, decision,
            request=message.name, reference=names_of(message)[3], text=text, resent=True,
        )  # fmt: skip
        asked = _Asked(Caller(frame, origin, frame.document), message, rights, arrived, entry)
        self._handle(asked)
        return asked.entry

    def _handle(self, asked: _Asked) -> None:
        """The rest of the way of a message that is heard, up to its answer or the wait for it. Never raises."""
        frame_id, origin = asked.caller.frame.id, asked.caller.origin
        try:
            self._consider(asked)
        except Exception as error:  # noqa: BLE001 A bug of ours costs one message, never the page; it is recorded.
            self._broken(asked, frame_id, origin, error)
        if not asked.answered:
            self.outlet.bugs.contained("waiting for an answer", frame_id, origin, lambda: self._wait_for(asked))

    def _heard(self, frame_id: str, origin: str, text: str, arrived: Seconds, port: int) -> _Asked | None:
        """Whose message it is, unless it gets no answer."""
        message = parse_message(text)
        reference = None if isinstance(message, Ignored) else message.reference
        frame, rights = self.frames.get(frame_id), None
        if frame is not None:
            if port and (frame.port is None or frame.port.number != port):
                self.not_heard(frame_id, origin, Reason.FRAME_NAVIGATED, "its port is closed", text)
                return None
            before = frame.watch.origin
            if frame.hear(origin, reference, arrived):
                self.silences.note_navigation(frame_id, origin)
                self.outlet.bugs.contained("a frame that shows another origin", frame_id, origin, self.when_moved)
            if frame.port is not None:
                self.outlet.end_lost_port(frame)
            if before != origin:  # what the frame may do is seen with it, also of one that gets no answer
                self.outlet.bugs.changed(Area.FRAMES, frame_id)
            rights = self.outlet.rights(frame)
        if isinstance(message, Ignored):
            self.not_heard(frame_id, origin, message.reason, message.note, text)
        elif frame is None or rights is None:
            self.not_heard(frame_id, origin, Reason.WINDOW_NOT_REGISTERED, "", text)
        elif not rights.listed.allowed and (silence := self.silences.of_unlisted(frame, origin)) is not None:
            self.not_heard(frame_id, origin, silence, "", text)
        elif isinstance(message, PortTaken):
            self._port_taken(frame, origin, text)
        else:
            kind, request, event, named = names_of(message)
            decision = rights.requests.get(request or "", rights.listed)
            entry = self.traffic.record(
                self._host.wall_clock(), Direction.IN, frame_id, origin, kind, decision,
                request=request, event=event, reference=named, text=text,
            )  # fmt: skip
            return _Asked(Caller(frame, origin, frame.watch.last, port), message, rights, arrived, entry)
        return None

    def _wait_for(self, asked: _Asked) -> None:
        """Exactly one reply leaves: this failure, if no other answer has come in time."""
        asked.waited = True
        asked.deadline = self._deadlines.add(asked.arrived + REPLY_WITHIN, lambda: self._too_late(asked))
        self._deadlines.arm()

    def _port_taken(self, frame: Frame, origin: str, text: str) -> None:
        port = frame.take_port(origin)
        if port is None:
            self.not_heard(frame.id, origin, Reason.NOT_OURS, "no port was offered", text)
        else:
            self.outlet.open_port(frame, port)

    def _consider(self, asked: _Asked) -> None:
        """Counts a request that is known and permitted, for nothing else uses up a limit, and judges the message."""
        message, rights, caller = asked.message, asked.rights, asked.caller
        permission = rights.requests.get(message.name) if isinstance(message, RequestMessage) else None
        if isinstance(message, RequestMessage) and permission is not None and permission.allowed:
            request = BY_SPELLING[message.name].name
            self._counting.count(request, caller, rights, lambda rate: self._counted(asked, rate))
        else:
            self._counted(asked, ALLOWED)
        if rights.listed.allowed and not asked.entry.resent:
            if not caller.frame.introduced:
                self.outlet.introduce(caller)
            wants_port = isinstance(message, (RequestMessage, Subscribe)) and message.wants_port
            if wants_port and not caller.port and caller.origin != OPAQUE:
                self.outlet.offer_port(caller)

    def _counted(self, asked: _Asked, rate: Rate) -> None:
        """Goes on with rights and limits as they are now: the leading tab may have taken its time."""
        rights, delay = self.policy.rights(asked.caller.origin), self.policy.limiter.limits.quarantine_delay
        self._proceed(asked, self.judge(rights, asked.message, rate, delay))

    @staticmethod
    def judge(rights: Rights, message: Message, rate: Rate, quarantine_delay: Seconds) -> Judgement:
        """Judges a message by the rights of its origin and by what the limit says."""
        if not rights.listed.allowed:
            return Judgement(rights.listed, errors.not_listed(rights.listed.reason))
        if not isinstance(message, RequestMessage):
            return Judgement(rights.listed)
        permission = rights.requests.get(message.name)
        if permission is None:
            return Judgement(Decision(Verdict.FAILED, Reason.REQUEST_UNKNOWN), errors.unknown_request(message.name))
        if not permission.allowed:
            return Judgement(permission, errors.not_allowed(message.name))
        if isinstance(rate, Failure):
            return Judgement(Decision(Verdict.FAILED, Reason.REQUEST_FAILED, note=rate.error), rate.error)
        if rate.allowed:
            return Judgement(permission)
        if rate.verdict is Verdict.QUARANTINED:
            return Judgement(rate)
        limited = rate.verdict is Verdict.RATE_LIMITED
        return Judgement(rate, errors.rate_limited(message.name, quarantine_delay) if limited else errors.INTERNAL)

    def _proceed(self, asked: _Asked, judgement: Judgement) -> None:
        """A message that is refused is answered here, or left unanswered, and goes no further."""
        if asked.answered:
            return  # It was counted too late: its sender has been told that it failed, so that nothing may be done.
        if judgement.error is not None:
            self._deliver(asked, Failure(judgement.error, judgement.decision))
        elif not judgement.decision.allowed:
            self._end(asked)  # in quarantine: the one thing that is heard and gets no reply
            self._complete(asked, judgement.decision)
        elif asked.waited and self._host.monotonic() >= asked.arrived + REPLY_WITHIN:
            self._too_late(asked)
        else:
            answer = self._carry_out(asked.caller, asked.message)
            if isinstance(answer, Eventual):
                answer.when_settled(lambda outcome: self._deliver(asked, outcome))
            else:
                self._deliver(asked, answer)

    def _carry_out(self, caller: Caller, message: Message) -> Answer:
        """Does what the message asks for."""
        match message:
            case RequestMessage():
                request = BY_SPELLING[message.name]
                arguments = arguments_of(message, request)
                if isinstance(arguments, Failure):
                    return arguments
                handler = self._handlers.get(request.name)
                if handler is None:
                    return _failed(Reason.REQUEST_NOT_AVAILABLE, errors.not_available(message.name))
                try:
                    return handler(caller, arguments)
                except Exception as error:  # noqa: BLE001 A bug of ours costs one request; it is recorded.
                    return _failed(Reason.INTERNAL_ERROR, errors.INTERNAL, f"{type(error).__name__}: {error}")
            case Subscribe():
                number = caller.frame.subscribe(message.events, caller.origin, caller.document.at, caller.port)
                self.outlet.bugs.changed(Area.FRAMES, caller.frame.id)
                return Success(number)
            case Unsubscribe():
                if caller.frame.unsubscribe(message.subscription):
                    return Success(message.subscription)
                return _failed(Reason.BAD_ARGUMENT, errors.SUBSCRIPTION_NOT_FOUND)
            case Malformed():
                return _failed(Reason.REQUEST_MALFORMED, errors.malformed(message.problem))

    def _deliver(self, asked: _Asked, outcome: Outcome) -> None:
        """The one reply of a message; whatever comes after it is forgotten. Nothing here can fail."""
        if asked.answered:
            return
        self._end(asked)
        outcome = self._still_permitted(asked, outcome)
        decision = asked.entry.decision
        if isinstance(outcome, Failure):
            rule = decision.rule
            decision = outcome.decision or Decision(Verdict.FAILED, Reason.REQUEST_FAILED, rule, outcome.error)
            if decision.verdict is Verdict.FAILED:
                decision = replace(decision, rule=rule)
        left_out = self.outlet.reply(asked.caller, replies.answer_to(asked.message, outcome), asked.entry)
        self._complete(asked, self.outlet.redacted(left_out) if left_out else decision, left_out)

    def _end(self, asked: _Asked) -> None:
        asked.answered = True
        if asked.deadline >= 0:
            self._deadlines.done(asked.deadline)

    def _too_late(self, asked: _Asked) -> None:
        self._deliver(asked, _failed(Reason.REPLY_TIMED_OUT, errors.NO_ANSWER_IN_TIME))

    def _broken(self, asked: _Asked | None, frame_id: str, origin: str, error: Exception) -> None:
        if asked is None or asked.answered:
            self.outlet.bugs.note("receiving", frame_id, origin, error)
        else:
            self._deliver(asked, _failed(Reason.INTERNAL_ERROR, errors.INTERNAL, f"{type(error).__name__}: {error}"))

    def _still_permitted(self, asked: _Asked, outcome: Outcome) -> Outcome:
        """Data does not go to an origin that has lost its right to it while the answer was on its way."""
        rights, message = self.policy.rights(asked.caller.origin), asked.message
        if rights is asked.rights:
            return outcome  # the same rules are in force
        if isinstance(outcome, Failure) or outcome.data is None or not isinstance(message, RequestMessage):
            return outcome
        permission = rights.requests.get(message.name, rights.listed)
        return outcome if permission.allowed else Failure(errors.not_allowed(message.name), permission)

    def _complete(self, asked: _Asked, decision: Decision, left_out: tuple[str, ...] = ()) -> None:
        if decision.verdict in HELD_BACK and not asked.entry.resent:
            asked.caller.frame.held_back += 1
        silent = decision.verdict is Verdict.QUARANTINED
        ms = None if silent else round((self._host.monotonic() - asked.arrived) * 1000, 1)
        asked.entry = self.traffic.amend(asked.entry, decision, ms, left_out)
        self.outlet.bugs.changed(Area.TRAFFIC, asked.caller.frame.id)

    def not_heard(
        self, frame_id: str, origin: str, reason: Reason, note: str = "", text: str = "", times: int = 1
    ) -> None:
        """Counts messages that get no answer; the page's bridge tells of those that it dropped, several at a time."""
        self.silences.note(frame_id, origin, reason, note, text, times)

    def is_listed(self, origin: str) -> bool:
        """Whether an origin may call at all: what the page has no time for may wait then."""
        return self.policy.rights(origin).listed.allowed

    @property
    def unheard(self) -> Counter[tuple[str, Reason]]:
        """Messages without an answer, by frame and reason."""
        return self.silences.unheard

    # ── what else comes from outside ─────────────────────────────────────────────────────────────────────────────────

    def handle_with(self, handlers: Mapping[str, Handler]) -> None:
        """Adds handlers by canonical request name."""
        self._handlers.update(handlers)

    def replace_policy(self, policy: Policy) -> None:
        """Puts the rules of another policy into force while frames live.

        What is lost ends at once, what is gained counts at once; subscriptions, counters and quarantines stay.
        """
        self.policy.replace(policy.rules)
        self._limit_time()
        self._host.end_silences()
        for frame in self.frames:
            frame.rights = None
        for area in (Area.POLICY, Area.FRAMES):
            self.outlet.bugs.changed(area)

    def _limit_time(self) -> None:
        budgets = self.policy.rules.time
        self._host.limit_time(budgets.python / 1000, budgets.measuring / 1000)

    def frame_loaded(self, frame_id: str, waited: Seconds = 0.0) -> None:
        """The load event of a frame, ``waited`` ago: what an earlier document subscribed to ends."""
        frame = self.frames.get(frame_id)
        if frame is None:
            return
        frame.loaded(self._host.monotonic() - waited)
        self.outlet.end_lost_port(frame, loaded=True)
        rights = self.outlet.rights(frame)
        if rights is not None and rights.listed.allowed and frame.watch.has_spoken:
            self.outlet.introduce(Caller(frame, rights.origin, frame.document))
        self.outlet.bugs.changed(Area.FRAMES, frame_id)

    def frame_closed(self, frame_id: str) -> None:
        """A frame is gone: its subscriptions and its counts end with it."""
        self.frames.remove(frame_id)
        self.silences.forget_frame(frame_id)
        self.outlet.bugs.changed(Area.FRAMES)

    def forget_failures(self) -> None:
        """Origins that are not listed get their failures of this minute again; the driver's ``reset`` asks for it."""
        self.silences.forget_failures()

    @property
    def remote(self) -> Remote | None:
        return self.shared.remote

    @command
    def admit(self, request: str, origin: str, frame: str) -> Answer:
        """Counts one request of any tab of the session; gives the decision as an object."""
        return self._counting.answer(request, origin, frame)


def _failed(reason: Reason, error: str, note: str = "") -> Failure:
    return Failure(error, Decision(Verdict.FAILED, reason, note=note))
