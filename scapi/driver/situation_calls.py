"""Driver calls of situations: one begins from the scenario's start, and all are told; and two that they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scapi.centre.scenario_script import filled
from scapi.centre.situations import Situation
from scapi.decisions import Verdict
from scapi.driver.driver_call import INTERACTION, DriverCall
from scapi.driver.situation_table import SITUATIONS
from scapi.driver.waiting import address_origin, wait_until
from scapi.host import Area
from scapi.nearest import hint
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.protocol.registry import BY_SPELLING, REGISTRY
from scapi.values import Answer, Eventual, Failure, Json, Outcome, Success, when_answered

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

MOST_COUNTED = 10_000
"""The largest limit that is used up for a quarantine."""
WARNING = "Choose a reason first."


def situations_of(own: Sequence[Situation]) -> Mapping[str, Situation]:
    """Every situation by name; one of the scenario takes the place of one that comes along."""
    known = {each.name: each for each in own}
    return known | {each.name: each for each in SITUATIONS if each.name not in known}


def _situation(session: DrivenSession, arguments: Arguments) -> Answer:
    name = arguments.text("name")
    known = situations_of(session.simulator.scenario.situations)
    situation = known.get(name)
    if situation is None:
        return Failure(f"situation: there is no situation {name!r}; known are {', '.join(known)}{hint(name, known)}.")
    return _Run(session, situation).answer()


def _situations(session: DrivenSession, _: Arguments) -> Answer:
    known = situations_of(session.simulator.scenario.situations)
    return Success([{"name": each.name, "title": each.title, "own": each.own} for each in known.values()])


class _Run:
    """One situation being brought about."""

    def __init__(self, session: DrivenSession, situation: Situation) -> None:
        self._session = session
        self._situation = situation
        self._made: dict[str, str] = {}
        self._told: Eventual[Outcome] = Eventual()

    def answer(self) -> Answer:
        """``{made}``: what the steps made, by their names; a step that fails ends it, and is told."""
        for frame_id in self._session.situation_frames:
            self._session.client_frames.close_client(frame_id)
        self._session.situation_frames = ()
        self._session.reset(self._situation.name)
        outcomes: list[Outcome] = []
        self._told.when_settled(outcomes.append)
        self._go_on(0)
        return outcomes[0] if outcomes else self._told

    def _go_on(self, number: int) -> None:
        if number == len(self._situation.steps):
            self._told.settle(Success({"made": dict(self._made)}))
            return
        step = self._situation.steps[number]

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self._told.settle(Failure(f"situation {self._situation.name}: {outcome.error}"))
                return
            data = outcome.data if isinstance(outcome.data, Mapping) else {}
            made, frame = data.get("interactionId", data.get("frameId")), data.get("frameId")
            if step.name and isinstance(made, str):
                self._made[step.name] = made
            if step.call == "openClient" and isinstance(frame, str):
                self._session.situation_frames = (*self._session.situation_frames, frame)
            self._go_on(number + 1)

        args = {key: filled(value, self._made) for key, value in step.args.items()}
        when_answered(self._session.driver.call(step.call, args), answered)


def _quarantine(session: DrivenSession, arguments: Arguments) -> Answer:
    """Asks until the limit is used up, so that the rule itself says what follows."""
    wanted_origin, wanted = arguments.optional_text("origin"), arguments.optional_text("request")
    if wanted is not None and wanted not in BY_SPELLING:
        return Failure(f"quarantine: there is no request {wanted!r}{hint(wanted, BY_SPELLING)}.")
    limiter, now = session.policy.limiter, session.host.monotonic()
    for origin, request in _limited(session, wanted_origin, None if wanted is None else BY_SPELLING[wanted].name):
        for _ in range(limiter.limits.limit(request) + 1):
            if limiter.admit(request, origin, now).verdict is Verdict.RATE_LIMITED:
                break
        session.host.changed(Area.POLICY)
        return Success({"origin": origin, "request": request})
    which = f"of {wanted_origin} " if wanted_origin else "of an app here "
    return Failure(f"quarantine: no request {which}is permitted and has a limit of at most {MOST_COUNTED}.")


def _limited(session: DrivenSession, origin: str | None, request: str | None) -> Iterator[tuple[str, str]]:
    """Permitted requests with a limit, of the origins of the apps in the page."""
    origins = (frame.origin or address_origin(frame) for frame in session.frames) if origin is None else (origin,)
    for each in dict.fromkeys(filter(None, origins)):
        rights = session.policy.rights(each)
        for name in REGISTRY if request is None else (request,):
            if rights.requests[name].allowed and 0 < session.policy.limiter.limits.limit(name) <= MOST_COUNTED:
                yield each, name


def _block(session: DrivenSession, arguments: Arguments) -> Answer:
    """In the name of an app that has been heard: a block goes with its app."""
    interaction_id, wanted = arguments.text("interactionId"), arguments.optional_text("origin")
    warning = arguments.optional_text("warning") or WARNING
    if session.workspace.interactions.get(interaction_id) is None:
        return Failure(f"block: there is no interaction {interaction_id!r}.")

    def blocked() -> Json:
        for frame in session.frames:
            if frame.origin is not None and wanted in (None, frame.origin):
                answer = session.workspace.marking_done.block(interaction_id, warning, frame.origin)
                return {"origin": frame.origin} if isinstance(answer, Success) else None
        return None

    def missed(within: str) -> str:
        return (
            f"block: no app{f' of {wanted}' if wanted else ''} has sent a message {within}, in whose name it could be."
        )

    return wait_until(session, arguments, blocked, missed)


SITUATION_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "situation": DriverCall(
        "Begins anew, without the script, and brings a situation about; gives what was made, by name.",
        (required("name", Kind.NAME, "Its name, see `situations`."),),
        _situation,
    ),
    "situations": DriverCall("Every situation: name, title, and whether it is the scenario's own.", (), _situations),
    "quarantine": DriverCall(
        "An app has used up the limit of a request; gives which.",
        (
            optional("origin", Kind.NAME, "The app's origin; the first that has a limit by default."),
            optional("request", Kind.NAME, "The request; the first that has a limit by default."),
        ),
        _quarantine,
    ),
    "block": DriverCall(
        "An app keeps an interaction from being marked done; waits for the app to be heard.",
        (
            INTERACTION,
            optional("warning", Kind.TEXT, f"What it tells the agent; {WARNING!r} by default."),
            optional("origin", Kind.NAME, "The app's origin; the first that has been heard by default."),
        ),
        _block,
    ),
}
