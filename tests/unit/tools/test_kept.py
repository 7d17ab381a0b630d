import os
from pathlib import Path

import pytest

from tools.kept import Kept


class Maker:
    """Gives a new result each time."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"result %d" % self.times


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept", most_bytes=100)


def test_the_same_sources_are_made_once(kept: Kept) -> None:
    make = Maker()
    assert [kept.get_or_make([b"a", b"b"], make) for _ in range(3)] == [b"result 1"] * 3


def test_other_sources_are_made_anew(kept: Kept) -> None:
    make = Maker()
    for sources in ([b"ab"], [b"a", b"b"], [b"b", b"a"]):
        kept.get_or_make(sources, make)
    assert make.times == 3


def test_what_is_damaged_on_the_disk_is_made_again(kept: Kept) -> None:
    make = Maker()
    kept.get_or_make([b"a"], make)
    (file,) = kept.folder.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.get_or_make([b"a"], make) == b"result 2"


def test_a_maker_that_fails_leaves_nothing(kept: Kept) -> None:
    def fail() -> bytes:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        kept.get_or_make([b"a"], fail)
    assert not kept.folder.exists() or not list(kept.folder.iterdir())


def test_what_was_used_last_stays(kept: Kept) -> None:
    make = Maker()
    for at, source in enumerate((b"old", b"middle", b"new")):
        kept.get_or_make([source], make)
        newest = max(kept.folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (at, at))
    kept.get_or_make([b"old"], make)  # used again: the newest now
    kept.tidy()
    assert make.times == 3
    kept.get_or_make([b"old"], make)
    kept.get_or_make([b"new"], make)
    assert make.times == 3
    kept.get_or_make([b"middle"], make)
    assert make.times == 4
