"""The workspace: the agent's side of what clients can do, too."""

from __future__ import annotations

import pytest

from scapi.driven import DrivenSession as Session
from scapi.host import Area
from scapi.testing import Client, fake_host, new_session
from scapi.values import DONE, Eventual, Failure, Success
from scapi.workspace.actors import ActorKind
from tests.support.configurations import ALLOWED, RESTRICTED, configuration


@pytest.fixture
def session() -> Session:
    return new_session(configuration(f"{ALLOWED}, {RESTRICTED}"))


def test_who_changed_a_key_and_what_was_there_before(session: Session) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    session.driver.call("ring", {"ani": "1", "userData": {"a": "1", "b": "2"}})
    (interaction,) = session.workspace.interactions
    assert interaction.changes == {}
    session.driver.call("advance", {"seconds": 30})
    session.workspace.handling.set_user_data("1", {"a": "agent"})
    change = interaction.changes["a"]
    assert (change.actor.kind, change.at, change.before, change.deleted) == (
        ActorKind.AGENT,
        session.workspace.now,
        "1",
        False,
    )
    client.data("interaction.setUserData", "1", {"a": "client", "c": "new"})
    assert (interaction.changes["a"].actor.label, interaction.changes["a"].actor.origin) == ("My app", ALLOWED)
    assert interaction.changes["a"].before == "agent"
    assert interaction.changes["c"].before is None
    client.data("interaction.deleteUserData", "1", "b")
    assert (interaction.changes["b"].deleted, interaction.changes["b"].before) == (True, "2")
    assert set(interaction.changes) == {"a", "b", "c"}
    session.simulator.set_user_data(interaction.conversation.id, {"c": "centre"})
    assert interaction.changes["c"].actor.kind is ActorKind.CENTRE


def test_blocks_of_several_applications(session: Session) -> None:
    one, two = Client.opened(session, ALLOWED), Client.opened(session, RESTRICTED)
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    session.workspace.telephony.hang_up("1")
    one.data("interaction.blockMarkdone", "1", "First.")
    two.data("interaction.blockMarkdone", "1", "Second.")
    assert one.error("interaction.markdone", "1") == "Error: First. Second."
    one.data("interaction.unblockMarkdone", "1")
    assert session.workspace.marking_done.mark_done("1") == Failure("Error: Second.")
    assert isinstance(session.workspace.marking_done.mark_done("1", despite_blocks=True), Success)
    assert len(session.workspace.interactions) == 0


def test_blocks_of_an_application_that_is_gone_can_be_lifted(session: Session) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("markdone")
    session.driver.call("ring", {"ani": "1"})
    client.data("interaction.blockMarkdone", "1", "Wait.")
    session.workspace.lift_blocks_of(ALLOWED)
    assert [event["data"]["eventType"] for event in client.events] == ["BLOCKED", "UNBLOCKED"]


def test_a_call_that_was_removed_from_outside_is_found_no_more(session: Session) -> None:
    session.driver.call("ring", {"ani": "1"})
    session.driver.call("farEnd", {"interactionId": "1", "action": "hangUp"})
    for verb in (session.workspace.accept, session.workspace.telephony.hang_up, session.workspace.mark_done):
        assert verb("1") == Failure("Error: Interaction not found.")


def test_a_remote_centre_that_answers_later(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client.opened(session, ALLOWED)
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    session.workspace.telephony.hang_up("1")
    answer = Eventual()
    monkeypatch.setattr(session.simulator, "complete", lambda _: answer)
    assert client.request("interaction.markdone", "1") is None
    assert len(session.workspace.interactions) == 1, "not before it is done"
    answer.settle(DONE)
    assert len(session.workspace.interactions) == 0
    assert "errorMessage" not in client.replies[-1]


def test_a_remote_centre_that_refuses_later(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client.opened(session, ALLOWED)
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    session.workspace.telephony.hang_up("1")
    answer = Eventual()
    monkeypatch.setattr(session.simulator, "complete", lambda _: answer)
    client.request("interaction.markdone", "1")
    answer.settle(Failure("Error: x"))
    assert len(session.workspace.interactions) == 1
    assert client.replies[-1]["errorMessage"] == "Error: x"


def test_options_that_the_workspace_attaches() -> None:
    text = configuration(
        ALLOWED, "interaction.case-data.frame-color = #17849D", "interaction.disposition.name = Result",
        "interaction.disposition.key-name = Code", "interaction.case-data.format-business-attribute = Fields",
    )  # fmt: skip
    session = new_session(text)
    session.driver.call("ring", {"ani": "1"})
    (interaction,) = session.workspace.interactions
    assert interaction.user_data["IWAttachedDataInformation"] == {
        "DispositionCode.Label": "Result",
        "DispositionCode.Key": "Code",
        "CaseDataBusinessAttribute": "Fields",
        "Option.interaction.case-data.frame-color": "#17849D",
    }


def test_case_and_bundle_given_by_the_contact_centre(session: Session) -> None:
    session.driver.call("ring", {"ani": "1", "userData": {"IW_CaseUid": "case", "IW_BundleUid": "bundle"}})
    session.driver.call("ring", {"ani": "2", "userData": {"IW_CaseUid": "", "IW_BundleUid": {"x": 1}}})
    one, two = session.workspace.interactions
    assert (one.case_id, one.bundle_id) == ("case", "bundle")
    assert len(two.case_id) == len(two.bundle_id) == 36
    assert two.user_data["IW_CaseUid"] == two.case_id


def test_selected_interaction(session: Session) -> None:
    assert session.workspace.selected_interaction() is None
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    selected = session.workspace.selected_interaction()
    assert selected is not None
    assert (selected.id, selected.title, selected.live) == ("1", "1", True)


def test_views_are_told(session: Session) -> None:
    host = fake_host(session)
    for act, area in (
        (lambda: session.driver.call("ring", {"ani": "1"}), Area.INTERACTIONS),
        (lambda: session.workspace.presence.set_state("NotReady"), Area.AGENT),
        (lambda: session.driver.call("connection", {"state": "DOWN"}), Area.CONNECTION),
        (lambda: session.driver.call("openClient", {"label": "x", "url": "https://x"}), Area.FRAMES),
    ):
        host.areas.clear()
        act()
        assert area in host.areas
