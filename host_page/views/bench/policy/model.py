"""What if: a question to the policy, its answer now and with edited options, and what the edit changes for the apps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.apps.model import visible_frame
from host_page.views.apps.permissions import keys_text
from host_page.views.bench.bench_state import WhatIf
from host_page.views.bench.traffic.details import TONES
from host_page.views.formats import count
from host_page.views.places import Place, Where
from host_page.views.ui_state import UiState
from scapi.configuration import APPLICATION_ONLY, Configuration, ConfigurationError
from scapi.decisions import Reason, Verdict
from scapi.known_options import KNOWN, RATE_LIMIT
from scapi.policy.in_force import Policy
from scapi.policy.permissions import OPTION, split_top_level
from scapi.policy.rate_limits import DELAY_OPTION
from scapi.policy.rules import OPTION_READERS
from scapi.policy.user_data import EVERY, READ_OPTION, STRICT_OPTION, WRITE_OPTION, key_rule
from scapi.protocol.registry import BY_SPELLING
from scapi.session import Session
from scapi.values import Json
from scapi.what_if import (
    EVENTS,
    Finding,
    LimitEffect,
    Question,
    Trial,
    found,
    judged,
    limit_effects,
    origin_effects,
    place_of,
    shown_origins,
    tried,
)

POLICY = Place("policy", Where.ELSEWHERE)
EVENT = "event "
"""What begins the name of an event, among the names of requests."""
NAMES = (*BY_SPELLING, *(f"{EVENT}{event}" for event in EVENTS))
NAMES_SHOWN = 12
KEYS_SHOWN = 40
KEY_OPTIONS = (READ_OPTION, WRITE_OPTION)
"""The options that list keys of attached data."""
_EDITED: Mapping[str, str] = {
    OPTION: "Origins, and their requests",
    READ_OPTION: "Keys that may be read",
    WRITE_OPTION: "Keys that may be written",
    STRICT_OPTION: "Keys count in records, too",
    RATE_LIMIT: "Each request, a minute",
    DELAY_OPTION: "Silence after it, seconds",
    OPTION_READERS: "Origins that read options",
}
"""The options that can be edited here, by what they are called."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of attached data, and whether a list of keys covers it."""

    name: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One option that can be edited; ``default`` counts when nothing is written. ``keys`` are those that an option
    which lists keys has, or could have: what is attached now."""

    option: str
    label: str
    text: str
    default: str
    long: bool
    edited: bool
    keys: Sequence[Key] = ()
    more_keys: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the policy says."""

    verdict: str
    tone: str
    shape: str
    reason: str
    reason_text: str
    rule: str
    source: str
    told: str
    keys: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edit changes, for one origin or for all."""

    who: str
    origin: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class PolicyModel:
    """All that the panel shows."""

    origin: str
    origins: Sequence[str]
    name: str
    parameters: str
    wrong_parameters: str
    now: Answer
    then: Answer | None
    fields: Sequence[Field]
    edited: bool
    problems: Sequence[str]
    effects: Sequence[Effect]
    tried: int
    file: str
    told: str
    error: str


def policy_model(session: Session, ui: UiState) -> PolicyModel:
    state, configuration = ui.what_if, session.configuration
    parameters, wrong = read_parameters(state.parameters)
    origin = asked_origin(session, ui)
    question = question_of(session, state.name, origin, parameters)
    edits = edits_of(configuration, state)
    trial: Trial | None = None
    problems: list[str] = []
    if edits:
        try:
            trial = tried(session, edits)
            problems = [str(problem) for problem in trial.problems]
        except ConfigurationError as error:
            problems = [str(error)]
    now = session.host.monotonic()
    before = found(session, judged(session.policy, question, now))
    after = None
    if trial is not None:
        after = found(session, judged(trial.policy, question, now, session.policy), edits)
    return PolicyModel(
        origin=state.origin,
        origins=shown_origins(session),
        name=state.name,
        parameters=state.parameters,
        wrong_parameters=wrong,
        now=_answer(before, session.policy, question),
        then=None if after is None or trial is None else _answer(after, trial.policy, question),
        fields=_fields(session, state, question),
        edited=bool(edits),
        problems=problems,
        effects=() if trial is None else _effects(session, trial.policy, origin),
        tried=len(session.tried.options),
        file=session.tried.file.name,
        told=state.told,
        error=ui.errors.get(POLICY.spot, ""),
    )


def asked_origin(session: Session, ui: UiState) -> str:
    """The origin that was typed; without one, that of the app that is shown."""
    if ui.what_if.origin.strip():
        return ui.what_if.origin.strip()
    shown = session.frames.get(visible_frame(session, ui) or "")
    origins = shown_origins(session)
    return (shown.origin if shown is not None and shown.origin else None) or (origins[0] if origins else "")


def question_of(session: Session, name: str, origin: str, parameters: tuple[Json, ...] | None) -> Question:
    event = name.startswith(EVENT)
    plain = name.removeprefix(EVENT).strip()
    return Question(origin, plain, event, parameters, place_of(session, origin))


def read_parameters(text: str) -> tuple[tuple[Json, ...] | None, str]:
    """A JSON array, as wherever parameters are written; what is wrong with it, if anything."""
    written = text.strip()
    if not written:
        return None, ""
    values = _json(written)
    if isinstance(values, list):
        return tuple(values), ""
    told = "Parameters are a JSON array"
    within = f"[{written}]"
    return None, f"{told}: {within}" if _json(within) is not None else f'{told}, such as ["5001"].'


def _json(text: str) -> Json:
    """What a text means; ``None`` when it is no JSON."""
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def shown_text(configuration: Configuration, option: str) -> str:
    """An option as it is edited: of the long one, each entry has a line."""
    value = configuration.value(option)
    return ",\n".join(split_top_level(value)) if option == OPTION else value


def edits_of(configuration: Configuration, state: WhatIf) -> dict[str, str | None]:
    """The options whose text is other than it is written; one without a text is taken out."""
    return {
        option: text if text.strip() else None
        for option, text in state.edits.items()
        if _plain(text) != _plain(configuration.value(option)) or _lists_nothing_now(configuration, option, text)
    }


def _lists_nothing_now(configuration: Configuration, option: str, text: str) -> bool:
    """Whether an option that nobody has written becomes an empty list, which is not the same."""
    return bool(text.strip()) and configuration.option(option) is None


def _plain(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in split_top_level(text))


def listed_keys(session: Session, state: WhatIf, option: str) -> Sequence[Key]:
    """The keys that an option lists as it is edited, and those that are attached now."""
    text = state.edits.get(option, session.configuration.value(option))
    written = session.configuration.option(option) is not None if option not in state.edits else bool(text.strip())
    rule = key_rule(option, text if written else EVERY)
    attached = {key for each in session.workspace.interactions for key in each.user_data if "," not in key}
    return [Key(name, rule.covers(name)) for name in sorted(attached | (rule.keys or frozenset()))]


def _fields(session: Session, state: WhatIf, question: Question) -> Sequence[Field]:
    configuration = session.configuration
    labels = dict(_EDITED)
    request = BY_SPELLING.get(question.name)
    if request is not None and not question.event:
        labels[f"{RATE_LIMIT}.{request.name}"] = f"{request.name}, a minute"
    for option in state.edits:
        labels.setdefault(option, option.removeprefix(APPLICATION_ONLY))
    edits = edits_of(configuration, state)
    defaults = {known.name: known.default.strip("`") for known in KNOWN}
    return [
        Field(
            option,
            label,
            state.edits.get(option, shown_text(configuration, option)),
            defaults.get(option, "as each request"),
            option == OPTION,
            option in edits,
            *_keys_of(session, state, option),
        )
        for option, label in labels.items()
    ]


def _keys_of(session: Session, state: WhatIf, option: str) -> tuple[Sequence[Key], int]:
    """The keys of a field that are shown, and how many there are besides."""
    keys = listed_keys(session, state, option) if option in KEY_OPTIONS else ()
    return keys[:KEYS_SHOWN], max(0, len(keys) - KEYS_SHOWN)


def _answer(finding: Finding, policy: Policy, question: Question) -> Answer:
    decision = finding.decision
    reads, writes = keys_text(policy.user_data.readable), keys_text(policy.user_data.writable)
    return Answer(
        decision.verdict.value,
        TONES[decision.verdict],
        words.SHAPES[decision.verdict],
        "" if decision.reason is None else decision.reason.value,
        words.reason(decision),
        decision.rule,
        finding.source if finding.option else "",
        _told(finding, question),
        f"reads {reads}, writes {writes}",
    )


def _told(finding: Finding, question: Question) -> str:
    if finding.error is not None:
        return f"Its app is told: {finding.error}"
    if finding.decision.verdict is Verdict.QUARANTINED or finding.decision.reason is Reason.NULL_ORIGIN_NOT_LISTED:
        return "No answer is sent."
    if question.event:
        sent = "and it is sent" if finding.decision.allowed else "and it is not sent"
        return f"Subscribing succeeds, {sent}."
    return _carried_out(question)


def _carried_out(question: Question) -> str:
    """What becomes of a request that the policy lets through, as far as can be said before it is made."""
    request = BY_SPELLING.get(question.name)
    if request is None or not request.parameters:
        return "It would be carried out."
    if question.parameters is None:
        names = ", ".join(f"{each.name}{'?' if each.optional else ''}" for each in request.parameters)
        return f"It would be carried out, if its parameters are right: {names}."
    return "Its parameters are right. It would be carried out, if it is possible then."


def _effects(session: Session, after: Policy, asked: str) -> Sequence[Effect]:
    labels: dict[str, list[str]] = {}
    for frame in session.frames:
        if frame.origin is not None:
            labels.setdefault(frame.origin, []).append(frame.label)
    origins = (*shown_origins(session), *([asked] if asked else []))
    found = []
    for effect in origin_effects(session.policy, after, origins):
        lines = [
            *_names(effect.lost, "request", "would become refused"),
            *_names(effect.gained, "request", "would become allowed"),
            *_names(effect.events_lost, "event", "would not be sent any more"),
            *_names(effect.events_gained, "event", "would be sent"),
        ]
        found.append(Effect(", ".join(labels.get(effect.origin, ["No app in the page"])), effect.origin, lines))
    of_all = [
        *(_limit(each) for each in limit_effects(session.policy, after)),
        *_keys("Reads", keys_text(session.policy.user_data.readable), keys_text(after.user_data.readable)),
        *_keys("Writes", keys_text(session.policy.user_data.writable), keys_text(after.user_data.writable)),
    ]
    return [*found, Effect("Every origin", "", of_all)] if of_all else found


def _names(names: Sequence[str], what: str, becomes: str) -> Iterator[str]:
    if names:
        more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        yield f"{count(len(names), what)} {becomes}: {', '.join(names[:NAMES_SHOWN])}{more}"


def _limit(effect: LimitEffect) -> str:
    names = "Every request" if effect.of_all else ", ".join(effect.requests[:NAMES_SHOWN])
    if len(effect.requests) > NAMES_SHOWN and not effect.of_all:
        names += f" and {len(effect.requests) - NAMES_SHOWN} more"
    before, after = (f"{number} a minute" if number else "no limit" for number in (effect.before, effect.after))
    return f"{names}: {after}, before {before}"


def _keys(verb: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{verb} {after}, before {before}"
