"""The driver call that asks the policy what it would say, also with other options; nothing comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.configuration import ConfigurationError
from scapi.driver.driver_call import DriverCall
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Failure, Json, JsonObject, Success
from scapi.what_if import (
    Finding,
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

if TYPE_CHECKING:
    from scapi.page_session import PageSession


def _what_if(session: PageSession, arguments: Arguments) -> Answer:
    request, event = arguments.optional_text("request"), arguments.optional_text("event")
    if (request is None) == (event is None):
        return Failure("whatIf: either request or event must be given.")
    given = arguments.value("parameters")
    if given is not None and not isinstance(given, (list, tuple)):
        return Failure("whatIf: parameters must be an array.")
    origin = arguments.text("origin")
    parameters = None if given is None else tuple(given)
    question = Question(origin, event or request or "", event is not None, parameters, place_of(session, origin))
    now = session.host.monotonic()
    told: dict[str, Json] = {
        "now": _finding(found(session, judged(session.policy, question, now))),
    }
    given_options = arguments.mapping("options")
    wrong = [name for name, value in given_options.items() if value is not None and not isinstance(value, str)]
    if wrong:
        return Failure(f"whatIf: options must be texts by name, null for one that is taken out, not {wrong[0]!r}.")
    options = {name: None if value is None else str(value) for name, value in given_options.items()}
    if options:
        try:
            trial = tried(session, options)
        except ConfigurationError as error:
            return Failure(f"whatIf: {error}")
        told |= _with_options(session, trial, question, options)
    return Success(told)


def _with_options(
    session: PageSession, trial: Trial, question: Question, options: Mapping[str, str | None]
) -> dict[str, Json]:
    judgement = judged(trial.policy, question, session.host.monotonic(), session.policy)
    origins = (*shown_origins(session), question.origin)
    return {
        "then": _finding(found(session, judgement, options)),
        "origins": [
            {
                "origin": effect.origin,
                "refused": list(effect.lost),
                "allowed": list(effect.gained),
                "eventsRefused": list(effect.events_lost),
                "eventsAllowed": list(effect.events_gained),
            }
            for effect in origin_effects(session.policy, trial.policy, origins)
        ],
        "limits": [
            {"requests": list(effect.requests), "before": effect.before, "after": effect.after}
            for effect in limit_effects(session.policy, trial.policy)
        ],
        "problems": [str(problem) for problem in trial.problems],
    }


def _finding(finding: Finding) -> JsonObject:
    decision = finding.decision
    return {
        "verdict": decision.verdict.value,
        "reason": None if decision.reason is None else decision.reason.value,
        "rule": decision.rule,
        "note": decision.note,
        "option": finding.option,
        "source": finding.source,
        "error": finding.error,
    }


WHAT_IF_CALLS: Mapping[str, DriverCall[PageSession]] = {
    "whatIf": DriverCall(
        "What the policy would say of a request or an event, as it is and with other options; nothing is counted.",
        (
            required("origin", Kind.NAME, "An origin as the browser reports it."),
            optional("request", Kind.NAME, "The name of a request."),
            optional("event", Kind.NAME, "The name of an event, in place of a request."),
            optional("parameters", Kind.ANY, "The parameters of the request, an array; not looked at by default."),
            optional("options", Kind.OBJECT, "Texts of options of the main section, by name; null takes one out."),
        ),
        _what_if,
    ),
}
