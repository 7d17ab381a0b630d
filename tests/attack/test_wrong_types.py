"""Every argument of every request in every wrong type: a text from the closed list, and nothing has changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.protocol.parameters import fits
from scapi.protocol.registry import BY_SPELLING
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration
from tests.support.error_texts import in_closed_list

VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    1e308,
    "",
    " ",
    "x",
    [],
    ["x"],
    [None],
    [[]],
    {},
    {"x": 1},
    {"": None},
]
GOOD = {
    "a number": 1,
    "a number, or a whole number as text": 1,
    "true or false": True,
    "an object": {},
}  # of all others a text


def state(client: Client) -> str:
    outcome = client.session.driver.call("state", {})
    return json.dumps({**outcome.data, "frames": None})  # type: ignore[union-attr, dict-item]


@pytest.mark.parametrize("name", sorted(BY_SPELLING))
def test_wrong_type_in_each_place(name: str) -> None:
    client = Client.opened(new_session(configuration(f"{ALLOWED} (*, auth.getJwtToken)")), ALLOWED)
    client.data("voice.dial", "5001")
    parameters = BY_SPELLING[name].parameters
    for position, parameter in enumerate(parameters):
        for value in VALUES:
            if fits(parameter.kind, value) or (value is None and parameter.optional):
                continue
            arguments = [GOOD.get(each.kind.value, "x") for each in parameters]
            arguments[position] = value
            before = state(client)
            error = client.error(name, *arguments)
            assert f"'{parameter.name}' of '{name}' must be {parameter.kind.value}, not " in error
            assert in_closed_list(error)
            assert state(client) == before


@pytest.mark.parametrize("name", sorted(BY_SPELLING))
def test_no_value_is_a_bug(name: str) -> None:
    session = new_session(configuration(f"{ALLOWED} (*, auth.getJwtToken)"))
    client = Client.opened(session, ALLOWED)
    client.data("voice.dial", "5001")
    for value in VALUES:
        for arguments in ([value], [value, value], ["1", value], ["1", "x", value], value):
            reply = client.request(name, parameters=arguments)
            assert reply is not None
            assert "errorMessage" not in reply or in_closed_list(reply["errorMessage"], warnings=("x", ""))
    assert "INTERNAL_ERROR" not in session.traffic.by_reason
