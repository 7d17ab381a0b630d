"""Outbound campaigns and their records: what a record holds and what its fields may become.

Source: reference, "Outbound Namespace", type Field and the samples of getChainedRecords and getRecordFields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scapi.values import Json


class CampaignMode(StrEnum):
    """Dialling modes that this workspace acts on; any other text appears in events only."""

    PULL_PREVIEW = "Preview"
    PUSH_PREVIEW = "PushPreview"
    DIRECT_PUSH_PREVIEW = "DirectPushPreview"


class CallbackType(StrEnum):
    CAMPAIGN = "CAMPAIGN"
    PERSONAL = "PERSONAL"


class FieldType(StrEnum):
    """Types of a field. Source: reference, type Field, ``fieldType``."""

    INT = "int"
    FLOAT = "float"
    CHAR = "char"
    VAR_CHAR = "var-char"
    DATE = "date"
    TIME = "time"
    BOOL = "bool"
    ENUM = "enum"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One column of a calling list."""

    name: str
    type: FieldType
    display_name: str = ""
    mandatory: bool = False
    editable: bool = False
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a record is to be called again; ``at`` in seconds since the epoch."""

    handle: int
    at: float
    written: str
    kind: CallbackType


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a calling list; values by column, system columns (``GSW_…``) included."""

    handle: int
    chain: int
    phone: str
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class OutboundContent:
    """A chain of records in an interaction, and what the agent has decided about it.

    ``changed`` holds field values by record that go to the contact centre at mark done.
    """

    campaign: str
    mode: CampaignMode
    records: tuple[Record, ...]
    fields: tuple[FieldSpec, ...]
    active: int
    time_zone: str = ""
    result: int | None = None
    do_not_call: bool = False
    schedule: Schedule | None = None
    changed: Mapping[str, Json] = field(default_factory=dict)
    called: bool = False
    offered: tuple[Record, ...] = ()
    """The chain as it came, which goes back when it is rejected."""

    def record(self, handle: float) -> Record | None:
        """The record of a handle; a number with a fraction is none."""
        return next((record for record in self.records if record.handle == handle), None)

    @property
    def active_record(self) -> Record:
        return self.record(self.active) or self.records[0]


SYSTEM_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("GSW_PHONE", FieldType.VAR_CHAR, "Phone", mandatory=True, editable=True),
    FieldSpec(
        "GSW_PHONE_TYPE",
        FieldType.ENUM,
        "Phone Type",
        editable=True,
        options={
            "0": "None",
            "1": "Home Phone",
            "2": "Direct Business Phone",
            "3": "Business With Extension",
            "4": "Mobile",
            "5": "Vacation Phone",
            "6": "Pager",
            "7": "Modem",
            "8": "Voice Mail",
            "9": "Pin Pager",
            "10": "Email Address",
            "11": "Instant Messaging",
        },
    ),
    FieldSpec("GSW_FROM", FieldType.TIME, "Call From", mandatory=True, editable=True),
    FieldSpec("GSW_UNTIL", FieldType.TIME, "Call Until", mandatory=True, editable=True),
    FieldSpec("GSW_CALL_RESULT", FieldType.INT, "Call Result"),
    FieldSpec("GSW_ATTEMPTS", FieldType.INT, "Attempts"),
)
"""The system fields that every record has; the first four can be changed."""

CALL_RESULTS: Mapping[str, int] = {
    "OK": 0,
    "GENERAL_ERROR": 3,
    "SYSTEM_ERROR": 4,
    "BUSY": 6,
    "NO_ANSWER": 7,
    "SIT_DETECTED": 8,
    "ANSWERING_MACHINE": 9,
    "ALL_TRUNKS_BUSY": 10,
    "SIT_INVALID_NUM": 11,
    "SIT_VACANT": 12,
    "SIT_OPERINTERCEPT": 13,
    "SIT_UNKNOWN": 14,
    "SIT_NO_CIRCUIT": 15,
    "SIT_REORDER": 16,
    "FAXDETECTED": 17,
    "ABANDONED": 21,
    "DROPPED": 26,
    "DROPPED_NO_ANSWER": 27,
    "UNKNOWN": 28,
    "SILENCE": 32,
    "ANSWER": 33,
    "NUTONE": 34,
    "NO_DIAL_TONE": 35,
    "NO_PROGRESS": 36,
    "NO_RINGBACK": 37,
    "NO_ESTABLISHED": 38,
    "PAGER_DETECTED": 39,
    "WRONG_PARTY": 40,
    "DIAL_ERROR": 41,
    "CALL_DROP_ERROR": 42,
    "SWITCH_ERROR": 43,
    "NO_FREE_PORT_ERROR": 44,
    "TRANSFER_ERROR": 45,
    "STALE": 46,
    "AGENT_CALLBACK_ERROR": 47,
    "GROUP_CALLBACK_ERROR": 48,
    "DO_NOT_CALL": 51,
    "CANCEL_RECORD": 52,
    "WRONG_NUMBER": 53,
}
"""Call results by name. Source: reference, getListOfCallResults."""

UNVERIFIED_CALL_RESULTS = frozenset({"AGENT_CALLBACK_ERROR", "GROUP_CALLBACK_ERROR"})
"""Their numbers cannot be read in the copy of the reference used here; these are from general Genesys lists."""
DEFAULT_CALL_RESULT = CALL_RESULTS["UNKNOWN"]
"""What a record says before its first call."""
