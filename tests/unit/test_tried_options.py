"""Options that are tried count in this session at once, and go with the file, with the driver's reset, and by hand."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.driven import DrivenSession
from scapi.policy.permissions import OPTION
from scapi.testing import Client, new_session
from scapi.values import Failure, Success
from tests.support.configurations import ALLOWED, UNLISTED, configuration

TEXT = configuration(ALLOWED)


@pytest.fixture
def session() -> DrivenSession:
    return new_session(TEXT)


def admit(session: DrivenSession) -> None:
    assert isinstance(session.tried.try_out({OPTION: f"{ALLOWED}, {UNLISTED}"}), Success)


def test_an_origin_is_admitted_without_the_file(session: DrivenSession) -> None:
    app = Client.opened(session, UNLISTED)
    assert app.error("agent.get")
    admit(session)
    assert app.data("agent.get")
    assert session.configuration.name == "test.cfg, edited here"
    session.tried.back()
    assert app.error("agent.get")
    assert session.configuration.name == "test.cfg"
    assert session.tried.options == {}


def test_several_are_laid_over_each_other_and_the_text_of_the_file_is_none(session: DrivenSession) -> None:
    admit(session)
    session.tried.try_out({"service-client-api.rate-limit": "5"})
    assert set(session.tried.options) == {OPTION, "service-client-api.rate-limit"}
    session.tried.try_out({OPTION: ALLOWED, "service-client-api.rate-limit": None})
    assert session.tried.options == {}


def test_what_cannot_be_used_changes_nothing(session: DrivenSession) -> None:
    admit(session)
    answer = session.tried.try_out({"service-client-api.rate-limit": "many"})
    assert isinstance(answer, Failure)
    assert "whole number" in answer.error
    assert set(session.tried.options) == {OPTION}
    assert session.policy.rights(UNLISTED).listed.allowed


@pytest.mark.parametrize("end", ["file", "reset"])
def test_it_ends_with_another_file_and_with_a_reset(session: DrivenSession, end: str) -> None:
    admit(session)
    if end == "file":
        session.reconfigure(parse_configuration(TEXT, "test.cfg"))
    else:
        session.driver.call("reset", {})
    assert not session.policy.rights(UNLISTED).listed.allowed
    assert session.tried.options == {}


def test_a_tab_that_is_loaded_again_or_follows_tries_the_same(session: DrivenSession) -> None:
    admit(session)
    other = new_session(TEXT)
    other.restore(session.store.export())
    assert other.policy.rights(UNLISTED).listed.allowed
    follower = new_session(TEXT)
    session.store.take_changes()
    session.tried.back()
    admit(session)
    follower.follow(session.store.take_changes())
    assert follower.policy.rights(UNLISTED).listed.allowed
    session.tried.back()
    follower.follow(session.store.take_changes())
    assert not follower.policy.rights(UNLISTED).listed.allowed


def test_what_no_longer_fits_the_file_is_left(session: DrivenSession) -> None:
    session.tried.try_out({"service-client-api.rate-limit": "5"})
    other = new_session(configuration(ALLOWED, "rate-limit = 7") + "[person:x]\n")
    other.restore(session.store.export())
    assert other.policy.limiter.limits.default == 5
