"""The oracle itself: it finds cost that is planted, and what made the page freeze once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi import service
from scapi.protocol.messages import parse_message
from scapi.service import Service
from scapi.values import Success
from tests.fuzz.cost import Share, lines_of
from tests.fuzz.inputs import Inputs
from tests.fuzz.pipeline import SHARE, Target, search
from tests.support.configurations import ALLOWED, UNLISTED

ENOUGH = 6_000


def request(name: str, *parameters: Any) -> str:
    return json.dumps({"request": name, "parameters": parameters, "referenceId": "0", "userAgent": "WWE Client"})


def test_each_turn_of_a_loop_counts_whatever_line_it_stands_on() -> None:
    few, many = (lines_of(lambda n=n: [number for number in range(n)]) for n in (10, 10_010))  # noqa: C416
    assert many - few >= 10_000
    assert lines_of(lambda: sum(number for number in range(1000))) >= 1000


def test_a_share_grows_with_the_size_up_to_the_most() -> None:
    share = Share(whatever=100, a_character=2, most=1000)
    assert [share.of(size) for size in (0, 10, 10_000)] == [100, 120, 1000]


def test_the_message_that_froze_the_page_is_more_than_a_share() -> None:
    """250,000 empty arrays: short enough, and a second of work even for an origin that is not listed."""
    text = json.dumps([[]] * 250_000, separators=(",", ":"))
    assert len(text) < 1 << 20
    assert "lines for" in Target().problem(("frame3", UNLISTED, text))


def nested_loops(text: str) -> Any:
    members = text.count(",")
    for _ in range(members):
        for _ in range(members):
            pass
    return parse_message(text)


def test_work_that_grows_faster_than_the_input_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "parse_message", nested_loops)
    found = search(Inputs(1), ENOUGH)
    assert found is not None
    assert "lines for" in found.problem
    assert len(found.inputs) == 1, "it needs no message before it"


def test_a_small_message_that_costs_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(session: Target) -> Target:
        session.session.service.handle_with({"agent.getState": lambda *_: Success(sum(1 for _ in range(20_000)))})
        return session

    found = search(Inputs(2), ENOUGH, lambda: planted(Target()))
    assert found is not None
    assert json.loads(found.inputs[-1][2])["request"] == "agent.getState"
    assert len(found.inputs[-1][2]) < 120, "made small"


def test_work_that_grows_with_what_was_sent_before_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    receive = Service.receive

    def remembers(self: Service, frame_id: str, origin: str, text: str, waited: float = 0.0) -> None:
        heard.append(text)
        for _ in range(len(heard) ** 3):
            pass
        receive(self, frame_id, origin, text, waited)

    def fresh() -> Target:
        heard.clear()
        return Target()

    monkeypatch.setattr(Service, "receive", remembers)
    found = search(Inputs(3), ENOUGH, fresh)
    assert found is not None
    assert len(found.inputs) > 10, "as many before it as it needs"


def test_a_plain_request_is_far_below_its_share() -> None:
    text = request("agent.get")
    lines = lines_of(lambda: Target().session.service.receive("frame1", ALLOWED, text))
    assert lines < SHARE.whatever * 20
    assert Target().problem(("frame1", ALLOWED, text)) == ""
