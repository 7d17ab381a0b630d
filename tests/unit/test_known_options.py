"""Known options: the table of the documentation, what is said of unknown names, and what stops the start."""

from __future__ import annotations

import re

import pytest

from scapi.configuration import ConfigurationError, fatal, parse_configuration
from scapi.known_options import IN_USE, KNOWN, KnownOption, no_effect_rows, option_rows
from scapi.option_checks import Effect, option_problems, option_report
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration
from tools.paths import BUILT_IN_CONFIGURATION, ROOT

MAIN = "[interaction-workspace]\n"


def test_the_documentation_has_the_same_table() -> None:
    lines = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8").splitlines()
    for header, rows in (
        ("| option | default | meaning |", option_rows()),
        ("| option | is about |", no_effect_rows()),
    ):
        start = lines.index(header) + 2
        written = lines[start : lines.index("", start)]
        assert written == rows


def test_no_name_is_there_twice_and_each_has_a_line_of_documentation() -> None:
    assert len({known.name for known in KNOWN}) == len(KNOWN)
    assert all(known.meaning and "|" not in known.meaning for known in KNOWN)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_what_is_known_is_no_problem(known: KnownOption) -> None:
    name = known.name.replace("<request>", "voice.dial").replace("<medium>", "voice")
    assert option_problems(parse_configuration(f"{MAIN}{name} = 1")) == ()


def test_the_built_in_configuration_is_known() -> None:
    assert option_problems(parse_configuration(BUILT_IN_CONFIGURATION.read_text(encoding="utf-8"))) == ()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("service-client-api.user-data.read-alowed", "service-client-api.user-data.read-allowed"),
        ("service-client-api.user-data.write-allowd", "service-client-api.user-data.write-allowed"),
        ("service-client-api.User-Data.Read-Allowed", "service-client-api.user-data.read-allowed"),
        ("service-client-api.rate-limits", "service-client-api.rate-limit"),
        ("service-client-api.ratelimit", "service-client-api.rate-limit"),
        ("service-client-api.rate-limit-quarantine-dely", "service-client-api.rate-limit-quarantine-delay"),
        ("service-client-api.option.read-allowed-origin", "service-client-api.option.read-allowed-web-content-origin"),
        ("service-client-api.content-source.strict", "service-client-api.content-sources.strict"),
        ("service-client-api.userdata.strict", "service-client-api.user-data.strict"),
        ("Service-Client-API.user-data.read-allowed", "service-client-api.user-data.read-allowed"),
        ("service-client.api.user-data.read-allowed", "service-client-api.user-data.read-allowed"),
        ("serviceclient-api.rate-limit-quarantine-delay", "service-client-api.rate-limit-quarantine-delay"),
        ("api.user-data.write-allowed", "service-client-api.user-data.write-allowed"),
    ],
)
def test_a_misspelt_restriction_stops_the_start(name: str, nearest: str) -> None:
    text = f"{configuration(ALLOWED)}{name} = Key1\n"
    (problem,) = option_problems(parse_configuration(text, "x.cfg"))
    assert (problem.line, problem.option, problem.fatal) == (4, name, True)
    assert nearest in problem.expected
    with pytest.raises(ConfigurationError, match="nearest"):
        new_session(text)


@pytest.mark.parametrize("name", ["user-data.read-allowed", "rate-limit", "rate-limit.voice.dial"])
def test_a_restriction_without_its_first_words_stops_the_start(name: str) -> None:
    stopping = fatal(option_problems(parse_configuration(f"{MAIN}{name} = 1")))
    assert stopping is not None
    assert stopping.option == name


@pytest.mark.parametrize(
    "line",
    [
        "service-client-api.user-data.read-allowed Key1",
        "service-client-api.user-data.read-allowed: Key1",
        "Service-Client-Api.rate-limit",
        "service-client-api.rate-limit = 5\nservice-client-api.rate-limit = 0",
    ],
)
def test_a_line_about_the_api_that_cannot_be_read_stops_the_start(line: str) -> None:
    with pytest.raises(ConfigurationError):
        new_session(f"{configuration(ALLOWED)}{line}\n")


def test_an_option_that_is_said_twice_alike_is_only_told() -> None:
    session = new_session(f"{configuration(ALLOWED)}" + "service-client-api.rate-limit = 5\n" * 2)
    assert len(session.problems) == 1


@pytest.mark.parametrize("request_name", ["voice.dail", "voice.Dial", "voice.dial.", "interaction.setUserDat"])
def test_a_limit_of_a_misspelt_request_stops_the_start(request_name: str) -> None:
    parsed = parse_configuration(configuration(ALLOWED, f"rate-limit.{request_name} = 5"))
    stopping = fatal(option_problems(parsed))
    assert stopping is not None
    assert stopping.text == request_name


