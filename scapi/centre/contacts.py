"""The contacts of the contact centre: who may be behind a number or an address, and who is meant by what is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

FOUND_AT_MOST = 20
"""How many contacts a search gives."""
_COMPARED = 9
"""How many digits of two numbers are compared: international and national forms of one number end alike."""
_NUMBER = frozenset("0123456789+*# -().")


@dataclass(frozen=True, slots=True)
class LastContact:
    """When the customer was last in touch, and by which medium; 0 days ago is today."""

    media: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class Contact:
    """The customer, as far as known. ``matched_by`` says in words what it was found by.

    ``id`` is what the contact centre knows it by; without one the contact centre has no such entry.
    """

    display_name: str
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    matched_by: str = ""
    last_contact: LastContact | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Who the customer is; with several of one number or address nobody yet, and ``candidates`` are those."""

    contact: Contact | None = None
    candidates: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactBook:
    """Every contact, in the order of the scenario."""

    contacts: tuple[Contact, ...]

    def of_number(self, number: str) -> Match:
        wanted = _ending(number)
        return self._match("number", [c for c in self.contacts if wanted and wanted in map(_ending, c.phones)])

    def of_address(self, address: str) -> Match:
        wanted = address.casefold()
        return self._match("address", [c for c in self.contacts if wanted and wanted in map(str.casefold, c.emails)])

    def search(self, text: str) -> Sequence[Contact]:
        """Those whose name, firm, number or address has every word, without regard to case and accents."""
        return [contact for contact in self.contacts if _fits(contact, text)][:FOUND_AT_MOST]

    def _match(self, found_by: str, found: Sequence[Contact]) -> Match:
        if len(found) > 1:
            return Match(candidates=tuple(found))
        return Match(replace(found[0], matched_by=found_by)) if found else Match()


def _ending(number: str) -> str:
    """The digits by which numbers are compared."""
    return _digits(number)[-_COMPARED:]


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _fits(contact: Contact, text: str) -> bool:
    words = _plain(text).split()
    if not words:
        return False
    numbers = [_digits(phone) for phone in contact.phones]
    if _is_in_a_number(text, numbers):
        return True
    told = (contact.display_name, contact.first_name, contact.last_name, contact.company, *contact.emails)
    known = " ".join(_plain(part) for part in told)
    return all(word in known or _is_in_a_number(word, numbers) for word in words)


def _is_in_a_number(text: str, numbers: Sequence[str]) -> bool:
    """Part of a number, without the zeros of its national or international form; a whole one in either form."""
    digits = _digits(text)
    if not digits or not _NUMBER.issuperset(text):
        return False
    wanted = digits[-_COMPARED:] if len(digits) > _COMPARED else digits.lstrip("0") or digits
    return any(wanted in number for number in numbers)


def _plain(text: str) -> str:
    """A text without case and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parted if not unicodedata.combining(character))
