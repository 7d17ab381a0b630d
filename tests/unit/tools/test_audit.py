import sys

import pytest

from tools import audit as audits
from tools.audit import Question, ask, questions


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits, "_ensure_tool", lambda: None)
    monkeypatch.setattr(audits, "npm_program", lambda: ("npm", {}))


def answer(text: str, code: int) -> Question:
    return Question("some.lock", (sys.executable, "-c", f"print({text!r}); raise SystemExit({code})"))


def test_every_lock_file_is_asked_about() -> None:
    asked = {question.lock: " ".join(question.command) for question in questions()}
    assert set(asked) == {"requirements.txt", "requirements-dev.txt", "requirements-node.txt", "package-lock.json"}
    for lock in ("requirements.txt", "requirements-dev.txt", "requirements-node.txt"):
        assert "--strict" in asked[lock]  # what cannot be looked up is no pass
        assert asked[lock].endswith(lock)
    assert "--package-lock-only" in asked["package-lock.json"]


def test_a_vulnerability_is_told_without_credentials(capsys: pytest.CaptureFixture[str]) -> None:
    assert not ask(answer("jinja2 3.1.6 has CVE-1 (https://me:s3cret@mirror.example/)", 1))
    told = capsys.readouterr().out
    assert told.startswith("audit some.lock: failed\n")
    assert "CVE-1" in told
    assert "s3cret" not in told


def test_the_exit_code_tells_of_any(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(audits, "questions", lambda: iter((answer("", 0), answer("", 0))))
    assert audits.audit() == 0
    assert capsys.readouterr().out == "audit some.lock: ok\n" * 2
    monkeypatch.setattr(audits, "questions", lambda: iter((answer("found", 1), answer("", 0))))
    assert audits.audit() == 1
    assert capsys.readouterr().out == "audit some.lock: failed\n  found\naudit some.lock: ok\n"
