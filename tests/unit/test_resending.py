"""A request that is sent again: the whole way of a request, but for the reply, and for no frame to ask for."""

from __future__ import annotations

import pytest

from scapi.decisions import ALLOWED as LET_THROUGH
from scapi.decisions import Reason, Verdict
from scapi.driven import DrivenSession
from scapi.resending import LONGEST, captured, frame_of, send_again
from scapi.testing import Client, fake_host, new_session
from scapi.traffic import Direction, Entry, Kind
from scapi.values import Failure
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration
from tests.support.late_link import LateCentre, Order, Wire

TEXT = configuration(f"{ALLOWED}, {RESTRICTED} (agent.*)", "rate-limit.agent.get = 2")


@pytest.fixture
def session() -> DrivenSession:
    return new_session(TEXT)


def last(session: DrivenSession, kind: Kind = Kind.REQUEST) -> Entry:
    return [each for each in session.traffic.since() if each.kind is kind][-1]


def sent(session: DrivenSession, entry: Entry, request: str | None = None, parameters: object = None) -> Entry:
    outcome = send_again(session, entry, "", request, parameters)  # type: ignore[arg-type]
    assert isinstance(outcome, Entry), outcome
    return next(session.traffic.since(outcome.seq - 1))


def refused(session: DrivenSession, entry: Entry, request: str | None = None, parameters: object = None) -> str:
    before = session.traffic.total
    outcome = send_again(session, entry, "", request, parameters)  # type: ignore[arg-type]
    assert isinstance(outcome, Failure)
    assert session.traffic.total == before
    return outcome.error


def test_it_is_done_and_answered_and_the_app_hears_nothing(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.data("agent.setState", "NotReady")
    client.data("agent.setState", "Ready")
    client.forget()
    again = sent(session, next(each for each in client.log if each.request == "agent.setState"))
    assert session.workspace.presence.state.operation == "NotReady"
    assert client.received == []
    reply = last(session, Kind.REPLY)
    assert (again.resent, reply.resent, reply.answers) == (True, True, again.seq)
    assert again.ms is not None
    assert "not sent to the app" in reply.decision.note
    assert again.summary()["resent"] is True


def test_events_of_it_reach_the_apps_as_ever(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("agent")
    client.data("agent.setState", "NotReady")
    client.data("agent.setState", "Ready")
    client.forget()
    sent(session, next(each for each in client.log if each.request == "agent.setState"))
    assert [each["event"] for each in client.received] == ["agent"]


def test_it_is_judged_by_the_rights_of_now(session: DrivenSession) -> None:
    client = Client.opened(session, RESTRICTED)
    client.request("agent.get")
    again = sent(session, last(session), "voice.dial", ["5001"])
    assert (again.decision.verdict, again.decision.reason) == (Verdict.REFUSED, Reason.REQUEST_NOT_LISTED)
    assert len(session.workspace.interactions) == 0
    assert client.frame.held_back == 0, "the app has not asked"


def test_it_is_counted_with_the_requests_of_the_app(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.data("agent.get")
    assert sent(session, last(session)).decision.verdict is Verdict.ALLOWED
    assert sent(session, last(session)).decision.verdict is Verdict.RATE_LIMITED
    assert client.request("agent.get") is None, "in quarantine"


def test_the_keys_that_the_app_may_not_read_are_left_out_of_the_reply() -> None:
    session = new_session(configuration(ALLOWED, "user-data.read-allowed = Segment"))
    client = Client.opened(session, ALLOWED)
    session.driver.call("ring", {"ani": "1", "userData": {"Segment": "Gold", "Secret": "hidden value"}})
    client.data("interaction.getInteractions")
    again = sent(session, last(session))
    assert again.decision.verdict is Verdict.REDACTED
    assert "Secret" in again.left_out
    assert "hidden value" not in (last(session, Kind.REPLY).text or "")


def test_the_document_of_the_app_stays_as_it_was(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("agent")
    client.request("agent.get")
    watch, subscriptions = client.frame.watch, client.frame.subscriptions
    sent(session, last(session))
    assert client.frame.watch is watch
    assert client.frame.subscriptions is subscriptions


def test_a_late_answer_completes_it() -> None:
    wire = Wire(Order.NOTIFICATIONS_FIRST)
    session = new_session(TEXT, through=lambda port: LateCentre(port, wire))
    wire.let_through()
    client = Client.opened(session, ALLOWED)
    client.request("voice.dial", "5001")
    wire.let_through()
    outcome = send_again(session, last(session))
    assert isinstance(outcome, Entry)
    assert outcome.ms is None
    wire.let_through()
    assert next(session.traffic.since(outcome.seq - 1)).ms is not None
    assert last(session, Kind.REPLY).answers == outcome.seq


def test_one_that_is_never_answered_has_failed_in_time() -> None:
    wire = Wire(Order.NOTIFICATIONS_FIRST)
    session = new_session(TEXT, through=lambda port: LateCentre(port, wire))
    wire.let_through()
    Client.opened(session, ALLOWED).request("voice.dial", "5001")
    wire.let_through()
    outcome = send_again(session, last(session))
    assert isinstance(outcome, Entry)
    fake_host(session).advance(9)
    failed = next(session.traffic.since(outcome.seq - 1))
    assert (failed.decision.verdict, failed.ms) == (Verdict.FAILED, 9000.0)


def test_what_cannot_be_sent_again_says_why(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    client.subscribe("agent")
    assert refused(session, last(session, Kind.SUBSCRIBE)) == "Only a request can be sent again."
    client.request("agent.get")
    asked = last(session)
    assert "was not kept" in refused(session, asked._replace(text=None))
    assert "was not kept" in refused(session, asked._replace(text='{"request": 5}'))
    assert "too deep" in refused(session, asked, None, [[[]] * 3, *_nested(70)])
    assert f"at most {LONGEST}" in refused(session, asked, None, ["x" * LONGEST])
    assert refused(session, asked, "") == "A request needs a name."
    client.new_document(RESTRICTED)
    client.request("agent.get")
    assert refused(session, asked) == f"My app shows {RESTRICTED} now, not {ALLOWED}."
    session.close_frame(client.frame_id)
    assert refused(session, asked) == "The app that sent it is not open any more."


def _nested(times: int) -> list[object]:
    value: list[object] = []
    for _ in range(times):
        value = [value]
    return value


def test_of_an_app_that_is_not_listed_it_fails_as_ever(session: DrivenSession) -> None:
    client = Client.opened(session, UNLISTED)
    client.request("agent.get")
    again = sent(session, last(session))
    assert again.decision.reason is Reason.ORIGIN_NOT_LISTED


def test_a_bug_in_a_handler_costs_the_request_only(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.request("agent.get")

    def broken(*_: object) -> None:
        raise ValueError("a bug")

    session.service.handle_with({"agent.get": broken})  # type: ignore[dict-item]
    assert sent(session, last(session)).decision.reason is Reason.INTERNAL_ERROR


def test_a_message_of_the_page_before_is_of_the_one_app_of_its_label_and_origin(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    client.request("agent.get")
    before = last(session)._replace(seq=-4, frame="frame99")
    assert frame_of(session.frames, before, "My app") is client.frame
    assert frame_of(session.frames, before, "Other app") is None
    Client.opened(session, ALLOWED, "My app").request("agent.get")
    assert frame_of(session.frames, before, "My app") is None


def test_only_requests_are_captured() -> None:
    entry = Entry(1, 0.0, Direction.IN, "frame1", ALLOWED, Kind.REQUEST, LET_THROUGH, "agent.get", text="[]")
    assert captured(entry) is None
