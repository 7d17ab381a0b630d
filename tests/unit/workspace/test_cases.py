"""Cases: selection, and the order of its events."""

from __future__ import annotations

from scapi.driven import DrivenSession
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration


def case_events(client: Client) -> list[tuple[str, str]]:
    data = [event["data"] for event in client.events]
    return [(d["eventType"], d["selectedCaseId"]) for d in data if d["eventType"].startswith("CASE_")]


def talk(session: DrivenSession, number: str) -> str:
    """The case of a call that the agent talks in."""
    session.workspace.telephony.dial(number, {}, {})
    interaction = tuple(session.workspace.interactions)[-1]
    session.driver.call("farEnd", {"interactionId": interaction.id, "action": "answer"})
    return interaction.case_id


def watched() -> tuple[DrivenSession, Client]:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    return session, client


def test_first_selection() -> None:
    session, client = watched()
    case = talk(session, "1")
    assert case_events(client) == [("CASE_EXPANDED", case), ("CASE_SELECTED", case)]
    assert session.workspace.cases.selected == case


def test_a_call_that_rings_is_not_selected_until_it_is_answered() -> None:
    session, client = watched()
    session.driver.call("ring", {"ani": "1"})
    assert session.workspace.cases.selected is None
    session.workspace.handling.accept("1")
    assert session.workspace.cases.selected is not None
    assert len(case_events(client)) == 2


def test_other_selection_names_the_old_case_first() -> None:
    session, client = watched()
    first, second = talk(session, "1"), talk(session, "2")
    client.forget()
    session.workspace.handling.select_case(first)
    assert case_events(client) == [("CASE_COLLAPSED", second), ("CASE_EXPANDED", second), ("CASE_SELECTED", first)]


def test_removal_goes_back_through_what_was_looked_at() -> None:
    session, client = watched()
    cases = [talk(session, str(number)) for number in range(3)]
    session.workspace.handling.select_case(cases[0])
    for number in (1, 3, 2):
        session.workspace.telephony.hang_up(str(number))
    client.forget()
    session.workspace.marking_done.mark_done("1")
    assert session.workspace.cases.selected == cases[2]
    session.workspace.marking_done.mark_done("2")
    assert session.workspace.cases.selected == cases[2]
    session.workspace.marking_done.mark_done("3")
    assert session.workspace.cases.selected is None
    assert [name for name, _ in case_events(client)] == ["CASE_EXPANDED", "CASE_SELECTED"]


def test_interactions_of_one_case() -> None:
    session, _ = watched()
    case = talk(session, "1")
    session.workspace.telephony.dial("2", {"IW_CaseUid": case}, {})
    one, two = session.workspace.interactions
    assert one.case_id == two.case_id == case
    assert (one.is_main, two.is_main) == (True, False)
    session.workspace.telephony.hang_up("1")
    session.workspace.marking_done.mark_done("1")
    assert session.workspace.cases.selected == case, "it still has an interaction"
