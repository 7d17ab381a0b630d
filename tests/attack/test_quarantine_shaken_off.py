"""An app takes the page away and has it brought back, to be rid of its quarantine: that goes on by the clock."""

from __future__ import annotations

import pytest

from scapi.driven import DrivenSession
from scapi.testing import EPOCH, Client, FakeHost, fake_host, new_session
from tests.support.configurations import ALLOWED, configuration

TEXT = configuration(ALLOWED, "rate-limit.voice.dial = 2", "rate-limit-quarantine-delay = 30")
FOR_EVER = configuration(ALLOWED, "rate-limit.voice.dial = 2", "rate-limit-quarantine-delay = 0")


def visited_again(session: DrivenSession, away: float, text: str = TEXT) -> Client:
    """The page loads anew after a while, its own clock at 0, with what the tab has kept; the app asks again."""
    before = fake_host(session)
    host = FakeHost(epoch=before.wall_clock() + away)
    again = new_session(text, host=host, opened=False)
    again.restore(session.store.export())
    return Client.opened(again, ALLOWED)


def quarantined(text: str = TEXT) -> DrivenSession:
    session = new_session(text, host=FakeHost(time=5.0, epoch=EPOCH))
    client = Client.opened(session, ALLOWED)
    for number in ("1", "2"):
        client.data("voice.dial", number)
    assert "rate limit" in client.error("voice.dial", "3")
    return session


def test_calls_and_quarantine_are_there_after_a_visit() -> None:
    session = quarantined()
    client = visited_again(session, away=29.0)
    assert len(list(client.session.workspace.interactions)) == 2, "no call is lost"
    assert client.request("voice.dial", "4") is None, "still no answer"
    fake_host(client.session).advance(1.1)
    assert "rate limit" in client.error("voice.dial", "5"), "the quarantine is over, the minute is not"
    assert len(list(client.session.workspace.interactions)) == 2


def test_the_count_of_the_minute_goes_on() -> None:
    session = new_session(TEXT)
    Client.opened(session, ALLOWED).data("voice.dial", "1")
    client = visited_again(session, away=3.0)
    client.data("voice.dial", "2")
    assert "rate limit" in client.error("voice.dial", "3")


@pytest.mark.parametrize("away", [0.0, 3600.0, 11 * 3600.0])
def test_a_quarantine_for_ever_stays(away: float) -> None:
    client = visited_again(quarantined(FOR_EVER), away, FOR_EVER)
    assert client.request("voice.dial", "4") is None


def test_many_visits_gain_nothing() -> None:
    session = quarantined()
    for _ in range(5):
        client = visited_again(session, away=2.0)
        assert client.request("voice.dial", "4") is None
        session = client.session


def test_a_clock_that_is_set_back_meanwhile_does_not_free() -> None:
    client = visited_again(quarantined(), away=-7200.0)
    assert client.request("voice.dial", "4") is None
