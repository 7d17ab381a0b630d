"""Which keys of the user data clients may read and write.

Source: Service Client API Reference, "Attached Data Access". Keys that may not be read are left out of ``userData`` in
every reply and event. Decided here: a write that touches a key outside the list fails as a whole; the option
``service-client-api.user-data.strict`` extends reading to the outbound records and their fields, and writing to the
user data that dial, consult, transfer, conference, e-mail and ``updateRecordFields`` carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scapi.configuration import Configuration
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.values import Json

READ_OPTION = "service-client-api.user-data.read-allowed"
WRITE_OPTION = "service-client-api.user-data.write-allowed"
STRICT_OPTION = "service-client-api.user-data.strict"
EVERY = "*"


@dataclass(frozen=True, slots=True)
class KeyRule:
    """All keys (``keys`` is ``None``), or the ones written out."""

    option: str
    keys: frozenset[str] | None = None

    def covers(self, key: str) -> bool:
        return self.keys is None or key in self.keys

    @property
    def text(self) -> str:
        return f"{self.option} = {EVERY if self.keys is None else ','.join(sorted(self.keys))}"


@dataclass(frozen=True, slots=True)
class UserDataRules:
    """The read list, the write list and how far they reach."""

    readable: KeyRule = KeyRule(READ_OPTION)
    writable: KeyRule = KeyRule(WRITE_OPTION)
    strict: bool = False

    def may_write(self, keys: Iterable[str]) -> Decision:
        """Whether every one of the keys may be written."""
        if self.writable.keys is None:
            return ALLOWED
        for key in keys:
            if not self.writable.covers(key):
                return Decision(Verdict.REFUSED, Reason.KEY_NOT_WRITABLE, self.writable.text, key)
        return ALLOWED

    def redact(self, data: Json) -> tuple[Json, tuple[str, ...]]:
        """The data with unreadable keys left out of every ``userData`` in it, and the keys that were left out."""
        if self.readable.keys is None:
            return data, ()
        left_out: dict[str, None] = {}
        return self._redacted(data, left_out), tuple(left_out)

    def _redacted(self, data: Json, left_out: dict[str, None]) -> Json:
        if isinstance(data, Mapping):
            return {key: self._member(key, value, left_out) for key, value in data.items()}
        if isinstance(data, (list, tuple)):
            return [self._redacted(item, left_out) for item in data if not self._hides_field(item, left_out)]
        return data

    def _hides_field(self, item: Json, left_out: dict[str, None]) -> bool:
        """Whether something is a field of a record whose name may not be read."""
        if not self.strict or not isinstance(item, Mapping) or "fieldType" not in item:
            return False
        name = str(item.get("name"))
        hidden = not self.readable.covers(name)
        if hidden:
            left_out[name] = None
        return hidden

    def _member(self, key: str, value: Json, left_out: dict[str, None]) -> Json:
        if key == "userData" and isinstance(value, Mapping):
            return self._readable_part(value, left_out)
        if self.strict and key in _RECORD_LISTS and isinstance(value, (list, tuple)):
            return [self._readable_part(r, left_out) if isinstance(r, Mapping) else r for r in value]
        return self._redacted(value, left_out)

    def _readable_part(self, pairs: Mapping[str, Json], left_out: dict[str, None]) -> Json:
        kept = {key: self._member(key, value, left_out) for key, value in pairs.items() if self.readable.covers(key)}
        left_out.update(dict.fromkeys(key for key in pairs if key not in kept))
        return kept


_RECORD_LISTS = frozenset({"chainedRecords", "records"})


def parse_user_data_rules(configuration: Configuration) -> UserDataRules:
    """Reads the options. An empty list allows no key; raises ``ConfigurationError`` for a bad strict flag."""
    return UserDataRules(
        _key_rule(configuration, READ_OPTION),
        _key_rule(configuration, WRITE_OPTION),
        configuration.flag(STRICT_OPTION),
    )


def _key_rule(configuration: Configuration, name: str) -> KeyRule:
    option = configuration.option(name)
    return KeyRule(name) if option is None else key_rule(name, option.value)


def key_rule(name: str, value: str) -> KeyRule:
    """What the value of an option means that lists keys."""
    keys = [key.strip() for key in value.split(",") if key.strip()]
    return KeyRule(name, None if EVERY in keys else frozenset(keys))
