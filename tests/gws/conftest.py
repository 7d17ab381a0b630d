"""A server, and three users of it: two agents, and one who is supervisor and administrator too."""

from __future__ import annotations

import pytest

from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from tests.support.gws import Agent, new_server


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def server(host: FakeHost) -> GwsServer:
    return new_server(host)


@pytest.fixture
def anna(server: GwsServer, host: FakeHost) -> Agent:
    """An agent, logged in."""
    return Agent(server, host, "anna").log_in()


@pytest.fixture
def boris(server: GwsServer, host: FakeHost) -> Agent:
    """Another agent, logged in."""
    return Agent(server, host, "boris").log_in()


@pytest.fixture
def carla(server: GwsServer, host: FakeHost) -> Agent:
    """A supervisor and administrator, logged in."""
    return Agent(server, host, "carla").log_in()
