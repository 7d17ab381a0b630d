"""One agent's port to the simulator: at once in everything, with a link that the driver can cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scapi.centre.acts import Act, Opening
from scapi.centre.agents import SipDevice
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.port import LOST, CentreListener, CentreView, Connection, Done, Found, Result, Token

if TYPE_CHECKING:
    from scapi.centre.simulator.centre import Centre

SET_STATE = "setState"


class AgentPort:
    """Implements :class:`scapi.centre.port.ContactCentre`."""

    def __init__(self, centre: Centre, agent: str) -> None:
        self._centre = centre
        self._desk = centre.desks[agent]
        self._listener: CentreListener | None = None
        self.tells_directory = True
        """Whether the listener hears of the states of others: with hundreds of agents that costs more than the rest."""

    @property
    def agent(self) -> str:
        return self._desk.agent

    def start(self, listener: CentreListener) -> Result:
        self._listener = listener
        if self._centre.links.get(self.agent) in LOST:
            return CentreError(ErrorKind.NO_LINK)
        self._restore()
        return Done()

    def stop(self) -> Result:
        self._listener = None
        self._centre.board.listeners.pop(self.agent, None)
        return Done()

    def do(self, conversation: str, act: Act, token: Token = "") -> Result:
        if self._lost:
            return CentreError(ErrorKind.NO_LINK)
        with self._centre.board.turn(token):
            return self._centre.operations.do(self._desk, conversation, act)

    def open(self, opening: Opening, token: Token = "") -> Result:
        if self._lost:
            return CentreError(ErrorKind.NO_LINK)
        with self._centre.board.turn(token):
            return self._centre.operations.open(self._desk, opening)

    def set_state(self, media: Sequence[str], operation: str) -> Result:
        if self._lost:
            return CentreError(ErrorKind.NO_LINK)
        if self._centre.refusals.take(SET_STATE):
            return CentreError(ErrorKind.REFUSED)
        with self._centre.board.turn():
            return self._desk.set_state(media, operation)

    def mute(self, device: SipDevice, on: bool) -> Result:
        return CentreError(ErrorKind.NO_LINK) if self._lost else self._desk.mute(device, on)

    def direct_push(self, on: bool) -> Result:
        return CentreError(ErrorKind.NO_LINK) if self._lost else self._desk.direct_push(on)

    def do_not_disturb(self, on: bool) -> Result:
        if self._lost:
            return CentreError(ErrorKind.NO_LINK)
        with self._centre.board.turn():
            self._desk.change_device(replace(self._desk.state.device, do_not_disturb=on))
        return Done()

    def forward(self, destination: str) -> Result:
        if self._lost:
            return CentreError(ErrorKind.NO_LINK)
        if destination in (self._desk.seat.number, self.agent):
            return CentreError(ErrorKind.OWN_NUMBER)
        with self._centre.board.turn():
            self._desk.change_device(replace(self._desk.state.device, forward_to=destination))
        return Done()

    def contacts(self, text: str) -> Found | CentreError:
        if self._lost:
            return CentreError(ErrorKind.NO_LINK)
        return Found(tuple(self._centre.exchange.contacts.search(text)))

    # ── the link ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def link(self, state: Connection) -> None:
        """The link is lost, or there again; the agent then hears of everything that is."""
        listener = self._listener
        if state in LOST:
            self._centre.links.put(self.agent, state)
            self._centre.board.listeners.pop(self.agent, None)
        else:
            self._centre.links.remove(self.agent)
        if listener is not None:
            listener.connection_changed(state)
            if state not in LOST:
                self._restore()

    def restore(self) -> None:
        """Tells everything anew, if the link is up."""
        if not self._lost:
            self._restore()

    def view(self) -> CentreView:
        """What the agent may know of the contact centre besides conversations."""
        centre, desk = self._centre, self._desk
        return CentreView(
            desk.seat.profile,
            desk.states,
            desk.media,
            desk.state.device,
            centre.exchange.directory(self.agent),
            centre.scenario.responses,
            centre.campaigns.views(),
            desk.workbin,
            desk.state.muted,
            centre.scenario.transactions,
        )

    @property
    def _lost(self) -> bool:
        return self._centre.links.get(self.agent) in LOST

    def _restore(self) -> None:
        if self._listener is not None:
            self._centre.board.listeners[self.agent] = self._listener
            self._listener.restored(self.view(), tuple(self._centre.board.legs_of(self.agent)))
