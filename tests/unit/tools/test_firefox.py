from pathlib import Path

import pytest

from tests.unit.tools.test_chromium import program
from tools import firefox
from tools.firefox import candidates, find_firefox
from tools.messages import Failure


def test_the_named_one_comes_first(tmp_path: Path) -> None:
    named = program(tmp_path / "own" / "browser")
    program(tmp_path / "bin" / "firefox")
    assert find_firefox({"FIREFOX": str(named), "PATH": str(tmp_path / "bin")}) == str(named)


def test_the_long_lived_release_comes_first_on_the_path(tmp_path: Path) -> None:
    esr, other = (program(tmp_path / "bin" / name) for name in ("firefox-esr", "firefox"))
    assert list(candidates({"PATH": str(tmp_path / "bin")}, "win32")) == [str(esr), str(other)]


def test_it_is_found_where_its_installers_put_it(tmp_path: Path) -> None:
    windows = program(tmp_path / "x86" / "Mozilla Firefox" / "firefox.exe")
    macos = program(tmp_path / "Applications" / "Firefox.app" / "Contents" / "MacOS" / "firefox")
    assert list(candidates({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path / "x86")}, "win32")) == [str(windows)]
    assert str(macos) in candidates({"PATH": "", "HOME": str(tmp_path)}, "darwin")


def test_one_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, works = program(tmp_path / "bin" / "firefox-esr"), program(tmp_path / "bin" / "firefox")
    monkeypatch.setattr(firefox, "candidates", lambda _: iter([str(broken), str(works)]))
    monkeypatch.setattr(firefox, "_why_it_does_not_start", {str(broken): "no", str(works): None}.get)
    monkeypatch.delenv("FIREFOX", raising=False)
    assert firefox.resolve_firefox() == str(works)


def test_a_named_one_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIREFOX", str(program(tmp_path / "own" / "browser")))
    monkeypatch.setattr(firefox, "_why_it_does_not_start", lambda _: "libgtk-3 is missing")
    with pytest.raises(Failure, match="does not start:\nlibgtk-3 is missing"):
        firefox.resolve_firefox()


def test_when_none_starts_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIREFOX", raising=False)
    monkeypatch.setattr(firefox, "candidates", lambda _: iter(()))
    monkeypatch.setattr(firefox, "install_by_debian", lambda _: False)
    with pytest.raises(Failure, match="FIREFOX=/usr/bin/firefox-esr"):
        firefox.resolve_firefox()
