"""Driving the contact centre of a server from outside: who calls, what far ends do, the clock.

The calls are those of the page's driver as far as they concern the contact centre, with users in place of interactions
of a page: ``agent`` is a user name, ``callUuid`` the call.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scapi.centre.acts import SetData
from scapi.centre.centre_error import CentreError
from scapi.centre.conversations import CallType, FarEndVerb
from scapi.centre.port import Connection
from scapi.centre.simulator.clock import ClockMode
from scapi.centre.simulator.members import Call
from scapi.gws.gws_server import GwsServer
from scapi.gws.roster import User
from scapi.gws.uris import Uris
from scapi.protocol.parameters import Arguments, Kind, Parameter, named_problems, optional, required
from scapi.values import Json, member

LONGEST_ADVANCE = 10_000_000_000
"""Seconds, some centuries; a clock turned much further has no dates."""
RINGING = tuple(kind for kind in CallType if not kind.endswith("PREVIEW"))
CHANGE_PASSWORD = "changePassword"
"""Besides the operations of the contact centre, this one can be refused too."""


class Refused(Exception):
    """A call was not understood, or could not be carried out; the message says why."""


Run: TypeAlias = Callable[[GwsServer, Arguments], Json]


@dataclass(frozen=True, slots=True)
class ServerCall:
    """One call: what it does, what it takes, and how it is carried out."""

    documentation: str
    parameters: tuple[Parameter, ...]
    run: Run


def drive(server: GwsServer, name: str, args: Json) -> Json:
    """Runs a call; raises :class:`Refused`."""
    known = SERVER_CALLS.get(name)
    if known is None:
        raise Refused(f"There is no driver call {name!r}; known are {', '.join(SERVER_CALLS)}.")
    problem = next(named_problems(name, known.parameters, args), None)
    if problem is not None:
        raise Refused(problem)
    return known.run(server, Arguments(args if isinstance(args, Mapping) else {}))


def drive_text(server: GwsServer, name: str, body: bytes) -> tuple[bool, Json]:
    """The same with arguments as JSON text: whether it went well, and the result or the reason why not."""
    try:
        args: Json = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        return False, {"error": "The arguments are no JSON."}
    try:
        return True, drive(server, name, args)
    except Refused as refused:
        return False, {"error": str(refused)}


# ── reading arguments ────────────────────────────────────────────────────────────────────────────────────────────────


def _user(server: GwsServer, arguments: Arguments) -> User:
    """The user that is named, by user name or employee id; by default the first."""
    name = arguments.optional_text("agent")
    roster = server.state.roster
    user = roster.users[0] if name is None else roster.named(name) or roster.employee(name)
    if user is None:
        known = ", ".join(user.name for user in roster)
        raise Refused(f"There is no agent {name!r}; known are {known}.")
    return user


def _call(server: GwsServer, arguments: Arguments) -> Call:
    """The call that is named; an agent is in it."""
    uuid = arguments.text("callUuid")
    call = server.centre.board.calls.get(uuid)
    if call is None or not call.legs:
        raise Refused(f"There is no call {uuid!r} at an agent.")
    return call


def _choice(name: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise Refused(f"{name} must be one of {', '.join(choices)}, not {text!r}.")
    return text


def _checked(result: object) -> None:
    if isinstance(result, CentreError):
        raise Refused(f"{result}.")


# ── the calls ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _state(server: GwsServer, _: Arguments) -> Json:
    uris = Uris("")
    agents: list[Json] = []
    for user in server.state.roster:
        line = server.state.line(user)
        calls = [line.call_resource(leg, uris) for leg in line.calls()]
        device = line.device_resource(uris)
        agents.append({"agent": user.name, "number": user.number, "device": device, "calls": calls})
    waiting = [{"callUuid": each.uuid, "queue": each.queue} for each in server.centre.board.waiting]
    return {
        "now": server.centre.clock.now(),
        "clock": server.centre.clock.mode.value,
        "agents": agents,
        "waiting": waiting,
    }


def _ring(server: GwsServer, arguments: Arguments) -> Json:
    name = arguments.optional_text("queue")
    queue = None if name is None else server.centre.exchange.entry(name)
    if name is not None and (queue is None or not server.centre.exchange.staffed(queue)):
        raise Refused(f"queue must be a queue, group, skill or routing point with agents, not {name!r}.")
    kind = arguments.optional_text("callType")
    if kind is not None:
        _choice("callType", kind, RINGING)
    after = None if arguments.value("noAnswerAfter") is None else arguments.number("noAnswerAfter")
    if after is not None and not 0 <= after <= LONGEST_ADVANCE:
        raise Refused(f"noAnswerAfter must be seconds from 0 to {LONGEST_ADVANCE}.")
    uuid = server.centre.ring(
        _user(server, arguments).agent, queue, arguments.text("ani").strip(), arguments.optional_text("dnis"),
        arguments.mapping("userData"), None, member(CallType, kind), after,
    )  # fmt: skip
    if isinstance(uuid, CentreError):
        raise Refused(f"{uuid}.")
    return {"callUuid": uuid}


def _far_end(server: GwsServer, arguments: Arguments) -> Json:
    verb = FarEndVerb(_choice("action", arguments.text("action"), tuple(FarEndVerb)))
    legs = [leg for leg in map(server.centre.board.leg, _call(server, arguments).legs) if leg is not None]
    if arguments.optional_text("agent") is not None:
        employee = _user(server, arguments).agent
        legs = [leg for leg in legs if leg.agent == employee]
    if not legs:
        raise Refused("The agent is not in this call.")
    _checked(server.centre.far_end(legs[0].id, verb, arguments.optional_text("party")))
    return {}


def _attach(server: GwsServer, arguments: Arguments) -> Json:
    _checked(server.centre.do(_call(server, arguments).legs[0], SetData(arguments.mapping("userData"))))
    return {}


def _advance(server: GwsServer, arguments: Arguments) -> Json:
    seconds = arguments.number("seconds")
    if not 0 <= seconds <= LONGEST_ADVANCE:
        raise Refused(f"seconds must be from 0 to {LONGEST_ADVANCE}.")
    server.centre.clock.advance(seconds)
    return {"now": server.centre.clock.now()}


def _clock(server: GwsServer, arguments: Arguments) -> Json:
    server.centre.clock.set_mode(ClockMode(_choice("mode", arguments.text("mode"), tuple(ClockMode))))
    return {"now": server.centre.clock.now()}


def _device(server: GwsServer, arguments: Arguments) -> Json:
    changes: dict[str, object] = {}
    for name, field in (("inService", "in_service"), ("doNotDisturb", "do_not_disturb")):
        if arguments.value(name) is not None:
            changes[field] = arguments.value(name) is True
    if arguments.value("forwardTo") is not None:
        changes["forward_to"] = arguments.text("forwardTo").strip()
    server.centre.change_device(_user(server, arguments).agent, **changes)
    return {}


def _log_out(server: GwsServer, arguments: Arguments) -> Json:
    _checked(server.centre.log_out(_user(server, arguments).agent))
    return {}


def _connection(server: GwsServer, arguments: Arguments) -> Json:
    told = tuple(state for state in Connection if state is not Connection.CONNECTED)
    state = Connection(_choice("state", arguments.text("state"), told))
    server.centre.port(_user(server, arguments).agent).link(state)
    return {}


def _refuse(server: GwsServer, arguments: Arguments) -> Json:
    operation = arguments.text("operation")
    if operation == CHANGE_PASSWORD:
        server.state.passwords.refuse_next()
    elif not server.centre.refusals.refuse_next(operation):
        raise Refused(f"There is no operation {operation!r} that could be refused.")
    return {}


def _drop_sessions(server: GwsServer, arguments: Arguments) -> Json:
    user = _user(server, arguments)
    dropped = server.state.bayeux.drop(user)
    if arguments.value("web") is True:
        server.state.sessions.end_others(user, None)
    return {"dropped": dropped}


def _reset(server: GwsServer, _: Arguments) -> Json:
    server.reset()
    return {}


_AGENT = optional("agent", Kind.NAME, "The user name; the first of the scenario by default.")


SERVER_CALLS: Mapping[str, ServerCall] = {
    "state": ServerCall("All there is: agents, devices, calls, what waits in queues.", (), _state),
    "ring": ServerCall(
        "Somebody calls an agent, or a queue.",
        (
            required("ani", Kind.NAME, "The number that calls."),
            optional("dnis", Kind.NAME, "The number that was called; the agent's own by default."),
            optional("userData", Kind.OBJECT, "Attached data."),
            optional("callType", Kind.NAME, "INBOUND by default, INTERNAL from a colleague's number."),
            optional("noAnswerAfter", Kind.NUMBER, "Seconds after which it is taken back; 0 is never."),
            optional("queue", Kind.NAME, "A queue with agents: the call waits for one who is ready."),
            _AGENT,
        ),
        _ring,
    ),
    "farEnd": ServerCall(
        "What the other party of a call does.",
        (
            required("callUuid", Kind.NAME, "The call."),
            required("action", Kind.NAME, f"One of {', '.join(FarEndVerb)}."),
            optional("party", Kind.NAME, "The number of one of several parties."),
            optional("agent", Kind.NAME, "From whose side it is seen, if several agents are in the call."),
        ),
        _far_end,
    ),
    "attach": ServerCall(
        "The contact centre attaches data to a call.",
        (required("callUuid", Kind.NAME, "The call."), required("userData", Kind.OBJECT, "Added, or in place of old.")),
        _attach,
    ),
    "advance": ServerCall("Turns the clock forward.", (required("seconds", Kind.NUMBER, "How far."),), _advance),
    "clock": ServerCall("Stops or starts the clock.", (required("mode", Kind.NAME, "manual or real."),), _clock),
    "device": ServerCall(
        "The telephone of an agent: out of service, do not disturb, forwarded.",
        (
            optional("inService", Kind.FLAG, "Whether it works."),
            optional("doNotDisturb", Kind.FLAG, "Whether calls are kept from it."),
            optional("forwardTo", Kind.TEXT, "The number to which calls go instead; an empty text ends that."),
            _AGENT,
        ),
        _device,
    ),
    "logOut": ServerCall("A supervisor logs an agent out.", (_AGENT,), _log_out),
    "connection": ServerCall(
        "The server's link to the switch, for one agent.",
        (required("state", Kind.NAME, "DISCONNECTED, RECONNECTED or DOWN."), _AGENT),
        _connection,
    ),
    "refuse": ServerCall(
        "The next operation of a name is refused.",
        (required("operation", Kind.NAME, "Such as dial, answer, setState, changePassword."),),
        _refuse,
    ),
    "dropSessions": ServerCall(
        "The server loses the CometD sessions of an agent.",
        (_AGENT, optional("web", Kind.FLAG, "The HTTP sessions, too: the user has to log in again.")),
        _drop_sessions,
    ),
    "reset": ServerCall("Back to the scenario's start; everybody is logged out.", (), _reset),
}
"""Every call by name."""
