"""What a user does to the session: beginning and ending it, states, do not disturb, forwarding, the password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scapi.centre.agents import LOGGED_OUT
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE
from scapi.gws.agent_line import AgentLine
from scapi.gws.agent_state_table import AFTER_CALL_WORK, LOGGED_IN, OFFLINE, READY, Definition, definitions
from scapi.gws.operation_body import Asked
from scapi.gws.operation_table import WRAP_UP
from scapi.gws.server_options import ServerOptions
from scapi.gws.status import Problem, Status, internal, missing, not_found, out_of_range
from scapi.values import Json

MULTIMEDIA = "multimedia"
"""How all channels but voice are called together in a partial success."""
LONGEST_WRAP_UP = 6
"""Digits of ``wrapUpTime``."""
NOT_OPENED = "Interaction server connection is not opened"


@dataclass(frozen=True, slots=True)
class Partly:
    """It could be done for some channels only."""

    succeeded: tuple[str, ...]
    failed: tuple[tuple[str, Problem], ...]

    @property
    def content(self) -> dict[str, Json]:
        """The body of the answer besides ``statusCode`` 7."""
        failures = [
            {"statusCode": problem.status.value, "statusMessage": problem.message, "channel": channel}
            for channel, problem in self.failed
        ]
        return {"succeeded": [{"statusCode": 0, "channel": channel} for channel in self.succeeded], "failed": failures}


def start(line: AgentLine, asked: Asked, options: ServerOptions) -> Problem | Partly | None:
    """``StartContactCenterSession``: logs the agent in to the channels; the place is the agent's own."""
    channels = tuple(dict.fromkeys(asked.texts("channels")))
    if not channels:
        return missing("channels")
    device = asked.text("devicePath")
    if device and device.rstrip("/") != line.user.device_path:
        return out_of_range("devicePath", "the path of a device of the agent's place")
    return _by_channel(line, channels, options.login_state, logging_in=True)


def end(line: AgentLine) -> Problem | None:
    """``EndContactCenterSession``: logs the agent out of everything. A telephone out of service is left as it is."""
    offline = _definition(line, OFFLINE)
    media = [medium.name for medium in line.desk.media if medium.state.type not in LOGGED_OUT]
    if not line.desk.state.device.in_service:
        media = [name for name in media if name != VOICE]
    if offline is None or not media:
        return None
    problem = _told(line.port.set_state(media, offline.operation))
    if problem is None:
        line.wrap_up.stop()
        line.leave_undisturbed(media, on=False)
    return problem


def set_state(line: AgentLine, asked: Asked, channel: str | None) -> Problem | Partly | None:
    """Sets an agent state on one channel, or on all that the agent is logged in to."""
    if channel is not None and line.desk.medium(channel) is None:
        return not_found(f"channel '{channel[:100]}'")
    if _definition(line, asked.name) is None:
        return Problem(Status.FORBIDDEN, f"There is no operation '{asked.name[:100]}' on this resource.")
    media = [medium.name for medium in line.desk.media if medium.state.type not in LOGGED_OUT]
    channels = (channel,) if channel is not None else tuple(media) or (VOICE,)
    given = asked.text(WRAP_UP.name).strip()
    if given and not (given.isascii() and given.isdigit() and len(given) <= LONGEST_WRAP_UP):
        return out_of_range(WRAP_UP.name, "seconds, a whole number")
    outcome = _by_channel(line, channels, asked.name, logging_in=False)
    if VOICE in channels and not isinstance(outcome, Problem):
        line.wrap_up.end_after(int(given or 0) if asked.name == AFTER_CALL_WORK else 0, lambda: _wrapped_up(line))
    return outcome


def do_not_disturb(line: AgentLine, *, on: bool) -> Problem | None:
    """Keeps calls from the telephone, or lets them come again."""
    return _told(line.port.do_not_disturb(on))


def do_not_disturb_anywhere(line: AgentLine, *, on: bool) -> Problem | None:
    """The same on all channels."""
    problem = do_not_disturb(line, on=on)
    if problem is None:
        line.leave_undisturbed((medium.name for medium in line.desk.media), on=on)
    return problem


def forward(line: AgentLine, destination: str) -> Problem | None:
    """Lets calls go to another number; an empty one ends that."""
    result = line.port.forward(destination)
    if isinstance(result, CentreError) and result.kind is ErrorKind.OWN_NUMBER:
        return out_of_range("destination", "another number than that of the device")
    return _told(result)


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_channel(line: AgentLine, channels: Sequence[str], name: str, *, logging_in: bool) -> Problem | Partly | None:
    """Sets a state on channels: all well, some, or the first reason why none."""
    succeeded: dict[str, None] = {}
    failed: dict[str, Problem] = {}
    for channel in channels:
        problem = _on_channel(line, channel, name, logging_in=logging_in)
        called = VOICE if channel == VOICE else MULTIMEDIA
        if problem is not None:
            failed.setdefault(called, problem)
        else:
            succeeded[called] = None
    for called in failed:  # one medium that fails makes a failure of all that are told as one
        succeeded.pop(called, None)
    if not failed:
        return None
    return Partly(tuple(succeeded), tuple(failed.items())) if succeeded else next(iter(failed.values()))


def _on_channel(line: AgentLine, channel: str, name: str, *, logging_in: bool) -> Problem | None:
    medium, wanted = line.desk.medium(channel), _definition(line, name)
    if medium is None:
        return internal(NOT_OPENED if channel != VOICE else f"Device '{line.user.number}' is not registered.")
    if wanted is None:
        return internal(f"There is no agent state '{name}'.")
    if channel == VOICE and not line.desk.state.device.in_service:
        line.tell_device_error("")
        return internal(f"Device '{line.user.number}' is not registered.")
    logged_out = medium.state.type in LOGGED_OUT
    if logged_out and not logging_in and name != OFFLINE:
        return internal("The agent is not logged in.")
    if logging_in and not logged_out:
        return None  # a second login changes nothing
    if logging_in and channel == VOICE:
        line.tell_device(LOGGED_IN)  # before the first state is set
    same = line.state_of(medium) == wanted
    problem = _told(line.port.set_state([channel], wanted.operation))
    if problem is None:
        line.leave_undisturbed([channel], on=False)
    if problem is None and same and channel == VOICE:
        line.tell_device()  # a live server tells the state again although it is the same
    return problem


def _wrapped_up(line: AgentLine) -> None:
    """After-call work is over, if the agent is still at it."""
    voice = line.desk.medium(VOICE)
    state = None if voice is None else line.state_of(voice)
    if state is not None and state.operation_name == AFTER_CALL_WORK:
        _on_channel(line, VOICE, READY, logging_in=False)


def _definition(line: AgentLine, name: str) -> Definition | None:
    known = definitions(line.desk.states)
    return next((each for each in known if each.operation_name == name), None)


def _told(result: object) -> Problem | None:
    if not isinstance(result, CentreError):
        return None
    if result.kind is ErrorKind.NO_LINK:
        return internal("The connection to T-Server is not opened.")
    return internal(result.text or "The operation was refused.")
