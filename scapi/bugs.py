"""A bug of ours costs no more than itself: it is recorded, and the page lives on."""

from __future__ import annotations

from collections.abc import Callable

from scapi.decisions import Decision, Reason, Verdict
from scapi.host import Area, Host
from scapi.traffic import Direction, Kind, TrafficLog


class Bugs:
    """Runs what must not break what comes after it."""

    def __init__(self, host: Host, traffic: TrafficLog) -> None:
        self._host = host
        self._traffic = traffic

    def contained(self, where: str, frame_id: str, origin: str, action: Callable[[], object]) -> bool:
        """Whether the action ended well; what it raised is recorded."""
        try:
            action()
        except Exception as error:  # noqa: BLE001 Whatever it is, it must not reach the next step; it is recorded.
            self.note(where, frame_id, origin, error)
            return False
        return True

    def changed(self, area: Area, of: str = "") -> None:
        """Tells the views and the other tabs that something has changed, whatever they make of it."""
        try:
            self._host.changed(area, of)
        except Exception as error:  # noqa: BLE001 As above; several times with each message.
            self.note(f"telling that {area.value} changed", "", "", error)

    def note(self, where: str, frame_id: str, origin: str, error: Exception) -> None:
        """Records a bug. The note is for us: no client ever reads it."""
        decision = Decision(Verdict.FAILED, Reason.INTERNAL_ERROR, note=f"{where}: {type(error).__name__}: {error}")
        self._traffic.record(self._host.wall_clock(), Direction.IN, frame_id, origin, Kind.OTHER, decision)
