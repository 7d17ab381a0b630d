"""Campaigns and calling lists of the scenario, and the sample list of a campaign that the scenario does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from scapi.centre.records import DEFAULT_CALL_RESULT, SYSTEM_FIELDS, FieldSpec, FieldType, Record
from scapi.centre.schedule import offset_now
from scapi.values import Json, Seconds

APPLICATION_ID = 139
"""The contact server that runs the campaigns."""


@dataclass(frozen=True, slots=True)
class ListRecord:
    """A record as a calling list has it."""

    chain: int
    phone: str
    phone_type: int = 1
    time_zone: str = ""
    offset: int = 0
    call_from: int = 0
    call_until: int = 86_399
    values: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallingList:
    """Columns and records."""

    name: str
    fields: tuple[FieldSpec, ...]
    records: tuple[ListRecord, ...]


@dataclass(frozen=True, slots=True)
class CampaignSpec:
    """A campaign as the scenario describes it. ``mode`` is any text; see ``CampaignMode`` for those acted on."""

    name: str
    mode: str
    group: str
    calling_list: CallingList
    description: str = ""
    loaded: bool = False
    started: bool = False


def record_fields(calling_list: CallingList) -> tuple[FieldSpec, ...]:
    """The system fields, then the list's own."""
    return (*SYSTEM_FIELDS, *calling_list.fields)


def build_chains(
    spec: CampaignSpec, dbid: int, first_handle: int, new_id: Callable[[], str]
) -> tuple[tuple[Record, ...], ...]:
    """The chains of a calling list, records as a contact server keeps them; handles count from ``first_handle``.

    The records of a chain share the id of the attempt to call it. Whose they are, and the offset of their time zone, is
    known when they are handed out (:func:`handed_out`).
    """
    chains: dict[int, list[Record]] = {}
    attempts: dict[int, str] = {}
    for position, listed in enumerate(spec.calling_list.records):
        handle = first_handle + position
        first = listed.chain not in chains
        values: dict[str, Json] = {
            **listed.values,
            "GSW_AGENT_ID": "",
            "GSW_APPLICATION_ID": APPLICATION_ID,
            "GSW_ATTEMPTS": 0,
            "GSW_CALLING_LIST": spec.calling_list.name,
            "GSW_CALLING_LIST_DBID": dbid,
            "GSW_CALL_ATTEMPT_GUID": attempts.setdefault(listed.chain, new_id()),
            "GSW_CALL_RESULT": DEFAULT_CALL_RESULT,
            "GSW_CAMPAIGN_GROUP_DBID": dbid,
            "GSW_CAMPAIGN_GROUP_DESCRIPTION": spec.description,
            "GSW_CAMPAIGN_GROUP_NAME": f"{spec.name}@{spec.group}",
            "GSW_CAMPAIGN_NAME": spec.name,
            "GSW_CHAIN_ID": listed.chain,
            "GSW_CONTACT_MEDIA_TYPE": "voice",
            "GSW_FROM": listed.call_from,
            "GSW_PHONE": listed.phone,
            "GSW_PHONE_TYPE": listed.phone_type,
            "GSW_RECORD_HANDLE": handle,
            "GSW_REFERENCE_ID": handle,
            "GSW_SWITCH_DBID": 101,
            "GSW_TZ_NAME": listed.time_zone,
            "GSW_TZ_OFFSET": listed.offset,
            "GSW_UNTIL": listed.call_until,
            "GSW_USER_EVENT": "PreviewRecord" if first else "ChainedRecord",
            "InteractionSubtype": "OutboundNew",
            "InteractionType": "Outbound",
        }
        if first:
            values["WWE_OUTBOUND_CAMP_TYPE"] = "PreviewRecord"
        chains.setdefault(listed.chain, []).append(Record(handle, listed.chain, listed.phone, values))
    return tuple(tuple(records) for records in chains.values())


def handed_out(chain: tuple[Record, ...], agent: str, zones: Mapping[str, str], now: Seconds) -> tuple[Record, ...]:
    """A chain as an agent gets it."""
    return tuple(
        replace(
            record,
            values={
                **record.values,
                "GSW_AGENT_ID": agent,
                "GSW_TZ_OFFSET": offset_now(
                    str(record.values.get("GSW_TZ_NAME") or ""), _offset(record.values.get("GSW_TZ_OFFSET")), zones, now
                ),
            },
        )
        for record in chain
    )


def _offset(value: Json) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def sample_campaign(name: str, mode: str) -> CampaignSpec:
    """A campaign for a name that the scenario does not have: twelve records, two of them in one chain."""
    fields = (
        FieldSpec("GSW_CUSTOM_STRING", FieldType.VAR_CHAR, "Remark", editable=True),
        FieldSpec("GSW_CUSTOM_DATE", FieldType.DATE, "Renewal", editable=True),
        FieldSpec("GSW_CUSTOM_AMOUNT", FieldType.FLOAT, "Amount", mandatory=True, editable=True),
        FieldSpec("GSW_CUSTOM_VIP", FieldType.BOOL, "VIP", editable=True),
        FieldSpec("GSW_CUSTOM_ACCOUNT", FieldType.VAR_CHAR, "Account", mandatory=True),
    )
    zones = (("GMT", 0), ("CET", 3600), ("EST", -18_000), ("ACT", 34_200))
    records = []
    for position in range(12):
        zone, offset = zones[position % len(zones)]
        values: dict[str, Json] = {
            "GSW_CUSTOM_STRING": f"Sample customer {position + 1}",
            "GSW_CUSTOM_DATE": f"03/{position + 10:02d}/2027 09:30",
            "GSW_CUSTOM_AMOUNT": 100.0 + 12.5 * position,
            "GSW_CUSTOM_VIP": position % 5 == 0,
            "GSW_CUSTOM_ACCOUNT": f"4471-{position:04d}",
        }
        # The first two records are one customer with two numbers.
        chain = 1 if position < 2 else position
        phone = f"+44113496{position:04d}"
        records.append(ListRecord(chain, phone, 1 if position != 1 else 4, zone, offset, 28_800, 72_000, values))
    return CampaignSpec(name, mode, "Agent Group Outbound", CallingList("Sample list", fields, tuple(records)))
