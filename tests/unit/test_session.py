"""A session: parts put together, problems collected, fatal ones stop it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.scenario import parse_scenario
from scapi.configuration import ConfigurationError, parse_configuration
from scapi.driven import DrivenSession
from scapi.protocol.registry import REGISTRY
from scapi.testing import BUILT_IN_SCENARIO, Client, FakeHost, fake_host, new_session
from scapi.values import Json
from tests.support.configurations import ALLOWED, configuration


def test_problems_that_are_not_fatal_leave_the_rest_working() -> None:
    session = new_session(
        configuration(
            f"nonsense, {ALLOWED}", "workspace.web-content = Missing, App", sections="[App]\nurl=https://a\nline"
        )
    )
    assert [problem.text for problem in session.problems] == ["line", "entry 1: nonsense", "Missing"]
    assert [frame.label for frame in session.frames] == ["App"]
    assert Client.opened(session, ALLOWED).data("agent.get")


@pytest.mark.parametrize(
    "option",
    [
        "rate-limit = x",
        "rate-limit-quarantine-delay = -5",
        "user-data.strict = 1",
        "service-client-api.content-sources.strict = x",
    ],
)
def test_fatal_problems_stop_the_start(option: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        new_session(configuration(ALLOWED, option))
    assert raised.value.problem.line == 3
    assert raised.value.problem.option in str(raised.value)


def test_workspace_opens_when_asked() -> None:
    text = configuration(ALLOWED, "workspace.web-content = A, B", sections="[A]\nurl=https://a\n[B]\nurl=https://b")
    session = new_session(text, opened=False)
    assert len(session.frames) == 0
    session.open_workspace()
    assert [(frame.id, frame.label) for frame in session.frames] == [("frame1", "A"), ("frame2", "B")]


def test_handlers_are_all_of_the_registry() -> None:
    session = new_session(configuration(ALLOWED))
    assert set(session.service._handlers) <= set(REGISTRY)


def test_two_sessions_share_nothing() -> None:
    one, two = new_session(configuration(ALLOWED)), new_session(configuration(ALLOWED))
    one.driver.call("ring", {"ani": "1"})
    one.workspace.presence.set_state("NotReady")
    assert len(two.workspace.interactions) == 0
    assert two.workspace.presence.state.operation == "Ready"
    assert fake_host(two).posted == []


@pytest.mark.parametrize("state", ["DISCONNECTED", "DOWN"])
def test_a_reset_tells_that_a_lost_link_is_back(state: str) -> None:
    session = new_session(configuration(ALLOWED, "workspace.web-content = App", sections="[App]\nurl=https://a"))
    told: list[Json] = []
    session.outlet.when_published = lambda event, data: told.append(data) if event == "system" else None
    session.driver.call("connection", {"state": state})
    session.reset()
    assert [data["state"] for data in told if isinstance(data, Mapping)] == [state, "RECONNECTED"]
    session.reset()
    assert len(told) == 2


def test_whoever_made_it_hears_what_failed_after_it_was_taken_on() -> None:
    failed: list[str] = []
    texts = parse_configuration(configuration(ALLOWED)), parse_scenario(BUILT_IN_SCENARIO.read_text(encoding="utf-8"))
    session = DrivenSession(FakeHost(), *texts, when_failed=lambda _, text: failed.append(text))
    session.driver.call("ring", {"ani": "1"})
    (interaction,) = session.workspace.interactions
    session.workspace.arrivals.operation_failed(interaction.conversation.id, CentreError(ErrorKind.REFUSED), "")
    assert failed == ["Error: The contact centre refused the operation."]
