"""Passwords of users, kept as scrypt hashes alone.

What was verified once is remembered as a keyed digest for as long as the server runs, so that a client that sends its
password with every request costs one scrypt. Who guesses is made to wait: after some failures in a row a user's
password is not even looked at for a minute.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import IntEnum

from scapi.host import Host
from scapi.values import Seconds

SHORTEST = 8
LONGEST = 128
"""Characters of a password (decided here)."""
MOST_FAILURES = 10
LOCKED_FOR: Seconds = 60.0
_MOST_FAILING = 1_000
_SALT_BYTES = 16
_KEY_BYTES = 32


class PasswordError(IntEnum):
    """Why a password was not changed: ``errorCode`` of the notification. Source: reference, topic ``/v2/me``."""

    TOO_WEAK = 1
    WRONG_OLD = 2
    SERVER = 3


ERROR_TEXTS = {
    PasswordError.TOO_WEAK: f"A password has {SHORTEST} to {LONGEST} characters, and is not the old one.",
    PasswordError.WRONG_OLD: "The old password is not right.",
    PasswordError.SERVER: "The password could not be changed.",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one scrypt costs: ``n`` is a power of two."""

    n: int = 2**14
    r: int = 8
    p: int = 1


@dataclass(frozen=True, slots=True)
class _Hash:
    salt: bytes
    digest: bytes


class Passwords:
    """The passwords of all users, by user id. All begin with the same one, whose hash is made once."""

    def __init__(self, host: Host, initial: str, cost: Cost | None = None) -> None:
        self._host = host
        self._cost = cost or Cost()
        self._initial = self._hash(initial)
        self._changed: dict[str, _Hash] = {}
        self._key = host.random_bytes(_KEY_BYTES)
        self._verified: dict[bytes, bytes] = {}
        """By salt, so that the first password, which all begin with, costs one scrypt for all."""
        self._failures: dict[str, tuple[int, Seconds]] = {}
        self._refuses = False

    def verify(self, user_id: str, password: str) -> bool:
        """Whether this is the password of a user."""
        if self._locked(user_id):
            return False
        known = self._known(user_id)
        mark = hmac.digest(self._key, known.salt + password.encode("utf-8", "surrogatepass"), "sha256")
        if hmac.compare_digest(self._verified.get(known.salt, b""), mark):
            return True
        if not hmac.compare_digest(self._scrypt(password, known.salt), known.digest):
            self._failed(user_id)
            return False
        self._failures.pop(user_id, None)
        self._verified[known.salt] = mark
        return True

    def change(self, user_id: str, new: str, old: str | None = None) -> PasswordError | None:
        """Sets another password; the user gives the old one, an administrator none. Gives why it could not be done."""
        if old is not None and not self.verify(user_id, old):
            return PasswordError.WRONG_OLD
        if not SHORTEST <= len(new) <= LONGEST or new == old:
            return PasswordError.TOO_WEAK
        if self._refuses:
            self._refuses = False
            return PasswordError.SERVER
        before = self._changed.get(user_id)
        if before is not None:
            self._verified.pop(before.salt, None)
        self._changed[user_id] = self._hash(new)
        self._failures.pop(user_id, None)
        return None

    def refuse_next(self) -> None:
        """The next change fails in the server: the driver has it so."""
        self._refuses = True

    def take_time(self, password: str) -> None:
        """What a name that nobody has costs: as much as one that somebody has."""
        self._scrypt(password, self._initial.salt)

    def _known(self, user_id: str) -> _Hash:
        return self._changed.get(user_id, self._initial)

    def _hash(self, password: str) -> _Hash:
        salt = self._host.random_bytes(_SALT_BYTES)
        return _Hash(salt, self._scrypt(password, salt))

    def _scrypt(self, password: str, salt: bytes) -> bytes:
        cost = self._cost
        text = password.encode("utf-8", "surrogatepass")
        return hashlib.scrypt(text, salt=salt, n=cost.n, r=cost.r, p=cost.p, dklen=_KEY_BYTES)

    def _locked(self, user_id: str) -> bool:
        count, since = self._failures.get(user_id, (0, 0.0))
        if count >= MOST_FAILURES and self._host.monotonic() - since < LOCKED_FOR:
            return True
        if count >= MOST_FAILURES:
            del self._failures[user_id]
        return False

    def _failed(self, user_id: str) -> None:
        count, _ = self._failures.get(user_id, (0, 0.0))
        if len(self._failures) >= _MOST_FAILING:
            self._failures.clear()
        self._failures[user_id] = (count + 1, self._host.monotonic())
