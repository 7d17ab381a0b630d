"""The time zone of a record, and when it is to be called again.

Source: reference, ``rescheduleRecord``: the date is MM/DD/YYYY HH:MM in the time zone of the record, whose offset can
be had "from any of the interaction's events". So dates are read by the very offset that the record is handed out with,
that of the day on which it is handed out: the zone's name is the switch's own ("ACT"), the scenario maps it to a zone
of the time zone database. Without a mapping the list's own offset counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scapi.centre.record_fields import parse_date
from scapi.centre.records import Record
from scapi.values import Seconds


def offset_now(zone: str, listed: int, zones: Mapping[str, str], now: Seconds) -> int:
    """How many seconds a zone is ahead of UTC at a time; ``listed`` is what the calling list says."""
    mapped = zones.get(zone)
    if mapped is not None:
        try:
            offset = datetime.fromtimestamp(now, ZoneInfo(mapped)).utcoffset()
        except (ZoneInfoNotFoundError, ValueError):
            offset = None  # The scenario's reader refuses unknown zones; a machine without the database falls back.
        if offset is not None:
            return int(offset.total_seconds())
    return listed if abs(listed) < 86_400 else 0


def schedule_time(text: str, record: Record) -> Seconds | None:
    """Seconds since the epoch of a written date; ``None`` when it cannot be read."""
    written = parse_date(text)
    if written is None:
        return None
    return written.replace(tzinfo=record_zone(record)).timestamp()


def local_time(now: Seconds, record: Record) -> str:
    """The time of day where the record's customer is, HH:MM."""
    return datetime.fromtimestamp(now, record_zone(record)).strftime("%H:%M")


def record_zone(record: Record) -> timezone:
    """The time zone of a record that was handed out."""
    offset = record.values.get("GSW_TZ_OFFSET")
    seconds = offset if isinstance(offset, (int, float)) and abs(offset) < 86_400 else 0
    return timezone(timedelta(seconds=seconds))
