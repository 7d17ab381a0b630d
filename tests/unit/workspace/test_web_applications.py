"""Web applications: read from the configuration, their addresses filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.agents import AgentProfile
from scapi.configuration import parse_configuration
from scapi.frames import Level, Mode
from scapi.workspace.web_applications import agent_placeholders, fill_placeholders, parse_web_applications
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
        sections="[One]\nlabel=First\nurl=https://one\nmode=popup\nallow=microphone\nsandbox=\n###url=x\n[Two]\nurl=http://two",
    )  # fmt: skip
    applications, problems = parse_web_applications(parse_configuration(text))
    assert problems == ()
    assert [(a.section, a.label, a.level, a.mode) for a in applications] == [
        ("One", "First", Level.WORKSPACE, Mode.POPUP),
        ("Two", "Two", Level.WORKSPACE, Mode.TAB),
        ("Two", "Two", Level.INTERACTION, Mode.TAB),
    ]
    assert [(a.allow, a.sandbox) for a in applications] == [("microphone", ""), ("", None), ("", None)]


@pytest.mark.parametrize(
    ("section", "line", "text", "expected"),
    [
        ("", 3, "App", "a section [App] with label and url"),
        ("[App]\nlabel=x", 3, "App", "an option url in the section [App]"),
        ("[App]\nurl=file:///x", 5, "file:///x", "begins with http:// or https://"),
        ("[App]\nurl=https://x\nmode=Tab", 6, "Tab", "one of tab, popup, background, hidden"),
        ("[app]\nurl=https://x", 3, "App", "a section [App]"),
    ],
)
def test_problems(section: str, line: int, text: str, expected: str) -> None:
    applications, (problem,) = parse_web_applications(
        parse_configuration(configuration(ALLOWED, "workspace.web-content = App", sections=section))
    )
    assert applications == ()
    assert (problem.line, problem.text, problem.fatal) == (line, text, False)
    assert expected in problem.expected
