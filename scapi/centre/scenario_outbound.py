"""The outbound tables of a scenario: calling lists, campaigns and the switch's names of time zones."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scapi.centre.campaigns import CallingList, CampaignSpec, ListRecord
from scapi.centre.record_fields import FieldError, checked_changes
from scapi.centre.records import SYSTEM_FIELDS, FieldSpec, FieldType
from scapi.centre.scenario_reader import Table, only_once

LATEST = 86_399
"""The last second of a day."""
_PHONE_TYPES = next(spec.options for spec in SYSTEM_FIELDS if spec.name == "GSW_PHONE_TYPE")


def read_campaigns(root: Table) -> tuple[CampaignSpec, ...]:
    """The campaigns, each with its calling list."""
    tables = root.tables("callingLists")
    read = [_calling_list(table) for table in tables]
    only_once(tables, "name", [each.name for each in read])
    lists = {each.name: each for each in read}
    tables = root.tables("campaigns")
    campaigns = []
    for table in tables:
        name = table.text("callingList")
        if name not in lists:
            raise table.error("callingList", f"the name of a calling list: {', '.join(lists) or 'there is none'}")
        campaigns.append(
            CampaignSpec(
                table.text("name"),
                table.text("mode"),
                table.text("group"),
                lists[name],
                table.text("description", ""),
                table.flag("loaded"),
                table.flag("started"),
            )
        )
        if campaigns[-1].started and not campaigns[-1].loaded:
            raise table.error("started", "loaded = true beside it; what is not loaded cannot be started")
        table.refuse_others()
    only_once(tables, "name", [each.name for each in campaigns])
    return tuple(campaigns)


def read_time_zones(root: Table) -> Mapping[str, str]:
    """The switch's zone names and the zones of the time zone database that they mean."""
    zones = root.string_map("timeZones")
    for name, zone in zones.items():
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise root.error("timeZones", f"a zone such as Europe/Berlin for {name}, not {zone!r}") from None
    return zones


def _calling_list(table: Table) -> CallingList:
    fields = tuple(_field(each) for each in table.tables("fields"))
    records = tuple(_record(each, fields) for each in table.tables("records"))
    if not records:
        raise table.error("records", "at least one [[callingLists.records]]")
    calling_list = CallingList(table.text("name"), fields, records)
    table.refuse_others()
    return calling_list


def _phone_type(table: Table) -> int:
    given = table.whole_number("phoneType", 1)
    if str(given) not in _PHONE_TYPES:
        raise table.error("phoneType", f"the number of a type of phone, one of {', '.join(_PHONE_TYPES)}")
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
        raise table.error("options", 'the options of an enum by number, such as {1 = "Gold"}')
    table.refuse_others()
    return spec


def _record(table: Table, fields: tuple[FieldSpec, ...]) -> ListRecord:
    values = table.values("values")
    editable = [FieldSpec(f.name, f.type, f.display_name, f.mandatory, True, f.options) for f in fields]
    try:
        kept = checked_changes(editable, values)
    except FieldError as error:
        raise table.error("values", f"values that fit the fields; {error}") from None
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
