"""The index over the interactions: after any changes it says what looking through all of them says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.conversations import OVER, WAITING, CallType, Conversation, Direction, State
from scapi.store import Store
from scapi.workspace.interactions import Interaction, Interactions

STATES = (State.RINGING, State.TALKING, State.HELD, State.IDLE, State.INVITED)


def conversation(name: str, state: State, media: str, started: float) -> Conversation:
    return Conversation(name, media, state, Direction.IN, CallType.INBOUND, (), started=started, state_since=started)


STEPS = st.lists(
    st.tuples(
        st.sampled_from("123456"),
        st.sampled_from((*STATES, None)),
        st.sampled_from(("voice", "chat")),
        st.sampled_from(("case1", "case2")),
        st.sampled_from((None, "1", "2")),
        st.floats(0, 100),
    ),
    max_size=40,
)


@given(STEPS)
def test_it_says_what_looking_through_all_of_them_says(
    steps: list[tuple[str, State | None, str, str, str | None, float]],
) -> None:
    interactions = Interactions(Store())
    for key, state, media, case, parent, started in steps:
        known = interactions.get(key)
        if state is None:
            if known is not None:
                interactions.remove(known)
        else:
            interactions.put(
                Interaction(
                    key, case, "", conversation(f"c{key}", state, media, started), {}, is_main=True, parent_id=parent
                )
            )
    every = sorted(interactions, key=lambda each: int(each.id))
    living = [each for each in every if each.state not in OVER]
    assert interactions.waiting == tuple(each for each in every if each.state in WAITING)
    assert interactions.talking == tuple(each for each in every if each.state is State.TALKING)
    assert interactions.earliest == min((each.conversation.started for each in living), default=None)
    for media in ("voice", "chat"):
        assert interactions.handled(media) == sum(each.media == media for each in living)
    for case in ("case1", "case2"):
        assert interactions.of_case(case) == tuple(each for each in every if each.case_id == case)
    for parent in ("1", "2"):
        assert interactions.of_parent(parent) == tuple(each for each in every if each.parent_id == parent)
    for each in every:
        assert interactions.of_conversation(each.conversation.id) is each


def test_who_watches_is_told_of_each_change_once() -> None:
    interactions = Interactions(Store())
    told: list[tuple[str, bool, bool]] = []
    interactions.watch(lambda key, before, now: told.append((key, before is not None, now is not None)))
    first = interactions.put(
        Interaction("1", "case", "", conversation("c1", State.RINGING, "voice", 1.0), {}, is_main=True, parent_id=None)
    )
    interactions.put(
        Interaction("1", "case", "", conversation("c1", State.TALKING, "voice", 1.0), {}, is_main=True, parent_id=None)
    )
    interactions.remove(first)
    assert told == [("1", False, True), ("1", True, True), ("1", True, False)]
