from pathlib import Path

import pytest

from tools import environment
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


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is installed, in order, into a folder of its own."""
    done: list[str] = []
    (tmp_path / "npm").mkdir()
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "NODE_MODULES", tmp_path / "npm")
    monkeypatch.setattr(environment, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(environment, "inside_venv", lambda: True)
    monkeypatch.setattr(environment, "pip_install", lambda file: done.append(file.name))
    monkeypatch.setattr(environment, "npm_program", lambda: ("npm", {}))
    monkeypatch.setattr(environment, "run_quietly", lambda command, **_: done.append(" ".join(command)))
    return done


def test_serving_installs_what_it_needs_and_tests_the_rest(installed: list[str]) -> None:
    for for_tests in (False, False, True, True, False):
        environment.ensure_venv(for_tests=for_tests)
    assert installed == ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("linked", [False, True], ids=["its own", "a link to another folder's"])
def test_an_environment_of_another_folder_is_not_made_anew(
    installed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    venv = tmp_path / ".venv"
    if linked:
        venv.symlink_to(tmp_path / "npm")
    else:
        venv.mkdir()
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "inside_venv", lambda: False)
    monkeypatch.setattr(environment, "_create_venv", lambda: installed.append("made"))
    environment.ensure_venv(for_tests=False)
    assert installed == (["requirements.txt"] if linked else ["made", "requirements.txt"])


def test_serving_leaves_the_browser_packages_of_tests_away(installed: list[str]) -> None:
    for for_tests in (False, False, True, True, False):
        environment.ensure_npm_packages(for_tests=for_tests)
    assert ["--omit=dev" in command for command in installed] == [True, False]


def test_serving_after_an_update_keeps_the_browser_packages_of_tests(
    installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure_npm_packages(for_tests=True)
    monkeypatch.setattr(environment, "digest", lambda _: "another lock file")
    environment.ensure_npm_packages(for_tests=False)
    assert ["--omit=dev" in command for command in installed] == [False, False]


def test_browser_packages_of_another_folder_are_left_alone(
    installed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "node_modules"
    link.symlink_to(tmp_path / "npm")
    monkeypatch.setattr(environment, "NODE_MODULES", link)
    environment.ensure_npm_packages(for_tests=True)
    assert installed == []
    assert (tmp_path / "npm").is_dir()
