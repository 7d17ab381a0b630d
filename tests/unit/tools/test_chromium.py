import re
from pathlib import Path

import playwright
import pytest

from tests.e2e.chromium_arguments import ARGUMENTS, PLAYWRIGHT_TURNS_OFF
from tools import chromium
from tools.chromium import Use, candidates, find_chromium, playwright_cache
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


def test_tests_prefer_the_headless_shell_and_benchmarks_have_none(tmp_path: Path) -> None:
    whole = program(tmp_path / "bin" / "chromium")
    environment = {"PATH": str(whole.parent), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "cache")}
    assert find_chromium(environment) == str(whole)
    of_playwright = program(
        tmp_path / "cache" / "chromium_headless_shell-1200" / "chrome-headless-shell-linux64" / "chrome-headless-shell"
    )
    assert find_chromium(environment) == str(of_playwright)
    of_the_system = program(tmp_path / "bin" / "chromium-headless-shell")
    assert find_chromium(environment) == str(of_the_system)
    assert list(candidates(environment, use=Use.MEASURING)) == [str(whole)]


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


def test_chrome_and_edge_are_found_where_their_installers_put_them(tmp_path: Path) -> None:
    edge = program(tmp_path / "x86" / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    chrome = program(tmp_path / "home" / "Applications" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome")
    windows = {"PATH": "", "PROGRAMFILES(X86)": str(tmp_path / "x86"), "LOCALAPPDATA": str(tmp_path)}
    assert list(candidates(windows, "win32")) == [str(edge)]
    assert str(chrome) in candidates({"PATH": "", "HOME": str(tmp_path / "home")}, "darwin")


def test_one_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, works = program(tmp_path / "bin" / "chromium"), program(tmp_path / "bin" / "google-chrome")
    monkeypatch.setattr(chromium, "candidates", lambda _, use: iter([str(broken), str(works)]))
    monkeypatch.setattr(chromium, "_why_it_does_not_start", {str(broken): "no", str(works): None}.get)
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert chromium.resolve_chromium() == str(works)


def test_a_named_one_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = program(tmp_path / "own" / "browser")
    monkeypatch.setenv("CHROMIUM", str(broken))
    monkeypatch.setattr(chromium, "_why_it_does_not_start", lambda _: "libnss3 is missing")
    with pytest.raises(Failure, match="does not start:\nlibnss3 is missing"):
        chromium.resolve_chromium()


@pytest.mark.parametrize(
    ("use", "packages"),
    [(Use.TESTS, ["chromium-headless-shell", "chromium"]), (Use.MEASURING, ["chromium"])],
)
def test_when_none_starts_all_is_tried_and_the_message_says_what_to_do(
    use: Use, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "candidates", lambda _, use: iter(()))
    monkeypatch.setattr(chromium, "_install_by_playwright", lambda _: False)
    monkeypatch.setattr(chromium, "install_by_debian", tried.append)
    with pytest.raises(Failure, match="CHROMIUM=/usr/bin/chromium"):
        chromium.resolve_chromium(use)
    assert tried == packages


@pytest.mark.parametrize(("use", "option"), [(Use.TESTS, "--only-shell"), (Use.MEASURING, "--no-shell")])
def test_playwright_brings_only_the_one_that_is_used(use: Use, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "candidates", lambda _, use: iter(["/brought"] if ran else []))
    monkeypatch.setattr(chromium, "_why_it_does_not_start", lambda _: None)
    monkeypatch.setattr(chromium, "run_while_it_moves", lambda command, **_: ran.append(command))
    assert chromium.resolve_chromium(use) == "/brought"
    assert ran[0][-4:] == ["playwright", "install", option, "chromium"]


@pytest.mark.parametrize(("user", "arguments"), [(0, ("--no-sandbox",)), (1000, ())])
def test_only_root_goes_without_the_sandbox(
    user: int, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert chromium.sandbox_arguments() == arguments


def test_what_playwright_turns_off_is_off_in_the_tests_as_well() -> None:
    """Chromium takes the last list only, which is that of the tests."""
    (driver,) = Path(playwright.__file__).parent.glob("driver/package/lib/coreBundle.js")
    listed = re.search(r"disabledFeatures = \[(.*?)\]", driver.read_text(encoding="utf-8"), re.DOTALL)
    assert listed is not None
    assert tuple(re.findall(r'^ *"(\w+)",?$', listed[1], re.MULTILINE)) == PLAYWRIGHT_TURNS_OFF
    (given,) = (each for each in ARGUMENTS if each.startswith("--disable-features="))
    assert set(given.partition("=")[2].split(",")) > set(PLAYWRIGHT_TURNS_OFF)
