"""The life of e-mails, chats, work items and custom media, as data.

Source: reference, "OpenMedia events", "Chat events", "Outbound email events" and the states of type Interaction. What
is not said there is decided here: an outgoing e-mail leaves by being sent or cancelled, a chat can be marked done
when it has ended, everything else at any time after it was accepted; a transfer passes through TRANSFERRING, which
lasts until the agent that it goes to has decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from scapi.centre.conversations import Conversation, Direction, Happening, Role, State, Verb
from scapi.centre.steps import DATA, Condition, Row, Rows, stays, step
from scapi.values import Seconds

EMAIL = "email"
CHAT = "chat"
WORK_ITEM = "workitem"
CHATS = frozenset({CHAT})
"""Media that live like a chat. Those that are neither e-mail nor here live like work items, whatever their name."""


class Family(StrEnum):
    """Kinds of open media that live alike."""

    ITEM = "item"
    EMAIL_IN = "incoming e-mail"
    EMAIL_OUT = "outgoing e-mail"
    CHAT = "chat"
    CONSULTATION = "consultation about an e-mail or item"


def family(conversation: Conversation) -> Family:
    """How a conversation lives."""
    if conversation.media in CHATS:
        return Family.CHAT
    if conversation.role is Role.CONSULTATION:
        return Family.CONSULTATION
    if conversation.media == EMAIL:
        return Family.EMAIL_OUT if conversation.direction is Direction.OUT else Family.EMAIL_IN
    return Family.ITEM


class CentreVerb(StrEnum):
    """What a customer, a colleague or the contact centre does to open media; the driver plays it."""

    REVOKE = "revoke"
    TAKE = "take"
    FAIL = "fail"
    END = "end"
    SAY = "say"
    TYPE = "type"
    READ = "read"


CentreRows: TypeAlias = Mapping[CentreVerb, Row]

_REJECTED = step(State.REVOKED, Happening.REVOKED, leaves=True)
_INVITATION: Rows = {
    Verb.ACCEPT: step(State.ACCEPTED, Happening.ACCEPTED, Condition.LOGGED_IN),
    Verb.REJECT: _REJECTED,
    **DATA,
}
_CHAT_INVITATION: Rows = {
    **_INVITATION,
    Verb.ACCEPT: step(State.JOIN_PENDING, Happening.JOIN_PENDING, Condition.LOGGED_IN),
}
_HANDED_OVER = step(
    State.TRANSFER_COMPLETED,
    Happening.TRANSFER_COMPLETED,
    Condition.NO_CONSULTATION,
    leaves=True,
    by_way_of=State.TRANSFERRING,
)
_MARKED_DONE = step(State.COMPLETED, Happening.COMPLETED, leaves=True)
_OVER: Rows = {Verb.MARK_DONE: _MARKED_DONE}
_JOINED: Rows = {
    Verb.COMPLETE_TRANSFER: step(State.IDLE, Happening.ENDED, Condition.JOINABLE, leaves=True),
    Verb.COMPLETE_CONFERENCE: step(State.IDLE, Happening.ENDED, Condition.CONFERRABLE, leaves=True),
}
_CHAT_ENDED = step(State.IDLE, Happening.ENDED)
"""A consultation takes place at once; a chat that is joined step by step is none."""
_CONSULTATION_ENDED = step(State.IDLE, Happening.ENDED, Condition.CONSULTATION, leaves=True)
_ENDED = (*_CONSULTATION_ENDED, *_CHAT_ENDED)
_ITEM: Rows = {
    Verb.TRANSFER: _HANDED_OVER,
    Verb.PLACE_IN_QUEUE: _HANDED_OVER,
    Verb.PLACE_IN_WORKBIN: step(State.SAVED, Happening.IN_WORKBIN, leaves=True),
    Verb.CONSULT: stays(None, Condition.CAN_CONSULT),
    Verb.MARK_DONE: _MARKED_DONE,
    **DATA,
}
# An answer is an interaction of its own: the e-mail itself stays as it is.
_EMAIL_IN: Rows = {**_ITEM, Verb.REPLY: stays(None, Condition.LOGGED_IN)}
_DRAFT: Rows = {
    Verb.COMPOSE: step(State.CREATED, Happening.COMPOSING),
    Verb.EDIT: stays(None),
    Verb.INSERT_RESPONSE: stays(Happening.INSERT_STANDARD_RESPONSE),
    Verb.SAVE: step(State.SAVED, Happening.IN_WORKBIN),
    Verb.SEND: step(State.SENT, Happening.SENT, leaves=True),
    Verb.CANCEL: step(State.CANCELLED, Happening.CANCELLED, leaves=True),
    Verb.CONSULT: stays(None, Condition.CAN_CONSULT),
    **DATA,
}
_JOINING: Rows = {
    Verb.SAY: stays(Happening.NEW_MESSAGE),
    Verb.TYPE: stays(None),
    Verb.INSERT_RESPONSE: stays(Happening.INSERT_STANDARD_RESPONSE),
    Verb.END: _CHAT_ENDED,
    Verb.TRANSFER: _HANDED_OVER,
    Verb.CONFERENCE: stays(Happening.PARTY_CHANGED, Condition.NO_CONSULTATION),
    Verb.CONSULT: stays(None, Condition.NO_CONSULTATION, Condition.CAN_CONSULT),
    Verb.LEAVE: step(State.LEFT_CONFERENCE, Happening.LEFT_CONFERENCE, Condition.SEVERAL_PARTIES, leaves=True),
    Verb.REMOVE_PARTY: stays(Happening.PARTY_CHANGED, Condition.SEVERAL_PARTIES),
    **DATA,
}
_CHATTING: Rows = {**_JOINING, Verb.END: _ENDED, **_JOINED}

STEPS: Mapping[Family, Mapping[State, Rows]] = {
    Family.ITEM: {
        State.INVITED: _INVITATION,
        State.ACCEPTED: _ITEM,
        State.PULLED: _ITEM,
        State.TRANSFERRING: DATA,
        State.ERROR: _OVER,
    },
    Family.EMAIL_IN: {
        State.INVITED: _INVITATION,
        State.ACCEPTED: _EMAIL_IN,
        State.PULLED: _EMAIL_IN,
        State.TRANSFERRING: DATA,
        State.ERROR: _OVER,
    },
    Family.EMAIL_OUT: {
        State.CREATED: _DRAFT,
        State.SAVED: _DRAFT,
        State.ERROR: {Verb.CANCEL: _DRAFT[Verb.CANCEL]},
    },
    Family.CHAT: {
        State.INVITED: _CHAT_INVITATION,
        State.INVITED_CONFERENCE: _CHAT_INVITATION,
        State.JOIN_PENDING: {Verb.END: _CHAT_ENDED, **DATA},
        State.JOIN_FAILED: _OVER,
        State.HISTORY_IN_PROGRESS: _JOINING,
        State.HISTORY_DONE: _JOINING,
        State.ACCEPTED: _CHATTING,
        State.TRANSFERRING: DATA,
        State.IDLE: _OVER,
        State.ERROR: _OVER,
    },
    Family.CONSULTATION: {
        State.ACCEPTED: {
            Verb.END: _CONSULTATION_ENDED,
            Verb.COMPLETE_TRANSFER: _JOINED[Verb.COMPLETE_TRANSFER],
            **DATA,
        },
    },
}
"""What the agent can do, by family and state; a state that is not here is an end."""

_TAKEN_BACK: CentreRows = {CentreVerb.REVOKE: _REJECTED}
_OFFERED: CentreRows = {**_TAKEN_BACK, CentreVerb.TAKE: step(State.REVOKED, Happening.CANCELED, leaves=True)}
_FAILS: CentreRows = {CentreVerb.FAIL: step(State.ERROR, Happening.ERROR)}
_CUSTOMER: CentreRows = {
    CentreVerb.END: _CHAT_ENDED,
    CentreVerb.SAY: stays(Happening.NEW_MESSAGE),
    CentreVerb.TYPE: stays(None),
    CentreVerb.READ: stays(None),
}
_IN_HAND: CentreRows = {**_TAKEN_BACK, **_FAILS}

CENTRE_STEPS: Mapping[Family, Mapping[State, CentreRows]] = {
    Family.ITEM: {
        State.INVITED: {**_OFFERED, **_FAILS},
        State.ACCEPTED: _IN_HAND,
        State.PULLED: _IN_HAND,
    },
    Family.EMAIL_IN: {
        State.INVITED: {**_OFFERED, **_FAILS},
        State.ACCEPTED: _IN_HAND,
        State.PULLED: _IN_HAND,
    },
    Family.EMAIL_OUT: {State.CREATED: _FAILS, State.SAVED: _FAILS},
    Family.CHAT: {
        State.INVITED: {**_OFFERED, **_FAILS},
        State.INVITED_CONFERENCE: _OFFERED,
        State.JOIN_PENDING: _FAILS,
        State.ACCEPTED: {**_IN_HAND, **_CUSTOMER, CentreVerb.END: _ENDED},
        State.HISTORY_IN_PROGRESS: {**_FAILS, **_CUSTOMER},
        State.HISTORY_DONE: {**_IN_HAND, **_CUSTOMER},
    },
    Family.CONSULTATION: {State.ACCEPTED: {CentreVerb.END: _CONSULTATION_ENDED}},
}
"""What the other side can do, the states in which it can, and what comes of it."""

JOINED = frozenset({State.ACCEPTED, State.HISTORY_DONE, State.HISTORY_IN_PROGRESS})
"""States in which the agent takes part in a chat."""

TYPING: Seconds = 10.0
"""How long a customer who has begun to write counts as writing."""

REFUSABLE: Mapping[Verb, Happening] = {
    Verb.PLACE_IN_QUEUE: Happening.IN_QUEUE_FAILED,
    Verb.PLACE_IN_WORKBIN: Happening.IN_WORKBIN_FAILED,
    Verb.TRANSFER: Happening.IN_QUEUE_FAILED,
}
"""The event of an operation on open media that the contact centre refuses; of others there is none."""


def rows(conversation: Conversation) -> Rows:
    """What the agent can do in its state."""
    return STEPS[family(conversation)].get(conversation.state, {})


def centre_rows(conversation: Conversation) -> CentreRows:
    """What the other side can do in its state."""
    return CENTRE_STEPS[family(conversation)].get(conversation.state, {})
