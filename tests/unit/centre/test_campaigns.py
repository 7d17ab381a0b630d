"""Campaigns: the sample list, chains and handles."""

from __future__ import annotations

from scapi.centre.campaigns import build_chains, record_fields, sample_campaign
from scapi.centre.record_fields import checked_changes
from scapi.centre.records import FieldSpec
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration


def test_the_sample_list() -> None:
    spec = sample_campaign("Any", "Preview")
    chains = build_chains(spec, 101, 1, iter("abcdefghijklmn").__next__)
    assert sum(map(len, chains)) >= 10
    assert [len(chain) for chain in chains] == [2, *[1] * (len(chains) - 1)], "two records are in one chain"
    first, second = chains[0]
    assert (first.values["GSW_USER_EVENT"], second.values["GSW_USER_EVENT"]) == ("PreviewRecord", "ChainedRecord")
    assert "WWE_OUTBOUND_CAMP_TYPE" not in second.values
    attempts = [[record.values["GSW_CALL_ATTEMPT_GUID"] for record in chain] for chain in chains]
    assert attempts[0] == ["a", "a"]
    assert len({attempt for chain in attempts for attempt in chain}) == len(chains)
    assert first.values["GSW_CAMPAIGN_GROUP_NAME"] == f"Any@{spec.group}"


def test_the_sample_list_fits_its_own_fields() -> None:
    spec = sample_campaign("Any", "Preview")
    fields = [FieldSpec(f.name, f.type, f.display_name, f.mandatory, True) for f in spec.calling_list.fields]
    for record in spec.calling_list.records:
        assert checked_changes(fields, record.values) == record.values


def test_handles_are_different_in_all_campaigns() -> None:
    session = new_session(configuration(ALLOWED))
    for name in ("A", "B"):
        session.driver.call("campaign", {"action": "load", "name": name})
    campaigns = session.simulator.campaigns
    handles = [record.handle for name in ("A", "B") for chain in campaigns[name].chains for record in chain]
    assert handles == list(range(1, 25))


def test_fields_are_the_systems_and_the_lists() -> None:
    names = [field.name for field in record_fields(sample_campaign("Any", "Preview").calling_list)]
    assert names[:4] == ["GSW_PHONE", "GSW_PHONE_TYPE", "GSW_FROM", "GSW_UNTIL"]
    assert len(set(names)) == len(names)


def test_records_come_back_when_they_are_rejected() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    session.driver.call("campaign", {"action": "load", "name": "C"})
    session.driver.call("campaign", {"action": "start", "name": "C"})
    phones = []
    for number in range(1, 13):
        client.data("outbound.getPreviewRecord", "C")
        phones.append(client.data("interaction.getByInteractionId", str(number))["parties"][0]["phoneNumber"])
        client.data("outbound.rejectPreviewRecord", str(number))
        client.data("interaction.markdone", str(number))
    assert len(set(phones)) == 11
    assert phones[11] == phones[0], "the first chain is offered again after all others"
