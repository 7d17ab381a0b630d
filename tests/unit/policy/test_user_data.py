"""User data: nothing that may not be read leaves, whatever it is wrapped in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.configuration import ConfigurationError, parse_configuration
from scapi.decisions import Reason
from scapi.policy.user_data import READ_OPTION, KeyRule, UserDataRules, parse_user_data_rules
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import configuration
from tests.support.strategies import json_objects, json_values

A = "https://a.example"
READABLE = frozenset({"a", "userData"})
rules = UserDataRules(KeyRule(READ_OPTION, READABLE))


def keys_of_user_data(value: Any) -> Iterator[str]:
    """Every key of every ``userData`` object, at any depth."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "userData" and isinstance(member, dict):
                yield from member
            yield from keys_of_user_data(member)
    elif isinstance(value, list):
        for item in value:
            yield from keys_of_user_data(item)


@given(json_values)
def test_no_unreadable_key_survives(value: Any) -> None:
    shown, left_out = rules.redact(value)
    assert set(keys_of_user_data(shown)) <= READABLE
    assert not set(left_out) & READABLE
    again, nothing = rules.redact(shown)
    assert (again, nothing) == (shown, ())


@given(json_values)
def test_what_needs_no_redaction_stays_as_it_is(value: Any) -> None:
    shown, left_out = rules.redact(value)
    if not left_out:
        assert shown == value
    assert UserDataRules().redact(value) == (value, ())


@given(json_objects, st.lists(st.tuples(st.sampled_from(["set", "delete"]), json_objects), max_size=3))
def test_no_unreadable_key_is_posted(data: dict[str, Any], steps: list[tuple[str, dict[str, Any]]]) -> None:
    session = new_session(configuration(A, "user-data.read-allowed = a, userData"))
    client = Client.opened(session, A)
    client.subscribe("interaction", "markdone")
    session.driver.call("ring", {"ani": "1", "userData": data})
    for step, pairs in steps:
        if step == "set":
            client.request("interaction.setUserData", "1", pairs)
        else:
            client.request("interaction.deleteUserData", "1", next(iter(pairs), "a"))
    for name in ("interaction.getInteractions", "interaction.getByInteractionId", "voice.answer", "voice.hangUp"):
        client.request(name, "1")
    for posted in fake_host(session).posted:
        assert set(keys_of_user_data(posted.message)) <= READABLE
    assert len(client.events) >= 4


@pytest.mark.parametrize(
    ("value", "wanted", "left_out"),
    [
        ({"userData": {"userData": {"a": 1, "b": 2}}}, {"userData": {"userData": {"a": 1}}}, ("b",)),
        ({"userData": {"a": 1, "b": 2}}, {"userData": {"a": 1}}, ("b",)),
        ([{"userData": {"b": 2}}, {"userData": {"c": 2}}], [{"userData": {}}, {"userData": {}}], ("b", "c")),
        ({"b": {"userData": {"b": 2}}}, {"b": {"userData": {}}}, ("b",)),
        ({"userData": {"a": {"userData": {"b": 1, "a": 2}}}}, {"userData": {"a": {"userData": {"a": 2}}}}, ("b",)),
        ({"userData": {"a": [{"userData": {"b": 1}}]}}, {"userData": {"a": [{"userData": {}}]}}, ("b",)),
        ({"userData": {"A": 1, "a ": 1}}, {"userData": {}}, ("A", "a ")),
        ({"userData": "text", "b": 1}, {"userData": "text", "b": 1}, ()),
        ({"UserData": {"b": 1}}, {"UserData": {"b": 1}}, ()),
        ({"records": [{"b": 1}]}, {"records": [{"b": 1}]}, ()),
    ],
)
def test_table(value: Any, wanted: Any, left_out: tuple[str, ...]) -> None:
    assert rules.redact(value) == (wanted, left_out)


def test_strict_reaches_outbound_records() -> None:
    strict = UserDataRules(KeyRule(READ_OPTION, READABLE), strict=True)
    value = {"chainedRecords": [{"a": 1, "b": 2}], "x": [{"records": [{"b": 1}]}]}
    assert strict.redact(value) == ({"chainedRecords": [{"a": 1}], "x": [{"records": [{}]}]}, ("b",))


@given(st.lists(st.text(max_size=3), max_size=5), st.sets(st.text(max_size=3), max_size=4))
def test_a_write_is_all_or_nothing(keys: list[str], writable: set[str]) -> None:
    decision = UserDataRules(writable=KeyRule("w", frozenset(writable))).may_write(keys)
    assert decision.allowed == (set(keys) <= writable)
    if not decision.allowed:
        assert decision.reason is Reason.KEY_NOT_WRITABLE
        assert decision.note in set(keys) - writable


@pytest.mark.parametrize(
    ("option", "keys"),
    [
        ("", frozenset()),
        (" , ,", frozenset()),
        ("a", {"a"}),
        (" a , b c ,", {"a", "b c"}),
        ("*", None),
        ("a,*", None),
        ("a*", {"a*"}),
    ],
)
def test_options(option: str, keys: set[str] | None) -> None:
    for name in ("read-allowed", "write-allowed"):
        parsed = parse_user_data_rules(parse_configuration(configuration(A, f"user-data.{name} = {option}")))
        rule = parsed.readable if name == "read-allowed" else parsed.writable
        assert rule.keys == keys
    assert parse_user_data_rules(parse_configuration("")) == UserDataRules()


@pytest.mark.parametrize(("value", "strict"), [("true", True), ("TRUE", True), ("false", False)])
def test_strict_flag(value: str, strict: bool) -> None:
    text = configuration(A, f"user-data.strict = {value}")
    assert parse_user_data_rules(parse_configuration(text)).strict is strict


def test_bad_strict_flag() -> None:
    with pytest.raises(ConfigurationError, match=r"'yes'\. Expected: true or false"):
        parse_user_data_rules(parse_configuration(configuration(A, "user-data.strict = yes")))


@pytest.mark.parametrize(("option", "written"), [("true", False), ("false", True)])
def test_strict_reaches_the_user_data_of_a_dialled_call(option: str, written: bool) -> None:
    session = new_session(configuration(A, "user-data.write-allowed = a", f"user-data.strict = {option}"))
    client = Client.opened(session, A)
    reply = client.request("voice.dial", "5001", {"a": 1, "b": 2})
    assert reply is not None
    assert ("errorMessage" not in reply) == written
    assert (len(session.workspace.interactions) == 1) == written
    assert client.request("voice.dial", "5001", {"a": 1}) is not None
