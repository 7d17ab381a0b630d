"""Messages of the traffic log as objects of a file, and back: what is exported, imported and kept over a reload.

The file is an array. Its objects are those of the driver call ``traffic`` with three members more: ``app`` (the label),
``answers`` (of a reply: the number of its request) and ``message``, or ``text`` where it is kept as it was.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, TypeVar

from host_page.views.json_view import parse
from scapi.decisions import Decision, Reason, Verdict
from scapi.traffic import KEYS_KEPT, MESSAGE_KEPT, Direction, Entry, Kind, shortened
from scapi.values import Json, member
from scapi.words import Word

Choice = TypeVar("Choice", bound=Word)


class EntryProblem(ValueError):
    """What is wrong with an object of a file: its member, and what was expected."""


def entry_object(entry: Entry, app: str) -> dict[str, Json]:
    """An entry for a file, its message as JSON."""
    return {**_object(entry, app), "message": parse(entry.text)}


def kept_object(entry: Entry, app: str, longest: int) -> dict[str, Json]:
    """The same with the message as the text that it was, unless that is too long."""
    short = entry.text is not None and len(entry.text) <= longest
    return {**_object(entry, app), **({"text": entry.text} if short else {})}


def _object(entry: Entry, app: str) -> dict[str, Json]:
    more: dict[str, Json] = {"app": app or None, "answers": entry.answers}
    return {**entry.summary(), **{name: value for name, value in more.items() if value is not None}}


def read_entry(given: object) -> tuple[Entry, str]:
    """The entry that an object means, and the label of its app. Raises :class:`EntryProblem`."""
    if not isinstance(given, Mapping):
        raise EntryProblem(f"must be an object, not {_described(given)}")
    verdict = _member(given, "verdict", Verdict)
    reason = _member(given, "reason", Reason) if given.get("reason") is not None else None
    decision = Decision(verdict, reason, _text(given, "rule"), _text(given, "note"))
    answers = given.get("answers")
    reference = given.get("referenceId")
    entry = Entry(
        seq=_whole(given, "seq"),
        time=_number(given, "time") / 1000,
        direction=_member(given, "direction", Direction),
        frame=_text(given, "frame"),
        origin=_text(given, "origin"),
        kind=_member(given, "kind", Kind),
        decision=decision,
        request=_text(given, "request") or None,
        event=_text(given, "event") or None,
        event_type=_text(given, "eventType") or None,
        reference=reference if reference is None or isinstance(reference, (int, float)) else shortened(str(reference)),
        ms=None if given.get("ms") is None else _number(given, "ms"),
        text=_message(given),
        left_out=_texts(given, "leftOut"),
        answers=None if answers is None else _whole(given, "answers"),
        resent=given.get("resent") is True,
    )
    return entry, _text(given, "app")


def _message(given: Mapping[str, Any]) -> str | None:
    text = given.get("text")
    if text is None and given.get("message") is not None:
        text = json.dumps(given["message"], ensure_ascii=False, separators=(",", ":"))
    if text is None or (isinstance(text, str) and len(text) > MESSAGE_KEPT):
        return None
    if not isinstance(text, str):
        raise EntryProblem(f"text must be a string, not {_described(text)}")
    return text


def _member(given: Mapping[str, Any], name: str, choices: type[Choice]) -> Choice:
    value = given.get(name)
    found = member(choices, value)
    if found is not None:
        return found
    known = (
        "a reason of the traffic log" if choices is Reason else f"one of {', '.join(each.value for each in choices)}"
    )
    shown = repr(value[:40]) if isinstance(value, str) else _described(value)
    raise EntryProblem(f"{name} must be {known}, not {shown}")


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise EntryProblem(f"{name} must be a string, not {_described(value)}")
    return shortened(value)


def _texts(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = given.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise EntryProblem(f"{name} must be an array of strings")
    return tuple(shortened(each) for each in value[:KEYS_KEPT])


def _number(given: Mapping[str, Any], name: str) -> float:
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise EntryProblem(f"{name} must be a number, not {_described(value)}")
    if not 0 <= value < _LATEST:
        raise EntryProblem(f"{name} must be from 0 to {_LATEST:.0f}, not {value}")
    return float(value)


def _whole(given: Mapping[str, Any], name: str) -> int:
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**53:
        raise EntryProblem(f"{name} must be a whole number, not {_described(value)}")
    return value


_LATEST = 4e12
"""Milliseconds since the epoch, in the year 2096: what a time can be told of."""


def _described(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return "a string"
        case int() | float():
            return f"{value}"[:24]
        case list():
            return "an array"
        case _:
            return "an object"
