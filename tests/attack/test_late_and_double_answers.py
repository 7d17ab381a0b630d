"""A back end that answers late, twice or never: a request gets exactly one reply, in time."""

from __future__ import annotations

from scapi.decisions import Reason, Verdict
from scapi.service import REPLY_WITHIN
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Failure, Success
from tests.support.configurations import ALLOWED, configuration

LIBRARY_GIVES_UP = 10.0


def pending() -> tuple[Client, Eventual]:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    eventual = Eventual()
    session.service.handle_with({"agent.get": lambda _, __: eventual})
    assert client.request("agent.get") is None
    return client, eventual


def test_late_answer_arrives_once_and_is_timed() -> None:
    client, eventual = pending()
    fake_host(client.session).advance(2.5)
    eventual.settle(Success("late"))
    assert [reply["data"] for reply in client.replies] == ["late"]
    assert client.log[0].ms == 2500
    assert client.log[0].decision.verdict is Verdict.ALLOWED


def test_second_answer_is_forgotten() -> None:
    client, eventual = pending()
    for outcome in (Success("one"), Success("two"), Failure("Error: three")):
        eventual.settle(outcome)
    assert [reply["data"] for reply in client.replies] == ["one"]


def test_no_answer_fails_before_the_library_gives_up() -> None:
    client, eventual = pending()
    host = fake_host(client.session)
    host.advance(REPLY_WITHIN - 0.01)
    assert client.replies == []
    host.advance(0.02)
    assert [reply["errorMessage"] for reply in client.replies] == ["Error: The contact centre did not answer in time."]
    assert host.time < LIBRARY_GIVES_UP
    assert client.log[0].decision.reason is Reason.REPLY_TIMED_OUT
    eventual.settle(Success("too late"))
    assert len(client.replies) == 1


def test_answer_cancels_the_timer() -> None:
    client, eventual = pending()
    host = fake_host(client.session)
    assert host.timers == 1
    eventual.settle(Success())
    assert host.timers == 0
    host.advance(60)
    assert len(client.replies) == 1


def test_many_pending_requests_are_answered_each_by_its_own() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    eventuals: list[Eventual] = []

    def handler(*_: object) -> Eventual:
        eventuals.append(Eventual())
        return eventuals[-1]

    session.service.handle_with({"agent.get": handler})
    for _ in range(50):
        client.request("agent.get")
    for number in reversed(range(0, 50, 2)):
        eventuals[number].settle(Success(number))
    fake_host(session).advance(LIBRARY_GIVES_UP)
    answers = {reply["referenceId"]: reply.get("data") for reply in client.replies}
    assert len(client.replies) == 50
    assert answers == {str(number): number if number % 2 == 0 else None for number in range(50)}
    assert fake_host(session).timers == 0


def test_a_bug_costs_one_request_and_tells_nothing() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)

    def handler(*_: object) -> Success:
        raise LookupError("/secret/path")

    session.service.handle_with({"agent.get": handler})
    assert client.error("agent.get") == "Error: Internal error."
    assert "/secret/path" not in str(fake_host(session).posted)
    assert client.log[0].decision.reason is Reason.INTERNAL_ERROR
    assert client.data("agent.getState")["type"] == "READY"
