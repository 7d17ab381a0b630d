"""Operations that the contact centre is to refuse, for tests of what comes of that; the driver names them."""

from __future__ import annotations

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE, Conversation, Verb
from scapi.centre.open_media import REFUSABLE
from scapi.centre.previews import MEDIUM
from scapi.centre.simulator.board import Board
from scapi.store import Cell, Store

PULL = "pull"
OPENINGS = ("dial", "createEmail", "getPreview", PULL)
OPERATIONS = (*OPENINGS, "setState", *(verb.value for verb in Verb))
"""Everything that can be refused."""


class Refusals:
    """Refuses the next operation of a name, once."""

    def __init__(self, board: Board, store: Store) -> None:
        self._board = board
        self._names: Cell[frozenset[str]] = store.cell("refusals", frozenset[str], frozenset())

    def begin(self) -> None:
        """The scenario's start."""
        self._names.set(frozenset())

    def refuse_next(self, operation: str) -> bool:
        """The next operation of this name is refused; ``False`` when none has the name."""
        if operation not in OPERATIONS:
            return False
        self._names.set(self._names.value | {operation})
        return True

    def take(self, operation: str) -> bool:
        """Whether an operation is refused; the next of its name is not."""
        if operation not in self._names.value:
            return False
        self._names.set(self._names.value - {operation})
        return True

    def of_act(self, leg: Conversation, verb: Verb) -> CentreError | None:
        """Why an act on a conversation is refused, if it is. Clients hear of it where the reference has an event."""
        if not self.take(verb):
            return None
        told = None if leg.media in (VOICE, MEDIUM) else REFUSABLE.get(verb)
        if told is not None:
            self._board.tell(leg, told)
        return CentreError(ErrorKind.REFUSED)
