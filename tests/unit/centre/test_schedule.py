"""The time of a callback: in the zone of the record, summer time included."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.records import Record
from scapi.centre.schedule import local_time, schedule_time
from scapi.values import Json

ZONES = {"CET": "Europe/Berlin", "ACT": "Australia/Darwin", "EST": "America/New_York"}


def record(zone: Json = "", offset: Json = 0) -> Record:
    return Record(1, 1, "1", {"GSW_TZ_NAME": zone, "GSW_TZ_OFFSET": offset})


def utc(text: str, of: Record) -> str:
    at = schedule_time(text, of, ZONES)
    assert at is not None
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "written", "expected"),
    [
        ("CET", "01/15/2027 09:00", "2027-01-15 08:00"),
        ("CET", "07/15/2027 09:00", "2027-07-15 07:00"),
        ("CET", "03/28/2027 01:59", "2027-03-28 00:59"),
        ("CET", "03/28/2027 03:00", "2027-03-28 01:00"),
        ("CET", "10/31/2027 01:59", "2027-10-30 23:59"),
        ("CET", "10/31/2027 03:00", "2027-10-31 02:00"),
        ("EST", "03/14/2027 03:00", "2027-03-14 07:00"),
        ("EST", "11/07/2027 12:00", "2027-11-07 17:00"),
        ("ACT", "07/15/2027 09:00", "2027-07-14 23:30"),
        ("ACT", "01/15/2027 09:00", "2027-01-14 23:30"),
    ],
)
def test_zone_by_its_name(zone: str, written: str, expected: str) -> None:
    assert utc(written, record(zone, 0)) == expected, "the offset does not count when the name is known"


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "2027-07-15 09:00"), (3600, "2027-07-15 08:00"), (-18_000, "2027-07-15 14:00"), (34_200, "2027-07-14 23:30")],
)
def test_zone_by_its_offset(offset: int, expected: str) -> None:
    for zone in ("XYZ", "", None):
        assert utc("7/15/2027 9:0", record(zone, offset)) == expected


@pytest.mark.parametrize("offset", [None, "3600", 86_400, -90_000, 1e300])
def test_an_offset_that_is_none_counts_as_zero(offset: Json) -> None:
    assert utc("7/15/2027 9:0", record("", offset)) == "2027-07-15 09:00"


@pytest.mark.parametrize("text", ["6/5/2027 9:7", "06/05/2027 09:07", " 6/5/2027 09:7 "])
def test_unpadded_dates(text: str) -> None:
    assert utc(text, record()) == "2027-06-05 09:07"


@pytest.mark.parametrize("text", ["", "soon", "2027-06-05 09:07", "13/01/2027 10:00", "2/29/2027 10:00", "6/5/27 9:7"])
def test_what_is_no_date(text: str) -> None:
    assert schedule_time(text, record(), ZONES) is None


@given(st.datetimes(), st.sampled_from(["CET", "ACT", "EST", "?"]), st.integers(-86_399, 86_399))
def test_no_date_raises(at: datetime, zone: str, offset: int) -> None:
    schedule_time(f"{at.month}/{at.day}/{at.year:04d} {at.hour}:{at.minute}", record(zone, offset), ZONES)


def test_local_time() -> None:
    noon = datetime(2027, 7, 15, 12, 0, tzinfo=UTC).timestamp()
    assert local_time(noon, record("CET"), ZONES) == "14:00"
    assert local_time(noon, record("", -3600), ZONES) == "11:00"
