"""What gets no answer: which messages, how they are counted, and when an unlisted client is only noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from scapi.decisions import Decision, Reason, Verdict
from scapi.frames import Frame, Frames, Level
from scapi.host import Area, Host
from scapi.policy.origins import OPAQUE
from scapi.traffic import Direction, Kind, TrafficLog

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


class Silences:
    """Counts what is not heard."""

    def __init__(self, host: Host, frames: Frames, traffic: TrafficLog) -> None:
        self.unheard: Counter[tuple[str, Reason]] = Counter()
        """Messages without an answer, by frame and reason, recorded or not."""
        self._host = host
        self._frames = frames
        self._traffic = traffic
        self._failures: dict[str, tuple[int, int]] = {}

    def of_unlisted(self, frame: Frame, origin: str) -> Reason | None:
        """Why a message of an origin that is not listed does not even get a failure, if so; counts the failures."""
        if frame.level is Level.EMBEDDER:
            return Reason.EMBEDDER_NOT_LISTED
        if origin == OPAQUE:
            return Reason.NULL_ORIGIN_NOT_LISTED
        now = int(self._host.monotonic() // 60)
        minute, count = self._failures.get(frame.id, (now, 0))
        count = count + 1 if minute == now else 1
        self._failures[frame.id] = (now, count)
        return Reason.UNLISTED_FLOOD if count > UNLISTED_FAILURES_A_MINUTE else None

    def note(self, frame_id: str, origin: str, reason: Reason, note: str = "", text: str = "") -> None:
        """Counts a message that gets no answer; the first ones of a kind are recorded too."""
        self.unheard[frame_id, reason] += 1
        count = self.unheard[frame_id, reason]
        frame = self._frames.get(frame_id)
        if frame is not None and SILENCES.get(reason) is not Verdict.IGNORED:
            frame.held_back += 1
        if count > ALIKE_RECORDED:
            return
        if count == ALIKE_RECORDED:
            note = f"{note}; further ones are only counted".lstrip("; ")
        decision = Decision(SILENCES.get(reason, Verdict.IGNORED), reason, note=note)
        self._record(frame_id, origin, Kind.OTHER, decision, text)

    def note_navigation(self, frame_id: str, origin: str) -> None:
        """Records that a frame shows another origin now."""
        moved = Decision(Verdict.IGNORED, Reason.FRAME_NAVIGATED, note="its subscriptions ended")
        self._record(frame_id, origin, Kind.FRAME, moved)

    def forget_frame(self, frame_id: str) -> None:
        """A frame is gone, and its counts with it."""
        self._failures.pop(frame_id, None)
        for key in [key for key in self.unheard if key[0] == frame_id]:
            del self.unheard[key]

    def forget_failures(self) -> None:
        """Origins that are not listed get their failures of this minute again."""
        self._failures.clear()

    def _record(self, frame_id: str, origin: str, kind: Kind, decision: Decision, text: str | None = None) -> None:
        self._traffic.record(self._host.wall_clock(), Direction.IN, frame_id, origin, kind, decision, text=text)
        self._host.changed(Area.TRAFFIC, frame_id)
