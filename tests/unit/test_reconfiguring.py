"""Another configuration takes the place of the one before it while clients live."""

from __future__ import annotations

import pytest

from scapi.configuration import ConfigurationError, parse_configuration
from scapi.driven import DrivenSession
from scapi.host import Area
from scapi.settings import OptionChange, option_changes
from scapi.testing import BUILT_IN_SCENARIO, Client, fake_host, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration

APPS = f"[One]\nurl={ALLOWED}/one\n[Two]\nurl={ALLOWED}/two\n"
BEFORE = configuration(ALLOWED, "workspace.web-content = One", sections=APPS)


@pytest.fixture
def session() -> DrivenSession:
    return new_session(BEFORE)


def reconfigure(session: DrivenSession, text: str) -> tuple[OptionChange, ...]:
    return session.reconfigure(parse_configuration(text, "test.cfg"))


def frames(session: DrivenSession) -> list[tuple[str, str, str]]:
    return [(frame.id, frame.label, frame.url) for frame in session.frames]


def test_an_origin_is_admitted_while_its_app_and_a_call_live(session: DrivenSession) -> None:
    app = Client.opened(session, UNLISTED)
    session.driver.call("ring", {"ani": "1"})
    session.driver.call("act", {"interactionId": "1", "action": "accept"})
    assert app.error("agent.get")
    (change,) = reconfigure(
        session, configuration(f"{ALLOWED}, {UNLISTED}", "workspace.web-content = One", sections=APPS)
    )
    assert change.name.endswith("accepted-web-content-origins")
    assert (change.before, change.after) == (ALLOWED, f"{ALLOWED}, {UNLISTED}")
    assert app.data("agent.get")["username"]
    assert [each["state"] for each in app.data("interaction.getInteractions")] == ["TALKING"]


def test_its_problems_take_the_place_of_those_before(session: DrivenSession) -> None:
    reconfigure(session, BEFORE.replace("url", "ulr"))
    assert session.problems != ()
    assert any("ulr" in str(problem) for problem in session.problems)
    reconfigure(session, BEFORE)
    assert session.problems == ()


def test_the_views_and_other_tabs_hear_of_other_rules(session: DrivenSession) -> None:
    host = fake_host(session)
    host.areas.clear()
    reconfigure(session, configuration(f"{ALLOWED} (agent.get)", "workspace.web-content = One", sections=APPS))
    assert {Area.POLICY, Area.FRAMES} <= host.areas
    assert None not in host.areas


def test_what_was_lost_ends_at_once(session: DrivenSession) -> None:
    app = Client.opened(session, ALLOWED)
    app.subscribe("interaction")
    reconfigure(session, configuration(f"{ALLOWED} (agent.get)"))
    app.forget()
    session.driver.call("ring", {"ani": "1"})
    assert app.events == []
    app.error("voice.dial", "5001")


def test_apps_come_and_go_and_those_that_stay_notice_nothing(session: DrivenSession) -> None:
    app = Client(session, "frame1", ALLOWED)
    app.subscribe("interaction")
    both = configuration(ALLOWED, "workspace.web-content = Two, One", sections=APPS)
    reconfigure(session, both)
    assert [(frame, label) for frame, label, _ in frames(session)] == [("frame1", "One"), ("frame2", "Two")]
    session.driver.call("ring", {"ani": "1"})
    assert app.events
    reconfigure(session, configuration(ALLOWED, "workspace.web-content = Two", sections=APPS))
    assert [frame for frame, _, _ in frames(session)] == ["frame2"]


def test_an_app_at_another_address_is_opened_anew_and_one_of_another_name_is_not(session: DrivenSession) -> None:
    reconfigure(session, BEFORE.replace("[One]", "[One]\nlabel = First"))
    assert frames(session) == [("frame1", "First", f"{ALLOWED}/one")]
    reconfigure(session, BEFORE.replace(f"{ALLOWED}/one", f"{ALLOWED}/other"))
    assert frames(session) == [("frame2", "One", f"{ALLOWED}/other")]


