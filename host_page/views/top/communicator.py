"""The team communicator: what can be called, found by what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.places import Place, Where
from host_page.views.ui_state import Communicator
from scapi.centre.agents import StateType
from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.session import Session

TEAM = Place("team", Where.ELSEWHERE)
SHOWN = 8
"""Lines of one group."""
ICONS = {
    TargetType.AGENT: "user",
    TargetType.AGENT_GROUP: "users",
    TargetType.SKILL: "circle-check",
    TargetType.INTERACTION_QUEUE: "list",
    TargetType.ROUTING_POINT: "waypoints",
    TargetType.CUSTOM_CONTACT: "circle-user",
}
_NUMBER = frozenset("0123456789+*# -().")


@dataclass(frozen=True, slots=True)
class Option:
    """A line of the list; ``destination`` is what is dialled."""

    position: int
    destination: str
    name: str
    note: str
    icon: str
    dot: str
    marked: bool
    can_dial: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class CommunicatorModel:
    text: str
    groups: Sequence[Group]
    marked: int | None
    nothing: str
    error: str
    expanded: bool
    """Whether the list is offered: something is typed, and something is found."""


def dialable(text: str) -> bool:
    """Whether a text can be dialled as it is: digits, with the marks that people write between them."""
    return any(character.isdigit() for character in text) and set(text) <= _NUMBER


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address, as far as it matters here."""
    name, at, host = text.partition("@")
    return bool(at and name and "." in host) and not any(character.isspace() for character in text)


def communicator_model(session: Session, state: Communicator, error: str) -> CommunicatorModel:
    found = _found(session, state.text)
    marked = min(state.marked, len(found) - 1)
    groups: dict[str, list[Option]] = {}
    for position, (label, entry) in enumerate(found):
        groups.setdefault(label, []).append(_option(position, entry, position == marked))
    text = state.text.strip()
    nothing = "" if found or not text else f"No one called “{text}”."
    shown = [Group(label, options) for label, options in groups.items()]
    return CommunicatorModel(state.text, shown, marked if found else None, nothing, error, bool(text and shown))


def chosen(session: Session, state: Communicator) -> str | None:
    """The destination of the marked line."""
    found = _found(session, state.text)
    return found[min(state.marked, len(found) - 1)][1].destination if found else None


def size(session: Session, state: Communicator) -> int:
    return len(_found(session, state.text))


def _found(session: Session, text: str) -> list[tuple[str, DirectoryEntry]]:
    """What can be dialled and matches; a number typed is the last line, and the first when nothing else matches."""
    words_typed = text.lower().split()
    entries = [entry for entry in session.workspace.known.directory if _matches(entry, words_typed)]
    found: list[tuple[str, DirectoryEntry]] = []
    for kind, label in words.TARGETS.items():
        callable_ = [e for e in entries if e.type is kind and (e.number or kind is TargetType.AGENT)]
        found += [(label, entry) for entry in callable_[:SHOWN]]
    number = text.strip()
    if dialable(number) and not any(entry.number == number for _, entry in found):
        found.append(("Number", DirectoryEntry(TargetType.CUSTOM_CONTACT, f"Dial {number}", number, number)))
    elif is_address(number):
        found.append(("E-mail", DirectoryEntry(TargetType.CUSTOM_CONTACT, f"Write to {number}", number, number)))
    return found


def _matches(entry: DirectoryEntry, typed: Sequence[str]) -> bool:
    text = f"{entry.name} {entry.number} {entry.destination}".lower()
    return all(word in text for word in typed)


def _option(position: int, entry: DirectoryEntry, marked: bool) -> Option:
    number = entry.type is TargetType.CUSTOM_CONTACT and entry.name.startswith(("Dial ", "Write to "))
    dot = words.dot(entry.state) if entry.type is TargetType.AGENT and entry.state is not StateType.UNKNOWN else ""
    icon = "mail" if number and is_address(entry.number) else "phone" if number else ICONS[entry.type]
    note = "" if number else entry.number
    return Option(position, entry.number or entry.destination, entry.name, note, icon, dot, marked, True)
