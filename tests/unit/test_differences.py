from hypothesis import given
from hypothesis import strategies as st

from scapi.differences import lost_keys, other_keys

MAPPINGS = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.none(), st.integers(0, 2), st.lists(st.none())))


@given(MAPPINGS, MAPPINGS)
def test_what_is_other_is_new_or_not_the_same_object(before: dict[str, object], after: dict[str, object]) -> None:
    assert list(other_keys(before, after)) == [k for k, v in after.items() if k not in before or before[k] is not v]


@given(MAPPINGS, MAPPINGS)
def test_what_is_lost_is_no_longer_there(before: dict[str, object], after: dict[str, object]) -> None:
    assert list(lost_keys(before, after)) == [key for key in before if key not in after]


def test_a_member_that_is_none_is_another_one_than_none_at_all() -> None:
    assert list(other_keys({}, {"a": None})) == ["a"]
    assert list(other_keys({"a": None}, {"a": None})) == []