def test_apps_of_interactions_open_for_those_that_are_open(session: DrivenSession) -> None:
    for number in ("1", "2"):
        session.driver.call("ring", {"ani": number})
    session.driver.call("act", {"interactionId": "1", "action": "accept"})
    more = BEFORE.replace("workspace.web-content = One", "workspace.web-content = One\ninteraction.web-content = Two")
    reconfigure(session, more)
    assert [(frame.label, frame.interaction_id) for frame in session.frames] == [("One", None), ("Two", "1")]
    reconfigure(session, BEFORE)
    assert [frame.label for frame in session.frames] == ["One"]


def test_clients_of_tools_stay(session: DrivenSession) -> None:
    Client.opened(session, RESTRICTED, "By hand")
    reconfigure(session, configuration(ALLOWED))
    assert [frame.label for frame in session.frames] == ["By hand"]


@pytest.mark.parametrize(
    "line", ["rate-limit = many", "user-data.read-alowed = x", "toast.width = wide", "content-sources.strict = maybe"]
)
def test_one_that_cannot_be_used_changes_nothing(session: DrivenSession, line: str) -> None:
    app = Client(session, "frame1", ALLOWED)
    with pytest.raises(ConfigurationError):
        reconfigure(session, f"[interaction-workspace]\nservice-client-api.{line}\n")
    assert app.data("agent.get")
    assert session.configuration.value("workspace.web-content") == "One"
    assert frames(session) == [("frame1", "One", f"{ALLOWED}/one")]


def test_counters_and_quarantines_stay(session: DrivenSession) -> None:
    limited = configuration(ALLOWED, "service-client-api.rate-limit.agent.get = 1", sections=APPS)
    reconfigure(session, limited)
    app = Client.opened(session, ALLOWED)
    app.data("agent.get")
    app.error("agent.get")
    reconfigure(session, limited.replace("agent.get = 1", "agent.get = 2"))
    assert app.request("agent.get") is None, "it is in quarantine"


def test_options_are_read_anew(session: DrivenSession) -> None:
    app = Client(session, "frame1", ALLOWED)
    text = BEFORE.replace(
        "[One]",
        "voice.auto-answer = true\nservice-client-api.toast.width = 500\nsecurity.inactivity-timeout = 5\n[One]",
        1,
    )
    reconfigure(session, text)
    read = app.data("configuration.getOption", "voice.auto-answer")
    assert read == {"interaction-workspace": {"voice.auto-answer": "true"}}
    session.driver.call("ring", {"ani": "1"})
    assert session.workspace.interaction_objects()[0]["state"] == "TALKING"
    app.data("system.popupToast", {"title": "x"})
    assert session.toasts.open()[0].width == 500
    assert session.inactivity.left == 300
    reconfigure(session, BEFORE)
    assert session.inactivity.left is None


def test_a_shorter_time_of_inactivity_counts_from_the_last_activity(session: DrivenSession) -> None:
    with_timeout = BEFORE.replace("[One]", "security.inactivity-timeout = 10\n[One]", 1)
    reconfigure(session, with_timeout)
    fake_host(session).advance(540)
    assert session.inactivity.warning
    reconfigure(session, with_timeout.replace("= 10", "= 20"))
    assert not session.inactivity.warning
    fake_host(session).advance(600)
    assert session.inactivity.warning


def test_colleagues_have_the_same_options() -> None:
    help_desk = (BUILT_IN_SCENARIO.parent / "help-desk.toml").read_text(encoding="utf-8")
    session = new_session(BEFORE, help_desk)
    reconfigure(session, BEFORE.replace("[One]", "interaction.disposition.name = Result\n[One]", 1))
    assert [each.configuration.value("interaction.disposition.name") for each in session.workspaces()] == ["Result"] * 2


def test_what_differs_is_told_by_what_counts() -> None:
    before = parse_configuration("[a]\none = 1\ntwo = 2\nlist = x, y\n[person:a]\none = 3\n")
    after = parse_configuration('# moved\n[a]\nlist = ["x", "y"]\none = 5\nnew = 4\n[person:a]\none = 3\n')
    assert option_changes(before, after) == (
        OptionChange("a", "list", "x, y", "x, y"),
        OptionChange("a", "new", None, "4"),
        OptionChange("a", "two", "2", None),
    )
    assert option_changes(after, after) == ()
