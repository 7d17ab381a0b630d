"""What an origin may do, in words: the shield of its tab, the pill of its app bar and the list behind the pill."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from host_page.views.formats import count
from host_page.views.moments import Form, Running, Time
from scapi.policy.events import READ_REQUESTS
from scapi.policy.in_force import ORIGINS_REMEMBERED
from scapi.policy.permissions import OPTION
from scapi.policy.rights import Rights
from scapi.policy.user_data import KeyRule
from scapi.protocol.registry import BY_SPELLING, REGISTRY
from scapi.protocol.request_table import REQUESTS
from scapi.session import Session
from scapi.values import Seconds

_EVENTS = (*READ_REQUESTS, "system")
FOR_EVER = "for ever"


class Grant(StrEnum):
    """How much an origin may do, at a glance."""

    ALL = "all"
    SOME = "some"
    NONE = "none"
    UNKNOWN = "unknown"


SHIELDS = {
    Grant.ALL: ("shield-check", "ok", "All requests"),
    Grant.SOME: ("shield-half", "warn", "Restricted"),
    Grant.NONE: ("shield-x", "bad", "Not listed"),
    Grant.UNKNOWN: ("shield", "", "Not known yet"),
}
"""Icon, tone and words."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The grant of one origin and what there is to say about it now."""

    grant: Grant
    icon: str
    tone: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of "What this origin may do"."""

    icon: str
    tone: str
    text: str
    names: Sequence[str] = ()
    until: Time | None = None
    """How much longer."""


@dataclass(frozen=True, slots=True)
class Usage:
    """One limited request: what is used of it."""

    request: str
    limit: int
    used: int
    until: Time | None
    """Until when it is in quarantine."""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """The first request in quarantine, how many there are besides, and until when."""

    request: str
    others: int
    until: Time


def summary(session: Session, origin: str | None) -> Summary:
    """The permission of an origin; ``None`` is a frame that has not sent anything yet."""
    if origin is None:
        return _summary(Grant.UNKNOWN, "")
    return _of_rights(session.policy.rights(origin))


class Summaries:
    """The summaries of the origins in the page, each worked out once for a policy."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, tuple[Rights, Summary]] = {}

    def of(self, origin: str | None) -> Summary:
        if origin is None:
            return summary(self._session, None)
        rights = self._session.policy.rights(origin)
        known = self._known.get(origin)
        if known is None or known[0] is not rights:
            if len(self._known) >= ORIGINS_REMEMBERED:
                self._known.clear()
            known = self._known[origin] = (rights, summary(self._session, origin))
        return known[1]


def quarantine(session: Session, origin: str) -> Quarantine | None:
    """What of the origin is in quarantine, the first by name; ``None`` for nothing."""
    held = [use for use in usage(session, origin) if use.until is not None]
    return Quarantine(held[0].request, len(held) - 1, held[0].until) if held and held[0].until is not None else None


def usage(session: Session, origin: str) -> list[Usage]:
    """The limited requests that the origin has used, quarantined ones first."""
    limiter, now = session.policy.limiter, session.host.monotonic()
    found = []
    for name in limiter.names(origin):
        limit, used = limiter.limits.limit(name), limiter.used(name, origin, now)
        left = limiter.quarantine_left(name, origin, now)
        until = None if left <= 0 else FOR_EVER if math.isinf(left) else _until(session, left)
        if limit and (used or until):
            found.append(Usage(name, limit, used, until))
    return sorted(found, key=lambda use: (use.until is None, use.request))


def _until(session: Session, left: Seconds) -> Running:
    """When a time is over, in whole seconds of the computer's clock, so that it is the same at each look."""
    return Running(Form.LEFT, round(session.host.wall_clock() + left), own=True)


