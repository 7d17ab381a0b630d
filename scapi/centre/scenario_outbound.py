"""The outbound tables of a scenario: calling lists, campaigns and the switch's names of time zones."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from scapi.centre.campaigns import CallingList, CampaignSpec, ListRecord
from scapi.centre.record_fields import FieldError, checked_changes
from scapi.centre.records import SYSTEM_FIELDS, FieldSpec, FieldType
from scapi.centre.scenario_reader import Table, no_others, only_once
from scapi.values import Json

LATEST = 86_399
"""The last second of a day."""
_NO_LIST = CallingList("", (), ())
"""Stands for a list that is not there, while errors are being gathered."""
_PHONE_TYPES = next(spec.options for spec in SYSTEM_FIELDS if spec.name == "GSW_PHONE_TYPE")


def read_campaigns(root: Table) -> tuple[CampaignSpec, ...]:
    """The campaigns, each with its calling list."""
    tables = root.tables("callingLists")
    read = [_calling_list(table) for table in tables]
    only_once(tables, "name")
    lists = {each.name: each for each in read}
    tables = root.tables("campaigns")
    campaigns = tuple(_campaign(table, lists) for table in tables)
    only_once(tables, "name")
    return campaigns


def read_time_zones(root: Table) -> Mapping[str, str]:
    """The switch's zone names and the zones of the time zone database that they mean."""
    zones = root.string_map("timeZones")
    for name, zone in zones.items():
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            near = no_others([zone], available_timezones())
            root.table("timeZones").wrong(name, f"a zone such as Europe/Berlin, {near}")
    return zones


def _campaign(table: Table, lists: Mapping[str, CallingList]) -> CampaignSpec:
    named = table.text("callingList")
    if named not in lists:
        known = ", ".join(lists) or "there is none"
        table.wrong("callingList", f"the name of a calling list: {known}; {no_others([named], lists)}")
    campaign = CampaignSpec(
        table.text("name"),
        table.text("mode"),
        table.text("group"),
        lists.get(named, _NO_LIST),
        table.text("description", ""),
        table.flag("loaded"),
        table.flag("started"),
    )
    if campaign.started and not campaign.loaded:
        table.wrong("started", "loaded = true beside it; what is not loaded cannot be started")
    table.refuse_others()
    return campaign


def _calling_list(table: Table) -> CallingList:
    fields = tuple(_field(each) for each in table.tables("fields"))
    records = tuple(_record(each, fields) for each in table.tables("records"))
    if not records:
        table.wrong("records", "at least one [[callingLists.records]]")
    calling_list = CallingList(table.text("name"), fields, records)
    table.refuse_others()
    return calling_list


def _phone_type(table: Table) -> int:
    given = table.whole_number("phoneType", 1)
    if str(given) not in _PHONE_TYPES:
        table.wrong("phoneType", f"the number of a type of phone, one of {', '.join(_PHONE_TYPES)}, not {given}")
    return given


def _field(table: Table) -> FieldSpec:
    spec = FieldSpec(
        table.text("name"),
        table.choice("type", FieldType),
        table.text("displayName", ""),
        table.flag("mandatory"),
        table.flag("editable"),
        table.string_map("options"),
    )
    if spec.type is FieldType.ENUM and not spec.options:
        table.wrong("options", 'the options of an enum by number, such as {1 = "Gold"}')
    table.refuse_others()
    return spec


def _record(table: Table, fields: tuple[FieldSpec, ...]) -> ListRecord:
    values = table.values("values")
    unknown = [name for name in values if name not in {spec.name for spec in fields}]
    editable = [FieldSpec(f.name, f.type, f.display_name, f.mandatory, True, f.options) for f in fields]
    kept: Mapping[str, Json] = {}
    try:
        kept = {} if unknown else checked_changes(editable, values)
    except FieldError as error:
        table.wrong("values", f"values that fit the fields; {error}")
    if unknown:
        names = [spec.name for spec in fields]
        known = ", ".join(names) or "there is none"
        table.wrong("values", f"values of fields of the list: {known}; {no_others(unknown, names)}")
    record = ListRecord(
        table.whole_number("chain", 0),
        table.text("phone"),
        _phone_type(table),
        table.text("timeZone", ""),
        int(table.number("offset", 0)),
        table.whole_number_up_to("from", 0, LATEST),
        table.whole_number_up_to("until", LATEST, LATEST),
        kept,
    )
    table.refuse_others()
    return record
