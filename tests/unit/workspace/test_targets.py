"""Targets: every way to write one, and what is wrong with the others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scapi.centre.directory import Target, TargetType
from scapi.values import Failure
from scapi.workspace.targets import parse_target
from tests.support.error_texts import in_closed_list
from tests.support.strategies import json_values


@pytest.mark.parametrize("kind", TargetType)
def test_both_names_of_the_type(kind: TargetType) -> None:
    for name in ("type", "target"):
        assert parse_target({name: kind.value, "destination": " 5001 "}) == Target(kind, "5001")
    assert parse_target({"type": kind.value, "destination": "x", "media": "chat"}) == Target(kind, "x", "chat")


def test_a_string_is_a_custom_contact() -> None:
    assert parse_target(" +44 20 ") == Target(TargetType.CUSTOM_CONTACT, "+44 20")


def test_no_media_is_that_of_the_interaction() -> None:
    assert parse_target({"type": "SKILL", "destination": "x", "media": ""}) == Target(TargetType.SKILL, "x", None)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (None, "'target'"),
        ([], "'target'"),
        ({}, "'target.type'"),
        ({"type": "agent", "destination": "x"}, "'target.type'"),
        ({"type": "AGENT"}, "'target.destination'"),
        ({"type": "AGENT", "destination": "  "}, "'target.destination'"),
        ({"type": "AGENT", "destination": "x", "media": 1}, "'target.media'"),
    ],
)
def test_what_is_wrong_is_named(value: Any, named: str) -> None:
    failure = parse_target(value)
    assert isinstance(failure, Failure)
    assert named in failure.error


@given(json_values)
def test_any_value_is_a_target_or_a_failure(value: Any) -> None:
    found = parse_target(value)
    assert isinstance(found, Target) or in_closed_list(found.error)
