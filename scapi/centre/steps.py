"""What the tables of the media are made of.

A table says for each state of a conversation what can be done and what comes of it. The guard of the simulator, what a
conversation says that can be done, the controls of the page and the diagrams of the documentation read the same rows;
a test drives every row. Where a step depends on more than the state, the condition is named in the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from scapi.centre.conversations import Happening, State, Verb
from scapi.words import Word


class Condition(Word):
    """What a step needs besides the state, in words."""

    LOGGED_IN = "the agent is logged in to the medium"
    CAN_CALL = "the agent is logged in to voice"
    CAN_CONSULT = "the agent is logged in to a medium to consult by"
    NO_CONSULTATION = "it is no consultation"
    CONSULTATION = "it is a consultation"
    JOINABLE = "it is a consultation, and what it is about can be transferred"
    CONFERRABLE = "it is a consultation, and what it is about can have another party"
    PAIRED = "it is a consultation or has one, and the other of both can be taken up"
    SEVERAL_PARTIES = "there are two or more other parties"
    HOLDABLE = "it is not the call of a direct push preview"
    OF_RECORD = "it is the call of a record"
    CALLED = "a record of it was called"
    NOT_CALLED = "no record of it was called"
    NOT_RECORDED = "it is not recorded"
    RECORDED = "it is recorded"
    RECORDED_OR_PAUSED = "it is recorded, or the recording is paused"
    PAUSED = "the recording is paused"


@dataclass(frozen=True, slots=True)
class Step:
    """What comes of something that is done.

    ``to`` is the next state, ``None`` the same one. ``told`` is the event, ``None`` where clients get none. After a
    step that ``leaves`` the conversation is removed from the agent. ``by_way_of`` is a state that it passes through.
    """

    to: State | None
    told: Happening | None
    when: tuple[Condition, ...] = ()
    leaves: bool = False
    by_way_of: State | None = None


Row: TypeAlias = Sequence[Step]
"""The first step whose conditions hold is taken; none is that it cannot be done."""
Rows: TypeAlias = Mapping[Verb, Row]


def step(
    to: State | None,
    told: Happening | None,
    *when: Condition,
    leaves: bool = False,
    by_way_of: State | None = None,
) -> tuple[Step, ...]:
    """A row of one step."""
    return (Step(to, told, when, leaves, by_way_of),)


def stays(told: Happening | None, *when: Condition) -> tuple[Step, ...]:
    """A row of one step that leaves the state as it is."""
    return step(None, told, *when)


DATA: Rows = {
    Verb.SET_DATA: stays(Happening.ATTACHED_DATA_CHANGED),
    Verb.ASSIGN_CONTACT: stays(Happening.CONTACT_CHANGED),
}
"""What can be done to everything that is not over."""
