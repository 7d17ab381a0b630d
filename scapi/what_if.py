"""What the policy would say of a request or an event, as it is and with other options, before anything is sent.

Nothing is decided here: the same functions are asked that judge the messages of clients, with values that nobody has
sent, and nothing is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from scapi.configuration import MAIN_SECTION, Configuration, Problem, new_problems, parse_configuration
from scapi.configuration_edits import with_options
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.namespaces.argument_rules import refused_arguments
from scapi.namespaces.system import allowed_services
from scapi.policy.events import READ_REQUESTS
from scapi.policy.in_force import Policy
from scapi.policy.permissions import OPTION
from scapi.protocol.arguments import arguments_of
from scapi.protocol.messages import MISSING, RequestMessage, Subscribe
from scapi.protocol.registry import BY_SPELLING, REGISTRY
from scapi.service import Judgement, Service
from scapi.session import Session
from scapi.settings import read_settings
from scapi.tried_options import edited_name
from scapi.values import Failure, Json, Seconds

EVENTS = (*READ_REQUESTS, "system")
DEFAULT = "default"
"""Where a rule is from that nobody has written."""
EDITED = "as edited here"
"""Where one is from that is asked about before it is applied."""
TRIED = "applied in this session"
"""Where one is from that is applied, and in no file."""
NO_EDIT: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Question:
    """May this origin send this request, or receive this event? Without ``parameters`` they are not looked at.

    ``frame`` is the place of a frame that shows the origin: where ``*`` speaks for it, the frame is counted, too.
    """

    origin: str
    name: str
    event: bool = False
    parameters: tuple[Json, ...] | None = None
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A decision, what its sender is told (``None``: it is carried out, or gets no answer), and whose rule it is."""

    decision: Decision
    error: str | None
    option: str
    source: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The policy of a configuration with other options, and what is wrong with these."""

    policy: Policy
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OriginEffect:
    """What becomes other for one origin: names of requests and of events."""

    origin: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    events_lost: tuple[str, ...]
    events_gained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitEffect:
    """Requests whose limit a minute becomes another; 0 is none."""

    requests: tuple[str, ...]
    before: int
    after: int

    @property
    def of_all(self) -> bool:
        return len(self.requests) == len(REGISTRY)


def judged(policy: Policy, question: Question, now: Seconds, counted: Policy | None = None) -> Judgement:
    """What would become of it; ``counted`` has the counters, when it is not this policy."""
    rights, limits = policy.rights(question.origin), policy.limiter.limits
    if rights.listed.reason is Reason.NULL_ORIGIN_NOT_LISTED:
        return Judgement(rights.listed)  # it gets no answer, see scapi.silences
    if question.event:
        judgement = Service.judge(rights, Subscribe((question.name,), MISSING), ALLOWED, limits.quarantine_delay)
        return judgement if judgement.error else Judgement(rights.may_receive(question.name))
    message = RequestMessage(question.name, list(question.parameters or ()), MISSING)
    request, permission, rate = BY_SPELLING.get(question.name), rights.requests.get(question.name), ALLOWED
    if request is not None and permission is not None and permission.allowed:
        limiter, frame = (counted or policy).limiter, question.frame if rights.by_wildcard else ""
        rate = limiter.foresee(request.name, question.origin, now, limits, frame=frame)
    judgement = Service.judge(rights, message, rate, limits.quarantine_delay)
    if request is None or question.parameters is None or not judgement.decision.allowed:
        return judgement
    arguments = arguments_of(message, request)
    if not isinstance(arguments, Failure):
        refused = refused_arguments(policy, request.name, question.origin, arguments)
    else:
        refused = arguments
    if refused is None:
        return judgement
    return Judgement(refused.decision or Decision(Verdict.FAILED, Reason.REQUEST_FAILED), refused.error)


def found(session: Session, judgement: Judgement, edited: Mapping[str, str | None] = NO_EDIT) -> Finding:
    """A judgement with the place of the rule that decided; ``edited`` are the options that were tried for it."""
    option = deciding_option(judgement.decision)
    return Finding(judgement.decision, judgement.error, option, _source(session, option, edited) if option else "")


def _source(session: Session, option: str, edited: Mapping[str, str | None]) -> str:
    """Where an option stands that counts: in the edit, among what is tried in this session, or in the file."""
    for options, place in ((edited, EDITED), (session.tried.options, TRIED)):
        if option in options:
            return DEFAULT if options[option] is None else place
    file = session.tried.file
    written = file.option(option)
    return DEFAULT if written is None else f"{file.name}, line {written.line}"


def deciding_option(decision: Decision) -> str:
    """The option that a decision rests on; empty when it rests on none."""
    return OPTION if decision.rule.startswith("entry ") else decision.rule.partition(" ")[0]


def tried(session: Session, options: Mapping[str, str | None]) -> Trial:
    """The session's configuration with other options; raises ``ConfigurationError`` for what could not be used."""
    before = session.configuration
    after = parse_configuration(with_options(before, options), edited_name(session.tried.file))
    settings = read_settings(after, session.own_origin)
    return Trial(settings.policy, new_problems(session.problems, settings.problems))


def origin_effects(before: Policy, after: Policy, origins: Iterable[str]) -> tuple[OriginEffect, ...]:
    """What becomes other for each of the origins; one for which nothing does is left out."""
    effects = []
    for origin in dict.fromkeys(origins):
        had, has = ([name for name in allowed_services(each, origin) if name in REGISTRY] for each in (before, after))
        heard, hears = (
            [event for event in EVENTS if policy.rights(origin).may_receive(event).allowed]
            for policy in (before, after)
        )
        effect = OriginEffect(
            origin, _without(had, has), _without(has, had), _without(heard, hears), _without(hears, heard)
        )
        if effect != OriginEffect(origin, (), (), (), ()):
            effects.append(effect)
    return tuple(effects)


def limit_effects(before: Policy, after: Policy) -> tuple[LimitEffect, ...]:
    """Requests whose limits become other, those that go the same way together."""
    together: dict[tuple[int, int], list[str]] = {}
    for name in REGISTRY:
        pair = before.limiter.limits.limit(name), after.limiter.limits.limit(name)
        if pair[0] != pair[1]:
            together.setdefault(pair, []).append(name)
    return tuple(LimitEffect(tuple(names), *pair) for pair, names in together.items())


def shown_origins(session: Session) -> tuple[str, ...]:
    """The origins of the apps in the page, each as its last message had it."""
    return tuple(dict.fromkeys(frame.origin for frame in session.frames if frame.origin is not None))


def place_of(session: Session, origin: str) -> str:
    """The place of a frame that shows an origin; empty when none does."""
    return next((frame.place for frame in session.frames if frame.origin == origin), "")


def option_text(configuration: Configuration, name: str) -> str:
    """An option of the main section as it is written, empty when it is not."""
    return configuration.value(name, section=MAIN_SECTION)


def _without(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(name for name in names if name not in known)
