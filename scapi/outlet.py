"""The one way out: whatever a client receives leaves through here.

User data is redacted, the target origin is named and the traffic log is written in this module and nowhere else. What
is done here comes after the deed: nothing that goes wrong here may lose a reply or reach whoever caused the message.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from scapi.bugs import Bugs
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.frames import Document, Frame, Frames, Port
from scapi.host import Area, Host
from scapi.policy.events import MESSENGER
from scapi.policy.in_force import Policy
from scapi.policy.origins import OPAQUE
from scapi.policy.rights import Rights
from scapi.protocol import replies
from scapi.protocol.messages import TAKEN
from scapi.traffic import Direction, Entry, Kind, TrafficLog
from scapi.values import Json, JsonObject

KEPT_HERE = "not sent to the app, which has not asked"
"""What the log notes of the reply to a request that the developer has sent again."""


class Caller(NamedTuple):
    """Who asks: the frame, the origin of the message, both as the browser reports them, the document, and the port that
    it speaks by; 0 is the window.
    """

    frame: Frame
    origin: str
    document: Document
    port: int = 0

    @property
    def address(self) -> str:
        """Where it reads answers now."""
        return self.frame.address(self.document, self.port)


class Outlet:
    """Posts replies, events and frame identities."""

    def __init__(
        self,
        host: Host,
        policy: Policy,
        frames: Frames,
        traffic: TrafficLog,
        when_published: Callable[[str, Json], None] = lambda _, __: None,
    ) -> None:
        self._host = host
        self._policy = policy
        self._frames = frames
        self._traffic = traffic
        self.bugs = Bugs(host, traffic)
        self.before_reply: Callable[[], None] = lambda: None
        """Other tabs are told of every change before a reply leaves."""
        self.to_other_tabs: Callable[[str, Json, str | None], None] = lambda _, __, ___: None
        """Event, data, and the one origin that it concerns."""
        self.when_published = when_published
        """The page itself hears every event of its tab, whole."""

    def reply(self, caller: Caller, message: JsonObject, answers: Entry) -> tuple[str, ...]:
        """Answers one message; gives the keys of user data that were left out.

        Nothing is posted when the frame is gone or another document has taken the place of the one that asked, nor when
        not the app has asked, but the developer in its place: the reply is in the log then.
        """
        try:
            self.before_reply()
        except Exception as error:  # noqa: BLE001 The deed is done, so that the reply must leave; it is recorded.
            self.bugs.note("before a reply", caller.frame.id, caller.origin, error)
        left_out: tuple[str, ...] = ()
        if "data" in message:
            shown, left_out = self._redacted(message["data"], caller.frame.id, caller.origin)
            if left_out or shown is not message["data"]:
                message = {**message, "data": shown}
        self._post(caller, message, Kind.REPLY, answers, left_out)
        return left_out

    def introduce(self, caller: Caller) -> None:
        """Tells a document its frame id, once, after its first accepted message."""
        if caller.frame.introduced:
            return
        caller.frame.note_introduction()
        self._post(caller, replies.frame_identity(caller.frame.id), Kind.FRAME)
        self.bugs.changed(Area.FRAMES, caller.frame.id)

    def offer_port(self, caller: Caller) -> None:
        """Gives a document a MessagePort of its own; that of an earlier one ends."""
        frame = caller.frame
        if self._frames.get(frame.id) is frame and not frame.replaced(caller.document):
            port = frame.offer_port(caller.origin)
            self._tell_of_port(frame, port, "offered", self._host.offer_port)

    def open_port(self, frame: Frame, port: Port) -> None:
        """The document has taken its port: the last message by the window leaves, and the port is heard."""
        self._tell_of_port(frame, port, TAKEN, self._host.open_port)

    def end_lost_port(self, frame: Frame, *, loaded: bool = False) -> None:
        """Closes the port of a document that has gone, or may have with this load event."""
        if frame.lose_port(loaded=loaded):
            text = replies.encode(replies.port_told("closed"))
            self.bugs.contained("closing a port", frame.id, "", lambda: self._host.close_port(frame.id, text))

    def _tell_of_port(self, frame: Frame, port: Port, what: str, tell: Callable[[str, str, int, str], None]) -> None:
        text = replies.encode(replies.port_told(what))
        decision = Decision(Verdict.ALLOWED, note=f"MessagePort {port.number} {what}")
        if not self.bugs.contained(
            "telling of a port", frame.id, port.origin, lambda: tell(frame.id, port.origin, port.number, text)
        ):
            decision = Decision(Verdict.FAILED, Reason.INTERNAL_ERROR, note="could not be posted")
        now = self._host.wall_clock()
        self._traffic.record(now, Direction.OUT, frame.id, port.origin, Kind.FRAME, decision, text=text)
        self.bugs.changed(Area.TRAFFIC)

    def publish_everywhere(
        self, event: str, data: Json, *, not_to: str | None = None, only_to: str | None = None
    ) -> None:
        """Sends an event to the clients of every tab of the session."""
        self.publish(event, data, not_to=not_to, only_to=only_to)
        try:
            self.to_other_tabs(event, data, only_to)
        except Exception as error:  # noqa: BLE001 The clients of this tab have heard it; it is recorded.
            self.bugs.note(f"telling other tabs of {event}", "", "", error)

    def publish(self, event: str, data: Json, *, not_to: str | None = None, only_to: str | None = None) -> None:
        """Sends an event to every frame that subscribed to it and whose origin may receive it.

        ``only_to`` is the one origin that it concerns; the frames of others are passed over.
        """
        try:
            self.when_published(event, data)
        except Exception as error:  # noqa: BLE001 The clients hear it all the same; it is recorded.
            self.bugs.note(f"telling the page of {event}", "", "", error)
        told = self._receivers(event, not_to, only_to)
        if not told:
            return
        # A broadcast is the sender's own data, not the workspace's: nothing in it is user data of an interaction.
        ours = not event.startswith(MESSENGER)
        shown, left_out = self._redacted(data, "", "") if ours else (data, ())
        text = self._encoded(replies.event(event, shown), "", "")
        event_type = data.get("eventType") if isinstance(data, Mapping) and ours else None
        # All are told before anything is noted: the last one waits for the others' messages, not for their entries.
        unsent = self._sent_to_all([each for each in told if each[3].allowed], text)
        for frame, origin, address, decision in told:
            self._note_event(frame, origin, unsent.get(address, decision), event, event_type, text, left_out)
        self.bugs.changed(Area.TRAFFIC)

    def _receivers(self, event: str, not_to: str | None, only_to: str | None) -> list[tuple[Frame, str, str, Decision]]:
        """Who has subscribed to an event: the frame, its origin, an address, and whether it may be told there."""
        found: list[tuple[Frame, str, str, Decision]] = []
        decisions: dict[str, Decision] = {}
        for frame in self._frames:
            if not frame.subscriptions or frame.id == not_to or only_to not in (None, frame.origin):
                continue
            addresses = frame.addresses(event)
            rights = self.rights(frame) if addresses else None
            if rights is None:
                continue
            origin = rights.origin
            decision = decisions.get(origin)
            if decision is None:  # of a hundred frames most are of one origin
                decision = decisions[origin] = rights.may_receive(event)
            found += [(frame, origin, address, decision) for address in addresses]
        return found

    def say(self, frame: Frame, text: str) -> None:
        """Sends a plain string; clients hand one that begins with ``wwe`` to their ``onMessage``."""
        rights = self.rights(frame)
        if rights is None:
            return
        sent = json.dumps(text)
        decision = self._sent(frame, frame.speaks_at, rights.origin, sent) if rights.listed.allowed else rights.listed
        self._traffic.record(
            self._host.wall_clock(), Direction.OUT, frame.id, rights.origin, Kind.OTHER, decision, text=sent
        )
        self.bugs.changed(Area.TRAFFIC)

    def rights(self, frame: Frame) -> Rights | None:
        """What the client in a frame may do; ``None`` before it has been heard. The frame holds it."""
        origin = frame.origin
        if origin is None:
            return None
        if frame.rights is None or frame.rights.origin != origin:
            frame.rights = self._policy.rights(origin)
        return frame.rights

    def may_receive(self, origin: str, event: str) -> Decision:
        """Events follow the permission to read; an origin that is not listed gets none."""
        return self._policy.rights(origin).may_receive(event)

    def _note_event(
        self,
        frame: Frame,
        origin: str,
        decision: Decision,
        event: str,
        event_type: Json,
        text: str,
        left_out: tuple[str, ...],
    ) -> None:
        """Writes an event into the log: what was sent with its text, what was held back without."""
        held_back = decision.verdict is Verdict.REFUSED
        if held_back:
            frame.held_back += 1
            self.bugs.changed(Area.FRAMES, frame.id)
        elif left_out and decision.allowed:
            decision = self.redacted(left_out)
        self._traffic.record(
            self._host.wall_clock(), Direction.OUT, frame.id, origin, Kind.EVENT, decision, event=event,
            event_type=event_type if isinstance(event_type, str) else None,
            text=None if held_back else text, left_out=() if held_back else left_out,
        )  # fmt: skip

    def _post(
        self,
        caller: Caller,
        message: JsonObject,
        kind: Kind,
        answers: Entry | None = None,
        left_out: tuple[str, ...] = (),
    ) -> None:
        frame, origin = caller.frame, caller.origin
        text = self._encoded(message, frame.id, origin)
        if answers is not None and answers.resent:
            decision = Decision(Verdict.ALLOWED, note=KEPT_HERE)
        elif self._frames.get(frame.id) is not frame:
            decision = Decision(Verdict.DROPPED, Reason.FRAME_GONE)
        elif frame.replaced(caller.document):
            decision = Decision(Verdict.DROPPED, Reason.FRAME_NAVIGATED)
        else:
            decision = self._sent(frame, caller.address, origin, text)
        self._traffic.record(
            self._host.wall_clock(), Direction.OUT, frame.id, origin, kind, decision,
            request=answers.request if answers else None, event=answers.event if answers else None,
            reference=message.get("referenceId"), text=text, left_out=left_out,
            answers=answers.seq if answers else None, resent=answers is not None and answers.resent,
        )  # fmt: skip

    def redacted(self, left_out: tuple[str, ...]) -> Decision:
        """The decision on a message from which keys were left out."""
        rule = self._policy.user_data.readable.text
        return Decision(Verdict.REDACTED, Reason.KEYS_LEFT_OUT, rule, ", ".join(left_out))

    def _sent(self, frame: Frame, address: str, origin: str, text: str, attempts: int = 2) -> Decision:
        """Posts a text, a second time if the first has failed; says whether it left."""
        for _ in range(attempts):
            try:
                self._host.post(address, _target(origin), text)
            except Exception as error:  # noqa: BLE001 Whatever it is, it must not reach the sender; it is recorded.
                self.bugs.note("posting", frame.id, origin, error)
            else:
                return ALLOWED
        return Decision(Verdict.FAILED, Reason.INTERNAL_ERROR, note="could not be posted")

    def _sent_to_all(self, receivers: Sequence[tuple[Frame, str, str, Decision]], text: str) -> Mapping[str, Decision]:
        """Posts a text to several addresses at once, and again to those that it did not reach; says what became of
        these."""
        if not receivers:
            return {}
        failed = self._host.post_all([(address, _target(origin)) for _, origin, address, _ in receivers], text)
        if not failed:
            return {}
        unsent: dict[str, Decision] = {}
        for frame, origin, address, _ in receivers:
            if address in failed:
                self.bugs.note("posting", frame.id, origin, failed[address])
                unsent[address] = self._sent(frame, address, origin, text, attempts=1)
        return unsent

    def _redacted(self, data: Json, frame_id: str, origin: str) -> tuple[Json, tuple[str, ...]]:
        """What may be shown of the data; nothing when that cannot be told."""
        try:
            return self._policy.user_data.redact(data)
        except Exception as error:  # noqa: BLE001 The deed is done, so that the reply must leave, but without data.
            self.bugs.note("leaving keys out", frame_id, origin, error)
            return None, ()

    def _encoded(self, message: JsonObject, frame_id: str, origin: str) -> str:
        try:
            return replies.encode(message)
        except Exception as error:  # noqa: BLE001 The deed is done, so that the reply must leave, with what can be told.
            self.bugs.note("writing a message", frame_id, origin, error)
            return replies.encode(replies.writable(message))


def _target(origin: str) -> str:
    """Who may read it: a null origin has no other target, and the policy lets it have replies only."""
    return "*" if origin == OPAQUE else origin
