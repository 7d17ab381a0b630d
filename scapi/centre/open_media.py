"""The life of e-mails, chats, work items and custom media, as data.

Source: reference, "OpenMedia events", "Chat events", "Outbound email events" and the states of type Interaction. What
is not said there is decided here: an outgoing e-mail leaves by being sent or cancelled, a chat can be marked done
when it has ended, everything else at any time after it was accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from scapi.centre.conversations import Happening, State, Verb
from scapi.values import Seconds

EMAIL = "email"
CHAT = "chat"
WORK_ITEM = "workitem"

Step: TypeAlias = tuple[State, Happening]
Steps: TypeAlias = Mapping[State, Mapping[Verb, Step]]


class Family(StrEnum):
    """Kinds of open media that live alike."""

    ITEM = "item"
    EMAIL_IN = "incoming e-mail"
    EMAIL_OUT = "outgoing e-mail"
    CHAT = "chat"


class CentreVerb(StrEnum):
    """What a customer, a colleague or the contact centre does to open media; the driver plays it."""

    REVOKE = "revoke"
    TAKE = "take"
    FAIL = "fail"
    END = "end"
    SAY = "say"
    TYPE = "type"
    READ = "read"


LEAVING = frozenset(
    {
        Happening.REVOKED,
        Happening.CANCELED,
        Happening.CANCELLED,
        Happening.SENT,
        Happening.TRANSFER_COMPLETED,
        Happening.LEFT_CONFERENCE,
        Happening.IN_WORKBIN,
    }
)
"""After these an interaction leaves the agent. A draft that is saved stays."""

_INVITATION: Mapping[Verb, Step] = {
    Verb.ACCEPT: (State.ACCEPTED, Happening.ACCEPTED),
    Verb.REJECT: (State.REVOKED, Happening.REVOKED),
}
_ITEM: Mapping[Verb, Step] = {
    Verb.TRANSFER: (State.TRANSFER_COMPLETED, Happening.TRANSFER_COMPLETED),
    Verb.PLACE_IN_QUEUE: (State.TRANSFER_COMPLETED, Happening.TRANSFER_COMPLETED),
    Verb.PLACE_IN_WORKBIN: (State.SAVED, Happening.IN_WORKBIN),
    Verb.MARK_DONE: (State.COMPLETED, Happening.COMPLETED),
}
# An answer is an interaction of its own: the step leaves the e-mail itself where it is.
_EMAIL_IN: Mapping[Verb, Step] = {**_ITEM, Verb.REPLY: (State.ACCEPTED, Happening.ATTACHED_DATA_CHANGED)}
_DRAFT: Mapping[Verb, Step] = {
    Verb.COMPOSE: (State.CREATED, Happening.COMPOSING),
    Verb.SAVE: (State.SAVED, Happening.IN_WORKBIN),
    Verb.SEND: (State.SENT, Happening.SENT),
    Verb.CANCEL: (State.CANCELLED, Happening.CANCELLED),
}
_CHATTING: Mapping[Verb, Step] = {
    Verb.SAY: (State.ACCEPTED, Happening.NEW_MESSAGE),
    Verb.END: (State.IDLE, Happening.ENDED),
    Verb.TRANSFER: (State.TRANSFER_COMPLETED, Happening.TRANSFER_COMPLETED),
    Verb.CONFERENCE: (State.ACCEPTED, Happening.PARTY_CHANGED),
    Verb.CONSULT: (State.ACCEPTED, Happening.PARTY_CHANGED),
    Verb.LEAVE: (State.LEFT_CONFERENCE, Happening.LEFT_CONFERENCE),
}
_OVER: Mapping[Verb, Step] = {Verb.MARK_DONE: (State.COMPLETED, Happening.COMPLETED)}

STEPS: Mapping[Family, Steps] = {
    Family.ITEM: {
        State.INVITED: _INVITATION,
        State.INVITED_CONFERENCE: _INVITATION,
        State.ACCEPTED: _ITEM,
        State.PULLED: _ITEM,
        State.ERROR: _OVER,
    },
    Family.EMAIL_IN: {
        State.INVITED: _INVITATION,
        State.ACCEPTED: _EMAIL_IN,
        State.PULLED: _EMAIL_IN,
        State.ERROR: _OVER,
    },
    Family.EMAIL_OUT: {
        State.CREATED: _DRAFT,
        State.SAVED: _DRAFT,
        State.PULLED: _DRAFT,
        State.ERROR: {Verb.CANCEL: _DRAFT[Verb.CANCEL]},
    },
    Family.CHAT: {
        State.INVITED: {**_INVITATION, Verb.ACCEPT: (State.JOIN_PENDING, Happening.JOIN_PENDING)},
        State.INVITED_CONFERENCE: {**_INVITATION, Verb.ACCEPT: (State.JOIN_PENDING, Happening.JOIN_PENDING)},
        State.JOIN_PENDING: {Verb.END: _CHATTING[Verb.END]},
        State.JOIN_FAILED: _OVER,
        State.HISTORY_IN_PROGRESS: _CHATTING,
        State.HISTORY_DONE: _CHATTING,
        State.ACCEPTED: _CHATTING,
        State.IDLE: _OVER,
        State.ERROR: _OVER,
    },
}
"""What the agent can do, by family and state; a state that is not here is an end."""

CENTRE_STEPS: Mapping[CentreVerb, tuple[frozenset[State], Step]] = {
    CentreVerb.REVOKE: (
        frozenset({State.INVITED, State.INVITED_CONFERENCE, State.ACCEPTED, State.PULLED}),
        (State.REVOKED, Happening.REVOKED),
    ),
    CentreVerb.TAKE: (
        frozenset({State.INVITED, State.INVITED_CONFERENCE}),
        (State.REVOKED, Happening.CANCELED),
    ),
    CentreVerb.FAIL: (
        frozenset({State.INVITED, State.ACCEPTED, State.PULLED, State.CREATED, State.SAVED, State.JOIN_PENDING}),
        (State.ERROR, Happening.ERROR),
    ),
    CentreVerb.END: (
        frozenset({State.ACCEPTED, State.HISTORY_DONE, State.HISTORY_IN_PROGRESS}),
        (State.IDLE, Happening.ENDED),
    ),
    CentreVerb.SAY: (
        frozenset({State.ACCEPTED, State.HISTORY_DONE, State.HISTORY_IN_PROGRESS}),
        (State.ACCEPTED, Happening.NEW_MESSAGE),
    ),
}
"""What the other side can do, the states in which it can, and what comes of it."""

UNTOLD: Mapping[CentreVerb, frozenset[State]] = {
    CentreVerb.TYPE: CENTRE_STEPS[CentreVerb.SAY][0],
    CentreVerb.READ: CENTRE_STEPS[CentreVerb.SAY][0],
}
"""What the customer of a chat does besides, and in which states: the agent sees it, clients get no event."""

OF_CHATS = frozenset({CentreVerb.END, CentreVerb.SAY, *UNTOLD})
"""What only the other side of a chat does."""

TYPING: Seconds = 10.0
"""How long a customer who has begun to write counts as writing."""

FAILURES: Mapping[Verb, Happening] = {
    Verb.PLACE_IN_QUEUE: Happening.IN_QUEUE_FAILED,
    Verb.PLACE_IN_WORKBIN: Happening.IN_WORKBIN_FAILED,
    Verb.TRANSFER: Happening.IN_QUEUE_FAILED,
}
"""The event of an operation that the contact centre refuses."""

ENDS = frozenset(
    {
        State.IDLE,
        State.REVOKED,
        State.COMPLETED,
        State.TRANSFER_COMPLETED,
        State.LEFT_CONFERENCE,
        State.CANCELLED,
        State.SENT,
        State.ERROR,
        State.JOIN_FAILED,
    }
)
"""States in which attached data can no longer be written."""


def steps(family: Family, state: State) -> Mapping[Verb, Step]:
    """What the agent can do in a state."""
    return STEPS[family].get(state, {})
