"""The team communicator: what can be reached, found by what is typed, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from host_page.views import words
from host_page.views.places import Place, Where
from host_page.views.selection import selected
from host_page.views.top.known_targets import KnownTarget, entry_of, key_of
from host_page.views.ui_state import Communicator, UiState
from scapi.centre.agents import StateType
from scapi.centre.conversations import Verb
from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.session import Session
from scapi.workspace.interactions import Interaction

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
FAVOURITES, RECENT, NUMBER, ADDRESS = "Favourites", "Recent", "Number", "E-mail"
_NUMBER = frozenset("0123456789+*# -().")
_JOINS = (
    (Verb.CONSULT, "consult", "Consult", "users"),
    (Verb.TRANSFER, "transfer", "Transfer", "arrow-right-left"),
    (Verb.CONFERENCE, "conference", "Conference", "users"),
)


@dataclass(frozen=True, slots=True)
class Option:
    """A line of the list, and the action that it stands for; ``why`` says why it stands for none now.

    A ``second`` one is another thing to do with the line above it.
    """

    position: int
    name: str
    note: str = ""
    icon: str = ""
    dot: str = ""
    action: str = ""
    arg: str = ""
    why: str = ""
    second: bool = False
    others: bool = False
    """Whether something else can be done with it, too."""
    open: bool = False
    """Whether these other actions are listed below it."""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class CommunicatorModel:
    text: str
    groups: Sequence[Group]
    marked: int | None
    marks: bool
    """Whether Enter would run the marked line."""
    nothing: str
    error: str
    expanded: bool
    """Whether the list is offered: something is found, and it was not closed."""
    closed: bool
    can_open: bool
    """Whether the Tab key lists the other actions of the marked line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the directory, under its heading."""

    label: str
    entry: DirectoryEntry


def dialable(text: str) -> bool:
    """Whether a text can be dialled as it is: digits, with the marks that people write between them."""
    return any(character.isdigit() for character in text) and set(text) <= _NUMBER


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address, as far as it matters here."""
    name, at, host = text.partition("@")
    return bool(at and name and "." in host) and not any(character.isspace() for character in text)


def reach(session: Session, ui: UiState) -> tuple[object, ...]:
    """All of the interactions that the communicator shows something of: what the open one allows with others."""
    shown = selected(session, ui)
    if shown is None:
        return ()
    return (shown.id, shown.conversation.is_consultation, *(v for v, *_ in _JOINS if v in shown.conversation.verbs))


def communicator_model(session: Session, ui: UiState, error: str) -> CommunicatorModel:
    state = ui.communicator
    options = communicator_options(session, ui)
    marked = _marked(state, options)
    groups: dict[str, list[Option]] = {}
    for at, (label, option) in enumerate(options):
        groups.setdefault(label, []).append(replace(option, marked=at == marked))
    text = state.text.strip()
    marks = bool(text) or state.moved
    line = None if marked is None else options[marked][1]
    return CommunicatorModel(
        text=state.text,
        groups=[Group(label, several) for label, several in groups.items()],
        marked=marked if marks else None,
        marks=marks,
        nothing="" if options or not text else f"No one called “{text}”.",
        error=error,
        expanded=marks and bool(groups) and not state.closed,
        closed=state.closed,
        can_open=marks and not state.closed and line is not None and line.others and not line.open,
    )


def communicator_options(session: Session, ui: UiState) -> list[tuple[str, Option]]:
    """All lines in their order, each with its heading."""
    state, shown = ui.communicator, selected(session, ui)
    lines: list[tuple[str, Option]] = []
    for found in _found(session, ui):
        key = key_of(found.entry)
        seconds = list(_others(ui, found.entry, shown))
        usual = _usual(found, shown)
        opened = state.others == f"{found.label} {key}"
        lines.append((found.label, _option(len(lines), found, usual, bool(seconds), opened)))
        if opened:
            for action, arg, name, sign in seconds:
                second = Option(len(lines), name, icon=sign, action=action, arg=arg, second=True)
                lines.append((found.label, second))
    return lines


def chosen(session: Session, ui: UiState) -> Option | None:
    """The marked line."""
    options = communicator_options(session, ui)
    marked = _marked(ui.communicator, options)
    return None if marked is None else options[marked][1]


