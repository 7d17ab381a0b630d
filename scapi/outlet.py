"""The one way out: whatever a client receives leaves through here.

User data is redacted, the target origin is named and the traffic log is written in this module and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scapi.frames import Document, Frame, Frames
from scapi.host import Area, Host
from scapi.policy.events import MESSENGER, requests_for
from scapi.policy.origins import OPAQUE
from scapi.policy.reasons import ALLOWED, Decision, Reason, Verdict
from scapi.policy.rules import Policy
from scapi.protocol import replies
from scapi.protocol.registry import BY_SPELLING
from scapi.traffic import Direction, Entry, Kind, TrafficLog
from scapi.values import Json, JsonObject

MESSAGE_KEPT = 16_384
"""Characters up to which the traffic log keeps a message whole."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the frame, the origin of the message, both as the browser reports them, and the document."""

    frame: Frame
    origin: str
    document: Document


class Outlet:
    """Posts replies, events and frame identities."""

    def __init__(self, host: Host, policy: Policy, frames: Frames, traffic: TrafficLog) -> None:
        self._host = host
        self._policy = policy
        self._frames = frames
        self._traffic = traffic
        self.before_reply: Callable[[], None] = lambda: None
        """Other tabs are told of every change before a reply leaves."""
        self.to_other_tabs: Callable[[str, Json], None] = lambda _, __: None
        self.when_published: Callable[[str, Json], None] = lambda _, __: None
        """The page itself hears every event of its tab, whole."""

    def reply(self, caller: Caller, message: JsonObject, answers: Entry) -> tuple[str, ...]:
        """Answers one message; gives the keys of user data that were left out.

        Nothing is posted when the frame is gone or another document has taken the place of the one that asked.
        """
        self.before_reply()
        left_out: tuple[str, ...] = ()
        if "data" in message:
            shown, left_out = self._policy.user_data.redact(message["data"])
            message = {**message, "data": shown}
        self._post(caller, message, Kind.REPLY, answers, left_out)
        return left_out

    def introduce(self, caller: Caller) -> None:
        """Tells a document its frame id, once, after its first accepted message."""
        if caller.frame.introduced:
            return
        caller.frame.introduced = True
        self._post(caller, replies.frame_identity(caller.frame.id), Kind.FRAME)
        self._host.changed(Area.FRAMES)

    def publish_everywhere(self, event: str, data: Json, *, not_to: str | None = None) -> None:
        """Sends an event to the clients of every tab of the session."""
        self.publish(event, data, not_to=not_to)
        self.to_other_tabs(event, data)

    def publish(self, event: str, data: Json, *, not_to: str | None = None, only_to: str | None = None) -> None:
        """Sends an event to every frame that subscribed to it and whose origin may receive it.

        ``only_to`` is the one origin that it concerns; the frames of others are passed over.
        """
        self.when_published(event, data)
        receivers = [
            (frame, frame.origin)
            for frame in self._frames
            if frame.origin is not None and frame.id != not_to and frame.subscribed(event)
            if only_to is None or frame.origin == only_to
        ]
        if not receivers:
            return
        # A broadcast is the sender's own data, not the workspace's: nothing in it is user data of an interaction.
        ours = not event.startswith(MESSENGER)
        shown, left_out = self._policy.user_data.redact(data) if ours else (data, ())
        message = replies.event(event, shown)
        text = replies.encode(message)
        event_type = data.get("eventType") if isinstance(data, Mapping) and ours else None
        for frame, origin in receivers:
            decision = self.may_receive(origin, event)
            if decision.allowed:
                self._host.post(frame.id, origin, text)
                if left_out:
                    rule = self._policy.user_data.readable.text
                    decision = Decision(Verdict.REDACTED, Reason.KEYS_LEFT_OUT, rule, ", ".join(left_out))
            else:
                frame.held_back += 1
            refused = decision.verdict is Verdict.REFUSED
            self._traffic.record(
                self._host.wall_clock(), Direction.OUT, frame.id, origin, Kind.EVENT, decision, event=event,
                event_type=event_type if isinstance(event_type, str) else None,
                text=None if refused else _kept(text), left_out=() if refused else left_out,
            )  # fmt: skip
            self._host.changed(Area.TRAFFIC)

    def say(self, frame: Frame, text: str) -> None:
        """Sends a plain string; clients hand one that begins with ``wwe`` to their ``onMessage``."""
        if frame.origin is not None:
            self._host.post(frame.id, frame.origin, json.dumps(text))

    def may_receive(self, origin: str, event: str) -> Decision:
        """Events follow the permission to read; an origin that is not listed gets none."""
        permissions = self._policy.permissions
        listed = permissions.listed(origin)
        if not listed.allowed:
            return listed
        if origin == OPAQUE:
            return Decision(Verdict.REFUSED, Reason.EVENT_NOT_PERMITTED, listed.rule, "no events for a null origin")
        needed = requests_for(event)
        if not needed or any(permissions.decide(origin, BY_SPELLING[name].permitted).allowed for name in needed):
            return ALLOWED
        note = f"needs {' or '.join(needed)}"
        return Decision(Verdict.REFUSED, Reason.EVENT_NOT_PERMITTED, listed.rule, note)

    def _post(
        self,
        caller: Caller,
        message: JsonObject,
        kind: Kind,
        answers: Entry | None = None,
        left_out: tuple[str, ...] = (),
    ) -> None:
        frame, origin = caller.frame, caller.origin
        decision = ALLOWED
        if self._frames.get(frame.id) is not frame:
            decision = Decision(Verdict.DROPPED, Reason.FRAME_GONE)
        elif frame.origin != origin or frame.replaced(caller.document):
            decision = Decision(Verdict.DROPPED, Reason.FRAME_NAVIGATED)
        text = replies.encode(message)
        if decision.allowed:
            # A null origin has no other target, and the policy lets it have replies only.
            self._host.post(frame.id, "*" if origin == OPAQUE else origin, text)
        self._traffic.record(
            self._host.wall_clock(), Direction.OUT, frame.id, origin, kind, decision,
            request=answers.request if answers else None, event=answers.event if answers else None,
            reference=message.get("referenceId"), text=_kept(text), left_out=left_out,
            answers=answers.seq if answers else None,
        )  # fmt: skip
        self._host.changed(Area.TRAFFIC)


def _kept(text: str) -> str | None:
    return text if len(text) <= MESSAGE_KEPT else None