def test_a_limit_of_a_request_that_nobody_can_send_stops_nothing() -> None:
    session = new_session(configuration(ALLOWED, "rate-limit.statistics.peek = 5"))
    assert [problem.text for problem in session.problems] == ["statistics.peek"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("workspace.web-contnet", "workspace.web-content"),
        ("interaction.case-data.frame-colour", "interaction.case-data.frame-color"),
        ("interaction.something.else", ""),
        ("service-client-api.something-else", ""),
        ("service-client-api.accepted-web-content-origin", "service-client-api.accepted-web-content-origins"),
        ("service-client-api.toast-width", "service-client-api.toast.width"),
    ],
)
def test_other_unknown_names_are_told_and_the_rest_works(name: str, nearest: str) -> None:
    session = new_session(configuration(ALLOWED, f"{name} = x"))
    (problem,) = session.problems
    assert (problem.option, problem.fatal) == (name, False)
    assert problem.expected == "the name of a known option" + (f"; {nearest} is nearest" if nearest else "")


@pytest.mark.parametrize("name", ["voice.auto-ring", "custom", "openmedia.workbin", "my.interaction.x"])
def test_other_families_are_for_clients(name: str) -> None:
    session = new_session(configuration(ALLOWED, f"{name} = x"))
    assert session.problems == ()
    assert Client.opened(session, ALLOWED).data("configuration.getOption", name) == {
        "interaction-workspace": {name: "x"}
    }


def test_an_option_of_the_family_in_another_section() -> None:
    text = configuration(ALLOWED, sections="[Other]\nservice-client-api.user-data.read-allowed = Key1")
    (problem,) = option_problems(parse_configuration(text))
    assert (problem.section, problem.fatal) == ("Other", True)
    text = configuration(ALLOWED, sections="[Other]\nservice-client-api.toast.width = 300")
    (problem,) = option_problems(parse_configuration(text))
    assert not problem.fatal


def test_unknown_keys_of_a_web_application() -> None:
    sections = f"[App]\nlabell = x\nurl = {ALLOWED}/\n###url = y\n[Other]\nfree = 1"
    (problem,) = option_problems(
        parse_configuration(configuration(ALLOWED, "workspace.web-content = App", sections=sections))
    )
    assert (problem.section, problem.option, problem.fatal) == ("App", "labell", False)
    assert problem.expected == "one of label, url, mode, allow, sandbox; label is nearest"


@pytest.mark.parametrize("key", ["sandbx", "Sandbox", "sand-box"])
def test_a_misspelt_sandbox_stops_the_start(key: str) -> None:
    sections = f"[App]\nurl = {ALLOWED}/\n{key} = allow-scripts"
    with pytest.raises(ConfigurationError, match="sandbox is nearest"):
        new_session(configuration(ALLOWED, "workspace.web-content = App", sections=sections))


def test_the_report_says_what_each_option_does_and_where_it_came_from() -> None:
    text = (
        f"{MAIN}service-client-api.rate-limit = 5\n"
        "interaction.disposition.is-mandatory = true\nworkspace.web-contents = x\n"
        "voice.auto-answer = true\nvoice.ring = 1\nworkspace.web-content = App\ninteraction.web-content = App\n"
        "[App]\nurl = https://app.example\nicon = x\n[Custom]\nfree = 1\n"
        "[person:interaction-workspace]\nworkspace.web-content =\nservice-client-api.rate-limit = 0\n"
    )
    report = option_report(parse_configuration(text, "own.cfg"))
    assert [(line.name, line.effect) for line in report] == [
        ("service-client-api.rate-limit", Effect.IN_USE),
        ("interaction.disposition.is-mandatory", Effect.NO_EFFECT),
        ("workspace.web-contents", Effect.UNKNOWN),
        ("voice.auto-answer", Effect.IN_USE),
        ("voice.ring", Effect.FOR_CLIENTS),
        ("workspace.web-content", Effect.OVERRIDDEN),
        ("interaction.web-content", Effect.IN_USE),
        ("url", Effect.IN_USE),
        ("icon", Effect.UNKNOWN),
        ("free", Effect.FOR_CLIENTS),
        ("workspace.web-content", Effect.IN_USE),
        ("service-client-api.rate-limit", Effect.NOT_OF_A_PERSON),
    ]
    assert (report[0].source, report[0].value) == ("own.cfg, line 2", "5")
    assert report[-1].section == "person:interaction-workspace"


def test_every_option_that_is_read_is_known() -> None:
    """Whatever text in the sources looks like an option of the main section stands in the table."""
    found = {
        match
        for file in (ROOT / "scapi").rglob("*.py")
        if file.name != "known_options.py"
        for match in re.findall(
            r'"((?:service-client-api|workspace|interaction|security)\.[a-z.-]*-[a-z.-]*[a-z])"', file.read_text()
        )
    }
    assert "service-client-api.rate-limit" in found
    assert [name for name in sorted(found) if not any(known.means(name) for known in IN_USE)] == []
