"""Who the customer is: the card, the choice between several of one number, the search for another."""

from __future__ import annotations

import pytest

from host_page.views.case.contact.model import last_contact
from host_page.views.notices.toasts import toasts_model
from host_page.views.rail.model import entries
from host_page.views.regions import Region
from scapi.centre.contacts import Contact, LastContact
from scapi.protocol import errors
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage
from tools.paths import BUILT_IN_SCENARIO

TWO_OF_ONE = """
[[contacts]]
displayName = "Ann Ode"
firstName = "Ann"
company = "Ode & Sons"
phones = ["+441134960300"]
emails = ["office@ode.example"]

[[contacts]]
displayName = "Ben Ode"
emails = ["office@ode.example"]
phones = ["+441134960300"]
"""
NUMBER = "0113 496 0300"
ADDRESS = "office@ode.example"


@pytest.fixture
def two() -> Stage:
    return Stage(scenario=BUILT_IN_SCENARIO.read_text(encoding="utf-8") + TWO_OF_ONE)


def case(stage: Stage) -> Page:
    return Page(stage.html(Region.CASE))


def contact_of(stage: Stage, interaction_id: str) -> Contact | None:
    interaction = stage.session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    return interaction.conversation.contact


def choices(stage: Stage) -> dict[str, str]:
    """The contacts that can be chosen, as they are read, and what choosing them says."""
    found = case(stage).all(data_action="contact-choose")
    return {" ".join(" ".join(each.text).split()): each.attributes["data-arg"] for each in found}


def choose(stage: Stage, name: str) -> None:
    stage.run("contact-choose", next(arg for text, arg in choices(stage).items() if name in text))


def test_what_rings_for_several_shows_the_number(two: Stage) -> None:
    two.ring(NUMBER)
    (toast,) = toasts_model(two.session, two.ui).toasts
    assert toast.name == entries(two.session, two.ui)[0].name == NUMBER


def test_one_of_several_is_chosen(two: Stage) -> None:
    call = two.talk(ani=NUMBER)
    assert case(two).text(class_="contact-unknown") == "2 contacts have this number."
    assert list(choices(two)) == ["AO Ann Ode Ode & Sons · +441134960300", "BO Ben Ode +441134960300"]
    choose(two, "Ben")
    assert entries(two.session, two.ui)[0].name == "Ben Ode"
    assert case(two).text(class_="section-note") == "matched by hand"
    assert ("focus", "#contact-search") in two.page.calls
    assert choices(two) == {}
    two.run("contact-remove", call)
    assert contact_of(two, call) is None
    assert len(choices(two)) == 2


@pytest.mark.parametrize("name", ["email", "chat", "workitem"])
def test_one_of_several_of_an_address_is_chosen(two: Stage, name: str) -> None:
    interaction = two.opened(name, **{"from": ADDRESS})
    two.run("case-tab", "contact")
    assert case(two).text(class_="contact-unknown") == "2 contacts have this address."
    choose(two, "Ann")
    assert "matched by hand" in case(two).text(class_="contact")
    assert entries(two.session, two.ui)[0].name == "Ann Ode"
    two.run("contact-remove", interaction)
    assert entries(two.session, two.ui)[0].name == ADDRESS


def test_a_draft_and_a_record_have_a_contact_to_look_for() -> None:
    stage = Stage()
    stage.run("sim-load", name="Spring", mode="Preview")
    stage.run("sim-campaign", "start Spring")
    stage.run("campaign-get", "Spring")
    stage.run("case-tab", "contact")
    assert case(stage).text(class_="contact-unknown") == "No contact for this number."
    stage.run("contact-search", "1")
    stage.run("contact-query", "1", value="olsen")
    choose(stage, "Marta")
    assert contact_of(stage, "1").display_name == "Marta Olsen"  # type: ignore[union-attr]
    stage.run("email-new", "somebody@else.example")
    stage.run("case-tab", "contact")
    assert case(stage).text(class_="contact-unknown") == "No contact for this address."
    assert case(stage).one(data_action="contact-search", data_arg="2")