def lines(session: Session, origin: str) -> list[Line]:
    """Namespaces, what is missing and why, events, keys, limits and their use."""
    rights = session.policy.rights(origin)
    allowed, refused = _requests(rights)
    if not rights.listed.allowed:
        return [Line("x", "bad", "Not in the list: every request fails and no event is sent.")]
    found = [*_granted(allowed, refused), *_missing(allowed, refused)]
    events = [event for event in _EVENTS if rights.may_receive(event).allowed]
    found.append(Line("zap", "" if events else "bad", f"events: {', '.join(events) or 'none'}"))
    rules = session.policy.user_data
    found.append(
        Line(
            "eye-off",
            "redact",
            f"reads {keys_text(rules.readable)}, writes {keys_text(rules.writable)}, as every origin",
        )
    )
    limits = session.policy.limiter.limits
    uses = usage(session, origin)
    found += [_use(use) for use in uses]
    if limits.default:
        found.append(Line("gauge", "", f"{limits.default} a minute for each request"))
    used = {use.request for use in uses}
    overrides = [f"{name} {limit}" for name, limit in limits.overrides.items() if limit and name not in used]
    if overrides:
        found.append(Line("gauge", "", f"limits a minute: {', '.join(overrides)}"))
    return found


def sources(session: Session, origin: str) -> list[str]:
    """The entries of the option that speak for the origin."""
    return [f"{OPTION}, {entry.rule}" for entry in session.policy.rights(origin).entries] or [OPTION]


def _use(use: Usage) -> Line:
    text = f"{use.request}: {use.used} of {use.limit} in this minute"
    return (
        Line("gauge", "", text) if use.until is None else Line("gauge", "warn", f"{text}, in quarantine", (), use.until)
    )


def _of_rights(rights: Rights) -> Summary:
    """The same for every frame of an origin, as long as the policy stands."""
    if not rights.listed.allowed:
        return _summary(Grant.NONE, "no request, no event")
    allowed, refused = _requests(rights)
    unnamed = {request.name for request in REQUESTS if request.must_be_named}
    grant = Grant.ALL if allowed and unnamed.issuperset(refused) else Grant.SOME
    # Both spellings of a request count, as in what getAllowedServices answers.
    return _summary(grant, f"{sum(len(REGISTRY[name].spellings) for name in allowed)} of {len(BY_SPELLING)} requests")


def _summary(grant: Grant, note: str) -> Summary:
    icon, tone, label = SHIELDS[grant]
    return Summary(grant, icon, tone, label, note)


def _requests(rights: Rights) -> tuple[list[str], list[str]]:
    """What is allowed, and what is not."""
    allowed: list[str] = []
    refused: list[str] = []
    for request in REQUESTS:
        (allowed if rights.requests[request.name].allowed else refused).append(request.name)
    return allowed, refused


def _granted(allowed: list[str], refused: list[str]) -> list[Line]:
    unnamed = {r.name for r in REQUESTS if r.must_be_named}
    partial = {name.partition(".")[0] for name in refused if name not in unnamed}
    whole = [n for n in dict.fromkeys(name.partition(".")[0] for name in allowed) if n not in partial]
    some = [name for name in allowed if name.partition(".")[0] in partial]
    found = []
    if whole:
        found.append(Line("check", "ok", ", ".join(whole)))
    if some:
        found.append(Line("check", "ok", "", some))
    if not allowed:
        found.append(Line("x", "bad", "no request"))
    return found


def _missing(allowed: list[str], refused: list[str]) -> list[Line]:
    unnamed = [r.name for r in REQUESTS if r.must_be_named and r.name in refused]
    others = [name for name in refused if name not in unnamed]
    begun = {name.partition(".")[0] for name in allowed}
    whole = [n for n in dict.fromkeys(name.partition(".")[0] for name in others) if n not in begun]
    rest = len([name for name in others if name.partition(".")[0] in begun])
    found = []
    if whole or rest:
        parts = ([f"nothing of {', '.join(whole)}"] if whole else []) + ([f"{rest} more of the others"] if rest else [])
        found.append(Line("x", "bad", f"not in its list: {'; '.join(parts)}"))
    found += [Line("x", "bad", f"{name}: needs to be named") for name in unnamed]
    return found


def keys_text(rule: KeyRule) -> str:
    """The keys of a rule, in words."""
    if rule.keys is None:
        return "every attached-data key"
    return f"{count(len(rule.keys), 'key')} ({', '.join(sorted(rule.keys))})" if rule.keys else "no attached-data key"
