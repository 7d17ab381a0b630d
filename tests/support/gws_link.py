"""A workspace in front of a server of Genesys Web Services, all of it in this process and without a network.

Requests, answers and notifications lie on a wire until they are let through, so that a case sees what lies between.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from scapi.centre.acts import SetData
from scapi.configuration import Configuration, parse_configuration
from scapi.driver.reports import agent_report
from scapi.frames import Level
from scapi.gws.client.gws_client import GwsClient
from scapi.gws.client.transports import ChannelListener, RestAnswer, RestOutcome, Unanswered
from scapi.gws.driving import Refused, drive
from scapi.gws.gws_server import GwsServer, Later
from scapi.gws.http_message import Response
from scapi.host_clock import HostClock
from scapi.session import Session
from scapi.store import Store
from scapi.testing import BUILT_IN_SCENARIO, FakeHost
from scapi.values import Cancel, Eventual, JsonObject, Seconds
from scapi.workspace.workspace import Workspace
from tests.support.configurations import contract_configuration
from tests.support.gws import Agent, as_json, new_server
from tests.support.link import CallFailed, Found, LinkClient, Site
from tests.support.memory_link import ORIGINS

RETRY_AFTER: Seconds = 1.0
STEP: Seconds = 20.0
"""Less than a connect is held."""


ACTS: Mapping[str, Callable[[Workspace, str], object]] = {
    "accept": lambda workspace, it: workspace.handling.accept(it),
    "reject": lambda workspace, it: workspace.handling.reject(it),
    "hangUp": lambda workspace, it: workspace.telephony.hang_up(it),
    "hold": lambda workspace, it: workspace.telephony.hold(it),
    "resume": lambda workspace, it: workspace.telephony.resume(it),
    "markDone": lambda workspace, it: workspace.marking_done.mark_done(it),
}
"""What the agent does in the page."""


@lru_cache(maxsize=8)
def _configuration(text: str) -> Configuration:
    """Values never change, so that what has been read once can be used again."""
    return parse_configuration(text, "test.cfg")


class PageHost(FakeHost):
    """The surroundings of one page: what it posts is its own, the time is everybody's."""

    def __init__(self, shared: FakeHost) -> None:
        super().__init__()
        self._shared = shared

    def monotonic(self) -> Seconds:
        return self._shared.monotonic()

    def wall_clock(self) -> Seconds:
        return self._shared.wall_clock()

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        return self._shared.call_later(delay, callback)

    def new_uuid(self) -> str:
        return self._shared.new_uuid()

    def random_bytes(self, count: int) -> bytes:
        return self._shared.random_bytes(count)


class Wire:
    """What is on its way, in order; it can be cut."""

    def __init__(self, host: FakeHost) -> None:
        self._host = host
        self._on_its_way: deque[Callable[[], None]] = deque()
        self.cut = False

    def send(self, arrive: Callable[[], None]) -> None:
        self._on_its_way.append(arrive)

    def let_through(self) -> None:
        """Everything arrives, and what comes of it."""
        self._host.advance(0)
        while self._on_its_way:
            self._on_its_way.popleft()()
            self._host.advance(0)


class WireRest:
    """Implements :class:`scapi.gws.client.transports.Rest`."""

    def __init__(self, agent: Agent, wire: Wire) -> None:
        self._agent = agent
        self._wire = wire
        self.asked: list[str] = []

    def ask(self, method: str, path: str, body: JsonObject | None = None) -> Eventual[RestOutcome]:
        answer: Eventual[RestOutcome] = Eventual()
        name = "" if body is None else f" {body['operationName']}"
        self.asked.append(f"{method} {path}{name}")

        def arrives() -> None:
            if self._wire.cut:
                answer.settle(Unanswered())
                return
            response = self._agent.send(method, path, body)
            assert isinstance(response, Response)
            self._wire.send(lambda: answer.settle(RestAnswer(response.status, as_json(response.content))))

        self._wire.send(arrives)
        return answer


