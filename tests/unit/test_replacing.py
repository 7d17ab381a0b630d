from dataclasses import dataclass, replace

import pytest

from scapi.centre.conversations import CallType, Conversation, Direction, State
from scapi.replacing import replaced


@dataclass(frozen=True)
class Pair:
    first: int
    second: str = "two"


@dataclass(frozen=True, slots=True)
class Slotted:
    first: int


def test_what_is_not_named_stays() -> None:
    assert replaced(Pair(1), first=3) == Pair(3, "two")


def test_the_value_before_stays_as_it_is() -> None:
    before = Pair(1)
    replaced(before, second="other")
    assert before == Pair(1, "two")


def test_it_gives_what_the_standard_library_gives() -> None:
    leg = Conversation("1", "voice", State.RINGING, Direction.IN, CallType.INBOUND, (), agent="a", tones="12")
    changes = {"state": State.TALKING, "user_data": {"a": "b"}}
    assert replaced(leg, **changes) == replace(leg, **changes)


def test_a_member_that_there_is_not_is_a_bug() -> None:
    with pytest.raises(TypeError, match="Pair has no third"):
        replaced(Pair(1), third=3)


def test_it_cannot_be_used_of_a_value_with_slots() -> None:
    with pytest.raises(TypeError):
        replaced(Slotted(1), first=3)
