"""The agent's list of interactions."""

from __future__ import annotations

from scapi.centre.contacts import Contact
from scapi.centre.conversations import CallType, Conversation, Direction, Party, State
from scapi.store import Store
from scapi.workspace.interactions import SYSTEM_KEYS, Interaction, Interactions


def interaction(
    interactions: Interactions, conversation: str = "c", case: str = "case", **members: object
) -> Interaction:
    talk = Conversation(
        conversation, "voice", State.TALKING, Direction.IN, CallType.INBOUND, (Party("p", "1"),), **members
    )  # type: ignore[arg-type]
    made = Interaction(interactions.new_id(), case, "bundle", talk, {"x": 1}, is_main=True, parent_id=None)
    return interactions.put(made)


def test_ids_count_and_are_not_used_again() -> None:
    interactions = Interactions(Store(), "")
    one, two = interaction(interactions, "a"), interaction(interactions, "b")
    assert (one.id, two.id, [*interactions]) == ("1", "2", [one, two])
    interactions.remove(one)
    interactions.remove(one)
    assert (interactions.get("1"), interactions.of_conversation("a")) == (None, None)
    assert interaction(interactions, "a").id == "3"
    assert interactions.of_conversation("b") is two
    assert len(interactions.of_case("case")) == 2
    assert interactions.of_case("none") == ()


def test_own_keys_stand_over_given_ones() -> None:
    made = interaction(Interactions(Store(), ""), user_data={"IW_CaseUid": "fake", "a": 1})
    assert made.user_data == {
        "a": 1,
        "IWAttachedDataInformation": {"x": 1},
        "IW_CaseUid": "case",
        "IW_BundleUid": "bundle",
    }
    assert set(made.user_data) - {"a"} == SYSTEM_KEYS


def test_title() -> None:
    interactions = Interactions(Store(), "")
    assert interaction(interactions).title == "p"
    assert interaction(interactions, contact=Contact("Jo")).title == "Jo"
    assert interaction(interactions, contact=Contact("")).title == "p"
