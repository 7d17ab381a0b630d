"""Why something was let through or held back: every decision is one of these values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scapi.words import Word


class Verdict(Word):
    """What became of a message, in the words of the traffic panel."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    RATE_LIMITED = "rate-limited"
    QUARANTINED = "quarantined"
    REDACTED = "redacted"
    FAILED = "failed"
    IGNORED = "ignored"
    DROPPED = "dropped"
    BLOCKED = "blocked"
    """By the browser, which obeys the page's own policy."""


class Reason(Word):
    """The one list of reasons."""

    # refused by policy
    ORIGIN_NOT_LISTED = "ORIGIN_NOT_LISTED"
    NULL_ORIGIN_NOT_LISTED = "NULL_ORIGIN_NOT_LISTED"
    UNLISTED_FLOOD = "UNLISTED_FLOOD"
    REQUEST_NOT_LISTED = "REQUEST_NOT_LISTED"
    REQUEST_MUST_BE_NAMED = "REQUEST_MUST_BE_NAMED"
    EVENT_NOT_PERMITTED = "EVENT_NOT_PERMITTED"
    RATE_LIMIT_REACHED = "RATE_LIMIT_REACHED"
    IN_QUARANTINE = "IN_QUARANTINE"
    KEY_NOT_WRITABLE = "KEY_NOT_WRITABLE"
    KEYS_LEFT_OUT = "KEYS_LEFT_OUT"
    URL_NOT_ALLOWED = "URL_NOT_ALLOWED"
    OPTION_NOT_READABLE = "OPTION_NOT_READABLE"
    # the request is permitted, but cannot be done
    REQUEST_UNKNOWN = "REQUEST_UNKNOWN"
    REQUEST_NOT_AVAILABLE = "REQUEST_NOT_AVAILABLE"
    REQUEST_MALFORMED = "REQUEST_MALFORMED"
    BAD_ARGUMENT = "BAD_ARGUMENT"
    REQUEST_FAILED = "REQUEST_FAILED"
    REPLY_TIMED_OUT = "REPLY_TIMED_OUT"
    INTERNAL_ERROR = "INTERNAL_ERROR"
    # not heard, or not sent
    NOT_OURS = "NOT_OURS"
    FORGED_EVENT = "FORGED_EVENT"
    NOT_TRUSTED = "NOT_TRUSTED"
    WINDOW_NOT_REGISTERED = "WINDOW_NOT_REGISTERED"
    EMBEDDER_NOT_LISTED = "EMBEDDER_NOT_LISTED"
    FRAME_GONE = "FRAME_GONE"
    FRAME_NAVIGATED = "FRAME_NAVIGATED"
    TEXT_TOO_LONG = "TEXT_TOO_LONG"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_KEYS = "TOO_MANY_KEYS"
    TOO_MANY_MESSAGES = "TOO_MANY_MESSAGES"
    TOO_MANY_EARLY_MESSAGES = "TOO_MANY_EARLY_MESSAGES"
    TIME_BUDGET_EXHAUSTED = "TIME_BUDGET_EXHAUSTED"
    NOT_SERIALISABLE = "NOT_SERIALISABLE"
    # reported by the browser, not by a client
    CONTENT_SECURITY_POLICY = "CONTENT_SECURITY_POLICY"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, its reason and the rule that it rests on (the text of the configuration entry, if one decided)."""

    verdict: Verdict
    reason: Reason | None = None
    rule: str = ""
    note: str = ""
    allowed: bool = field(init=False, repr=False, compare=False)
    """Worked out once: it is asked for a dozen times with each message, and few decisions are ever made."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "allowed", self.verdict is Verdict.ALLOWED)


ALLOWED = Decision(Verdict.ALLOWED)


def decision_object(decision: Decision) -> dict[str, str | None]:
    """A decision as it travels between tabs."""
    reason = None if decision.reason is None else decision.reason.value
    return {"verdict": decision.verdict.value, "reason": reason, "rule": decision.rule, "note": decision.note}


def read_decision(data: object) -> Decision:
    """The decision that an object means."""
    if not isinstance(data, Mapping):
        return Decision(Verdict.FAILED, Reason.INTERNAL_ERROR)
    reason = data.get("reason")
    return Decision(
        Verdict(str(data["verdict"])),
        None if reason is None else Reason(str(reason)),
        str(data["rule"]),
        str(data["note"]),
    )