class BayeuxLoop:
    """Implements :class:`scapi.gws.client.transports.Channel`: a plain loop of connects."""

    def __init__(self, agent: Agent, wire: Wire) -> None:
        self._agent = agent
        self._wire = wire
        self._topics: Sequence[str] = ()
        self._listener: ChannelListener | None = None
        self._opened = 0
        self.client_id = ""

    def open(self, topics: Sequence[str], listener: ChannelListener) -> None:
        self._topics, self._listener = topics, listener
        self._opened += 1
        opened = self._opened
        self._wire.send(lambda: self._begin(opened))

    def close(self) -> None:
        self._listener = None

    def _begin(self, opened: int) -> None:
        """Shakes hands, subscribes and connects; tries again in a while when the server is not there."""
        if self._listener is None or opened != self._opened:
            return
        if self._wire.cut:
            self._agent.host.call_later(RETRY_AFTER, lambda: self._begin(opened))
            return
        shake = {"channel": "/meta/handshake", "version": "1.0", "supportedConnectionTypes": ["long-polling"]}
        shaken = self._agent.meta(shake)
        if not isinstance(shaken, list):  # the server does not know the user
            self._failed(opened)
            return
        self.client_id = shaken[0]["clientId"]
        subscribed = self._agent.meta(
            *({"channel": "/meta/subscribe", "clientId": self.client_id, "subscription": each} for each in self._topics)
        )
        assert all(reply["successful"] for reply in subscribed)
        self._listener.listening()
        self._connect(opened)

    def _connect(self, opened: int) -> None:
        if self._wire.cut:
            self._failed(opened)
            return
        connect = {"channel": "/meta/connect", "clientId": self.client_id, "connectionType": "long-polling"}
        answered = self._agent.send("POST", "/notifications", [connect])
        if isinstance(answered, Later):
            answered.response.when_settled(lambda response: self._wire.send(lambda: self._connected(response, opened)))
        else:
            self._wire.send(lambda: self._connected(answered, opened))

    def _connected(self, response: Response, opened: int) -> None:
        known = isinstance(response.content, list)
        if self._wire.cut or self._listener is None or opened != self._opened or not known:
            self._failed(opened)
            return
        *messages, reply = as_json(response.content)
        for message in messages:
            self._listener.told(message["channel"], message["data"])
        if reply["successful"]:
            self._connect(opened)
        else:
            self._failed(opened)

    def _failed(self, opened: int) -> None:
        if self._listener is not None and opened == self._opened:
            self._listener.lost()
            self._agent.host.call_later(RETRY_AFTER, lambda: self._begin(opened))


class GwsLinkClient(LinkClient):
    """A client of the workspace."""

    def __init__(self, link: GwsLink, frame_id: str, origin: str) -> None:
        super().__init__()
        self._link = link
        self.frame_id = frame_id
        self.origin = origin

    def send(self, message: Any) -> None:
        self._link.session.service.receive(self.frame_id, self.origin, json.dumps(message))

    def messages(self) -> list[Any]:
        sent = self._link.page.sent_to(self.frame_id)
        return [posted.message for posted in sent if posted.target_origin in (self.origin, "*")]

    def settle(self) -> None:
        self._link.wire.let_through()

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        found = find()
        if found is None:
            self._link.wire.let_through()
            found = find()
        assert found is not None, f"{what}: there is none"
        return found


