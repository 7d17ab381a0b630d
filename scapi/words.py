"""Enumerations whose members are texts."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A member of a closed list of texts, found in tables as quickly as its text.

    ``StrEnum`` hashes a member by its name, in Python: every look-up in a table of verdicts, verbs or areas would cost
    a call, and with each message there are dozens.
    """

    __hash__ = str.__hash__
