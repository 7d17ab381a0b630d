from pathlib import Path

import pytest

from tools.chromium import find_chromium, playwright_cache
from tools.messages import Failure


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_named_one_comes_first(tmp_path: Path) -> None:
    named = program(tmp_path / "own" / "browser")
    program(tmp_path / "bin" / "chromium")
    assert find_chromium({"CHROMIUM": str(named), "PATH": str(tmp_path / "bin")}) == str(named)


def test_a_named_one_that_is_not_there_is_said_to_be_wrong(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="CHROMIUM is '/no/such/browser'"):
        find_chromium({"CHROMIUM": "/no/such/browser", "PATH": str(tmp_path)})


def test_one_on_the_path_comes_before_those_of_playwright(tmp_path: Path) -> None:
    on_path = program(tmp_path / "bin" / "google-chrome")
    program(tmp_path / "cache" / "chromium-1200" / "chrome-linux" / "chrome")
    environment = {"PATH": str(on_path.parent), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "cache")}
    assert find_chromium(environment) == str(on_path)


def test_the_newest_of_playwright_is_taken(tmp_path: Path) -> None:
    program(tmp_path / "chromium-1100" / "chrome-linux" / "chrome")
    newest = program(tmp_path / "chromium-1200" / "chrome-linux64" / "chrome")
    environment = {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    assert find_chromium(environment) == str(newest)


def test_none_is_none(tmp_path: Path) -> None:
    assert find_chromium({"PATH": str(tmp_path), "HOME": str(tmp_path)}) is None


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"HOME": "/h"}, "linux", "/h/.cache/ms-playwright"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/c"}, "linux", "/c/ms-playwright"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Caches/ms-playwright"),
        ({"HOME": "/h", "PLAYWRIGHT_BROWSERS_PATH": "/b"}, "linux", "/b"),
        ({"HOME": "/h", "PLAYWRIGHT_BROWSERS_PATH": "0"}, "linux", "/h/.cache/ms-playwright"),
    ],
)
def test_where_playwright_keeps_its_browsers(environment: dict[str, str], platform: str, expected: str) -> None:
    assert playwright_cache(environment, platform).as_posix() == expected
