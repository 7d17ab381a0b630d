"""What an agent asks of a contact centre: acts on a conversation, and openings, which begin one.

Each act has the verb by which tables and guards know it. An act that needs nothing but its verb is a :class:`Step`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from scapi.centre.attachments import Attachment
from scapi.centre.contacts import Contact
from scapi.centre.conversations import Verb
from scapi.centre.directory import Target
from scapi.centre.records import CallbackType
from scapi.values import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Step:
    """Answers, holds, accepts, ends, completes a transfer, starts recording, marks done, ...: the verb says it all."""

    verb: Verb


@dataclass(frozen=True, slots=True)
class SendTones:
    """Sends digits, ``*`` and ``#`` as tones to the other party of a call."""

    verb: ClassVar[Verb] = Verb.SEND_DTMF
    digits: str


@dataclass(frozen=True, slots=True)
class SetData:
    """Sets these pairs of the attached data; others stay."""

    verb: ClassVar[Verb] = Verb.SET_DATA
    pairs: JsonObject


@dataclass(frozen=True, slots=True)
class DeleteData:
    """Deletes one key of the attached data."""

    verb: ClassVar[Verb] = Verb.SET_DATA
    key: str


@dataclass(frozen=True, slots=True)
class AssignContact:
    """Says who the customer is; ``None`` is nobody known."""

    verb: ClassVar[Verb] = Verb.ASSIGN_CONTACT
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Consult:
    """Begins a consultation; the target's ``media`` is its medium, if another than the conversation's."""

    verb: ClassVar[Verb] = Verb.CONSULT
    target: Target
    user_data: JsonObject
    extensions: JsonObject


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hands over in one step."""

    verb: ClassVar[Verb] = Verb.TRANSFER
    target: Target
    user_data: JsonObject
    extensions: JsonObject


@dataclass(frozen=True, slots=True)
class Conference:
    """Adds a party in one step."""

    verb: ClassVar[Verb] = Verb.CONFERENCE
    target: Target
    user_data: JsonObject
    extensions: JsonObject


@dataclass(frozen=True, slots=True)
class RemoveParty:
    """Takes one of several parties out, by its number."""

    verb: ClassVar[Verb] = Verb.REMOVE_PARTY
    number: str


@dataclass(frozen=True, slots=True)
class Say:
    """Says something in a chat."""

    verb: ClassVar[Verb] = Verb.SAY
    text: str


@dataclass(frozen=True, slots=True)
class Typing:
    """The agent has begun, or ceased, to write in a chat."""

    verb: ClassVar[Verb] = Verb.TYPE
    on: bool


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keeps what an outgoing e-mail says; ``files`` are all of its files, ``None`` leaves them as they are."""

    verb: ClassVar[Verb] = Verb.EDIT
    to: str
    cc: str
    subject: str
    body: str
    files: tuple[Attachment, ...] | None = None


@dataclass(frozen=True, slots=True)
class InsertResponse:
    """Inserts a standard response into an outgoing e-mail; in a chat it is only noted, the agent says it."""

    verb: ClassVar[Verb] = Verb.INSERT_RESPONSE
    name: str


@dataclass(frozen=True, slots=True)
class CallRecord:
    """Calls one record of a chain."""

    verb: ClassVar[Verb] = Verb.CALL_RECORD
    handle: float


@dataclass(frozen=True, slots=True)
class SetCallResult:
    """Notes how the call of a record ended."""

    verb: ClassVar[Verb] = Verb.SET_RESULT
    result: float


@dataclass(frozen=True, slots=True)
class SetDoNotCall:
    """Marks a record never to be called again, or takes the mark back."""

    verb: ClassVar[Verb] = Verb.MARK_DO_NOT_CALL
    value: bool


@dataclass(frozen=True, slots=True)
class Reschedule:
    """Has a record called again at a date, MM/DD/YYYY HH:MM in its time zone."""

    verb: ClassVar[Verb] = Verb.RESCHEDULE
    handle: float
    date: str
    kind: CallbackType


@dataclass(frozen=True, slots=True)
class CancelReschedule:
    verb: ClassVar[Verb] = Verb.RESCHEDULE


@dataclass(frozen=True, slots=True)
class UpdateFields:
    """Changes fields of the record that is called; all of them or none."""

    verb: ClassVar[Verb] = Verb.UPDATE_FIELDS
    changes: Mapping[str, Json]


Act: TypeAlias = (
    Step
    | SendTones
    | SetData
    | DeleteData
    | AssignContact
    | Consult
    | Transfer
    | Conference
    | RemoveParty
    | Say
    | Typing
    | SaveDraft
    | InsertResponse
    | CallRecord
    | SetCallResult
    | SetDoNotCall
    | Reschedule
    | CancelReschedule
    | UpdateFields
)


NEEDS_MORE: frozenset[Verb] = frozenset(
    act.verb
    for act in (
        SendTones, SetData, AssignContact, Consult, Transfer, Conference, RemoveParty, Say, Typing, SaveDraft,
        InsertResponse, CallRecord, SetCallResult, SetDoNotCall, Reschedule, UpdateFields,
    )
)  # fmt: skip
"""Verbs that say nothing alone: a :class:`Step` of one is refused."""


@dataclass(frozen=True, slots=True)
class Dial:
    """Calls a destination; an established call is held first."""

    destination: str
    user_data: JsonObject
    extensions: JsonObject


@dataclass(frozen=True, slots=True)
class CreateEmail:
    """Opens a new outgoing e-mail."""

    to: str
    user_data: JsonObject


@dataclass(frozen=True, slots=True)
class GetPreview:
    """Asks a campaign for a record; it arrives as a conversation."""

    campaign: str


@dataclass(frozen=True, slots=True)
class Pull:
    """Takes something out of the workbin; ``uuid`` is that of the item."""

    uuid: str


Opening: TypeAlias = Dial | CreateEmail | GetPreview | Pull