def test_nobody_is_known_and_somebody_is_found(stage: Stage) -> None:
    call = stage.talk(ani="0113 496 0999")
    assert case(stage).text(class_="contact-unknown") == "No contact for this number."
    assert not case(stage).all(id="contact-text")
    stage.run("contact-search", call)
    assert ("focus", "#contact-text") in stage.page.calls
    assert case(stage).one(id="contact-text").attributes["value"] == ""
    assert choices(stage) == {}
    stage.run("contact-query", call, value="xyz ")
    assert "No contact found for “xyz”." in stage.html(Region.CASE)
    stage.run("contact-query", call, value="a")
    assert len(choices(stage)) == 3
    choose(stage, "Priya")
    assert contact_of(stage, call).display_name == "Priya Raman"  # type: ignore[union-attr]
    assert not case(stage).all(id="contact-text")
    assert case(stage).one(data_action="contact-remove", data_arg=call)


def test_enter_chooses_the_only_one_that_is_left(stage: Stage) -> None:
    call = stage.talk()
    stage.run("contact-search", call)
    stage.run("contact-submit", call, text="a")
    assert contact_of(stage, call).display_name == "Jonas Whitfield"  # type: ignore[union-attr]
    assert len(choices(stage)) == 3
    stage.run("contact-submit", call, text="priya")
    assert contact_of(stage, call).display_name == "Priya Raman"  # type: ignore[union-attr]


def test_a_search_is_closed_and_left_behind(stage: Stage) -> None:
    first = stage.talk()
    stage.run("contact-search", first)
    stage.run("contact-query", first, value="a")
    stage.run("contact-close")
    assert choices(stage) == {}
    stage.run("contact-search", first)
    second = stage.talk(ani="+4722001122")
    assert not case(stage).all(id="contact-text")
    cases = {entry.id: entry.case_id for entry in entries(stage.session, stage.ui)}
    stage.run("select", f"{cases[second]} {second}")
    stage.run("select", f"{cases[first]} {first}")
    assert not case(stage).all(id="contact-text")


def test_only_what_is_shown_can_be_chosen(two: Stage) -> None:
    call = two.talk(ani=NUMBER)
    for arg in (f"{call} 1", f"{call} nobody", f"{call} ", "9 1", ""):
        two.run("contact-choose", arg)
    assert contact_of(two, call) is None
    two.run("contact-search", "9")
    assert two.ui.contact_search is None


def test_an_ended_call_keeps_its_contact(two: Stage) -> None:
    call = two.talk(ani=NUMBER)
    shown = choices(two)
    two.run("contact-search", call)
    assert choices(two) == shown, "nothing is looked for yet"
    two.run("contact-query", call, value="nobody")
    assert choices(two) == {}, "what is found comes in their place"
    two.run("hang-up", call)
    page = case(two)
    assert page.text(class_="contact-unknown") == "2 contacts have this number."
    assert not [each for each in page.elements if each.attributes.get("data-action", "").startswith("contact-")]
    two.run("contact-search", call)
    two.run("contact-choose", next(iter(shown.values())))
    assert contact_of(two, call) is None
    assert errors.wrong_state("given a contact", "IDLE").removeprefix("Error: ") in two.html(Region.CASE)


def test_a_consultation_has_the_contact_of_its_own(stage: Stage) -> None:
    call = stage.talk()
    stage.run("join-consult", f"{call} AGENT SIP_5001")
    stage.ui.chosen = "2"
    assert case(stage).text(class_="contact-unknown") == "No contact for this number."
    assert not case(stage).all(data_action="contact-search")


def test_the_last_contact_is_told(stage: Stage) -> None:
    stage.talk()
    facts = case(stage).all("dl")[-1]
    assert " ".join(" ".join(facts.text).split()).endswith("Last contact E-mail, 3 days ago")
    assert last_contact(LastContact("chat", 0)) == "Chat, today"
    assert last_contact(LastContact("voice", 1)) == "Voice, yesterday"
    assert last_contact(None) == ""


def test_a_contact_of_the_driver_has_a_name_and_no_entry(stage: Stage) -> None:
    call = stage.talk(contact={"displayName": "Ola Berg"})
    assert case(stage).text(class_="contact-name") == "Ola Berg"
    stage.run("contact-remove", call)
    assert case(stage).text(class_="contact-unknown") == "No contact for this number."
