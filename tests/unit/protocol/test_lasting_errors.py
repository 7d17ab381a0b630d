"""Failures that would come again, and those that are about how things are now."""

from __future__ import annotations

import pytest

from scapi.protocol import errors
from scapi.protocol.lasting_errors import lasts


@pytest.mark.parametrize(
    ("error", "lasting"),
    [
        (errors.INTERACTION_NOT_FOUND, True),
        (errors.OWN_NUMBER, True),
        (errors.bad_value("level", "workspace or interaction"), True),
        (errors.unknown_state("Lunch"), True),
        (errors.text_too_long("title", 500), True),
        (errors.field_refused("the field 'a' does not exist"), True),
        (errors.refused_by_centre("line one\nline two"), True),
        (errors.wrong_state("held", "RINGING"), False),
        (errors.mark_done_blocked(["Choose a reason first."]), False),
        (errors.campaign_not_started("Spring"), False),
        (errors.TARGET_NOT_REACHABLE, False),
        (errors.LOGGED_OUT, False),
        (errors.NO_LINK, False),
    ],
)
def test_whether_a_failure_is_about_now(error: str, lasting: bool) -> None:
    assert lasts(error) is lasting
