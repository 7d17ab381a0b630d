"""What can be done to a leg now, read from the tables; the one guard of every operation on a conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scapi.centre import calls, open_media, previews
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE, Conversation, Recording, Role, Verb
from scapi.centre.records import OutboundContent
from scapi.centre.simulator.board import Board
from scapi.centre.steps import Condition, Rows, Step

Check = Callable[[Board, Conversation], bool]


TABLES: Mapping[str, Callable[[Conversation], Rows]] = {
    VOICE: lambda leg: calls.STEPS.get(leg.state, {}),
    previews.MEDIUM: lambda leg: previews.STEPS.get(leg.state, {}),
}
"""The media that have a table of their own; all others are open media."""


def rows(leg: Conversation) -> Rows:
    """The rows of the table of its medium for its state."""
    return TABLES.get(leg.media, open_media.rows)(leg)


class Guard:
    """Reads the tables with what the board knows."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def possible(self, leg: Conversation) -> tuple[Verb, ...]:
        """Everything that can be done, in the order of the table."""
        return tuple(verb for verb, row in rows(leg).items() if any(self.holds(leg, step) for step in row))

    def step(self, leg: Conversation, verb: Verb) -> Step | CentreError:
        """The step that comes of a verb now, or why there is none."""
        row = rows(leg).get(verb, ())
        for step in row:
            if self.holds(leg, step):
                return step
        for step in row:
            missing = [each for each in step.when if not CHECKS[each](self._board, leg)]
            if missing == [Condition.LOGGED_IN]:
                return CentreError(ErrorKind.LOGGED_OUT, leg.media)
            if missing in ([Condition.CAN_CALL], [Condition.CAN_CONSULT]):
                return CentreError(ErrorKind.LOGGED_OUT, VOICE)
        return CentreError(ErrorKind.WRONG_STATE, leg.state.value)

    def holds(self, leg: Conversation, step: Step) -> bool:
        """Whether the conditions of a step hold."""
        return all(CHECKS[condition](self._board, leg) for condition in step.when)


def _logged_in(board: Board, leg: Conversation) -> bool:
    return not board.desks[leg.agent].absent(leg.media)


def _can_call(board: Board, leg: Conversation) -> bool:
    return not board.desks[leg.agent].absent(VOICE)


def _can_consult(board: Board, leg: Conversation) -> bool:
    return any(medium.name != previews.MEDIUM and not medium.absent for medium in board.desks[leg.agent].media)


def _original(board: Board, leg: Conversation) -> Conversation | None:
    """What a consultation is about, if it is of the same medium."""
    original = board.leg(leg.parent) if leg.role is Role.CONSULTATION else None
    return original if original is not None and original.media == leg.media else None


def _joinable(board: Board, leg: Conversation) -> bool:
    original = _original(board, leg)
    return original is not None and Verb.TRANSFER in rows(original)


def _conferrable(board: Board, leg: Conversation) -> bool:
    original = _original(board, leg)
    return original is not None and Verb.CONFERENCE in rows(original)


def pair(board: Board, leg: Conversation) -> Conversation | None:
    """The other call of a consultation and what it is about: the one held while the other is talked on."""
    original = _original(board, leg)
    consultations = (child for child in board.children(leg.id) if child.role is Role.CONSULTATION)
    for other in consultations if original is None else (original,):
        if other.media == VOICE and {leg.state, other.state} == calls.IN_CALL:
            return other
    return None


def _recording(*wanted: Recording) -> Check:
    return lambda _, leg: (leg.recording or Recording.STOPPED) in wanted


def _holdable(_: Board, leg: Conversation) -> bool:
    return not (isinstance(leg.content, OutboundContent) and leg.content.mode in previews.NOT_HOLDABLE)


def _called(_: Board, leg: Conversation) -> bool:
    return isinstance(leg.content, OutboundContent) and leg.content.called


CHECKS: Mapping[Condition, Check] = {
    Condition.LOGGED_IN: _logged_in,
    Condition.CAN_CALL: _can_call,
    Condition.CAN_CONSULT: _can_consult,
    Condition.NO_CONSULTATION: lambda _, leg: leg.role is not Role.CONSULTATION,
    Condition.CONSULTATION: lambda _, leg: leg.role is Role.CONSULTATION,
    Condition.JOINABLE: _joinable,
    Condition.CONFERRABLE: _conferrable,
    Condition.PAIRED: lambda board, leg: pair(board, leg) is not None,
    Condition.SEVERAL_PARTIES: lambda _, leg: len(leg.parties) > 1,
    Condition.HOLDABLE: _holdable,
    Condition.OF_RECORD: lambda _, leg: isinstance(leg.content, OutboundContent),
    Condition.CALLED: _called,
    Condition.NOT_CALLED: lambda board, leg: not _called(board, leg),
    Condition.NOT_RECORDED: _recording(Recording.STOPPED),
    Condition.RECORDED: _recording(Recording.RECORDING),
    Condition.RECORDED_OR_PAUSED: _recording(Recording.RECORDING, Recording.PAUSED),
    Condition.PAUSED: _recording(Recording.PAUSED),
}
"""How each condition is found out."""
