"""Records: their handles, system columns and call results."""

from __future__ import annotations

from scapi.centre.records import (
    CALL_RESULTS,
    SYSTEM_FIELDS,
    UNVERIFIED_CALL_RESULTS,
    CampaignMode,
    OutboundContent,
    Record,
)


def test_call_results() -> None:
    assert len(set(CALL_RESULTS.values())) == len(CALL_RESULTS) == 39
    assert set(CALL_RESULTS) >= UNVERIFIED_CALL_RESULTS


def test_a_handle_with_a_fraction_is_no_record() -> None:
    record = Record(283, 1, "1", {})
    content = OutboundContent("C", CampaignMode.PULL_PREVIEW, (record,), (), 283)
    assert content.record(283.0) is record
    assert content.record(283.5) is None


def test_the_words_for_values_are_written_as_the_desktop_shows_them() -> None:
    words = [word for spec in SYSTEM_FIELDS for label in (spec.options or {}).values() for word in label.split()]
    assert len(words) > 20
    assert [word for word in words if not word[0].isupper()] == []


def test_only_what_must_be_filled_in_can_be_changed_besides_the_type_of_phone() -> None:
    assert [spec.name for spec in SYSTEM_FIELDS if spec.mandatory] == ["GSW_PHONE", "GSW_FROM", "GSW_UNTIL"]
    assert [spec.name for spec in SYSTEM_FIELDS if spec.editable] == [
        "GSW_PHONE",
        "GSW_PHONE_TYPE",
        "GSW_FROM",
        "GSW_UNTIL",
    ]
    assert {type(flag) for spec in SYSTEM_FIELDS for flag in (spec.mandatory, spec.editable)} == {bool}
