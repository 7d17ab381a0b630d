"""The simulated contact centre: many agents, their calls and items, queues, campaigns.

Each agent reaches it through a port of its own (:meth:`Centre.port`). Far ends at which no agent sits are played by
the driver, through the methods under "the driver".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scapi.centre import previews
from scapi.centre.acts import Act
from scapi.centre.agents import Medium, StateType
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import Contact, Match
from scapi.centre.conversations import VOICE, CallType, Conversation, FarEndVerb, Happening
from scapi.centre.directory import DirectoryEntry
from scapi.centre.open_media import CentreVerb
from scapi.centre.port import Connection, Done, Result
from scapi.centre.scenario import Scenario
from scapi.centre.simulator.agent_port import AgentPort
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.campaign_desk import CampaignDesk
from scapi.centre.simulator.chats import Chats
from scapi.centre.simulator.clock import SimulatorClock
from scapi.centre.simulator.desk import Desk, desks
from scapi.centre.simulator.drafts import Drafts
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.guard import Guard
from scapi.centre.simulator.items import Arrival, Items
from scapi.centre.simulator.joins import Joins
from scapi.centre.simulator.members import FarEnd, Waiting, fits, weight_of
from scapi.centre.simulator.operations import Operations
from scapi.centre.simulator.previewing import Previewing
from scapi.centre.simulator.refusals import Refusals
from scapi.centre.simulator.routing import MOST_WAITING, Routing
from scapi.centre.simulator.switch import Switch
from scapi.host import Host
from scapi.store import Store, Table
from scapi.values import JsonObject, Seconds


class Centre:
    """The contact centre of one scenario."""

    def __init__(self, host: Host, scenario: Scenario, store: Store) -> None:
        self.scenario = scenario
        self.store = store
        self.clock = SimulatorClock(host, store)
        self.desks: Mapping[str, Desk] = desks(
            store, scenario.seats, scenario.states, self.clock.now, lambda agent: self.board.listeners.get(agent)
        )
        self.links: Table[Connection] = store.table("links", Connection)
        self.board = Board(host, store, self.clock, self.desks)
        self.exchange = Exchange(scenario, self.desks, self.clock)
        guard = Guard(self.board)
        self.board.possible = guard.possible
        self.routing = Routing(self.board, self.exchange)
        self.refusals = Refusals(self.board, store)
        self.switch = Switch(self.board, guard, self.exchange, self.routing)
        self.chats = Chats(self.board, store)
        self.items = Items(self.board, guard, self.exchange, self.routing, self.chats, self.refusals)
        self.campaigns = CampaignDesk(self.board, scenario, store, self.board.new_id)
        self.previewing = Previewing(self.board, self.exchange, self.campaigns, self.switch)
        self.operations = Operations(
            self.board, guard, self.refusals, self.switch, Joins(self.board, self.exchange, self.switch),
            self.items, self.chats, Drafts(self.board, self.exchange, self.items), self.previewing,
        )  # fmt: skip
        self._ports: dict[str, AgentPort] = {}
        self.switch.when_answered = self.previewing.answered
        self.board.when_expired = self._take_back
        self.board.when_settled = self.routing.route
        self.routing.offer = self._offer
        for desk in self.desks.values():
            self._watch(desk)

    def port(self, agent: str) -> AgentPort:
        """The port of an agent who sits here."""
        return self._ports.setdefault(agent, AgentPort(self, agent))

    def resume(self) -> None:
        """Goes on with what the tables have: another tab of the session has put it there."""
        self.clock.clear()
        self.clock.resume()
        self.board.resume()
        self.chats.resume()

    def reset(self) -> None:
        """Back to the scenario's start; every agent hears of what there is then."""
        self.clock.reset()
        self.board.clear()
        self.refusals.begin()
        self.chats.begin()
        self.campaigns.begin()
        self.links.clear()
        for desk in self.desks.values():
            desk.begin()
        for port in self._ports.values():
            port.restore()

    # ── the driver ───────────────────────────────────────────────────────────────────────────────────────────────────

    def leg_of(self, uuid: str, agent: str) -> str | None:
        """The conversation that an agent has of a call or an item."""
        return next((leg.id for leg in self.board.legs_of(agent) if leg.uuid == uuid), None)

    def ring(
        self,
        agent: str,
        queue: DirectoryEntry | None,
        ani: str,
        dnis: str | None,
        user_data: JsonObject,
        contact: Contact | None,
        kind: CallType | None,
        no_answer_after: Seconds | None = None,
    ) -> str | CentreError:
        """Somebody calls an agent, or a queue; gives the uuid of the call."""
        if not fits(weight_of(user_data), len(user_data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        desk = None if queue is not None else self.desks[agent]
        if queue is not None and len(self.board.waiting) >= MOST_WAITING:
            return CentreError(ErrorKind.TOO_LARGE, "waiting")
        with self.board.turn():
            return self.switch.arrive(desk, queue, ani, dnis, user_data, contact, kind, no_answer_after)

    def arrive(self, agent: str, arrival: Arrival) -> str | CentreError:
        """Something of open media comes in, for an agent or, where somebody sits at its queue, for the queue."""
        entry = self.exchange.entry(arrival.queue) if arrival.queue else None
        queued = entry is not None and self.exchange.staffed(entry)
        if queued and len(self.board.waiting) >= MOST_WAITING:
            return CentreError(ErrorKind.TOO_LARGE, "waiting")
        with self.board.turn():
            return self.items.arrive(None if queued else self.desks[agent], arrival)

    def far_end(self, conversation: str, verb: FarEndVerb, party: str | None = None) -> Result:
        """What another party of a call does."""
        leg = self.board.leg(conversation)
        if leg is None:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, conversation)
        with self.board.turn():
            return self.switch.far_end(leg, verb, party)

    def play(self, conversation: str, verb: CentreVerb, text: str = "") -> Result:
        """What a customer, a colleague or the contact centre does to open media."""
        leg = self.board.leg(conversation)
        if leg is None:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, conversation)
        with self.board.turn():
            return self.items.play(leg, verb, text)

    def do(self, conversation: str, act: Act) -> Result:
        """An act of nobody's session: the contact centre attaches data, or knows the customer."""
        leg = self.board.leg(conversation)
        if leg is None:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, conversation)
        with self.board.turn():
            return self.operations.do(self.desks[leg.agent], conversation, act)

    def happen(self, conversation: str, happening: Happening) -> Result:
        """Something that changes nothing."""
        leg = self.board.leg(conversation)
        if leg is None:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, conversation)
        with self.board.turn():
            self.board.tell(leg, happening)
        return Done()

    def push(self, agent: str, campaign: str, direct: bool | None) -> Result:
        """A campaign offers its next record to an agent."""
        with self.board.turn():
            return self.previewing.push(self.desks[agent], campaign, direct=direct)

    def change_device(self, agent: str, **changes: object) -> None:
        """The telephone of an agent: ``in_service``, ``do_not_disturb``, ``forward_to``."""
        desk = self.desks[agent]
        with self.board.turn():
            desk.change_device(replace(desk.state.device, **changes))  # type: ignore[arg-type]

    def forget_state(self, agent: str, medium: str) -> Result:
        """The contact centre no longer knows the state of a medium."""
        with self.board.turn():
            return self.desks[agent].forget_state(medium)

    def log_out(self, agent: str) -> Result:
        """A supervisor logs an agent out of every medium."""
        desk = self.desks[agent]
        state = next((state for state in desk.states if state.type is StateType.LOGOUT), None)
        if state is None:
            return CentreError(ErrorKind.UNKNOWN_STATE, StateType.LOGOUT.value)
        with self.board.turn():
            return desk.set_state([medium.name for medium in desk.media], state.operation)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _watch(self, desk: Desk) -> None:
        desk.when_available = lambda: self.routing.asked_again(desk.agent)
        desk.when_media_changed = lambda media: self._media_changed(desk, media)

    def _media_changed(self, desk: Desk, media: Sequence[Medium]) -> None:
        """What can be done depends on the states of the media; what rings out of a queue goes back from who is gone."""
        absent = {medium.name for medium in media if medium.absent}
        for leg in tuple(self.board.legs_of(desk.agent)):
            waiting = self.board.waiting.get(leg.uuid)
            if leg.media in absent and waiting is not None and waiting.at == leg.id:
                self._take_back(leg)
            else:
                self.board.depends(leg.id)
        if any(medium.name == VOICE for medium in media):
            for agent, listener in tuple(self.board.listeners.items()):
                if agent != desk.agent and self.port(agent).tells_directory:
                    listener.directory_changed(self.exchange.directory(agent))

    def _offer(self, desk: Desk, waiting: Waiting) -> None:
        """Something that waits in a queue comes to a desk."""
        call = self.board.calls[waiting.uuid]
        queue = self.exchange.entry(waiting.queue)
        if call.media != VOICE:
            leg = self.items.invite(desk, replace(call, queue=waiting.queue), Match(waiting.contact))
        else:
            first = call.members[0]
            outside = isinstance(first, FarEnd)
            leg = self.switch.ring_at(
                desk,
                call.uuid,
                ani=self.board.party_of(first).phone_number,
                dnis=None if queue is None else queue.dialled,
                kind=CallType.INBOUND if outside else CallType.INTERNAL,
                queue=waiting.queue,
                contact=waiting.contact,
            )
        self.routing.offered(waiting, leg)

    def _take_back(self, leg: Conversation) -> None:
        """The agent has not accepted in time, or is gone: the call, or the invitation, goes back to its queue."""
        if leg.media == VOICE:
            self.switch.far_end(leg, FarEndVerb.NO_ANSWER)
        elif leg.media == previews.MEDIUM:
            self.previewing.taken_back(leg)
        else:
            self.items.taken_back(leg)
