"""The pipeline: every message of a client comes in here.

A message passes, in this order:

1. **parsing** (:mod:`scapi.protocol.messages`); what is not ours is counted and ignored;
2. **the frame** that the sending window belongs to (:mod:`scapi.frames`), never a field of the message;
3. **the origin** of this very message (:mod:`scapi.policy.permissions`);
4. **the request**: known, permitted, within its rate limit (:mod:`scapi.policy.rate_limits`);
5. **its arguments** (:mod:`scapi.protocol.parameters`);
6. **its handler** (:mod:`scapi.namespaces`), which answers at once or later;
7. **the way out** (:mod:`scapi.outlet`): redaction of user data, target origin, traffic log.

A request that is heard gets exactly one reply within :data:`REPLY_WITHIN`; :data:`SILENCES` lists what is not heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scapi.commands import Remote, Shared, command
from scapi.decisions import ALLOWED, Decision, Reason, Verdict, decision_object, read_decision
from scapi.frames import Frames, Level
from scapi.host import Area, Host
from scapi.outlet import MESSAGE_KEPT, Caller, Outlet
from scapi.policy.origins import OPAQUE
from scapi.policy.rules import Policy
from scapi.protocol import errors, replies
from scapi.protocol.messages import (
    Ignored,
    Malformed,
    Message,
    Missing,
    RequestMessage,
    Subscribe,
    Unsubscribe,
    parse_message,
)
from scapi.protocol.parameters import Arguments, BadArgument, check_arguments, describe
from scapi.protocol.registry import BY_SPELLING
from scapi.protocol.request_table import Request
from scapi.traffic import Direction, Entry, Kind, TrafficLog
from scapi.values import Answer, Cancel, Failure, Json, JsonObject, Outcome, Seconds, Success, when_answered

REPLY_WITHIN: Seconds = 9.0
"""The published client library gives up after 10 s."""
UNLISTED_FAILURES_A_MINUTE = 10
ALIKE_RECORDED = 20
"""Unheard messages of one frame and reason that are recorded one by one; further ones are only counted."""

SILENCES: Mapping[Reason, Verdict] = {
    Reason.NOT_OURS: Verdict.IGNORED,
    Reason.FORGED_EVENT: Verdict.IGNORED,
    Reason.NOT_TRUSTED: Verdict.IGNORED,
    Reason.WINDOW_NOT_REGISTERED: Verdict.IGNORED,
    Reason.EMBEDDER_NOT_LISTED: Verdict.REFUSED,
    Reason.NULL_ORIGIN_NOT_LISTED: Verdict.REFUSED,
    Reason.UNLISTED_FLOOD: Verdict.REFUSED,
    Reason.TEXT_TOO_LONG: Verdict.DROPPED,
    Reason.TOO_DEEP: Verdict.DROPPED,
    Reason.TOO_MANY_KEYS: Verdict.DROPPED,
    Reason.TOO_MANY_MESSAGES: Verdict.DROPPED,
    Reason.TOO_MANY_EARLY_MESSAGES: Verdict.DROPPED,
    Reason.NOT_SERIALISABLE: Verdict.DROPPED,
    Reason.CONTENT_SECURITY_POLICY: Verdict.DROPPED,
}
"""What gets no answer, besides requests in quarantine."""

Handler: TypeAlias = Callable[[Caller, Arguments], Answer]


@dataclass(slots=True)
class _Pending:
    """A message on its way through the pipeline, until it is answered."""

    caller: Caller
    message: Message
    entry: Entry
    started: Seconds
    answered: bool = False
    give_up: Cancel | None = None

    @property
    def name(self) -> str:
        return self.message.name if isinstance(self.message, (RequestMessage, Malformed)) else ""


class Service:
    """Serves the clients of one workspace."""

    def __init__(self, host: Host, policy: Policy, frames: Frames, traffic: TrafficLog, outlet: Outlet) -> None:
        self.policy = policy
        self.frames = frames
        self.traffic = traffic
        self.outlet = outlet
        self.unheard: Counter[tuple[str, Reason]] = Counter()
        """Messages without an answer, by frame and reason, recorded or not."""
        self.shared = Shared()
        self._host = host
        self._handlers: dict[str, Handler] = {}
        self._unlisted: dict[str, tuple[int, int]] = {}

    @property
    def remote(self) -> Remote | None:
        return self.shared.remote

    def handle_with(self, handlers: Mapping[str, Handler]) -> None:
        """Adds handlers by canonical request name."""
        self._handlers.update(handlers)

    def receive(self, frame_id: str, origin: str, text: str) -> None:
        """One message of a window. Never raises: a frame can send anything."""
        started = self._host.monotonic()
        message = parse_message(text)
        frame = self.frames.get(frame_id)
        reference = None if isinstance(message, Ignored) else message.reference
        if frame is not None and frame.hear(origin, reference, started):
            moved = Decision(Verdict.IGNORED, Reason.FRAME_NAVIGATED, note="its subscriptions ended")
            self._record(frame_id, origin, Kind.FRAME, moved)
        if isinstance(message, Ignored):
            self.not_heard(frame_id, origin, message.reason, message.note, text)
        elif frame is None:
            self.not_heard(frame_id, origin, Reason.WINDOW_NOT_REGISTERED, "", text)
        else:
            self._admit(Caller(frame, origin, frame.document), message, text, started)

    def not_heard(self, frame_id: str, origin: str, reason: Reason, note: str = "", text: str = "") -> None:
        """Counts a message that gets no answer; the first ones of a kind are recorded too."""
        self.unheard[frame_id, reason] += 1
        count = self.unheard[frame_id, reason]
        frame = self.frames.get(frame_id)
        if frame is not None and SILENCES.get(reason) is not Verdict.IGNORED:
            frame.held_back += 1
        if count > ALIKE_RECORDED:
            return
        if count == ALIKE_RECORDED:
            note = f"{note}; further ones are only counted".lstrip("; ")
        decision = Decision(SILENCES.get(reason, Verdict.IGNORED), reason, note=note)
        self._record(frame_id, origin, Kind.OTHER, decision, text=_kept(text))

    def frame_loaded(self, frame_id: str) -> None:
        """The load event of a frame: what an earlier document subscribed to ends."""
        frame = self.frames.get(frame_id)
        if frame is None:
            return
        heard_before = frame.loaded(self._host.monotonic())
        if heard_before and frame.origin is not None and self.policy.permissions.listed(frame.origin).allowed:
            self.outlet.introduce(Caller(frame, frame.origin, frame.document))
        self._host.changed(Area.FRAMES)

    def frame_closed(self, frame_id: str) -> None:
        """A frame is gone: its subscriptions and its counts end with it."""
        self.frames.remove(frame_id)
        self._unlisted.pop(frame_id, None)
        for key in [key for key in self.unheard if key[0] == frame_id]:
            del self.unheard[key]
        self._host.changed(Area.FRAMES)

    def forget_failures(self) -> None:
        """Origins that are not listed get their failures of this minute again; the driver's ``reset`` asks for it."""
        self._unlisted.clear()

    def _admit(self, caller: Caller, message: Message, text: str, started: Seconds) -> None:
        """Judges the origin and, of a request, its permission and its rate; records; hands on."""
        decision = self.policy.permissions.listed(caller.origin)
        listed = decision.allowed
        if not listed and (silence := self._silence(caller)) is not None:
            self.not_heard(caller.frame.id, caller.origin, silence, "", text)
            return
        request = BY_SPELLING.get(message.name) if isinstance(message, RequestMessage) else None
        counted_elsewhere = request is not None and self._counted_elsewhere(request)
        if listed and request is not None:
            decision = self._decide(caller, request, count=not counted_elsewhere)
        pending = _Pending(caller, message, self._record_message(caller, message, text, decision), started)
        if not listed:
            caller.frame.held_back += 1
            self._answer(pending, Failure(errors.not_listed(decision.reason)), decision)
            return
        match message:
            case RequestMessage() if decision.allowed and request is not None and counted_elsewhere:
                self._count_elsewhere(pending, message, request)
            case RequestMessage():
                self._request(pending, message, request, decision)
            case Subscribe():
                self._subscribe(pending, message)
            case Unsubscribe():
                self._unsubscribe(pending, message)
            case Malformed():
                self._fail(pending, Reason.REQUEST_MALFORMED, errors.malformed(message.problem))
        self.outlet.introduce(caller)

    def _silence(self, caller: Caller) -> Reason | None:
        """Why an origin that is not listed does not even get a failure, if so."""
        if caller.frame.level is Level.EMBEDDER:
            return Reason.EMBEDDER_NOT_LISTED
        if caller.origin == OPAQUE:
            return Reason.NULL_ORIGIN_NOT_LISTED
        now = int(self._host.monotonic() // 60)
        minute, count = self._unlisted.get(caller.frame.id, (now, 0))
        count = count + 1 if minute == now else 1
        self._unlisted[caller.frame.id] = (now, count)
        return Reason.UNLISTED_FLOOD if count > UNLISTED_FAILURES_A_MINUTE else None

    def _counted_elsewhere(self, request: Request) -> bool:
        """Whether the leading tab of the session has the counter of a request."""
        return self.remote is not None and self.policy.limiter.limits.limit(request.name) > 0

    def _count_elsewhere(self, pending: _Pending, message: RequestMessage, request: Request) -> None:
        """Goes on when the leading tab has counted the request."""
        if self.remote is None:
            return
        permitted = pending.entry.decision

        def counted(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self._answer(pending, outcome, permitted)
                return
            limited = read_decision(outcome.data)
            if not limited.allowed:
                self.traffic.amend(pending.entry, limited, None)
            self._request(pending, message, request, permitted if limited.allowed else limited)

        when_answered(self.remote("Service.admit", (request.name, pending.caller.origin), {}), counted)

    @command
    def admit(self, request: str, origin: str) -> Answer:
        """Counts one request of any tab of the session; gives the decision as an object."""
        return Success(decision_object(self._count(request, origin)))

    def _decide(self, caller: Caller, request: Request, *, count: bool) -> Decision:
        decision = self.policy.permissions.decide(caller.origin, request.permitted)
        if not decision.allowed or not count:
            return decision
        limited = self._count(request.name, caller.origin)
        return decision if limited.allowed else limited

    def _count(self, request: str, origin: str) -> Decision:
        if self.policy.limiter.limits.limit(request) > 0:
            self._host.changed(Area.POLICY)
        return self.policy.limiter.admit(request, origin, self._host.monotonic())

    def _request(self, pending: _Pending, message: RequestMessage, request: Request | None, decision: Decision) -> None:
        if request is None:
            self._fail(pending, Reason.REQUEST_UNKNOWN, errors.unknown_request(message.name))
        elif not decision.allowed:
            self._refuse(pending, message.name, decision)
        elif message.parameters is not None and not isinstance(message.parameters, list):
            error = errors.parameters_not_array(message.name, describe(message.parameters))
            self._fail(pending, Reason.BAD_ARGUMENT, error)
        else:
            arguments = check_arguments(request.parameters, message.parameters or [])
            if isinstance(arguments, BadArgument):
                self._fail(pending, Reason.BAD_ARGUMENT, errors.bad_argument(message.name, arguments))
            elif (handler := self._handlers.get(request.name)) is None:
                self._fail(pending, Reason.REQUEST_NOT_AVAILABLE, errors.not_available(message.name))
            else:
                self._run(pending, handler, arguments, decision)

    def _refuse(self, pending: _Pending, name: str, decision: Decision) -> None:
        pending.caller.frame.held_back += 1
        if decision.verdict is Verdict.QUARANTINED:
            pending.answered = True
        elif decision.verdict is Verdict.RATE_LIMITED:
            delay = self.policy.limiter.limits.quarantine_delay
            self._answer(pending, Failure(errors.rate_limited(name, delay)), decision)
        else:
            self._answer(pending, Failure(errors.not_allowed(name)), decision)

    def _run(self, pending: _Pending, handler: Handler, arguments: Arguments, decision: Decision) -> None:
        try:
            answer = handler(pending.caller, arguments)
        except Exception as error:  # noqa: BLE001 A bug of ours costs one request, never the page; it is recorded.
            self._fail(pending, Reason.INTERNAL_ERROR, errors.INTERNAL, f"{type(error).__name__}: {error}")
            return
        when_answered(answer, lambda outcome: self._answer(pending, outcome, decision))
        if not pending.answered:
            pending.give_up = self._host.call_later(
                REPLY_WITHIN, lambda: self._fail(pending, Reason.REPLY_TIMED_OUT, errors.NO_ANSWER_IN_TIME)
            )

    def _subscribe(self, pending: _Pending, message: Subscribe) -> None:
        caller = pending.caller
        number = caller.frame.subscribe(message.events, caller.origin, self._host.monotonic())
        self._close(pending, replies.subscribed(message.reference, number), ALLOWED)
        self._host.changed(Area.FRAMES)

    def _unsubscribe(self, pending: _Pending, message: Unsubscribe) -> None:
        number = message.subscription
        if isinstance(number, int) and pending.caller.frame.unsubscribe(number):
            self._close(pending, replies.subscribed(message.reference, number), ALLOWED)
        else:
            self._fail(pending, Reason.BAD_ARGUMENT, errors.SUBSCRIPTION_NOT_FOUND)

    def _fail(self, pending: _Pending, reason: Reason, error: str, note: str = "") -> None:
        self._answer(pending, Failure(error), Decision(Verdict.FAILED, reason, pending.entry.decision.rule, note))

    def _answer(self, pending: _Pending, outcome: Outcome, decision: Decision) -> None:
        """The one reply of a request; whatever comes after it is forgotten."""
        reference = pending.message.reference
        if isinstance(outcome, Failure):
            if outcome.decision is not None:
                pending.caller.frame.held_back += 1
                decision = outcome.decision
            elif decision.allowed:
                decision = Decision(Verdict.FAILED, Reason.REQUEST_FAILED, decision.rule, outcome.error)
            self._close(pending, replies.failure(pending.name, reference, outcome.error), decision)
        elif outcome.null:
            self._close(pending, replies.null_success(pending.name, reference), decision)
        else:
            self._close(pending, replies.success(pending.name, reference, outcome.data), decision)

    def _close(self, pending: _Pending, reply: JsonObject, decision: Decision) -> None:
        if pending.answered:
            return
        pending.answered = True
        if pending.give_up is not None:
            pending.give_up()
        left_out = self.outlet.reply(pending.caller, reply, pending.entry)
        if left_out:
            rule = self.policy.user_data.readable.text
            decision = Decision(Verdict.REDACTED, Reason.KEYS_LEFT_OUT, rule, ", ".join(left_out))
        ms = round((self._host.monotonic() - pending.started) * 1000, 1)
        self.traffic.amend(pending.entry, decision, ms, left_out)
        self._host.changed(Area.TRAFFIC)

    def _record_message(self, caller: Caller, message: Message, text: str, decision: Decision) -> Entry:
        kind, request, event = Kind.OTHER, None, None
        match message:
            case RequestMessage() | Malformed():
                kind, request = Kind.REQUEST, message.name or None
            case Subscribe():
                kind, event = Kind.SUBSCRIBE, ", ".join(message.events)
            case Unsubscribe():
                kind = Kind.UNSUBSCRIBE
        reference = None if isinstance(message.reference, Missing) else message.reference
        return self._record(
            caller.frame.id, caller.origin, kind, decision, request=request, event=event, reference=reference,
            text=_kept(text),
        )  # fmt: skip

    def _record(
        self, frame_id: str, origin: str, kind: Kind, decision: Decision, *,
        request: str | None = None, event: str | None = None, reference: Json = None, text: str | None = None,
    ) -> Entry:  # fmt: skip
        entry = self.traffic.record(
            self._host.wall_clock(), Direction.IN, frame_id, origin, kind, decision, request=request, event=event,
            reference=reference, text=text,
        )  # fmt: skip
        self._host.changed(Area.TRAFFIC)
        return entry


def _kept(text: str) -> str | None:
    return text if len(text) <= MESSAGE_KEPT else None
