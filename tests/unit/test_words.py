from scapi.centre.conversations import Verb
from scapi.decisions import Verdict
from scapi.words import Word


class Fruit(Word):
    APPLE = "apple"
    PEAR = "pear"


def test_a_word_is_found_by_its_text_and_a_text_by_its_word() -> None:
    assert {Fruit.APPLE: 1}["apple"] == 1
    assert {"pear": 2}[Fruit.PEAR] == 2


def test_words_are_the_members_of_their_list() -> None:
    assert list(Fruit) == [Fruit.APPLE, Fruit.PEAR]
    assert Fruit("apple") is Fruit.APPLE


def test_the_hash_of_a_word_costs_no_python() -> None:
    for kind in (Fruit, Verb, Verdict):
        assert kind.__hash__ is str.__hash__
