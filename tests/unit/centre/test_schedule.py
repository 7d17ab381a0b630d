"""The time of a callback: in the zone of the record, summer time included."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.campaigns import build_chains, handed_out, sample_campaign
from scapi.centre.records import Record
from scapi.centre.schedule import local_time, offset_now, schedule_time
from scapi.values import Json

ZONES = {"CET": "Europe/Berlin", "ACT": "Australia/Darwin", "EST": "America/New_York"}


def record(offset: Json = 0) -> Record:
    return Record(1, 1, "1", {"GSW_TZ_NAME": "CET", "GSW_TZ_OFFSET": offset})


def seconds(text: str) -> float:
    return datetime.fromisoformat(f"{text}+00:00").timestamp()


def utc(text: str, of: Record) -> str:
    at = schedule_time(text, of)
    assert at is not None
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("CET", "2027-01-15 08:00", 3600),
        ("CET", "2027-07-15 07:00", 7200),
        ("CET", "2027-03-28 00:59", 3600),
        ("CET", "2027-03-28 01:00", 7200),
        ("CET", "2027-10-31 00:59", 7200),
        ("CET", "2027-10-31 01:00", 3600),
        ("EST", "2027-05-15 12:00", -14_400),
        ("EST", "2027-11-07 17:00", -18_000),
        ("ACT", "2027-07-14 23:30", 34_200),
        ("ACT", "2027-01-14 23:30", 34_200),
    ],
)
def test_a_zone_by_its_name_with_summer_time(zone: str, now: str, expected: int) -> None:
    assert offset_now(zone, 17, ZONES, seconds(now)) == expected, "the list does not count when the name is known"


@pytest.mark.parametrize("listed", [0, 3600, -18_000, 34_200])
def test_a_zone_that_is_not_known_has_the_offset_of_the_list(listed: int) -> None:
    for zone in ("XYZ", ""):
        assert offset_now(zone, listed, ZONES, seconds("2027-07-15 09:00")) == listed
    assert offset_now("X", listed, {"X": "No/Such"}, 0.0) == listed


@pytest.mark.parametrize("listed", [86_400, -90_000])
def test_a_listed_offset_of_a_day_and_more_is_none(listed: int) -> None:
    assert offset_now("", listed, {}, 0.0) == 0


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "2027-07-15 09:00"), (3600, "2027-07-15 08:00"), (-18_000, "2027-07-15 14:00"), (34_200, "2027-07-14 23:30")],
)
def test_dates_are_read_by_the_offset_that_clients_see(offset: int, expected: str) -> None:
    assert utc("7/15/2027 9:0", record(offset)) == expected


def test_a_record_handed_out_in_summer_is_read_as_it_says() -> None:
    """In May, EST was sent as -18000 and read as -14400."""
    spec = sample_campaign("C", "Preview")
    chains = build_chains(spec, 101, 1, lambda: "id")
    (eastern,) = next(chain for chain in chains if chain[0].values["GSW_TZ_NAME"] == "EST")
    (out,) = handed_out((eastern,), "SIP_5000", ZONES, seconds("2027-05-15 12:00"))
    assert out.values["GSW_TZ_OFFSET"] == -14_400
    assert utc("5/16/2027 9:0", out) == "2027-05-16 13:00"


@pytest.mark.parametrize("offset", [None, "3600", 86_400, -90_000, 1e300])
def test_an_offset_that_is_none_counts_as_zero(offset: Json) -> None:
    assert utc("7/15/2027 9:0", record(offset)) == "2027-07-15 09:00"


@pytest.mark.parametrize("text", ["6/5/2027 9:7", "06/05/2027 09:07", " 6/5/2027 09:7 "])
def test_unpadded_dates(text: str) -> None:
    assert utc(text, record()) == "2027-06-05 09:07"


@pytest.mark.parametrize("text", ["", "soon", "2027-06-05 09:07", "13/01/2027 10:00", "2/29/2027 10:00", "6/5/27 9:7"])
def test_what_is_no_date(text: str) -> None:
    assert schedule_time(text, record()) is None


@given(st.datetimes(), st.integers(-86_399, 86_399))
def test_no_date_raises(at: datetime, offset: int) -> None:
    schedule_time(f"{at.month}/{at.day}/{at.year:04d} {at.hour}:{at.minute}", record(offset))


@given(st.sampled_from([*ZONES, "?"]), st.integers(-200_000, 200_000), st.integers(0, 4_000_000_000))
def test_every_offset_is_of_less_than_a_day(zone: str, listed: int, now: int) -> None:
    assert abs(offset_now(zone, listed, ZONES, now)) < 86_400


def test_local_time() -> None:
    noon = datetime(2027, 7, 15, 12, 0, tzinfo=UTC).timestamp()
    assert local_time(noon, record(7200)) == "14:00"
    assert local_time(noon, record(-3600)) == "11:00"
