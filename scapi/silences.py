"""What gets no answer: which messages, how they are counted, and when an unlisted client is only noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from scapi.decisions import Decision, Reason, Verdict
from scapi.frames import Frame, Frames, Level
from scapi.host import Area, Host
from scapi.policy.origins import OPAQUE
from scapi.traffic import Direction, Kind, TrafficLog
from scapi.values import Seconds

MINUTE: Seconds = 60.0
UNLISTED_FAILURES_A_MINUTE = 10
UNLISTED_UNHEARD_A_MINUTE = 20
"""What else of a frame is looked at in a minute while its origin is not listed: noise, and what is too large."""
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
    Reason.TIME_BUDGET_EXHAUSTED: Verdict.DROPPED,
    Reason.NOT_SERIALISABLE: Verdict.DROPPED,
}
"""What gets no answer, besides requests in quarantine."""


class _Minutes:
    """Counts by frame, anew in each minute of the page's clock."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._counts: dict[str, tuple[int, int]] = {}

    def count(self, frame_id: str, times: int = 1) -> int:
        """Counts so many; gives how many there are in this minute."""
        now = int(self._host.monotonic() // MINUTE)
        minute, count = self._counts.get(frame_id, (now, 0))
        count = count + times if minute == now else times
        self._counts[frame_id] = (now, count)
        return count

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def left(self) -> Seconds:
        """How long this minute lasts."""
        return MINUTE - self._host.monotonic() % MINUTE

    def forget(self, frame_id: str) -> None:
        self._counts.pop(frame_id, None)

    def clear(self) -> None:
        self._counts.clear()


class Silences:
    """Counts what is not heard, and has the page silence an unlisted window that has had its share of a minute."""

    def __init__(self, host: Host, frames: Frames, traffic: TrafficLog, listed: Callable[[str], bool]) -> None:
        self.unheard: Counter[tuple[str, Reason]] = Counter()
        """Messages without an answer, by frame and reason, recorded or not."""
        self._told: Counter[tuple[str, Reason]] = Counter()
        self._host = host
        self._frames = frames
        self._traffic = traffic
        self._listed = listed
        self._failures = _Minutes(host)
        self._noise = _Minutes(host)

    def of_unlisted(self, frame: Frame, origin: str) -> Reason | None:
        """Why a message of an origin that is not listed does not even get a failure, if so; counts the failures."""
        if frame.level is Level.EMBEDDER:
            return Reason.EMBEDDER_NOT_LISTED
        if origin == OPAQUE:
            return Reason.NULL_ORIGIN_NOT_LISTED
        count = self._failures.count(frame.id)
        if count >= UNLISTED_FAILURES_A_MINUTE:
            self._host.silence(frame.id, origin, self._failures.left)
        return Reason.UNLISTED_FLOOD if count > UNLISTED_FAILURES_A_MINUTE else None

    def note(self, frame_id: str, origin: str, reason: Reason, note: str = "", text: str = "", times: int = 1) -> None:
        """Counts messages that get no answer, told of at once; the first such tellings of a kind are recorded too."""
        self.unheard[frame_id, reason] += times
        self._told[frame_id, reason] += 1
        count = self._told[frame_id, reason]
        frame = self._frames.get(frame_id)
        if frame is not None:
            if SILENCES.get(reason) is not Verdict.IGNORED:
                frame.held_back += times
            self._count_noise(frame, origin, reason, times)
        if count > ALIKE_RECORDED:
            return
        if count == ALIKE_RECORDED:
            note = f"{note}; further ones are only counted".lstrip("; ")
        decision = Decision(SILENCES.get(reason, Verdict.IGNORED), reason, note=note)
        self._record(frame_id, origin, Kind.OTHER, decision, text)

    def _count_noise(self, frame: Frame, origin: str, reason: Reason, times: int) -> None:
        # What was silenced was not looked at.
        if reason is Reason.UNLISTED_FLOOD or self._listed(origin):
            return
        if self._noise.count(frame.id, times) >= UNLISTED_UNHEARD_A_MINUTE:
            self._host.silence(frame.id, origin, self._noise.left)

    def note_navigation(self, frame_id: str, origin: str) -> None:
        """Records that a frame shows another origin now."""
        moved = Decision(Verdict.IGNORED, Reason.FRAME_NAVIGATED, note="its subscriptions ended")
        self._record(frame_id, origin, Kind.FRAME, moved)

    def forget_frame(self, frame_id: str) -> None:
        """A frame is gone, and its counts with it."""
        self._failures.forget(frame_id)
        self._noise.forget(frame_id)
        for counter in (self.unheard, self._told):
            for key in [key for key in counter if key[0] == frame_id]:
                del counter[key]

    def forget_failures(self) -> None:
        """Origins that are not listed get their failures of this minute again."""
        self._failures.clear()
        self._noise.clear()
        self._host.end_silences()

    def _record(self, frame_id: str, origin: str, kind: Kind, decision: Decision, text: str | None = None) -> None:
        self._traffic.record(self._host.wall_clock(), Direction.IN, frame_id, origin, kind, decision, text=text)
        self._host.changed(Area.TRAFFIC, frame_id)
