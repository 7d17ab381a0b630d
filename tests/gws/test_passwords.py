"""Passwords: only hashes are kept, one scrypt is enough, and who guesses waits."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from scapi.gws.passwords import MOST_FAILURES, Cost, PasswordError, Passwords
from scapi.testing import FakeHost
from tests.support.gws import CHEAP, PASSWORD

NEW = "battery staple"


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(FakeHost(), PASSWORD, CHEAP)


def test_the_hash_is_a_costly_one() -> None:
    assert Cost() == Cost(2**14, 8, 1)


def test_no_password_is_kept(passwords: Passwords) -> None:
    passwords.verify("a", PASSWORD)
    passwords.change("a", NEW, PASSWORD)
    passwords.verify("a", NEW)
    kept = repr([getattr(passwords, name) for name in vars(passwords)])
    assert PASSWORD not in kept
    assert NEW not in kept


def test_one_scrypt_is_enough(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    scrypt = hashlib.scrypt

    def counted(*args: Any, **kwargs: Any) -> bytes:
        made.append("scrypt")
        return scrypt(*args, **kwargs)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    assert all(passwords.verify(user, PASSWORD) for user in ("a", "b", "a"))
    assert len(made) == 1
    assert not passwords.verify("a", "wrong")
    assert len(made) == 2


def test_a_password_that_was_changed_is_the_user_s_own(passwords: Passwords) -> None:
    assert passwords.verify("a", PASSWORD)
    assert passwords.change("a", NEW, PASSWORD) is None
    assert not passwords.verify("a", PASSWORD)
    assert passwords.verify("a", NEW)
    assert passwords.verify("b", PASSWORD)
    assert not passwords.verify("b", NEW)
    assert passwords.change("a", PASSWORD) is None
    assert not passwords.verify("a", NEW)


def test_guessing_at_the_old_password_is_guessing_too(passwords: Passwords) -> None:
    for _ in range(MOST_FAILURES):
        assert passwords.change("a", NEW, "guess") is PasswordError.WRONG_OLD
    assert not passwords.verify("a", PASSWORD)


@pytest.mark.parametrize("password", ["\ud800 stands alone", "Ünïcödés", "x" * 128])
def test_passwords_of_every_kind(passwords: Passwords, password: str) -> None:
    assert passwords.change("a", password) is None
    assert passwords.verify("a", password)
    assert not passwords.verify("a", password[:-1])