class GwsLink:
    """A workspace of one agent, and the server that it is in front of."""

    def __init__(
        self,
        user: str = "elena.brandt",
        server: GwsServer | None = None,
        host: FakeHost | None = None,
        configuration: str = "",
    ) -> None:
        """Without a server it has one of its own, of the built-in scenario; both are of one host."""
        self.host = host or FakeHost()
        self.server = server or new_server(self.host, BUILT_IN_SCENARIO.read_text(encoding="utf-8"))
        self.user = user
        self.wire = Wire(self.host)
        self.agent = Agent(self.server, self.host, user)
        self.agent.get("/me")
        self.rest = WireRest(self.agent, self.wire)
        self.channel = BayeuxLoop(self.agent, self.wire)
        clock = HostClock(self.host)
        self.client = GwsClient(self.host, self.rest, self.channel, clock.now)
        self.page = PageHost(self.host)
        parsed = _configuration(configuration or contract_configuration())
        self.session = Session(self.page, parsed, self.client, clock, Store())
        self.wire.let_through()
        self.session.open_workspace()

    def open(self, site: Site) -> GwsLinkClient:
        origin = ORIGINS[site]
        frame = self.session.client_frames.open_client(site.value, f"{origin}/", Level.WORKSPACE, None)
        return GwsLinkClient(self, frame.id, origin)

    def call(self, name: str, args: Mapping[str, Any] | None = None) -> Any:
        """The driver calls that the contract needs, on the server's contact centre."""
        given = dict(args or {})
        self.wire.let_through()
        try:
            result = self._call(name, given)
        except Refused as refused:
            raise CallFailed(str(refused)) from None
        self.wire.let_through()
        return result() if callable(result) else as_json(result)

    def _call(self, name: str, args: dict[str, Any]) -> Any:
        calls: Mapping[str, Callable[[dict[str, Any]], Any]] = {
            "state": lambda _: {**agent_report(self.session.workspace), "frames": []},
            "traffic": lambda args: [each.summary() for each in self.session.traffic.since(int(args.get("since", 0)))],
            "advance": lambda args: self._advance(args["seconds"]),
            "clock": lambda _: None,  # the clock of a link only ever moves by hand
            "connection": lambda args: self._connection(args["state"]),
            "say": lambda args: self._say(args["frameId"], args["text"]),
            "device": lambda args: drive(self.server, "device", {**args, "agent": self.user}),
            "logOut": lambda _: drive(self.server, "logOut", {"agent": self.user}),
            "forgetState": lambda args: self._forget_state(args["media"]),
            "attach": lambda args: self._attach(str(args["interactionId"]), args["userData"]),
            "act": lambda args: self._act(args["action"], str(args.get("interactionId"))),
            "ring": self._ring,
            "farEnd": self._far_end,
            "reset": lambda _: self._reset(),
        }
        if name not in calls:
            raise CallFailed(f"a server has no driver call {name!r}")
        return calls[name](args) or {}

    def _ring(self, args: dict[str, Any]) -> Callable[[], Any]:
        """Gives the interaction when it has arrived."""
        uuid = drive(self.server, "ring", args)["callUuid"]  # type: ignore[call-overload, index]
        return lambda: {"interactionId": self._interaction(uuid)}

    def _far_end(self, args: dict[str, Any]) -> Any:
        interaction = self.session.workspace.interactions.get(args.pop("interactionId"))
        assert interaction is not None
        return drive(self.server, "farEnd", {**args, "callUuid": interaction.conversation.uuid})

    def _act(self, action: str, interaction_id: str) -> None:
        ACTS[action](self.session.workspace, interaction_id)

    def _say(self, frame_id: str, text: str) -> None:
        frame = self.session.frames.get(frame_id)
        assert frame is not None
        self.session.outlet.say(frame, text)

    def _forget_state(self, medium: str) -> None:
        user = self.server.state.roster.named(self.user)
        assert user is not None
        self.server.centre.forget_state(user.agent, medium)

    def _attach(self, interaction_id: str, pairs: JsonObject) -> None:
        """The contact centre attaches data."""
        interaction = self.session.workspace.interactions.get(interaction_id)
        assert interaction is not None
        centre = self.server.centre
        leg = next(leg for leg in centre.board.legs if leg.uuid == interaction.conversation.uuid)
        centre.do(leg.id, SetData(pairs))

    def _advance(self, seconds: Seconds) -> None:
        """Turns the clock in steps in which a client would connect again."""
        while seconds > 0:
            self.host.advance(min(seconds, STEP))
            self.wire.let_through()
            seconds -= STEP

    def _connection(self, state: str) -> None:
        """Cuts the wire, or mends it; one that stays cut is down after a minute."""
        self.wire.cut = state != "RECONNECTED"
        drive(self.server, "dropSessions", {"agent": self.user})
        self.wire.let_through()
        self._advance(60 if state == "DOWN" else 2)

    def _reset(self) -> None:
        """As at the start: nothing is open, and the agent is ready."""
        self.server.reset()
        self.wire.let_through()
        for interaction in tuple(self.session.workspace.interactions):
            self.session.workspace.marking_done.mark_done(interaction.id)
        self.agent.do("/me", "StartContactCenterSession", channels=[m.name for m in self.session.workspace.known.media])

    def _interaction(self, uuid: str) -> str:
        found = [each.id for each in self.session.workspace.interactions if each.conversation.uuid == uuid]
        return found[-1]