def others_of(session: Session, ui: UiState, position: int) -> str | None:
    """What is noted of a line whose other actions are listed; ``None`` for one that has none."""
    state, at = ui.communicator, 0
    shown = selected(session, ui)
    for found in _found(session, ui):
        note = f"{found.label} {key_of(found.entry)}"
        seconds = list(_others(ui, found.entry, shown))
        if at == position:
            return note if seconds else None
        at += 1 + (len(seconds) if state.others == note else 0)
    return None


def _marked(state: Communicator, options: Sequence[tuple[str, Option]]) -> int | None:
    return min(state.marked, len(options) - 1) if options else None


def _found(session: Session, ui: UiState) -> list[Found]:
    """What matches; nothing typed gives the favourites and what was reached last first. A number typed is the last
    line, and the first when nothing else matches."""
    text = ui.communicator.text
    directory = session.workspace.known.directory
    found: list[Found] = []
    if not text.strip():
        found += [Found(FAVOURITES, entry_of(directory, known)) for known in ui.favourites]
        recent = [known for known in ui.recent if known not in ui.favourites]
        found += [Found(RECENT, entry_of(directory, known)) for known in recent[:SHOWN]]
    words_typed = text.lower().split()
    entries = [entry for entry in directory if _matches(entry, words_typed)]
    for kind, label in words.TARGETS.items():
        found += [Found(label, entry) for entry in [e for e in entries if e.type is kind][:SHOWN]]
    number = text.strip()
    if dialable(number) and not any(each.entry.number == number for each in found):
        found.append(Found(NUMBER, DirectoryEntry(TargetType.CUSTOM_CONTACT, f"Dial {number}", number, number)))
    elif is_address(number):
        found.append(Found(ADDRESS, DirectoryEntry(TargetType.CUSTOM_CONTACT, f"Write to {number}", number, number)))
    return found


def _matches(entry: DirectoryEntry, typed: Sequence[str]) -> bool:
    text = f"{entry.name} {entry.number} {entry.destination}".lower()
    return all(word in text for word in typed)


def _can_dial(entry: DirectoryEntry) -> bool:
    return bool(entry.number) or entry.type in (TargetType.AGENT, TargetType.CUSTOM_CONTACT)


def _usual(found: Found, shown: Interaction | None) -> tuple[str, str, str]:
    """What Enter does: the action, its argument, and why there is none."""
    if _can_dial(found.entry):
        return "dial", found.entry.dialled, ""
    joins = list(_joins(found.entry, shown))
    if joins:
        return joins[0][0], joins[0][1], ""
    return "", "", "It has no number: consult it, or transfer to it, in a call."


def _joins(entry: DirectoryEntry, shown: Interaction | None) -> Iterator[tuple[str, str, str, str]]:
    """What the open interaction allows with somebody else: action, argument, name and icon."""
    if shown is None or shown.conversation.is_consultation or is_address(entry.destination):
        return
    for verb, what, name, sign in _JOINS:
        if verb in shown.conversation.verbs:
            yield "team-join", f"{what} {shown.id} {entry.type.value} {entry.destination}", name, sign


def _others(ui: UiState, entry: DirectoryEntry, shown: Interaction | None) -> Iterator[tuple[str, str, str, str]]:
    """What else can be done with a line."""
    yield from _joins(entry, shown)
    known = KnownTarget.of(entry)
    if known in ui.favourites:
        yield "team-unmark", key_of(entry), "Take out of the favourites", "star-off"
    else:
        yield "team-mark", key_of(entry), "Add to the favourites", "star"


def _option(position: int, found: Found, usual: tuple[str, str, str], others: bool, opened: bool) -> Option:
    entry, (action, arg, why) = found.entry, usual
    typed = found.label in (NUMBER, ADDRESS)
    agent = entry.type is TargetType.AGENT and entry.state is not StateType.UNKNOWN
    sign = {NUMBER: "phone", ADDRESS: "mail", FAVOURITES: "star", RECENT: "history"}.get(found.label)
    return Option(
        position,
        entry.name,
        "" if typed or entry.number == entry.name else entry.number,
        sign or ICONS[entry.type],
        words.dot(entry.state) if agent else "",
        action,
        arg,
        why,
        others=others,
        open=opened,
    )
