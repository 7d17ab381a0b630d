"""A server, and three users of it: two agents, and one who is supervisor and administrator too."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from tests.support.gws import Agent, new_server
from tests.support.link import CallFailed


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "differs(reason): the case must fail here, for v2 is different")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A case of the contract that must fail is well when it fails by what it asserts, and not when it does not fail."""
    report = yield
    mark = item.get_closest_marker("differs")
    if mark is not None and call.when == "call":
        failed = call.excinfo is not None and issubclass(call.excinfo.type, (AssertionError, CallFailed, KeyError))
        report.outcome = "passed" if failed else "failed"
        report.longrepr = None if failed else f"the case does not fail any more, although {mark.args[0]}"
    return report


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
