"""What tabs tell each other, as text: read as it was written, and refused when it is of somebody else."""

from __future__ import annotations

import json

import pytest

from scapi.codec import CodecError, Contents
from scapi.tab_messages import (
    Answered,
    Command,
    DriverCall,
    Event,
    Goodbye,
    Hello,
    Leading,
    Part,
    Present,
    TabMessage,
    Tick,
    Turn,
    Whole,
    read,
    write,
)
from scapi.values import Failure, Success

MESSAGES: list[TabMessage] = [
    Turn("e:1", 7, (Part({"t": {"k": {"$": "Row"}}}, {"t": ("gone",)}, Event("agent", {"a": [1]}, "http://a")),)),
    Turn("e:1", 8, (), (Answered("x:1", Success({"n": 1})), Answered("x:2", Failure("Error: No.")))),
    Whole("e:1", 3, {"t": {"": 1}}),
    Hello(("http://a",)),
    Leading("e:2"),
    Present(()),
    Goodbye(),
    Tick(),
    Command("x:3", "Telephony.dial", {"destination": "5001"}, 99.5),
    DriverCall("x:4", "ring", {"ani": "1"}, 99.5),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_is_read_as_it_was_written(message: TabMessage) -> None:
    envelope, _ = read(write("build", "tab", message, Contents()), "build", Contents())
    assert envelope is not None
    assert (envelope.build, envelope.tab, envelope.message) == ("build", "tab", message)


def test_a_message_of_another_build_is_passed_over_unread() -> None:
    assert read('{"build": "old", "message": {"$": "Unknown"}}', "new", Contents())[0] is None
    assert read("[1]", "new", Contents())[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        '{"build": "b"}',
        '{"$": "Envelope", "build": "b", "tab": "t", "message": {"$": "Unknown"}}',
        '{"$": "Envelope", "build": "b", "tab": "t", "message": {"$": "Leading"}}',
        '{"$": "Envelope", "build": "b", "tab": "t", "message": {"$": "Tick"}, "contents": {}}',
        '{"$": "Envelope", "build": "b", "tab": "t", "message": {"$": "Tick"}, "contents": [["a"]]}',
    ],
)
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        read(text, "b", Contents())


def test_what_a_leader_tells_is_known_from_then_on_and_a_command_says_all_that_it_means() -> None:
    long = "long " * 500
    sent, heard = Contents(), Contents()
    event = Turn("e", 1, (Part(event=Event("chat", {"text": long})),))
    first, second = (write("b", "leader", event, sent) for _ in range(2))
    assert len(second) < len(long) < len(first)
    assert [read(text, "b", heard)[0] == read(first, "b", heard)[0] for text in (first, second)] == [True, True]
    with pytest.raises(CodecError):
        read(second, "b", Contents())
    before = heard.size
    command = DriverCall("x", "email", {"body": long.upper()}, 1.0)
    envelope, contents = read(write("b", "follower", command, Contents()), "b", heard)
    assert envelope is not None
    assert envelope.message == command
    assert (heard.size, contents.size) == (before, len(long))


def test_a_message_is_compact_json() -> None:
    assert json.loads(write("b", "t", Tick(), Contents())) == {
        "$": "Envelope", "build": "b", "tab": "t", "message": {"$": "Tick"},
    }  # fmt: skip
    assert ", " not in write("b", "t", Hello(("a", "b")), Contents())
