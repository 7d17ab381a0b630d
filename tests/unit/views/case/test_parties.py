"""A second party: finding it, consulting, transferring, conferencing, and which interaction the case shows."""

from __future__ import annotations

import pytest

from host_page.views.case.parties import found_targets
from host_page.views.rail.model import entries
from host_page.views.regions import Region
from scapi.centre.conversations import State
from scapi.centre.directory import TargetType
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


def states(stage: Stage) -> list[tuple[str, State]]:
    return [(interaction.id, interaction.state) for interaction in stage.session.workspace.interactions]


def drive(stage: Stage, name: str, **args: object) -> None:
    stage.session.driver.call(name, args)  # type: ignore[arg-type]


def consultation(stage: Stage, *, answered: bool = True) -> tuple[str, str]:
    """A call and a consultation about it."""
    call = stage.talk()
    stage.run("join-consult", f"{call} AGENT SIP_5001")
    if answered:
        drive(stage, "farEnd", interactionId="2", action="answer")
    return call, "2"


def test_targets_of_every_type_are_found_and_a_number_comes_first(stage: Stage) -> None:
    kinds = {entry.type for _, entry in found_targets(stage.session, "")}
    assert kinds == set(TargetType) - {TargetType.CUSTOM_CONTACT}
    label, entry = found_targets(stage.session, "5001")[0]
    assert (label, entry.type, entry.destination) == ("Number", TargetType.CUSTOM_CONTACT, "5001")
    assert found_targets(stage.session, "nobody at all") == []


def test_the_popovers_offer_what_the_call_allows(stage: Stage) -> None:
    call = stage.talk()
    page = Page(stage.html(Region.CASE))
    assert page.all(data_action="join-consult")
    assert page.all(data_action="join-conference")
    assert page.all(data_action="join-transfer")
    stage.run("hold", call)
    page = Page(stage.html(Region.CASE))
    assert not page.all(data_action="join-conference")
    stage.run("join-query", value="nobody at all")
    assert "No one called" in stage.html(Region.CASE)


def test_a_consultation_is_a_second_row_and_indented_in_the_list(stage: Stage) -> None:
    call, second = consultation(stage, answered=False)
    page = Page(stage.html(Region.CASE))
    assert "Consulting Ada Novak" in page.text(id=f"consultation-{second}")
    assert page.text("h2") == "Jonas Whitfield"
    transfer = page.one(data_action="join-complete", data_arg=f"{second} completeTransfer")
    assert transfer.attributes["aria-disabled"] == "true"
    listed = [(entry.id, entry.name, entry.indented, entry.selected) for entry in entries(stage.session, stage.ui)]
    assert listed == [(call, "Jonas Whitfield", False, True), (second, "Ada Novak", True, False)]


def test_the_agent_can_turn_to_the_consultation_itself(stage: Stage) -> None:
    consultation(stage)
    arg = Page(stage.html(Region.RAIL)).all("button", class_="entry-main")[1].attributes["data-arg"]
    stage.run("select", arg)
    page = Page(stage.html(Region.CASE))
    assert page.text("h2") == "Ada Novak"
    assert page.one(id="control-consult").attributes["aria-disabled"] == "true"
    stage.run("join-complete", "2 completeConference")
    assert Page(stage.html(Region.CASE)).text("h2") == "Jonas Whitfield"


def test_back_ends_the_consultation_and_goes_on_with_the_call(stage: Stage) -> None:
    call, second = consultation(stage)
    assert states(stage) == [(call, State.HELD), (second, State.TALKING)]
    stage.run("join-back", second)
    assert states(stage) == [(call, State.TALKING)]


def test_completing_transfers_or_conferences(stage: Stage) -> None:
    call, second = consultation(stage)
    stage.run("join-complete", f"{second} completeConference")
    assert states(stage) == [(call, State.TALKING)]
    parties = ["".join(e.text).strip() for e in Page(stage.html(Region.CASE)).all("button", class_="party")]
    assert parties == ["Jonas Whitfield", "Ada Novak"]
    far = Page(stage.html(Region.SIMULATOR)).all(data_action="sim-far-end")
    assert [e.attributes["data-arg"].split(" ", 2)[:2] for e in far] == [[call, "hangUp"]] * 2
    stage.run("sim-far-end", far[0].attributes["data-arg"])
    assert "party" not in stage.html(Region.CASE)
    stage.run("join-transfer", f"{call} INTERACTION_QUEUE {found_queue(stage)}")
    assert states(stage) == [(call, State.IDLE)]


def found_queue(stage: Stage) -> str:
    directory = stage.session.workspace.known.directory
    return next(entry.destination for entry in directory if entry.type is TargetType.INTERACTION_QUEUE)


@pytest.mark.parametrize("action", ["join-consult", "join-transfer", "join-conference"])
def test_enter_does_the_usual_thing_with_the_first_line(stage: Stage, action: str) -> None:
    call = stage.talk()
    stage.run("join-query", value="ada")
    stage.run("join-submit", f"{call} {action}", text="ada")
    assert stage.ui.errors == {}
    assert stage.ui.joining.text == ""
    assert ("value", "#join-consult-text", "") in stage.page.calls
    found = stage.session.workspace.interactions.get(call)
    assert found is not None
    done = {
        "join-consult": len(stage.session.workspace.interactions) == 2,
        "join-transfer": found.state is State.IDLE,
        "join-conference": len(found.conversation.parties) == 2,
    }
    assert done[action]


@pytest.mark.parametrize(("text", "said"), [("nobody at all", "No one called"), ("  ", "Nobody was named.")])
def test_nobody_found_is_said(stage: Stage, text: str, said: str) -> None:
    call = stage.talk()
    stage.run("join-submit", f"{call} join-consult", text=text)
    assert said in stage.html(Region.CASE)


@pytest.mark.parametrize("arg", ["", "1", "1 AGENT", "1 NOBODY x", "99 AGENT SIP_5001"])
def test_a_malformed_target_changes_nothing(stage: Stage, arg: str) -> None:
    call = stage.talk()
    stage.run("join-consult", arg)
    stage.run("join-back", "99")
    stage.run("join-complete", "99 nothing")
    assert states(stage) == [(call, State.TALKING)]
