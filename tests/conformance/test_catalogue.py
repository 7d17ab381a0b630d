"""The catalogue is complete: what every request must have, and every event of the reference."""

from __future__ import annotations

import pytest

from scapi.protocol.parameters import Kind
from scapi.protocol.registry import BY_SPELLING, REGISTRY
from tests.conformance.arguments import UNKNOWN
from tests.conformance.case import Case
from tests.conformance.catalogue import CATALOGUE, by_id
from tests.conformance.outbound_table import TABLE
from tests.conformance.situations import SITUATIONS, words
from tests.conformance.states import RULES, STATELESS, SUBJECTS
from tests.conformance.successes import SUCCESSES

INTERACTION_EVENTS = [
    "UNKNOWN",
    "ADDED",
    "REMOVED",
    "ATTACHED_DATA_CHANGED",
    "CASE_OR_BUNDLE_ID_CHANGED",
    "CASE_ID_CHANGED",
    "NEW_MESSAGE",
    "ERROR",
    "CONTACT_CHANGED",
    "RINGING",
    "DIALING",
    "ESTABLISHED",
    "HELD",
    "PARTY_CHANGED",
    "RELEASED",
    "CALL_RECORDING_STATE_CHANGED",
    "INVITED",
    "ACCEPTED",
    "CREATED",
    "COMPOSING",
    "COMPLETED",
    "REVOKED",
    "PULLED",
    "PULL_FAILED",
    "PULL_WORKBIN_FAILED",
    "IN_QUEUE_FAILED",
    "IN_WORKBIN",
    "IN_WORKBIN_FAILED",
    "INSERT_STANDARD_RESPONSE",
    "INVITED_CONFERENCE",
    "LEFT_CONFERENCE",
    "TRANSFER_COMPLETED",
    "CANCELED",
    "ENDED",
    "JOIN_PENDING",
    "JOIN_FAILED",
    "CANCELLED",
    "SENT",
    "PREVIEWING",
    "MARKDONE_APPLY",
    "STATE_CHANGE",
    "RECORDS_RETRIEVED",
    "CASE_EXPANDED",
    "CASE_COLLAPSED",
    "CASE_SELECTED",
]
OTHER_EVENTS = [
    "agent/STATE_CHANGED",
    "media/STATE_CHANGED",
    "markdone/BLOCKED",
    "markdone/UNBLOCKED",
    "markdone/DONE",
    "outbound/CampaignLoaded",
    "outbound/CampaignUnloaded",
    "outbound/CampaignStarted",
    "outbound/CampaignStopped",
    "system/CUSTOM_TOAST_BUTTON_CLICK:0",
    "system/REALTIME_CONNECTION:DISCONNECTED",
    "system/REALTIME_CONNECTION:RECONNECTED",
    "system/REALTIME_CONNECTION:DOWN",
    "system/frameState",
    "messenger:news",
]


def kinds(request: str) -> set[str]:
    return {case.kind for case in CATALOGUE.values() if case.request == request}


@pytest.mark.parametrize("spelling", BY_SPELLING)
def test_every_request_under_every_spelling(spelling: str) -> None:
    request = BY_SPELLING[spelling]
    assert {"success", "not-allowed", "not-listed", "rate-limited"} <= kinds(spelling)
    for parameter in request.parameters:
        if parameter.kind is not Kind.ANY:
            assert f"{spelling}/bad-argument:{parameter.name}" in CATALOGUE
        if not parameter.optional:
            assert f"{spelling}/missing-argument:{parameter.name}" in CATALOGUE


@pytest.mark.parametrize("name", REGISTRY)
def test_wrong_states(name: str) -> None:
    assert ("wrong-state" in kinds(name)) != (name in STATELESS)


def test_nothing_is_about_a_request_that_does_not_exist() -> None:
    assert set(SUCCESSES) == set(REGISTRY)
    assert set(RULES) | set(STATELESS) | {name for name, _ in UNKNOWN} <= set(REGISTRY)
    groups = {"event", "outbound-table", "fidelity"}
    assert {case.request for case in CATALOGUE.values()} == set(BY_SPELLING) | groups


def test_every_event_of_the_reference() -> None:
    for event_type in INTERACTION_EVENTS:
        assert f"event/interaction/{event_type}" in CATALOGUE
    for event in OTHER_EVENTS:
        assert f"event/{event}" in CATALOGUE


def test_every_event_case_is_about_the_event_of_its_name() -> None:
    for case_id, case in CATALOGUE.items():
        if not case_id.startswith("event/interaction/"):
            continue
        event_type = case_id.removeprefix("event/interaction/").partition(":")[0]
        assert event_type in [members["eventType"] for _, members in case.events or ()]


def test_rows_of_the_outbound_table() -> None:
    assert {mode: sum(len(act.rows) for act in acts.values()) for mode, acts in TABLE.items()} == {
        "pull": 10,
        "push": 13,
        "direct": 13,
    }


def test_states_name_subjects() -> None:
    labels = {subject.label for subject in SUBJECTS}
    assert len(labels) == len(SUBJECTS)
    for name, rule in RULES.items():
        assert rule.possible <= labels, name


def test_every_case_says_what_it_expects() -> None:
    for case in CATALOGUE.values():
        assert case.expected
        assert "|" not in case.id
        assert words(case.situation)
    assert {case.situation for case in CATALOGUE.values()} <= set(SITUATIONS)


def test_two_cases_of_one_id_are_refused() -> None:
    case = Case("a/b", "x", "idle", ())
    with pytest.raises(ValueError, match="a/b"):
        by_id([case], [case])
