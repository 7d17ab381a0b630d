import os
import sys
from pathlib import Path

import pytest

from tools.messages import Failure
from tools.processes import folder_size, run_while_it_moves


def run(code: str, folder: Path, seconds: float) -> None:
    command = [sys.executable, "-c", code]
    run_while_it_moves(command, purpose="download", cwd=folder, env=os.environ, watched=folder, seconds=seconds)


def test_what_it_says_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("print('50 %'); print('100 %')", tmp_path, seconds=60)
    assert capsys.readouterr().err == "50 %\n100 %\n"


def test_it_is_ended_when_nothing_moves(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="nothing has moved"):
        run("import time; time.sleep(600)", tmp_path, seconds=0.1)


def test_a_file_that_grows_is_movement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size changes five times, further apart than the limit; only what comes after them counts."""
    sizes = iter((1, 2, 3, 4, 5))
    monkeypatch.setattr("tools.processes._LOOK_EVERY", 0.2)
    monkeypatch.setattr("tools.processes.folder_size", lambda _: next(sizes, 5))
    with pytest.raises(Failure, match="nothing has moved"):
        run("import time; time.sleep(600)", tmp_path, seconds=0.1)
    assert list(sizes) == []


def test_the_size_of_a_folder_is_that_of_all_its_files(tmp_path: Path) -> None:
    before = folder_size(tmp_path)
    (tmp_path / "part").write_text("12345")
    assert folder_size(tmp_path) == before + 5


def test_its_exit_code_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="exit code 3"):
        run("raise SystemExit(3)", tmp_path, seconds=60)
