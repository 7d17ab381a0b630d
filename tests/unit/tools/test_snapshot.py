import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tools import snapshot as snapshots
from tools.kept import Kept
from tools.messages import Failure
from tools.snapshot import Snapshot, snapshot, without_holes


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in snapshots._INTERPRETER:
        (folder / name).write_text(name)
    return folder


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The archives of which snapshots were made."""
    archives: list[bytes] = []

    def run(command: Sequence[Any], **_: object) -> str:
        *_, archive, result = command
        archives.append(Path(archive).read_bytes())
        Path(result).write_bytes(b"memory of " + archives[-1])
        return ""

    monkeypatch.setattr(snapshots, "KEPT", Kept(tmp_path / "kept", most_bytes=1000))
    monkeypatch.setattr(snapshots, "node_program", lambda: ("node", {}))
    monkeypatch.setattr(snapshots, "run_quietly", run)
    return archives


def test_it_says_what_the_page_checks() -> None:
    made = Snapshot(b"memory")
    assert (made.length, made.sha256) == (6, hashlib.sha256(b"memory").hexdigest())


def test_what_is_nothing_but_zeros_is_left_out_where_it_is_long() -> None:
    short, long, tail = bytes(15 * 4096), bytes(20 * 4096 + 100), bytes(30 * 4096 + 7)
    memory = b"a" * 4096 + short + b"b" * 4096 + long + b"c" * 5000 + tail
    made = without_holes(memory)
    begins, ends = 17 * 4096, len(memory) - len(tail)
    first, last = made.holes
    assert first == (begins, 20 * 4096), "whole blocks only"
    assert last[0] + last[1] == len(memory)
    assert ends <= last[0] < ends + 4096
    put_back = made.content[:begins] + bytes(first[1]) + made.content[begins:] + bytes(last[1])
    assert put_back == memory
    assert without_holes(b"memory") == Snapshot(b"memory")


def test_it_is_made_once_for_the_same_packages(pyodide: Path, made: list[bytes]) -> None:
    assert [snapshot(b"packages", pyodide).content for _ in range(2)] == [b"memory of packages"] * 2
    assert made == [b"packages"]


def test_other_packages_or_another_interpreter_make_another(pyodide: Path, made: list[bytes]) -> None:
    snapshot(b"packages", pyodide)
    snapshot(b"others", pyodide)
    (pyodide / "pyodide.asm.wasm").write_text("another")
    snapshot(b"packages", pyodide)
    assert made == [b"packages", b"others", b"packages"]


def test_a_failure_is_told_and_nothing_is_kept(
    pyodide: Path, made: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise Failure("Memory snapshot: failed")

    with monkeypatch.context() as broken:
        broken.setattr(snapshots, "run_quietly", fail)
        with pytest.raises(Failure, match="Memory snapshot"):
            snapshot(b"packages", pyodide)
    assert snapshot(b"packages", pyodide).content == b"memory of packages"
