"""Contacts: who is behind a number or an address, who is meant by what is typed, and who the agent says it is."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.contacts import FOUND_AT_MOST, Contact, ContactBook, LastContact, Match
from scapi.centre.conversations import Conversation, Verb
from scapi.centre.scenario import parse_scenario
from scapi.driven import DrivenSession
from scapi.testing import BUILT_IN_SCENARIO, Client, new_session
from scapi.values import DONE, Failure
from tests.support.configurations import ALLOWED, configuration

ANN = Contact("Ann Ode", "Ann", "Ode", "Ode & Sons", ("+44 113 496 0300",), ("office@ode.example",), id="1")
BEN = Contact(
    "Bén Öde", "Bén", "Öde", "Ode & Sons", ("+44 113 496 0300", "0113 496 0301"), ("ben@ode.example",), id="2"
)
CAT = Contact("Cat Weiß", company="Weiß GmbH", phones=("+49301234567",), emails=("Office@ode.example",), id="3")
BOOK = ContactBook((ANN, BEN, CAT))

TWO_OF_ONE = """
[[contacts]]
displayName = "Ann Ode"
firstName = "Ann"
lastName = "Ode"
phones = ["+441134960300"]
emails = ["office@ode.example"]

[[contacts]]
displayName = "Ben Ode"
phones = ["+441134960300"]
emails = ["office@ode.example"]
"""


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(ALLOWED), BUILT_IN_SCENARIO.read_text(encoding="utf-8") + TWO_OF_ONE)


def drive(session: DrivenSession, name: str, **args: Any) -> str:
    outcome = session.driver.call(name, args)
    assert not isinstance(outcome, Failure), outcome
    return str(outcome.data["interactionId"]) if outcome.data else ""  # type: ignore[index, call-overload]


def conversation(session: DrivenSession, interaction_id: str) -> Conversation:
    interaction = session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    return interaction.conversation


def names(contacts: Any) -> list[str]:
    return [contact.display_name for contact in contacts]


# ── the book ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", ["0113 496 0301", "+441134960301", "00441134960301"])
def test_one_of_a_number_is_the_contact(number: str) -> None:
    match = BOOK.of_number(number)
    assert match.contact is not None
    assert (match.contact.id, match.contact.matched_by, match.candidates) == ("2", "number", ())


def test_several_of_a_number_are_candidates() -> None:
    assert BOOK.of_number("0113 496 0300") == Match(candidates=(ANN, BEN))


def test_an_address_is_compared_without_case() -> None:
    assert BOOK.of_address("OFFICE@ode.example").candidates == (ANN, CAT)
    match = BOOK.of_address("Ben@ode.example")
    assert match.contact is not None
    assert match.contact.matched_by == "address"


@pytest.mark.parametrize("text", ["", "anonymous", "5"])
def test_nobody(text: str) -> None:
    assert BOOK.of_number(text) == BOOK.of_address(text) == Match()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ann", ["Ann Ode"]),
        ("BEN", ["Bén Öde"]),
        ("öde ode &", ["Ann Ode", "Bén Öde"]),
        ("sons ben", ["Bén Öde"]),
        ("weiss", ["Cat Weiß"]),
        ("ode.example", ["Ann Ode", "Bén Öde", "Cat Weiß"]),
        ("0113 496 03", ["Ann Ode", "Bén Öde"]),
        ("0044 (113) 496-0301", ["Bén Öde"]),
        ("00441134960301", ["Bén Öde"]),
        ("ben 0301", ["Bén Öde"]),
        ("ann 0301", []),
        ("0", ["Ann Ode", "Bén Öde", "Cat Weiß"]),
        ("+", []),
        ("nobody", []),
        ("   ", []),
        ("", []),
    ],
)
def test_search(text: str, found: list[str]) -> None:
    assert names(BOOK.search(text)) == found


def test_a_search_gives_a_page_full() -> None:
    book = ContactBook(tuple(Contact(f"Ode {number}") for number in range(FOUND_AT_MOST + 5)))
    assert names(book.search("ode")) == [f"Ode {number}" for number in range(FOUND_AT_MOST)]


# ── the scenario ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_contacts_of_a_scenario_have_ids_of_their_own_and_their_last_contact() -> None:
    contacts = parse_scenario(BUILT_IN_SCENARIO.read_text(encoding="utf-8") + TWO_OF_ONE, "my.toml").contacts
    assert len({contact.id for contact in contacts} - {""}) == len(contacts)
    assert contacts[0].last_contact == LastContact("email", 3)
    assert contacts[-1].last_contact is None


# ── conversations ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_call_of_several_has_no_contact_but_candidates(session: DrivenSession) -> None:
    call = conversation(session, drive(session, "ring", ani="0113 496 0300"))
    assert (call.contact, names(call.candidates)) == (None, ["Ann Ode", "Ben Ode"])
    session.workspace.telephony.dial("0113 496 0300", {}, {})
    assert names(conversation(session, "2").candidates) == ["Ann Ode", "Ben Ode"]
    named = conversation(session, drive(session, "ring", ani="0113 496 0300", contact="Cat"))
    assert (named.contact and named.contact.display_name, named.candidates) == ("Cat", ())


def test_a_record_of_several_has_candidates(session: DrivenSession) -> None:
    session.driver.call("campaign", {"action": "load", "name": "Spring"})
    session.driver.call("campaign", {"action": "start", "name": "Spring"})
    first = session.simulator.campaigns["Spring"].chains[0][0].phone
    scenario = f"{BUILT_IN_SCENARIO.read_text(encoding='utf-8')}{TWO_OF_ONE.replace('+441134960300', first)}"
    other = new_session(configuration(ALLOWED), scenario)
    other.driver.call("campaign", {"action": "load", "name": "Spring"})
    other.driver.call("campaign", {"action": "start", "name": "Spring"})
    other.workspace.outbound.get_preview("Spring")
    assert names(conversation(other, "1").candidates) == ["Ann Ode", "Ben Ode"]


@pytest.mark.parametrize("name", ["email", "chat", "workitem"])
def test_open_media_of_several_have_candidates(session: DrivenSession, name: str) -> None:
    come = conversation(session, drive(session, name, **{"from": "office@ode.example"}))
    assert (come.contact, names(come.candidates)) == (None, ["Ann Ode", "Ben Ode"])
    assert come.parties[0].name == "office@ode.example"


def test_an_answer_has_the_candidates_of_the_email(session: DrivenSession) -> None:
    email = drive(session, "email", **{"from": "office@ode.example"})
    session.workspace.handling.accept(email)
    session.workspace.media.step(email, Verb.REPLY)
    assert names(conversation(session, "2").candidates) == ["Ann Ode", "Ben Ode"]


def test_the_chosen_contact_is_told_and_can_be_taken_away(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    call = drive(session, "ring", ani="0113 496 0300")
    ann, _ = conversation(session, call).candidates
    assert session.workspace.handling.assign_contact(call, ann) is DONE
    assert session.workspace.handling.assign_contact(call, None) is DONE
    told = [event["data"] for event in client.events]
    assert [data["eventType"] for data in told] == ["ADDED", "RINGING", "CONTACT_CHANGED", "CONTACT_CHANGED"]
    ann_object = {"displayName": "Ann Ode", "firstName": "Ann", "lastName": "Ode"}
    assert [data["interaction"].get("contact") for data in told] == [None, None, ann_object, None]
    assert names(conversation(session, call).candidates) == ["Ann Ode", "Ben Ode"], "the choice is there again"


def test_a_contact_is_of_what_lives(session: DrivenSession) -> None:
    call = drive(session, "ring", ani="1")
    session.workspace.handling.accept(call)
    session.workspace.telephony.hang_up(call)
    outcome = session.workspace.handling.assign_contact(call, ANN)
    assert isinstance(outcome, Failure)
    assert outcome.error == "Error: The interaction cannot be given a contact in the state IDLE."
    assert conversation(session, call).contact is None
    assert isinstance(session.workspace.handling.assign_contact("9", ANN), Failure)


def test_a_party_that_is_called_by_the_contact_is_called_by_the_next_one(session: DrivenSession) -> None:
    chat = drive(session, "chat", **{"from": "priya.raman@mail.example"})
    assert conversation(session, chat).parties[0].name == "Priya Raman"
    session.workspace.handling.assign_contact(chat, None)
    assert conversation(session, chat).parties[0].name == "priya.raman@mail.example"
    session.workspace.handling.assign_contact(chat, ANN)
    assert conversation(session, chat).parties[0].name == "Ann Ode"
    inside = drive(session, "chat", **{"from": "5001"})
    session.workspace.handling.assign_contact(inside, ANN)
    assert conversation(session, inside).parties[0].username == "ada.novak"
    assert conversation(session, inside).parties[0].name == "5001"


def test_the_number_stays_the_name_of_a_caller(session: DrivenSession) -> None:
    call = drive(session, "ring", ani="0113 496 0300")
    session.workspace.handling.assign_contact(call, ANN)
    assert conversation(session, call).parties[0].name == "0113 496 0300"
