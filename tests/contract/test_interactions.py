"""interaction.*: reading, attached data, cases, mark done."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.link import Link, LinkClient, Site, dialled, far_end, interaction, ring, verdicts, workspace_state

OWN = ("IW", "PhoneNumber", "WWE_PARTY_")
"""How the keys begin that the workspace attaches itself."""


def attached(link: Link, call: str) -> dict[str, Any]:
    return {key: value for key, value in interaction(link, call)["userData"].items() if not key.startswith(OWN)}


def test_no_interactions(client: LinkClient) -> None:
    assert client.data("interaction.getInteractions") == []


def test_unknown_interaction_is_null_and_a_success(client: LinkClient) -> None:
    for unknown in ("1", "", "__proto__", "99999999999999999999"):
        reply = client.request("interaction.getByInteractionId", unknown)
        assert reply["data"] is None
        assert "data" in reply
        assert "errorMessage" not in reply


def test_get_interactions_and_get_by_id_agree(link: Link, client: LinkClient) -> None:
    calls = [ring(link, "+4722001122"), dialled(link, client)]
    shown = client.data("interaction.getInteractions")
    assert [each["interactionId"] for each in shown] == calls
    assert shown == [client.data("interaction.getByInteractionId", call) for call in calls]


def test_get_by_case_and_bundle(link: Link, client: LinkClient) -> None:
    call = client.data("interaction.getByInteractionId", ring(link))
    ring(link)
    assert client.data("interaction.getByCaseId", call["caseId"]) == [call]
    assert client.data("interaction.getByBundleId", call["userData"]["IW_BundleUid"]) == [call]
    assert client.data("interaction.getByCaseId", "none") == []
    assert client.data("interaction.getByBundleId", "none") == []


def test_set_user_data(link: Link, client: LinkClient) -> None:
    call = ring(link, userData={"Key1": "old", "Secret": "s"})
    client.subscribe("interaction")
    assert client.data("interaction.setUserData", call, {"Key1": "new", "Key3": {"deep": [1]}}) is None
    (event,) = client.expect_events(["ATTACHED_DATA_CHANGED"])
    shown = event["interaction"]
    assert (shown["interactionId"], shown["state"], shown["previousState"]) == (call, "RINGING", "UNKNOWN")
    assert (shown["userData"]["Key1"], shown["userData"]["Key3"]) == ("new", {"deep": [1]})
    assert attached(link, call) == {"Key1": "new", "Key3": {"deep": [1]}, "Secret": "s"}


def test_delete_user_data(link: Link, client: LinkClient) -> None:
    call = ring(link, userData={"Key1": "a", "Key2": "b"})
    client.subscribe("interaction")
    assert client.data("interaction.deleteUserData", call, "Key1") is None
    (event,) = client.expect_events(["ATTACHED_DATA_CHANGED"])
    assert "Key1" not in event["interaction"]["userData"]
    assert attached(link, call) == {"Key2": "b"}


def test_writing_nothing_tells_nobody(link: Link, client: LinkClient) -> None:
    call = ring(link)
    client.subscribe("interaction")
    client.data("interaction.setUserData", call, {})
    client.data("interaction.deleteUserData", call, "Key1")
    assert client.event_types() == []


@pytest.mark.parametrize(
    "pairs", [{"Key2": "x"}, {"Key1": "x", "Secret": "y"}, {"Secret": None}, {"key1": "case"}], ids=json.dumps
)
def test_write_list_is_all_or_nothing(link: Link, client: LinkClient, pairs: dict[str, Any]) -> None:
    call = ring(link, userData={"Key1": "old", "Key2": "old", "Secret": "s"})
    client.subscribe("interaction")
    before = workspace_state(link)
    refused = next(key for key in pairs if key not in ("Key1", "Key3"))
    text = f"Error: The key '{refused}' of the user data is not writable."
    assert client.error("interaction.setUserData", call, pairs) == text
    assert client.error("interaction.deleteUserData", call, refused) == text
    assert workspace_state(link) == before
    assert client.event_types() == []
    assert verdicts(link, client, kind="request") == [("refused", "KEY_NOT_WRITABLE")] * 2


@pytest.mark.parametrize("key", ["IW_CaseUid", "IW_BundleUid", "IWAttachedDataInformation"])
def test_the_write_list_holds_for_keys_of_the_workspace_too(link: Link, client: LinkClient, key: str) -> None:
    call = ring(link)
    before = workspace_state(link)
    for request in (["interaction.setUserData", call, {key: "x"}], ["interaction.deleteUserData", call, key]):
        assert client.error(*request) == f"Error: The key '{key}' of the user data is not writable."
    assert workspace_state(link) == before


def test_user_data_of_an_ended_call_cannot_be_written(link: Link, client: LinkClient) -> None:
    call = dialled(link, client, user_data={"Key1": "a"})
    far_end(link, call, "hangUp")
    before = workspace_state(link)
    text = "Error: The interaction cannot be changed in the state IDLE."
    assert client.error("interaction.setUserData", call, {"Key1": "b"}) == text
    assert client.error("interaction.deleteUserData", call, "Key1") == text
    assert client.error("interaction.setUserData", "99", {"Key1": "b"}) == "Error: Interaction not found."
    assert workspace_state(link) == before


def test_unreadable_keys_are_left_out_everywhere(link: Link, client: LinkClient) -> None:
    client.subscribe("interaction")
    call = ring(link, userData={"Key2": "b", "Secret": "top", "Key1": {"userData": {"Secret": "nested"}}})
    client.data("interaction.setUserData", call, {"Key3": "c"})
    client.data("interaction.getInteractions")
    client.data("interaction.getByInteractionId", call)
    client.settle()
    text = json.dumps(client.messages())
    assert "Secret" not in text
    assert '"top"' not in text
    assert '"nested"' not in text
    assert '"Key2": "b"' in text
    assert "Secret" in json.dumps(interaction(link, call)), "the agent sees it"
    reads = verdicts(link, client, kind="request")
    assert reads == [("allowed", None), ("redacted", "KEYS_LEFT_OUT"), ("redacted", "KEYS_LEFT_OUT")]


def test_select_case(link: Link, client: LinkClient) -> None:
    first, second = (interaction(link, dialled(link, client))["caseId"] for _ in range(2))
    client.subscribe("interaction")
    assert client.data("interaction.selectCaseByCaseId", first) is None
    events = client.expect_events(["CASE_COLLAPSED", "CASE_EXPANDED", "CASE_SELECTED"])
    assert events == [
        {"eventType": "CASE_COLLAPSED", "selectedCaseId": second},
        {"eventType": "CASE_EXPANDED", "selectedCaseId": second},
        {"eventType": "CASE_SELECTED", "selectedCaseId": first},
    ]
    shown = {each["caseId"]: each for each in client.data("interaction.getInteractions")}
    assert (shown[first]["isCaseSelected"], shown[first]["isCaseExpanded"]) == (True, True)
    assert (shown[second]["isCaseSelected"], shown[second]["isCaseExpanded"]) == (False, False)


def test_unknown_case(link: Link, client: LinkClient) -> None:
    dialled(link, client)
    before = workspace_state(link)
    assert client.error("interaction.selectCaseByCaseId", "none") == "Error: Case not found."
    assert workspace_state(link) == before


def test_removing_the_selected_case_selects_the_one_before(link: Link, client: LinkClient) -> None:
    calls = [dialled(link, client) for _ in range(2)]
    first = interaction(link, calls[0])["caseId"]
    client.data("voice.hangUp", calls[1])
    client.subscribe("interaction")
    client.data("interaction.markdone", calls[1])
    events = client.expect_events(["REMOVED", "CASE_EXPANDED", "CASE_SELECTED"])
    assert events[-1]["selectedCaseId"] == first


def test_mark_done(link: Link, client: LinkClient) -> None:
    call = dialled(link, client)
    case_id = interaction(link, call)["caseId"]
    client.data("voice.hangUp", call)
    client.subscribe("interaction", "markdone")
    assert client.data("interaction.markdone", call) is None
    client.expect_events(["REMOVED"])
    assert client.expect_events(["DONE"], "markdone") == [
        {"eventType": "DONE", "interactionId": call, "caseId": case_id}
    ]
    assert client.error("interaction.markdone", call) == "Error: Interaction not found."


@pytest.mark.parametrize("state", ["RINGING", "DIALING", "TALKING", "HELD"])
def test_live_interactions_cannot_be_marked_done(link: Link, client: LinkClient, state: str) -> None:
    if state == "RINGING":
        call = ring(link)
    elif state == "DIALING":
        client.data("voice.dial", "5001")
        call = "1"
    else:
        call = dialled(link, client)
        if state == "HELD":
            client.data("voice.hold", call)
    before = workspace_state(link)
    assert (
        client.error("interaction.markdone", call)
        == f"Error: The interaction cannot be marked done in the state {state}."
    )
    assert workspace_state(link) == before


def test_block_mark_done(link: Link, client: LinkClient) -> None:
    call = dialled(link, client)
    case_id = interaction(link, call)["caseId"]
    client.subscribe("markdone")
    assert client.data("interaction.blockMarkdone", call, "Fill in the form.") is None
    client.data("voice.hangUp", call)
    before = workspace_state(link)
    assert client.error("interaction.markdone", call) == "Error: Fill in the form."
    assert workspace_state(link) == before
    assert client.data("interaction.blockMarkdone", call, "And the survey.") is None
    assert client.error("interaction.markdone", call) == "Error: And the survey."
    assert client.data("interaction.unblockMarkdone", call) is None
    assert client.error("interaction.unblockMarkdone", call) == "Error: This origin does not block the interaction."
    assert client.data("interaction.markdone", call) is None
    events = client.expect_events(["BLOCKED", "ATTEMPTED", "BLOCKED", "ATTEMPTED", "UNBLOCKED", "DONE"], "markdone")
    assert all((event["interactionId"], event["caseId"]) == (call, case_id) for event in events)


def test_block_of_unknown_interaction(client: LinkClient) -> None:
    assert client.error("interaction.blockMarkdone", "9", "x") == "Error: Interaction not found."
    assert client.error("interaction.unblockMarkdone", "9") == "Error: Interaction not found."
    assert client.error("interaction.blockMarkdone", "9", 5).startswith("Error: The parameter 'warningMessage' of ")


def test_ids_count_from_one(link: Link, client: LinkClient) -> None:
    assert [ring(link) for _ in range(3)] == ["1", "2", "3"]


def test_restricted_origin_reads_one_interaction(link: Link) -> None:
    call = ring(link)
    restricted = link.open(Site.RESTRICTED)
    assert restricted.data("interaction.getByInteractionId", call)["interactionId"] == call
    text = "Error: The request 'interaction.getInteractions' is not allowed for this origin."
    assert restricted.error("interaction.getInteractions") == text


def test_the_contact_appears_changes_and_goes(link: Link, client: LinkClient) -> None:
    call = ring(link, "+4930123456")
    assert "contact" not in client.data("interaction.getByInteractionId", call)
    client.subscribe("interaction")
    ola = {"displayName": "Ola Berg", "firstName": "Ola", "lastName": "Berg"}
    marta = {"displayName": "Marta Olsen", "firstName": "Marta", "lastName": "Olsen"}
    for contact in (ola, {**marta, "company": "Nordlys Fisk, Oslo"}, None):
        link.call("contact", {"interactionId": call, "contact": contact})
    told = client.expect_events(["CONTACT_CHANGED"] * 3)
    assert [data["interaction"].get("contact") for data in told] == [ola, marta, None]
    assert "contact" not in told[2]["interaction"]
    assert {data["interaction"]["state"] for data in told} == {"RINGING"}
    assert "contact" not in client.data("interaction.getByInteractionId", call)


def test_typing_and_reading_in_a_chat_are_no_events(link: Link, client: LinkClient) -> None:
    chat = link.call("chat", {"body": "Hello"})["interactionId"]
    client.data("interaction.accept", chat)
    before = client.data("interaction.getByInteractionId", chat)
    client.subscribe("interaction")
    for action in ("type", "read"):
        link.call("customer", {"interactionId": chat, "action": action})
    assert client.data("interaction.getByInteractionId", chat) == before
    link.call("customer", {"interactionId": chat, "action": "say", "text": "Hello?"})
    client.expect_events(["NEW_MESSAGE"])
