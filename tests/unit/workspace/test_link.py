"""The workspace's link to its contact centre: lost, down by itself, there again, and answers that never come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from scapi.centre.acts import Act, Opening
from scapi.centre.centre_error import CentreError
from scapi.centre.port import Connection, ContactCentre, Found, FoundAnswer, PortAnswer, Result, Token
from scapi.driven import DrivenSession
from scapi.protocol import errors
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Failure
from scapi.workspace.link import DOWN_AFTER
from tests.support.configurations import ALLOWED, configuration


class Silent:
    """A port that takes everything on and never answers, once it is told to."""

    def __init__(self, port: ContactCentre) -> None:
        self._port = port
        self.silent = False
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._port, name)

    def _answer(self, name: str, ask: Callable[[], PortAnswer]) -> PortAnswer:
        self.asked.append(name)
        return Eventual[Result]() if self.silent else ask()

    def do(self, conversation: str, act: Act, token: Token = "") -> PortAnswer:
        return self._answer(act.verb.value, lambda: self._port.do(conversation, act, token))

    def open(self, opening: Opening, token: Token = "") -> PortAnswer:
        return self._answer(type(opening).__name__, lambda: self._port.open(opening, token))

    def set_state(self, media: Sequence[str], operation: str) -> PortAnswer:
        return self._answer("setState", lambda: self._port.set_state(media, operation))

    def contacts(self, text: str) -> FoundAnswer:
        return Eventual[Found | CentreError]() if self.silent else self._port.contacts(text)


@pytest.fixture
def ports() -> list[Silent]:
    return []


@pytest.fixture
def session(ports: list[Silent]) -> DrivenSession:
    def through(port: ContactCentre) -> ContactCentre:
        ports.append(Silent(port))
        return ports[0]  # type: ignore[return-value]

    session = new_session(configuration(ALLOWED), through=through)
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    ports[0].asked.clear()
    return session


def connection(session: DrivenSession, state: str) -> None:
    assert not isinstance(session.driver.call("connection", {"state": state}), Failure)


def test_a_minute_is_what_the_reference_says() -> None:
    assert DOWN_AFTER == 60


def test_a_link_that_stays_lost_for_a_minute_is_down(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("system")
    connection(session, "DISCONNECTED")
    session.driver.call("advance", {"seconds": DOWN_AFTER - 1})
    assert session.workspace.connection is Connection.DISCONNECTED
    session.driver.call("advance", {"seconds": 1})
    assert session.workspace.connection is Connection.DOWN
    session.driver.call("advance", {"seconds": 1000})
    assert [event["data"]["state"] for event in client.events] == ["DISCONNECTED", "DOWN"]


def test_a_link_that_is_there_again_in_time_is_not_down(session: DrivenSession) -> None:
    connection(session, "DISCONNECTED")
    session.driver.call("advance", {"seconds": DOWN_AFTER - 1})
    connection(session, "RECONNECTED")
    session.driver.call("advance", {"seconds": DOWN_AFTER})
    assert session.workspace.connection is Connection.RECONNECTED


def test_a_tab_that_takes_over_waits_for_it_too(session: DrivenSession) -> None:
    connection(session, "DISCONNECTED")
    other = new_session(configuration(ALLOWED), opened=False)
    other.restore(session.export())
    other.take_over()
    other.driver.call("advance", {"seconds": DOWN_AFTER})
    assert other.workspace.connection is Connection.DOWN


@pytest.mark.parametrize("state", ["DISCONNECTED", "DOWN"])
def test_what_is_asked_while_the_link_is_lost_fails_and_is_not_sent(
    session: DrivenSession, ports: list[Silent], state: str
) -> None:
    client = Client.opened(session, ALLOWED)
    connection(session, state)
    before = session.store.export()
    for name, arguments in (
        ("voice.dial", ["5001"]),
        ("voice.hold", ["1"]),
        ("interaction.setUserData", ["1", {"a": "1"}]),
        ("agent.setState", ["NotReady"]),
        ("email.create", ["a@crm.example"]),
        ("voice.muteMicrophone", []),
    ):
        assert client.error(name, *arguments) == errors.NO_LINK, name  # type: ignore[misc]
    assert session.workspace.contacts("marta") == Found(())
    assert session.store.export() == before
    assert ports[0].asked == []
    connection(session, "RECONNECTED")
    client.data("voice.hold", "1")


def test_an_answer_that_never_comes_is_a_failure_and_can_be_asked_again(
    session: DrivenSession, ports: list[Silent]
) -> None:
    client = Client.opened(session, ALLOWED)
    ports[0].silent = True
    assert client.request("voice.hold", "1") is None
    assert "1 hold" in session.workspace.link.underway
    assert client.error("voice.hold", "1") == errors.UNDER_WAY
    assert ports[0].asked == ["hold"]
    fake_host(session).advance(9)
    assert client.replies[-1]["errorMessage"] == errors.NO_ANSWER_IN_TIME
    assert len(session.workspace.link.underway) == 0
    ports[0].silent = False
    client.data("voice.hold", "1")


def test_what_writes_is_sent_however_often_it_is_asked(session: DrivenSession, ports: list[Silent]) -> None:
    client = Client.opened(session, ALLOWED)
    ports[0].silent = True
    for value in ("1", "2"):
        assert client.request("interaction.setUserData", "1", {"a": value}) is None
    assert ports[0].asked == ["setUserData", "setUserData"]
    assert len(session.workspace.link.underway) == 2


def test_the_start_of_a_session_brings_the_link_up(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("system")
    connection(session, "DOWN")
    session.reset()
    assert session.workspace.connection is Connection.CONNECTED
    assert [event["data"]["state"] for event in client.events] == ["DOWN", "RECONNECTED"]
