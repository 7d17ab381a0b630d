"""The workspace: the agent's side of what clients can do, too."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from scapi.centre.acts import Act, Step
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Happening, Notification, Verb
from scapi.centre.port import ContactCentre, Done, PortAnswer, Result, Token
from scapi.driven import DrivenSession
from scapi.host import Area
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Failure, Success
from scapi.workspace.actors import ActorKind
from scapi.workspace.interactions import DataChange
from tests.support.configurations import ALLOWED, RESTRICTED, configuration


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(f"{ALLOWED}, {RESTRICTED}"))


def changes(session: DrivenSession) -> Mapping[str, DataChange]:
    """The last change of each key of the only interaction, as it is now."""
    (interaction,) = session.workspace.interactions
    return interaction.changes


def test_who_changed_a_key_and_what_was_there_before(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    session.driver.call("ring", {"ani": "1", "userData": {"a": "1", "b": "2"}})
    assert changes(session) == {}
    session.driver.call("advance", {"seconds": 30})
    session.workspace.handling.set_user_data("1", {"a": "agent"})
    change = changes(session)["a"]
    assert (change.actor.kind, change.at, change.before, change.deleted) == (
        ActorKind.AGENT,
        session.workspace.now,
        "1",
        False,
    )
    client.data("interaction.setUserData", "1", {"a": "client", "c": "new"})
    assert (changes(session)["a"].actor.label, changes(session)["a"].actor.origin) == ("My app", ALLOWED)
    assert changes(session)["a"].before == "agent"
    assert changes(session)["c"].before is None
    client.data("interaction.deleteUserData", "1", "b")
    assert (changes(session)["b"].deleted, changes(session)["b"].before) == (True, "2")
    assert set(changes(session)) == {"a", "b", "c"}
    session.driver.call("attach", {"interactionId": "1", "userData": {"c": "centre"}})
    assert changes(session)["c"].actor.kind is ActorKind.CENTRE


def test_blocks_of_several_applications(session: DrivenSession) -> None:
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


def test_blocks_of_an_application_that_is_gone_can_be_lifted(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("markdone")
    session.driver.call("ring", {"ani": "1"})
    client.data("interaction.blockMarkdone", "1", "Wait.")
    session.workspace.marking_done.lift_blocks_of(ALLOWED)
    assert [event["data"]["eventType"] for event in client.events] == ["BLOCKED", "UNBLOCKED"]


def test_a_call_that_was_removed_from_outside_is_found_no_more(session: DrivenSession) -> None:
    session.driver.call("ring", {"ani": "1"})
    session.driver.call("farEnd", {"interactionId": "1", "action": "hangUp"})
    workspace = session.workspace
    for verb in (workspace.handling.accept, workspace.telephony.hang_up, workspace.marking_done.mark_done):
        assert verb("1") == Failure("Error: Interaction not found.")


class LateMarkDone:
    """A port whose mark done is answered when the test says so; everything else it hands on."""

    def __init__(self, port: ContactCentre) -> None:
        self._port = port
        self.answer: Eventual[Result] = Eventual()

    def __getattr__(self, name: str) -> object:
        return getattr(self._port, name)

    def do(self, conversation: str, act: Act, token: Token = "") -> PortAnswer:
        return self.answer if act == Step(Verb.MARK_DONE) else self._port.do(conversation, act, token)


@pytest.fixture
def late() -> tuple[Client, LateMarkDone]:
    """A client beside a call that has ended, and the port that answers late."""
    ports: list[LateMarkDone] = []

    def through(port: ContactCentre) -> ContactCentre:
        ports.append(LateMarkDone(port))
        return ports[0]  # type: ignore[return-value]

    session = new_session(configuration(ALLOWED), through=through)
    client = Client.opened(session, ALLOWED)
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    session.workspace.telephony.hang_up("1")
    return client, ports[0]


def test_a_remote_centre_that_answers_later(late: tuple[Client, LateMarkDone]) -> None:
    client, port = late
    client.subscribe("markdone")
    assert client.request("interaction.markdone", "1") is None
    assert client.events == [], "not before it is done"
    port.answer.settle(Done())
    assert "errorMessage" not in client.replies[-1]
    assert [event["data"]["eventType"] for event in client.events] == ["DONE"]
    assert len(client.session.workspace.interactions) == 1, "the contact centre tells when it is removed"
    (conversation,) = client.session.simulator.board.legs
    client.session.workspace.arrivals.conversation_changed(Notification(Happening.REMOVED, conversation))
    assert len(client.session.workspace.interactions) == 0


def test_a_remote_centre_that_refuses_later(late: tuple[Client, LateMarkDone]) -> None:
    client, port = late
    client.subscribe("markdone")
    client.request("interaction.markdone", "1")
    port.answer.settle(CentreError(ErrorKind.REFUSED, text="x"))
    assert len(client.session.workspace.interactions) == 1
    assert client.replies[-1]["errorMessage"] == "Error: The contact centre refused the operation: x"
    assert client.events == []


def test_late_news_of_what_was_removed_makes_no_ghost(late: tuple[Client, LateMarkDone]) -> None:
    client, _ = late
    (conversation,) = client.session.simulator.board.legs
    arrivals = client.session.workspace.arrivals
    arrivals.conversation_changed(Notification(Happening.REMOVED, conversation))
    client.subscribe("interaction")
    for happening in (Happening.COMPLETED, Happening.REMOVED):
        arrivals.conversation_changed(Notification(happening, conversation))
    arrivals.conversation_updated(conversation)
    assert len(client.session.workspace.interactions) == 0
    assert client.events == []


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


def test_case_and_bundle_given_by_the_contact_centre(session: DrivenSession) -> None:
    session.driver.call("ring", {"ani": "1", "userData": {"IW_CaseUid": "case", "IW_BundleUid": "bundle"}})
    session.driver.call("ring", {"ani": "2", "userData": {"IW_CaseUid": "", "IW_BundleUid": {"x": 1}}})
    one, two = session.workspace.interactions
    assert (one.case_id, one.bundle_id) == ("case", "bundle")
    assert len(two.case_id) == len(two.bundle_id) == 36
    assert two.user_data["IW_CaseUid"] == two.case_id


def test_selected_interaction(session: DrivenSession) -> None:
    assert session.workspace.selected_interaction() is None
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    selected = session.workspace.selected_interaction()
    assert selected is not None
    assert (selected.id, selected.title, selected.live) == ("1", "1", True)


def test_views_are_told(session: DrivenSession) -> None:
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
