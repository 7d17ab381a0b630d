"""The outbound tables of a scenario: calling lists, campaigns and the switch's names of time zones."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scapi.centre.campaigns import CallingList, CampaignSpec, ListRecord
from scapi.centre.record_fields import FieldError, checked_changes
from scapi.centre.records import FieldSpec, FieldType
from scapi.centre.scenario_reader import Table


def read_campaigns(root: Table) -> tuple[CampaignSpec, ...]:
    """The campaigns, each with its calling list."""
    lists: dict[str, CallingList] = {}
    for table in root.tables("callingLists"):
        calling_list = _calling_list(table)
        lists[calling_list.name] = calling_list
    campaigns = []
    for table in root.tables("campaigns"):
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
        table.refuse_others()
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
        table.whole_number("phoneType", 1),
        table.text("timeZone", ""),
        int(table.number("offset", 0)),
        table.whole_number("from", 0),
        table.whole_number("until", 86_399),
        kept,
    )
    table.refuse_others()
    return record
