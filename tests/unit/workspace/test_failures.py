"""Every error of a contact centre has a text of the closed list."""

from __future__ import annotations

import pytest

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Verb
from scapi.protocol import errors
from scapi.workspace.failures import PARTICIPLES, failure_of
from tests.support.error_texts import in_closed_list


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_every_kind_has_a_text(kind: ErrorKind) -> None:
    for error in (CentreError(kind), CentreError(kind, "subject", "expected", 7, "text")):
        text = failure_of(error, Verb.HOLD).error
        assert text.startswith("Error: ")
        assert in_closed_list(text), text


def test_kinds_are_told_apart() -> None:
    texts = [failure_of(CentreError(kind, "s", "e", 0, "t"), Verb.HOLD).error for kind in ErrorKind]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_has_a_word_for_what_cannot_be_done(verb: Verb) -> None:
    error = CentreError(ErrorKind.WRONG_STATE, "IDLE")
    assert failure_of(error, verb).error == errors.wrong_state(PARTICIPLES[verb], "IDLE")


def test_a_fuller_name_of_the_state_stands_for_the_centres() -> None:
    error = CentreError(ErrorKind.WRONG_STATE, "TALKING")
    told = failure_of(error, Verb.STOP_RECORDING, "TALKING, recording STOPPED").error
    assert (
        told == "Error: The interaction cannot be asked to stop the recording in the state TALKING, recording STOPPED."
    )
    assert failure_of(error).error == "Error: The interaction cannot be asked for this in the state TALKING."


def test_what_a_server_says_is_handed_on() -> None:
    error = CentreError(ErrorKind.REFUSED, code=7, text="Device '5000' is not registered.")
    assert (
        failure_of(error).error == "Error: The contact centre refused the operation: Device '5000' is not registered."
    )
    assert failure_of(CentreError(ErrorKind.REFUSED)).error == errors.REFUSED_BY_CENTRE
