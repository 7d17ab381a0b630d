"""The web applications that the configuration embeds.

Source: reference, "Embedding multiple third-party applications": the options ``workspace.web-content`` (a tab each) and
``interaction.web-content`` (with every interaction) list sections; each has ``label`` and ``url``. Decided here: the
options ``mode`` (tab, popup, background, hidden), ``allow`` and ``sandbox`` of a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scapi.centre.agents import AgentProfile
from scapi.configuration import Configuration, Option, Problem
from scapi.frames import Level, Mode
from scapi.policy.urls import page_url
from scapi.values import member

CONTENT_OPTIONS: Mapping[str, Level] = {
    "workspace.web-content": Level.WORKSPACE,
    "interaction.web-content": Level.INTERACTION,
}


@dataclass(frozen=True, slots=True)
class WebApplication:
    """One section: what to show, where and how. ``sandbox`` is ``None`` when the frame is not sandboxed."""

    section: str
    label: str
    url: str
    level: Level
    mode: Mode = Mode.TAB
    allow: str = ""
    sandbox: str | None = None


def parse_web_applications(configuration: Configuration) -> tuple[tuple[WebApplication, ...], tuple[Problem, ...]]:
    """The applications in the order of the options; one that cannot be read is a problem, and the rest still works."""
    applications: list[WebApplication] = []
    problems: list[Problem] = []
    for name, level in CONTENT_OPTIONS.items():
        option = configuration.option(name)
        if option is None:
            continue
        for section in configuration.names(name):
            parsed = _parse(configuration, option, section, level)
            (problems if isinstance(parsed, Problem) else applications).append(parsed)  # type: ignore[arg-type]
    return tuple(applications), tuple(problems)


def _parse(configuration: Configuration, listed: Option, section: str, level: Level) -> WebApplication | Problem:
    options = configuration.sections.get(section)
    if options is None:
        return configuration.problem(listed, section, f"a section [{section}] with label and url")
    url = options.get("url")
    if url is None:
        return configuration.problem(listed, section, f"an option url in the section [{section}]")
    if not page_url(url.value).allowed:
        return configuration.problem(url, url.value, "an address that begins with http:// or https://")
    written = options.get("mode")
    mode = Mode.TAB if written is None else member(Mode, written.value)
    if written is not None and mode is None:
        return configuration.problem(written, written.value, f"one of {', '.join(Mode)}")
    sandbox = options.get("sandbox")
    return WebApplication(
        section,
        options["label"].value if "label" in options else section,
        url.value,
        level,
        mode or Mode.TAB,
        options["allow"].value if "allow" in options else "",
        None if sandbox is None else sandbox.value,
    )


def agent_placeholders(profile: AgentProfile) -> Mapping[str, str]:
    """The values of ``$Agent.…$``."""
    return {
        "Agent.FullName": profile.full_name,
        "Agent.FirstName": profile.first_name,
        "Agent.LastName": profile.last_name,
        "Agent.UserName": profile.username,
        "Agent.EmployeeId": profile.employee_id,
    }


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """The text with every ``$Name$`` replaced, raw and without URL-encoding, as the vendor's workspace does.

    An unknown placeholder is left as it is (decided here); a value that looks like one is not looked at again.
    """
    parts = text.split("$")
    filled = [parts[0]]
    position = 1
    while position < len(parts):
        closed = position + 1 < len(parts)
        if closed and parts[position] in values:
            filled.append(values[parts[position]] + parts[position + 1])
            position += 2
        else:
            filled.append("$" + parts[position])
            position += 1
    return "".join(filled)
