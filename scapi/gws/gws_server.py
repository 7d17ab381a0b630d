"""The server without a network: requests in, responses out, now or later; notifications through Bayeux.

Every request goes the same way: cross-origin, who it is from, the CSRF token, then Bayeux or a resource. What would be
an exception is answered as an internal error and told to ``when_failed``; no client reads a traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scapi.centre.scenario import Scenario
from scapi.centre.simulator.centre import Centre
from scapi.gws import resources
from scapi.gws.agent_line import AgentLine
from scapi.gws.agent_state_table import with_system_states
from scapi.gws.bayeux import Bayeux
from scapi.gws.bayeux_message import read_messages
from scapi.gws.bayeux_session import Held
from scapi.gws.call_operations import CallOperations
from scapi.gws.centre_resources import CENTRE_RESOURCES
from scapi.gws.contact_centre_state import ContactCentreState
from scapi.gws.http_message import Request, Response
from scapi.gws.operation_body import read_json
from scapi.gws.outgoing import Data
from scapi.gws.passwords import Cost, Passwords
from scapi.gws.resources import Resource
from scapi.gws.roster import Roster, User
from scapi.gws.server_options import ServerOptions
from scapi.gws.session_operations import end
from scapi.gws.status import NO_CREDENTIALS, Problem, Status, internal
from scapi.gws.uris import ROOT
from scapi.gws.user_resources import USER_RESOURCES
from scapi.gws.voice_resources import VOICE_RESOURCES
from scapi.gws.web_sessions import WebSession, WebSessions, basic_credentials
from scapi.host import Host
from scapi.store import Store
from scapi.values import Eventual

NOTIFICATIONS = f"{ROOT}/notifications"
LARGEST_BODY = 1024 * 1024
"""Bytes of a request (decided here)."""

RESOURCES: Mapping[str, Resource] = {**USER_RESOURCES, **VOICE_RESOURCES, **CENTRE_RESOURCES}


@dataclass(frozen=True, slots=True)
class Later:
    """A response that comes when there is something to tell; ``give_up`` says that nobody waits for it any more."""

    response: Eventual[Response]
    give_up: Callable[[], None]


class GwsServer:
    """Genesys Web Services in front of a simulated contact centre."""

    def __init__(
        self, host: Host, scenario: Scenario, password: str, options: ServerOptions, cost: Cost | None = None
    ) -> None:
        """``password`` is everybody's at the beginning. All agents are logged out, as after the start of a switch."""
        self.when_failed: Callable[[Request, Exception], None] = lambda _, __: None
        self.when_session_begun: Callable[[], None] = lambda: None
        """An agent has logged in."""
        self.when_reset: Callable[[], None] = lambda: None
        centre = Centre(host, with_system_states(scenario), Store())
        roster = Roster(centre.scenario)
        passwords = Passwords(host, password, cost)
        bayeux = Bayeux(host, options)
        self.state = ContactCentreState(
            centre, roster, options, passwords, WebSessions(host, roster, passwords, options), bayeux, {},
            CallOperations(centre), lambda: self.when_session_begun(),
        )  # fmt: skip
        for user in roster:  # the contact centre itself begins with agents who are ready
            line = AgentLine(host, centre, user, options, self._publish)
            self.state.lines[user.id] = line
            end(line)
            line.port.start(line)

    @property
    def centre(self) -> Centre:
        return self.state.centre

    def handle(self, request: Request) -> Response | Later:
        """Answers a request."""
        try:
            answered = self._handle(request)
        except Exception as error:  # noqa: BLE001 - a bug of ours is the documented 500 and code 4, never a traceback
            self.when_failed(request, error)
            answered = internal("Internal error.").response
        if isinstance(answered, Later):
            return answered
        return self.state.options.cross_origin.mark(request, answered)

    def name_of(self, request: Request) -> str:
        """The user name that a request gives, verified or not, for the log."""
        known = self.state.sessions.known(request)
        if known is not None:
            return known.user.name
        credentials = basic_credentials(request.headers.get("authorization", ""))
        return "" if credentials is None else f"{credentials[0]}?"

    def reset(self) -> None:
        """Back to the scenario's start; everybody is logged out, who listens goes on listening."""
        self.centre.reset()
        self.when_reset()
        for line in self.state.lines.values():
            end(line)

    def stop(self) -> None:
        """Ends every wait of a client; calls and states are kept."""
        self.state.bayeux.stop()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _handle(self, request: Request) -> Response | Later:
        preflight = self.state.options.cross_origin.preflight(request)
        if preflight is not None:
            return preflight
        if len(request.body) > LARGEST_BODY:
            return Problem(Status.OUT_OF_RANGE, "The body is too large.", http=413).response
        session = self.state.sessions.authenticate(request)
        if session is None:
            return NO_CREDENTIALS.response
        problem = self.state.sessions.guarded(request, session)
        if problem is not None:
            return self.state.sessions.mark(request, problem.response, session)
        if request.path == NOTIFICATIONS or request.path.startswith(f"{NOTIFICATIONS}/"):
            return self._notifications(request, session)
        answered = resources.answer(self.state, request, session, RESOURCES)
        return self.state.sessions.mark(request, answered, session)

    def _notifications(self, request: Request, session: WebSession) -> Response | Later:
        """Bayeux. What follows the address of the endpoint says the same as the messages, and is not looked at."""
        if request.method != "POST":
            refused = Problem(Status.FORBIDDEN, "Long polling is done by POST; WebSocket is not served yet.", http=405)
            return refused.response.with_headers(("Allow", "POST"))
        body = read_json(request)
        if isinstance(body, Problem):
            return body.response
        messages = read_messages(body)
        if isinstance(messages, str):
            return Problem(Status.OUT_OF_RANGE, messages).response
        given = self.state.bayeux.receive(session.user, request.base, session.id, messages)
        if not isinstance(given, Held):
            return self.state.sessions.mark(request, Response(200, given), session)
        later: Eventual[Response] = Eventual()
        mark = self.state.options.cross_origin.mark
        marked = self.state.sessions.mark(request, Response(200), session)

        def answer(replies: object) -> None:
            response = Response(200, replies, marked.headers)  # type: ignore[arg-type]
            later.settle(mark(request, response))

        given.answer.when_settled(answer)
        return Later(later, lambda: self.state.bayeux.abandon(given))

    def _publish(self, user: User, topic: str, data: Data) -> None:
        self.state.bayeux.publish([user], topic, data)
