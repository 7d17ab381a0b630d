"""The closed list of error texts."""

from __future__ import annotations

import math

import pytest

from scapi.decisions import Reason
from scapi.protocol import errors
from tests.support.error_texts import in_closed_list


@pytest.mark.parametrize("delay", [1, 30, 86400])
def test_rate_limit_is_the_documented_text(delay: int) -> None:
    assert errors.rate_limited("voice.dial", delay) == (
        "The rate limit for the request 'voice.dial' has been reached.\n"
        f"Further requests of the same type will be ignored for {delay} seconds."
    )


@pytest.mark.parametrize("delay", [0, 0.0, math.inf])
def test_rate_limit_for_ever_has_a_text_of_its_own(delay: float) -> None:
    text = errors.rate_limited("voice.dial", delay)
    assert text.startswith("The rate limit for the request 'voice.dial' has been reached.\n")
    assert "seconds" not in text
    assert "inf" not in text


def test_documented_text_of_an_unknown_interaction() -> None:
    assert errors.INTERACTION_NOT_FOUND == "Error: Interaction not found."


def test_all_other_texts_have_one_shape() -> None:
    constants = [value for name, value in vars(errors).items() if name.isupper()]
    assert len(constants) > 5
    made = [errors.not_listed(None), errors.not_listed(Reason.NULL_ORIGIN_NOT_LISTED), errors.not_allowed("a.b")]
    made += [errors.unknown_request("a.b"), errors.wrong_state("held", "IDLE"), errors.mark_done_blocked(["a", "b"])]
    for text in constants + made:
        assert text.startswith("Error: ")


def test_recognition() -> None:
    assert in_closed_list(errors.wrong_state("held", "IDLE"))
    assert in_closed_list(errors.rate_limited("x", 7))
    assert in_closed_list("Error: a b", warnings=("a", "b"))
    for text in ("Error: a b", "Traceback", "", "KeyError: 'x'", "Error: Interaction not found. And more"):
        assert not in_closed_list(text)
