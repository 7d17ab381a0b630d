from pathlib import Path

import pytest

from tools.messages import Failure
from tools.mutants.planted import planted
from tools.mutants.project import WORKSPACE

TABLE = """
[[defect]]
file = "a.py"
was = '''
b = 2
'''
becomes = '''
b = 3
'''
what = "too much"
"""


def test_a_planted_defect_is_put_in_the_place_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a = 1\nb = 2\nc = 3\n", encoding="utf-8")
    (tmp_path / "planted.toml").write_text(TABLE, encoding="utf-8")
    (mutant,) = planted(tmp_path, tmp_path / "planted.toml")
    assert mutant.source == "a = 1\nb = 3\nc = 3\n"
    assert (mutant.line, mutant.first, mutant.last, mutant.was, mutant.becomes) == (2, 2, 2, "b = 2", "b = 3")
    assert (mutant.module, mutant.what) == ("a", "too much")


@pytest.mark.parametrize(("source", "times"), [("a = 1\n", 0), ("b = 2\nb = 2\n", 2)])
def test_a_text_that_is_not_there_once_is_an_error(tmp_path: Path, source: str, times: int) -> None:
    (tmp_path / "a.py").write_text(source, encoding="utf-8")
    (tmp_path / "planted.toml").write_text(TABLE, encoding="utf-8")
    with pytest.raises(Failure, match=rf"a\.py: .*«too much» is there {times} times"):
        planted(tmp_path, tmp_path / "planted.toml")


def test_every_planted_defect_of_the_project_has_its_place_and_can_be_compiled() -> None:
    assert WORKSPACE.planted is not None
    mutants = planted(WORKSPACE.root, WORKSPACE.planted)
    assert mutants
    for mutant in mutants:
        compile(mutant.source, mutant.file, "exec")
