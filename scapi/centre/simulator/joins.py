"""Calls with a second party: consulting, transferring, conferring. Legs move from one call to another.

A consultation is a call of its own with attached data of its own; when it is completed, its parties join the call that
it is about, whose own values stay and which gets the keys that it did not have.
"""

from __future__ import annotations

from dataclasses import replace

from scapi.centre.acts import Conference, Consult, Transfer
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE, CallType, Conversation, Direction, Happening
from scapi.centre.directory import DirectoryEntry
from scapi.centre.port import Done, Result
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.members import AgentLeg, Call, FarEnd, fits, weight_of
from scapi.centre.simulator.switch import Switch
from scapi.centre.steps import Step
from scapi.values import JsonObject


class Joins:
    """Brings parties together."""

    def __init__(self, board: Board, exchange: Exchange, switch: Switch) -> None:
        self._board = board
        self._exchange = exchange
        self._switch = switch

    def consult(self, leg: Conversation, act: Consult) -> Result:
        """The agent calls somebody about a conversation; a call that is established is held for it."""
        desk = self._board.desks[leg.agent]
        to = self._to_consult(leg, self._exchange.target(leg.agent, act.target))
        if isinstance(to, CentreError):
            return to
        if desk.absent(VOICE):
            return CentreError(ErrorKind.LOGGED_OUT, VOICE)
        data = {**leg.user_data, **act.user_data}
        if not fits(weight_of(data), len(data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        return Done(self._switch.start(desk, to, CallType.CONSULT, data, act.extensions, parent=leg).id)

    def transfer(self, leg: Conversation, act: Transfer, step: Step) -> Result:
        """Hands the call over in one step: the target takes the agent's place."""
        to = self._reachable(leg, self._exchange.target(leg.agent, act.target))
        if isinstance(to, CentreError):
            return to
        written = self.write(leg, act.user_data)
        if written is not None:
            return written
        leg = self._board.legs[leg.id]
        self._bring(leg, to, leaving=leg.id)
        self._switch.release(leg, step)
        self._switch.after_parting(leg.uuid)
        return Done()

    def conference(self, leg: Conversation, act: Conference) -> Result:
        """Adds a party in one step."""
        to = self._reachable(leg, self._exchange.target(leg.agent, act.target))
        if isinstance(to, CentreError):
            return to
        written = self.write(leg, act.user_data)
        if written is not None:
            return written
        self._bring(leg, to)
        self._board.tell_parties(leg.uuid)
        return Done()

    def complete_transfer(self, consultation: Conversation, step: Step, original_step: Step) -> Result:
        """The consulted party takes the call over: both calls of the agent end."""
        original = self._board.legs[consultation.parent or ""]
        moved = self._dissolve(consultation, step)
        self._move(moved, original.uuid)
        self._switch.release(self._board.legs[original.id], original_step)
        self._switch.after_parting(original.uuid)
        return Done()

    def complete_conference(self, consultation: Conversation, step: Step) -> Result:
        """The consulted party joins the call."""
        original = self._board.legs[consultation.parent or ""]
        moved = self._dissolve(consultation, step)
        original = self._switch.establish(self._board.legs[original.id])
        self._move(moved, original.uuid)
        self._board.tell_parties(original.uuid)
        return Done()

    def write(self, leg: Conversation, user_data: JsonObject) -> CentreError | None:
        """Attaches what a transfer or a conference brings along."""
        call = self._board.call_of(leg)
        data = {**call.user_data, **user_data}
        if not fits(weight_of(data), len(data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        if user_data:
            self._board.write(leg.uuid, data)
        return None

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _bring(self, leg: Conversation, to: DirectoryEntry, leaving: str = "") -> None:
        """Lets the call of a leg reach somebody else, who sees the customer's number."""
        number = leg.ani if leg.direction is Direction.IN else leg.dnis
        self._switch.connect(
            leg.uuid, to, number or "", leg.call_type, answered=True, contact=leg.contact, leaving=leaving
        )

    def _to_consult(self, leg: Conversation, to: DirectoryEntry | CentreError) -> DirectoryEntry | CentreError:
        """Somebody to consult: nobody who takes part in the call, or is consulted about it, already."""
        if isinstance(to, CentreError):
            return to
        party = self._exchange.party(to.dialled).phone_number
        asked = (each for child in self._board.children(leg.id) if child.is_consultation for each in child.parties)
        known = {each.phone_number for each in (*(leg.parties if leg.media == VOICE else ()), *asked)}
        return CentreError(ErrorKind.ALREADY_A_PARTY, to.destination) if party in known else to

    def _reachable(self, leg: Conversation, to: DirectoryEntry | CentreError) -> DirectoryEntry | CentreError:
        """The target of a transfer or a conference: somebody who can be reached and takes no part yet."""
        if isinstance(to, CentreError):
            return to
        party = self._exchange.party(to.dialled).phone_number
        if any(each.phone_number == party for each in leg.parties):
            return CentreError(ErrorKind.ALREADY_A_PARTY, to.destination)
        desk = self._exchange.desk_at(to)
        if desk is not None and not desk.state.device.forward_to and not desk.reachable:
            return CentreError(ErrorKind.UNREACHABLE_TARGET, to.destination)
        return to

    def _dissolve(self, consultation: Conversation, step: Step) -> Call:
        """The agent leaves the consultation, whose others are about to move."""
        call = self._board.call_of(consultation)
        rest = replace(call, members=tuple(each for each in call.members if each != AgentLeg(consultation.id)))
        self._switch.release(consultation, step)
        return rest

    def _move(self, consultation: Call, uuid: str) -> None:
        """The others of a consultation become members of the call that it was about."""
        about = self._board.calls[uuid]
        data = {**consultation.user_data, **about.user_data}
        if fits(weight_of(data), len(data)) and data != dict(about.user_data):
            self._board.write(uuid, data)
        known = {self._board.party_of(member).phone_number for member in about.members}
        for member in consultation.members:
            if isinstance(member, FarEnd):
                if member.party.phone_number not in known:
                    self._board.join(uuid, replace(member, answered=True))
                continue
            leg = self._board.legs[member.id]
            call = self._board.join(uuid, member)
            self._board.part(consultation.uuid, member)
            moved = replace(
                leg,
                uuid=uuid,
                call_type=CallType.INTERNAL if leg.call_type is CallType.CONSULT else leg.call_type,
                user_data=call.user_data,
                connection_id=uuid[:16].lower(),
            )
            moved = self._board.update(moved)
            if moved.user_data != leg.user_data:
                self._board.tell(moved, Happening.ATTACHED_DATA_CHANGED)
