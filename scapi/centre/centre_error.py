"""What a contact centre says when it does not do what it is asked.

The words for clients are not chosen here but in :mod:`scapi.workspace.failures`: a centre says what is wrong, of what,
and what it said itself, so that the simulator and a remote server can be told alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ErrorKind(Enum):
    """Why an operation was not carried out; nothing has changed then, unless the kind says otherwise."""

    UNKNOWN_CONVERSATION = "there is no such conversation"
    WRONG_STATE = "not possible in this state"
    LOGGED_OUT = "the agent is logged out of the medium"
    UNKNOWN_MEDIUM = "the agent has no such medium"
    UNKNOWN_STATE = "there is no such state"
    UNKNOWN_TARGET = "there is no such target"
    UNREACHABLE_TARGET = "nobody can be reached there now"
    OWN_NUMBER = "the target is the agent itself"
    ALREADY_A_PARTY = "the target takes part already"
    BAD_VALUE = "a value means nothing here"
    TOO_LARGE = "more than can be kept"
    NO_RECIPIENT = "the e-mail has no recipient"
    UNKNOWN_CAMPAIGN = "there is no such campaign"
    OTHER_MODE = "the campaign runs in another mode"
    NOT_STARTED = "the campaign is not started"
    NO_RECORD_LEFT = "the campaign has no record left"
    NOT_OUTBOUND = "the conversation is not of a record"
    MARKED_DO_NOT_CALL = "the record is not to be called"
    NOT_RESCHEDULED = "the record is not rescheduled"
    BAD_FIELD = "a field cannot have this value"
    REFUSED = "the contact centre refuses"
    NOT_OFFERED = "this contact centre has no such operation"
    NO_LINK = "the contact centre cannot be reached"
    NO_ANSWER = "the contact centre did not answer; whether it did what it was asked is not known"


@dataclass(frozen=True, slots=True)
class CentreError:
    """An operation that failed.

    ``subject`` is what it is about (a state, a medium, a name, a parameter), ``expected`` what would have been right,
    ``code`` and ``text`` what a server said of its own.
    """

    kind: ErrorKind
    subject: str = ""
    expected: str = ""
    code: int = 0
    text: str = ""

    def __str__(self) -> str:
        parts = (self.kind.value, self.subject, self.expected, self.text)
        return ": ".join(part for part in parts if part)
