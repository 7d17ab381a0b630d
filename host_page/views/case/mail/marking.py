"""Bold, italic and lists in plain text, as people mark them in mail: ``*bold*``, ``_italic_``, ``- `` before a line.

A mark is put on what is selected, whole words of it, or on the word at the caret, and it is taken away by asking for
it again. Marks do not reach over the end of a line. A text comes and goes in three pieces, what is before the
selection, the selection, and what is after it, for JavaScript counts characters in another way than Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


class Mark(StrEnum):
    """What a text can be marked as."""

    BOLD = "bold"
    ITALIC = "italic"
    LIST = "list"


_SIGNS = {Mark.BOLD: "*", Mark.ITALIC: "_"}
_BULLET = "- "
_MARKED = {
    sign: re.compile(
        rf"(?<![^\W_])\{sign}(?=[^\s\{sign}])"  # opens before a word, and not within one
        rf"[^\n]*?"
        rf"(?<=[^\s\{sign}])\{sign}(?![^\W_])"  # closes after a word
    )
    for sign in _SIGNS.values()
}


@dataclass(frozen=True, slots=True)
class Selection:
    """A text and what is selected in it; that is empty where there is only a caret."""

    before: str
    selected: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.selected + self.after

    @property
    def start(self) -> int:
        return len(self.before)

    @property
    def end(self) -> int:
        return len(self.before) + len(self.selected)


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """At a place of the old text, some characters are left out and some put in.

    A selection that begins or ends just there is behind what is put in, or before it if that ``closes``.
    """

    at: int
    length: int = 0
    text: str = ""
    closes: bool = False

    def moved(self, position: int) -> int:
        """Where a position of the old text is in the new one."""
        if position > self.at:
            position = max(self.at, position - self.length)
            return position + len(self.text)
        return position + len(self.text) if position == self.at and not self.closes else position


def toggled(selection: Selection, mark: Mark) -> Selection:
    """The text with a mark on the selection, or without it if all of the selection had it."""
    if mark is Mark.LIST:
        return _changed(selection, _bullets(selection))
    return _changed(selection, _signs(selection, _SIGNS[mark]))


def marks(selection: Selection) -> tuple[Mark, ...]:
    """The marks that all of the selection has."""
    signs = tuple(mark for mark, sign in _SIGNS.items() if _is_marked(selection, sign))
    return (*signs, Mark.LIST) if _is_list(selection) else signs


def _changed(selection: Selection, changes: Sequence[_Change]) -> Selection:
    text, start, end = selection.text, selection.start, selection.end
    for change in sorted(changes, reverse=True):  # from the end, so that the places before it stay what they are
        text = text[: change.at] + change.text + text[change.at + change.length :]
        start, end = change.moved(start), change.moved(end)
    return Selection(text[:start], text[start:end], text[end:])


# ── bold and italic ──────────────────────────────────────────────────────────────────────────────────────────────────


def _signs(selection: Selection, sign: str) -> list[_Change]:
    if _is_between(selection, sign):
        return [_Change(selection.start - 1, length=2)]
    pieces, spans = _pieces(selection), _spans(selection.text, sign)
    if _is_marked(selection, sign):
        around = {_around(piece, spans) for piece in pieces} - {None}
        return [change for span in around if span is not None for change in _without(span)]
    changes: list[_Change] = []
    for piece in pieces:
        if _around(piece, spans) is None:
            touched = [span for span in spans if span[0] < piece[1] and piece[0] < span[1]]
            changes += [change for span in touched for change in _without(span)]
            low, high = min([piece[0], *(span[0] for span in touched)]), max([piece[1], *(span[1] for span in touched)])
            changes += [_Change(low, text=sign), _Change(high, text=sign, closes=True)]
    return changes


def _without(span: Span) -> Iterator[_Change]:
    """Leaves the two signs of a marked piece out."""
    yield _Change(span[0], length=1)
    yield _Change(span[1] - 1, length=1)


def _is_marked(selection: Selection, sign: str) -> bool:
    if _is_between(selection, sign):
        return True
    pieces, spans = _pieces(selection), _spans(selection.text, sign)
    return bool(pieces) and all(_around(piece, spans) is not None for piece in pieces)


def _is_between(selection: Selection, sign: str) -> bool:
    """Whether there is a caret between two signs, where something is to be written."""
    return not selection.selected and selection.before.endswith(sign) and selection.after.startswith(sign)


def _spans(text: str, sign: str) -> list[Span]:
    """What is marked, with its signs."""
    return [found.span() for found in _MARKED[sign].finditer(text)]


def _around(piece: Span, spans: Sequence[Span]) -> Span | None:
    """The marked piece that another is in."""
    return next((span for span in spans if span[0] <= piece[0] and piece[1] <= span[1]), None)


def _pieces(selection: Selection) -> list[Span]:
    """What is selected of each line, blanks at its ends left out, whole words of it; or the word at the caret."""
    text = selection.text
    pieces = []
    for line in _lines(selection):
        low, high = max(line[0], selection.start), min(line[1], selection.end)
        while low < high and text[low].isspace():
            low += 1
        while low < high and text[high - 1].isspace():
            high -= 1
        if low < high or not selection.selected:
            while low > line[0] and text[low - 1].isalnum():
                low -= 1
            while high < line[1] and text[high].isalnum():
                high += 1
            pieces.append((low, high))
    return pieces


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bullets(selection: Selection) -> list[_Change]:
    lines = _list_lines(selection)
    if _is_list(selection):
        return [_Change(line[0], length=len(_BULLET)) for line in lines]
    return [_Change(line[0], text=_BULLET) for line in lines if not _has_bullet(selection.text, line)]


def _is_list(selection: Selection) -> bool:
    return all(_has_bullet(selection.text, line) for line in _list_lines(selection))


def _has_bullet(text: str, line: Span) -> bool:
    return text.startswith(_BULLET, line[0], line[1])


def _list_lines(selection: Selection) -> list[Span]:
    """The lines of the selection that say something; all of them if none does."""
    lines = _lines(selection)
    return [line for line in lines if selection.text[line[0] : line[1]].strip()] or lines


def _lines(selection: Selection) -> list[Span]:
    """The lines that the selection touches; not one that begins where it ends."""
    found, start = [], 0
    for written in selection.text.split("\n"):
        line = (start, start + len(written))
        start = line[1] + 1
        if line[1] >= selection.start and (line[0] < selection.end or line[0] <= selection.start == selection.end):
            found.append(line)
    return found
