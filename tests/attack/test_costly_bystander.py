"""Much is attached to a call in a few messages; from then on each small write to it is dear. It is not."""

from __future__ import annotations

from scapi.centre.simulator.members import weight_of
from scapi.testing import Client, new_session
from tests.fuzz.cost import lines_of
from tests.support.configurations import ALLOWED, configuration

MUCH = {f"Secret{number}": [""] * 4_000 for number in range(8)}
"""32,000 elements, which are within the bytes that a conversation may have."""


def writing(much: bool) -> tuple[Client, int]:
    """A client, and what its write of one key costs."""
    session = new_session(configuration(ALLOWED, "user-data.read-allowed = Key1", "user-data.write-allowed = *"))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    client.data("voice.dial", "5001")
    for key, value in MUCH.items() if much else ():
        client.data("interaction.setUserData", "1", {key: value})
    client.data("interaction.setUserData", "1", {"Key1": "a"})
    return client, lines_of(lambda: client.data("interaction.setUserData", "1", {"Key1": "b"}))


def test_a_small_write_does_not_walk_what_is_attached_already() -> None:
    (_, plain), (_, loaded) = writing(much=False), writing(much=True)
    assert loaded < 1.2 * plain


def test_the_weight_is_that_of_all_that_is_attached() -> None:
    """It is kept, and changed by what changes."""
    client, _ = writing(much=True)
    client.data("interaction.setUserData", "1", {"Key1": ["a", {"b": 1}], "Key2": "\u00e4"})
    client.data("interaction.deleteUserData", "1", "Secret3")
    client.data("interaction.setUserData", "1", {"Key2": None})
    (call,) = client.session.simulator.board.calls
    assert call.weight == weight_of(call.user_data)
    assert len(call.user_data) >= 9
