"""Campaigns and calling lists of the scenario, and the sample list of a campaign that the scenario does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scapi.centre.records import DEFAULT_CALL_RESULT, SYSTEM_FIELDS, CampaignMode, FieldSpec, FieldType, Record
from scapi.values import Json, member

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


@dataclass(slots=True)
class Campaign:
    """A campaign in the agent's session: the chains that are still to be offered, first to last."""

    spec: CampaignSpec
    mode: str
    dbid: int
    chains: list[tuple[Record, ...]]
    started: bool = False

    @property
    def acted_on(self) -> CampaignMode | None:
        return member(CampaignMode, self.mode)

    @property
    def group_name(self) -> str:
        return f"{self.spec.name}@{self.spec.group}"


def record_fields(calling_list: CallingList) -> tuple[FieldSpec, ...]:
    """The system fields, then the list's own."""
    return (*SYSTEM_FIELDS, *calling_list.fields)


def build_chains(
    spec: CampaignSpec, dbid: int, first_handle: int, agent: str, new_id: Callable[[], str]
) -> list[tuple[Record, ...]]:
    """The chains of a calling list, records as a contact server keeps them; handles count from ``first_handle``.

    The records of a chain share the id of the attempt to call it.
    """
    chains: dict[int, list[Record]] = {}
    attempts: dict[int, str] = {}
    for position, listed in enumerate(spec.calling_list.records):
        handle = first_handle + position
        first = listed.chain not in chains
        values: dict[str, Json] = {
            **listed.values,
            "GSW_AGENT_ID": agent,
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
    return [tuple(records) for records in chains.values()]


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
