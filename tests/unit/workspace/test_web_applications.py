"""Web applications: read from the configuration, their addresses filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.agents import AgentProfile
from scapi.configuration import Problem, parse_configuration
from scapi.frames import Level, Mode
from scapi.workspace.web_applications import (
    DEFAULT_SANDBOX,
    WebApplication,
    agent_placeholders,
    fill_placeholders,
    may_open_window,
    parse_web_applications,
)
from tests.support.configurations import ALLOWED, configuration

NAMES = ("Interaction.Id", "Agent.FullName", "Dialog.Id")
pieces = st.one_of(
    st.sampled_from([f"${name}$" for name in NAMES]),
    st.sampled_from(["$", "$$", "$Unknown$", "$interaction.id$"]),
    st.text(),
)


@given(
    st.lists(pieces.filter(lambda piece: "$" not in piece or piece in [f"${name}$" for name in NAMES]), max_size=8),
    st.fixed_dictionaries({name: st.text() for name in NAMES}),
)
def test_placeholders_are_replaced_raw(parts: list[str], values: dict[str, str]) -> None:
    assert fill_placeholders("".join(parts), values) == "".join(
        values.get(part[1:-1], part) if part.startswith("$") else part for part in parts
    )


@given(st.lists(pieces, max_size=8))
def test_unknown_placeholders_stay(parts: list[str]) -> None:
    text = "".join(parts)
    assert fill_placeholders(text, {}) == text


@given(st.lists(pieces, max_size=8), st.text())
def test_a_value_is_not_looked_at_again(parts: list[str], value: str) -> None:
    text = "".join(parts)
    marker = "\0"
    once = fill_placeholders(text.replace(marker, ""), {"Agent.FullName": marker})
    wanted = once.replace(marker, f"$Interaction.Id$ {value}")
    assert fill_placeholders(text.replace(marker, ""), {"Agent.FullName": f"$Interaction.Id$ {value}"}) == wanted


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("https://a/?id=$Interaction.Id$", "https://a/?id=7"),
        ("$Interaction.Id$$Interaction.Id$", "77"),
        ("$Interaction.Id$-$Interaction.Id$", "7-7"),
        ("100$ and $Interaction.Id$", "100$ and 7"),
        ("$Interaction.Id", "$Interaction.Id"),
        ("$interaction.id$", "$interaction.id$"),
        ("$$Interaction.Id$$", "$7$"),
        ("$Agent.FullName$", "Elena Brandt"),
        ("", ""),
    ],
)
def test_table(text: str, filled: str) -> None:
    assert fill_placeholders(text, {"Interaction.Id": "7", "Agent.FullName": "Elena Brandt"}) == filled


def test_agent_placeholders() -> None:
    assert agent_placeholders(AgentProfile("elena", "Elena", "Brandt", "SIP_1")) == {
        "Agent.FullName": "Elena Brandt",
        "Agent.FirstName": "Elena",
        "Agent.LastName": "Brandt",
        "Agent.UserName": "elena",
        "Agent.EmployeeId": "SIP_1",
    }


def test_applications() -> None:
    text = configuration(
        ALLOWED, "interaction.web-content = Two", "workspace.web-content = One, Two, One",
        sections="[One]\nlabel=First\nurl=https://one\nmode=popup\nallow=microphone\nsandbox=allow-scripts allow-popups-to-escape-sandbox\n###url=x\n[Two]\nurl=http://two",
    )  # fmt: skip
    applications, problems = parse_web_applications(parse_configuration(text))
    assert problems == ()
    assert [(a.section, a.label, a.level, a.mode) for a in applications] == [
        ("One", "First", Level.WORKSPACE, Mode.POPUP),
        ("Two", "Two", Level.WORKSPACE, Mode.TAB),
        ("Two", "Two", Level.INTERACTION, Mode.TAB),
    ]
    assert [(a.allow, a.sandbox) for a in applications] == [
        ("microphone", "allow-scripts allow-popups-to-escape-sandbox"), ("", DEFAULT_SANDBOX), ("", DEFAULT_SANDBOX),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "line", "text", "expected"),
    [
        ("", 3, "App", "a section [App] with label and url"),
        ("[App]\nlabel=x", 3, "App", "an option url in the section [App]"),
        ("[App]\nurl=file:///x", 5, "file:///x", "begins with http:// or https://"),
        ("[app]\nurl=https://x", 3, "App", "a section [App] with label and url; [app] is nearest"),
    ],
)
def test_problems(section: str, line: int, text: str, expected: str) -> None:
    applications, (problem,) = parse_web_applications(
        parse_configuration(configuration(ALLOWED, "workspace.web-content = App", sections=section))
    )
    assert applications == ()
    assert (problem.line, problem.text, problem.fatal) == (line, text, False)
    assert expected in problem.expected


def one_app(*lines: str, level: str = "workspace") -> tuple[WebApplication, tuple[Problem, ...]]:
    section = "\n".join(("[App]", "url=https://x/", *lines))
    text = configuration(ALLOWED, f"{level}.web-content = App", sections=section)
    (application,), problems = parse_web_applications(parse_configuration(text))
    return application, problems


@pytest.mark.parametrize(
    ("mode", "meant"), [("BACKGROUND", Mode.BACKGROUND), ("Popup", Mode.POPUP), ("hIdDeN", Mode.HIDDEN)]
)
def test_capitals_of_a_mode_mean_nothing(mode: str, meant: Mode) -> None:
    application, problems = one_app(f"mode={mode}")
    assert (application.mode, problems) == (meant, ())


@pytest.mark.parametrize(("mode", "near"), [("window", ""), ("", ""), ("BAKGROUND", "; background is nearest")])
def test_an_app_of_an_unknown_mode_opens_as_a_tab(mode: str, near: str) -> None:
    application, (problem,) = one_app(f"mode={mode}")
    assert application.mode is Mode.TAB
    assert (problem.text, problem.fatal) == (mode, False)
    assert problem.expected == f"one of tab, popup, background, hidden{near}; it opens as a tab"


@pytest.mark.parametrize(
    ("placeholder", "told"),
    [
        ("$Agent.Username$", "; $Agent.UserName$ is nearest; it stays as it is"),
        ("$Agent.Name$", "; $Agent.UserName$ is nearest; it stays as it is"),
        ("$Agent.Place$", "$Agent.EmployeeId$; it stays as it is"),
        ("$AttachedData.Segment$", "$Agent.EmployeeId$; it stays as it is"),
        ("$Interaction.Id$", "; only applications of interaction.web-content have $Interaction.Id$; it stays as it is"),
    ],
)
def test_an_unknown_placeholder_is_named_with_the_nearest(placeholder: str, told: str) -> None:
    application, (problem,) = one_app(f"url=https://x/?a={placeholder}")
    assert application.url.endswith(placeholder)
    assert (problem.text, problem.fatal) == (placeholder, False)
    assert problem.expected.endswith(told)


def test_no_default_sandbox_navigates_the_workspace() -> None:
    application, _ = one_app()
    assert application.sandbox == DEFAULT_SANDBOX
    assert "top-navigation" not in DEFAULT_SANDBOX
    assert may_open_window(DEFAULT_SANDBOX)


@pytest.mark.parametrize("none", ["none", "NONE"])
def test_a_section_may_lift_the_sandbox(none: str) -> None:
    application, problems = one_app(f"sandbox={none}")
    assert (application.sandbox, problems) == (None, ())


def test_an_unknown_token_of_a_sandbox_is_told() -> None:
    application, (problem,) = one_app("sandbox=allow-scripts allow-everything")
    assert application.sandbox == "allow-scripts allow-everything", "a browser ignores what it does not know"
    assert problem.text == "allow-everything"
    _, (problem,) = one_app("sandbox=allow-script")
    assert problem.expected.endswith("; allow-scripts is nearest")


@pytest.mark.parametrize("sandbox", ["", "allow-scripts", "allow-popups"])
def test_a_window_would_leave_the_sandbox(sandbox: str) -> None:
    application, (problem,) = one_app("mode=popup", f"sandbox={sandbox}")
    assert application.mode is Mode.TAB
    assert "allow-popups-to-escape-sandbox" in problem.expected
    assert (problem.option, problem.fatal) == ("mode", False)


@pytest.mark.parametrize(
    ("level", "placeholder", "known"),
    [
        ("workspace", "$Agent.Place$", False),
        ("interaction", "$AttachedData.Segment$", False),
        ("workspace", "$Interaction.Id$", False),
        ("interaction", "$Interaction.Id$", True),
        ("workspace", "$Agent.UserName$", True),
        ("workspace", "$5&b=6$", True),
    ],
)
def test_unknown_placeholders_are_told_with_the_known_ones(level: str, placeholder: str, known: bool) -> None:
    text = configuration(ALLOWED, f"{level}.web-content = App", sections=f"[App]\nurl=https://x/?a={placeholder}&b=1")
    (application,), problems = parse_web_applications(parse_configuration(text))
    assert placeholder in application.url
    assert [problem.text for problem in problems] == ([] if known else [placeholder])
    assert all("$Agent.UserName$" in problem.expected for problem in problems)


def test_a_person_has_apps_of_their_own() -> None:
    sections = (
        "[One]\nurl=https://one/\n[Two]\nurl=https://two/\n[person:interaction-workspace]\nworkspace.web-content=Two"
    )
    text = configuration(ALLOWED, "workspace.web-content = One", sections=sections)
    (application,), problems = parse_web_applications(parse_configuration(text))
    assert (application.section, problems) == ("Two", ())


@pytest.mark.parametrize(
    ("allow", "text", "expected"),
    [
        ("microphon", "microphon", "the name of a feature, and semicolons between several; microphone is nearest"),
        ("camera; geo-location *", "geo-location", "; geolocation is nearest"),
        ("microphone, camera", "microphone,", "semicolons between several; microphone is nearest"),
        ("xyzzy", "xyzzy", "the name of a feature, and semicolons between several"),
        ("camera self", "self", "behind camera; 'self' is nearest"),
        ("camera http:/a.example", "http:/a.example", "an origin, *, 'src', 'self' or 'none' behind camera"),
    ],
)
def test_what_a_browser_would_pass_over_in_allow_is_told(allow: str, text: str, expected: str) -> None:
    application, (problem, *_) = one_app(f"allow={allow}")
    assert application.allow == allow, "the frame gets it as it is written"
    assert (problem.option, problem.text) == ("allow", text)
    assert problem.expected.endswith(expected)


@pytest.mark.parametrize(
    "allow", ["", ";", "Camera; microphone *", "storage-access 'src'; bluetooth https://a.example; ch-ua-model"]
)
def test_features_that_are_known_are_no_problem(allow: str) -> None:
    _, problems = one_app(f"allow={allow}")
    assert problems == ()
