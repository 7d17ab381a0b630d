from tools.mutants.drawing import draw, places
from tools.mutants.mutant import differing

SOURCE = '''"""What a text of many lines says is left alone."""

LIMIT = 3


def fits(number: int, *, most: int = LIMIT) -> bool:
    if number < most:
        return (
            number
            != 7
        )
    return False


class Doubled:
    @property
    def number(self) -> int:
        return 2 * LIMIT
'''
EVERY_LINE = {"a.py": set(range(1, 30)), "b.py": set(range(1, 30))}


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    sources = {"a.py": SOURCE, "b.py": SOURCE}
    first = draw(sources, EVERY_LINE, 5, "one")
    assert [mutant.key for mutant in first] == [mutant.key for mutant in draw(sources, EVERY_LINE, 5, "one")]
    others = [draw(sources, EVERY_LINE, 5, seed) for seed in ("two", "three", "four")]
    assert any([mutant.key for mutant in other] != [mutant.key for mutant in first] for other in others)


def test_a_line_is_drawn_once_and_every_file_has_its_chance() -> None:
    drawn = draw({"a.py": SOURCE, "b.py": SOURCE}, EVERY_LINE, 100, "one")
    lines = [(mutant.file, mutant.line) for mutant in drawn]
    assert len(lines) == len(set(lines))
    assert {file for file, _ in lines} == {"a.py", "b.py"}


def test_a_change_elsewhere_changes_nothing_of_what_is_drawn() -> None:
    before = draw({"a.py": SOURCE, "b.py": SOURCE}, EVERY_LINE, 4, "one")
    longer = SOURCE.replace("LIMIT = 3\n", "# why\n\nLIMIT = 3\n")
    after = draw({"a.py": longer, "b.py": SOURCE}, EVERY_LINE, 4, "one")
    assert [mutant.key for mutant in after] == [mutant.key for mutant in before]


def test_only_lines_that_a_test_reaches_are_drawn() -> None:
    assert {mutant.line for mutant in draw({"a.py": SOURCE}, {"a.py": {7}}, 100, "one")} == {7}
    assert draw({"a.py": SOURCE}, {}, 100, "one") == []


def test_a_statement_of_several_lines_is_reached_by_any_of_them() -> None:
    drawn = draw({"a.py": SOURCE}, {"a.py": {8}}, 100, "one")
    assert [(mutant.line, mutant.first, mutant.last) for mutant in drawn] == [(9, 8, 11), (10, 8, 11)]


def test_a_mutant_differs_in_one_place_and_can_be_compiled() -> None:
    for place in places("a.py", SOURCE):
        mutant = place.mutant()
        assert differing(SOURCE, mutant.source) == (mutant.was, mutant.becomes)
        assert mutant.was != mutant.becomes
        compile(mutant.source, "a.py", "exec")


def test_tables_and_decorated_functions_are_mutated_and_annotations_are_not() -> None:
    becomes = {place.mutant().becomes for place in places("a.py", SOURCE)}
    assert {"LIMIT = 4", "LIMIT = None", "return 2 / LIMIT", "return 3 * LIMIT", "if number <= most:"} <= becomes
    assert not any(
        "most: None" in text or "->" in text.replace("-> bool", "").replace("-> int", "") for text in becomes
    )
