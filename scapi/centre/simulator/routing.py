"""Queues: what waits in one goes to an agent of it who is ready, the one who has been ready the longest first.

An agent who rejects, or does not answer, is not asked again for the same call until the agent sets a state. Nothing is
routed while nobody sits at the queue: then the driver plays whoever is behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scapi.centre.agents import StateType
from scapi.centre.contacts import Contact
from scapi.centre.conversations import OVER, VOICE, Conversation
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.members import Waiting

MOST_WAITING = 1_000
"""Calls and items that can wait at a time; further ones are refused by the driver (decided here)."""

Offer = Callable[[Desk, Waiting], None]


class Routing:
    """Offers what waits. ``offer`` lets a desk ring, or invites it."""

    def __init__(self, board: Board, exchange: Exchange) -> None:
        self._board = board
        self._exchange = exchange
        self.offer: Offer = lambda _, __: None

    def wait(self, uuid: str, queue: str, contact: Contact | None = None) -> None:
        """A call or an item begins to wait."""
        self._board.wait(Waiting(uuid, queue, self._board.clock.now(), contact=contact))

    def taken(self, leg: Conversation) -> None:
        """An agent has answered or accepted: it waits no longer."""
        self._board.no_longer_waits(leg.uuid)

    def not_taken(self, leg: Conversation) -> None:
        """An agent has rejected it, or has not answered: it waits again, for others."""
        waiting = self._board.waiting.get(leg.uuid)
        if waiting is not None:
            self._board.wait(replace(waiting, at="", tried=(*waiting.tried, leg.agent)))

    def given_up(self, uuid: str) -> None:
        """Whoever waited is gone."""
        self._board.no_longer_waits(uuid)

    def asked_again(self, agent: str) -> None:
        """An agent has set a state: what it has not taken before may come to it again."""
        for waiting in self._board.waiting:
            if agent in waiting.tried:
                self._board.wait(replace(waiting, tried=tuple(each for each in waiting.tried if each != agent)))

    def route(self) -> None:
        """Offers everything that waits and that somebody can take."""
        for waiting in self._board.waiting:
            if waiting.at or self._board.waiting.get(waiting.uuid) is not waiting:
                continue
            desk = self._next_desk(waiting)
            if desk is not None:
                self.offer(desk, waiting)

    def offered(self, waiting: Waiting, leg: Conversation) -> None:
        """Something that waits rings, or is offered, at a desk."""
        self._board.wait(replace(waiting, at=leg.id))

    def _next_desk(self, waiting: Waiting) -> Desk | None:
        media = self._board.calls[waiting.uuid].media
        free = [
            desk
            for desk in self._exchange.members(waiting.queue)
            if desk.agent not in waiting.tried and self._free(desk, media) and not self._takes_part(desk, waiting.uuid)
        ]
        return min(free, key=lambda desk: _since(desk, media), default=None)

    def _takes_part(self, desk: Desk, uuid: str) -> bool:
        return any(self._board.legs[key].agent == desk.agent for key in self._board.calls[uuid].legs)

    def _free(self, desk: Desk, media: str) -> bool:
        """Whether an agent is ready on a medium and has room for one more."""
        medium = desk.medium(media)
        if medium is None or medium.state.type is not StateType.READY:
            return False
        if media == VOICE and (not desk.reachable or desk.state.device.forward_to):
            return False
        in_hand = sum(leg.media == media and leg.state not in OVER for leg in self._board.legs_of(desk.agent))
        return in_hand < max(1, medium.capacity)


def _since(desk: Desk, media: str) -> float:
    medium = desk.medium(media)
    return 0.0 if medium is None else medium.since
