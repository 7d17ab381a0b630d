"""One state over all media."""

from __future__ import annotations

import pytest

from scapi.centre.agents import AgentState, Medium, StateType
from scapi.testing import new_session
from scapi.values import DONE, Failure
from scapi.workspace.presence import NOT_READY, PARTLY_READY, UNKNOWN, overall_state

READY = AgentState(StateType.READY, "Ready", "Ready")
BREAK = AgentState(StateType.NOT_READY_ACTION_CODE, "Break", "Break", "1511")
LUNCH = AgentState(StateType.NOT_READY_ACTION_CODE, "Lunch", "Lunch", "1512")
OUT = AgentState(StateType.LOGOUT, "Log Out", "LogOff")
BROKEN = AgentState(StateType.OUT_OF_SERVICE, "Out of service", "")


@pytest.mark.parametrize(
    ("states", "overall"),
    [
        ([], UNKNOWN),
        ([READY, READY], READY),
        ([BREAK, BREAK], BREAK),
        ([BREAK, LUNCH], NOT_READY),
        ([READY, BREAK], PARTLY_READY),
        ([OUT, OUT], OUT),
        ([BROKEN, BROKEN], BROKEN),
        ([READY, OUT], PARTLY_READY),
        ([BREAK, OUT], BREAK),
        ([READY, BROKEN, BREAK], PARTLY_READY),
    ],
)
def test_overall_state(states: list[AgentState], overall: AgentState) -> None:
    assert overall_state([Medium(str(number), state, 0.0) for number, state in enumerate(states)]) == overall


def test_since_is_the_time_of_the_last_change() -> None:
    session = new_session()
    presence = session.workspace.presence
    begin = presence.since
    session.driver.call("advance", {"seconds": 60})
    assert presence.set_media_state("chat", "NotReady") is DONE
    assert presence.since == begin + 60
    session.driver.call("advance", {"seconds": 60})
    presence.set_media_state("email", "NotReady")
    assert presence.since == begin + 60, "still partly ready"
    assert isinstance(presence.set_state("Nonsense"), Failure)
    assert isinstance(presence.set_media_state("telepathy", "Ready"), Failure)
