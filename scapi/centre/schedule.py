"""When a record is to be called again: a written date in the time zone of the record.

Source: reference, ``rescheduleRecord``: MM/DD/YYYY HH:MM in the time zone of the record. The zone's name is the
switch's own ("ACT"); the scenario maps it to a zone of the time zone database, so that summer time is right.
Without a mapping the record's offset counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scapi.centre.record_fields import parse_date
from scapi.centre.records import Record
from scapi.values import Seconds


def schedule_time(text: str, record: Record, zones: Mapping[str, str]) -> Seconds | None:
    """Seconds since the epoch of a written date; ``None`` when it cannot be read."""
    written = parse_date(text)
    if written is None:
        return None
    return written.replace(tzinfo=record_zone(record, zones)).timestamp()


def local_time(now: Seconds, record: Record, zones: Mapping[str, str]) -> str:
    """The time of day where the record's customer is, HH:MM."""
    return datetime.fromtimestamp(now, record_zone(record, zones)).strftime("%H:%M")


def record_zone(record: Record, zones: Mapping[str, str]) -> timezone | ZoneInfo:
    """The time zone of a record."""
    mapped = zones.get(str(record.values.get("GSW_TZ_NAME") or ""))
    if mapped is not None:
        try:
            return ZoneInfo(mapped)
        except (ZoneInfoNotFoundError, ValueError):
            pass  # The scenario's reader refuses unknown zones; a machine without the database falls back.
    offset = record.values.get("GSW_TZ_OFFSET")
    seconds = offset if isinstance(offset, (int, float)) and abs(offset) < 86_400 else 0
    return timezone(timedelta(seconds=seconds))
