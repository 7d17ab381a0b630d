from pathlib import Path

import pytest

from tools.environment import node_major
from tools.stamps import digest, is_current, write_stamp


@pytest.mark.parametrize(("answer", "major"), [("v20.20.2\n", 20), ("v8.0.0", 8), ("", 0), ("nodejs 20", 0)])
def test_the_major_version_of_node(answer: str, major: int) -> None:
    assert node_major(answer) == major


def test_a_stamp_is_current_until_a_file_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "source", tmp_path / "stamp"
    source.write_text("one")
    assert not is_current(stamp, digest([source]))
    write_stamp(stamp, digest([source]))
    assert is_current(stamp, digest([source]))
    source.write_text("two")
    assert not is_current(stamp, digest([source]))


def test_a_fingerprint_depends_on_its_words() -> None:
    assert digest((), "3.11") != digest((), "3.12")
    assert digest((), "ab", "c") != digest((), "a", "bc")
