"""The inactivity timer: warning, log-out, and what counts as activity."""

from __future__ import annotations

import pytest

from scapi.commands import Shared
from scapi.configuration import ConfigurationError
from scapi.store import Store
from scapi.testing import Client, FakeHost, fake_host, new_session
from scapi.workspace.inactivity import Inactivity
from tests.support.configurations import ALLOWED, configuration

MINUTES = "security.inactivity-timeout = 5"


def test_warning_and_log_out() -> None:
    session = new_session(configuration(ALLOWED, MINUTES))
    host, inactivity = fake_host(session), session.inactivity
    host.advance(239)
    assert not inactivity.warning
    assert inactivity.left == 61
    host.advance(1)
    assert inactivity.warning
    host.advance(59)
    assert session.workspace.presence.state.type == "READY"
    host.advance(1)
    assert session.workspace.presence.state.type == "LOGOUT"
    assert not inactivity.warning
    assert host.timers == 0


def test_a_client_counts_as_activity() -> None:
    session = new_session(configuration(ALLOWED, MINUTES))
    client, host = Client.opened(session, ALLOWED), fake_host(session)
    for _ in range(10):
        host.advance(250)
        assert session.inactivity.warning
        client.data("system.triggerActivity")
        assert not session.inactivity.warning
    assert session.workspace.presence.state.type == "READY"


def test_activity_after_the_log_out_starts_again() -> None:
    host = FakeHost()
    outs: list[float] = []
    inactivity = Inactivity(host, 100, lambda: outs.append(host.time), Store(), Shared())
    host.advance(1000)
    assert outs == [100]
    inactivity.activity()
    host.advance(1000)
    assert outs == [100, 1100]


@pytest.mark.parametrize("option", ["", "security.inactivity-timeout = 0", "security.inactivity-timeout ="])
def test_never(option: str) -> None:
    session = new_session(configuration(ALLOWED, option))
    assert session.inactivity.left is None
    fake_host(session).advance(1_000_000)
    assert session.workspace.presence.state.type == "READY"


def test_a_text_that_is_no_number() -> None:
    with pytest.raises(ConfigurationError, match="whole number of minutes"):
        new_session(configuration(ALLOWED, "security.inactivity-timeout = soon"))
