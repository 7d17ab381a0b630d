"""The attached data: who changed what, and how values are shown and typed."""

from __future__ import annotations

import pytest

from host_page.views.case.data.model import DataRow, data_row, typed_value
from host_page.views.regions import Region
from scapi.values import Json
from tests.unit.views.stage import FULL, Stage


def row(stage: Stage, key: str) -> DataRow:
    interaction = next(iter(stage.session.workspace.interactions))
    return data_row(stage.session, stage.ui, interaction, key)


def test_a_change_by_an_app_has_its_ground_for_half_a_minute_and_its_edge_longer(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver"})
    stage.client(FULL).request("interaction.setUserData", call, {"Segment": "Gold", "Reason": "Late"})
    stage.host.advance(8)
    changed = row(stage, "Segment")
    assert (changed.tone, changed.before, changed.by) == ("fresh", "Silver", "Screen Pop")
    assert "8 s ago" in stage.html(Region.CASE)
    assert row(stage, "Reason").by == "new"
    stage.host.advance(30)
    assert row(stage, "Segment").tone == "changed"
    assert "2 changed by Screen Pop" in stage.html(Region.CASE)


def test_a_change_by_the_agent_is_quiet(stage: Stage) -> None:
    stage.talk(userData={"Segment": "Silver"})
    stage.run("data-save", "Segment", value="Gold")
    changed = row(stage, "Segment")
    assert (changed.tone, changed.before, changed.by) == ("", "", "you")


def test_a_long_key_and_value_are_shown_by_their_beginnings_and_edited_whole(stage: Stage) -> None:
    key, value = "k" * 3000, "\u05d0 a " * 5000
    call = stage.talk(userData={"Note": "old" * 1000})
    stage.client(FULL).request("interaction.setUserData", call, {key: value, "Note": value})
    assert row(stage, key).name == f"{'k' * 1000}…"
    assert (row(stage, key).text, row(stage, "Note").before) == (f"{value[:1000]}…", f"{('old' * 1000)[:1000]}…")
    assert stage.html(Region.CASE).count("\u05d0") <= 4 * 500, "value and title of two rows"
    stage.run("data-edit", key)
    assert row(stage, key).text == value


def test_nested_values_unfold_and_cannot_be_typed(stage: Stage) -> None:
    stage.talk(userData={"Basket": {"a": 1, "b": 2}, "List": [1], "Empty": {}})
    assert row(stage, "Basket").text == "{ 2 keys }"
    assert row(stage, "List").text == "[ 1 item ]"
    assert row(stage, "Basket").read_only


def test_an_ended_call_is_read_only(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver"})
    stage.run("hang-up", call)
    assert row(stage, "Segment").read_only
    assert "the call has ended" in stage.html(Region.CASE)
    assert "Add a key" not in stage.html(Region.CASE)


def test_many_keys_fold_the_system_ones(stage: Stage) -> None:
    stage.talk(userData={f"Key{number}": number for number in range(12)})
    assert "Show 3 system keys" in stage.html(Region.CASE)


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        ("7", 5, 7),
        ("7.5", 5, 7.5),
        ("seven", 5, "seven"),
        ("7", "5", "7"),
        ("true", False, True),
        ("yes", False, "yes"),
        ("x", None, "x"),
    ],
)
def test_a_typed_value_keeps_its_kind_where_it_can(text: str, before: Json, value: Json) -> None:
    assert typed_value(text, before) == value
    assert type(typed_value(text, before)) is type(value)
