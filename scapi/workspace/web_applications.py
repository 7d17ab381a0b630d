"""The web applications that the configuration embeds.

Source: reference, "Embedding multiple third-party applications": the options ``workspace.web-content`` (a tab each) and
``interaction.web-content`` (with every interaction) list sections; each has ``label`` and ``url``. Decided here: the
options ``mode`` (tab, popup, background, hidden), ``allow`` and ``sandbox`` of a section. A frame is sandboxed so that
it cannot navigate the workspace; a section may say otherwise, and ``none`` lifts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scapi.centre.agents import AgentProfile
from scapi.configuration import Configuration, Option, Problem
from scapi.frames import Level, Mode
from scapi.nearest import hint
from scapi.policy.delegation import mistakes
from scapi.policy.urls import page_url
from scapi.values import member

CONTENT_OPTIONS: Mapping[str, Level] = {
    "workspace.web-content": Level.WORKSPACE,
    "interaction.web-content": Level.INTERACTION,
}
DEFAULT_SANDBOX = (
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals "
    "allow-downloads allow-storage-access-by-user-activation"
)
"""All that an ordinary app needs, and no way to navigate the page that it is in."""
NO_SANDBOX = "none"
ESCAPE = "allow-popups-to-escape-sandbox"
SANDBOX_TOKENS = (
    *DEFAULT_SANDBOX.split(),
    "allow-orientation-lock",
    "allow-pointer-lock",
    "allow-presentation",
    "allow-top-navigation",
    "allow-top-navigation-by-user-activation",
    "allow-top-navigation-to-custom-protocols",
)
AGENT_PLACEHOLDERS = tuple(f"Agent.{name}" for name in ("FullName", "FirstName", "LastName", "UserName", "EmployeeId"))
INTERACTION_PLACEHOLDERS = ("Interaction.Id",)
PLACEHOLDERS: Mapping[Level, tuple[str, ...]] = {
    Level.WORKSPACE: AGENT_PLACEHOLDERS,
    Level.INTERACTION: (*INTERACTION_PLACEHOLDERS, *AGENT_PLACEHOLDERS),
}
_ALIKE = 0.8
"""How much alike two placeholders are for one to be a misspelling of the other; half of each is the same in all."""
_PLACEHOLDER = re.compile(r"\$([A-Za-z]+\.[^$\s/?#&=]+)\$")


@dataclass(frozen=True, slots=True)
class WebApplication:
    """One section: what to show, where and how. ``sandbox`` is ``None`` when the frame is not sandboxed."""

    section: str
    label: str
    url: str
    level: Level
    mode: Mode = Mode.TAB
    allow: str = ""
    sandbox: str | None = DEFAULT_SANDBOX


def may_open_window(sandbox: str | None) -> bool:
    """Whether a page of this sandbox may live in a window, which no sandbox holds."""
    return sandbox is None or ESCAPE in sandbox.lower().split()


def parse_web_applications(
    configuration: Configuration, own_origin: str = ""
) -> tuple[tuple[WebApplication, ...], tuple[Problem, ...]]:
    """The applications in the order of the options; one that cannot be read is a problem, and the rest still works.

    ``own_origin`` is that of the workspace, on which no application may live.
    """
    applications: list[WebApplication] = []
    problems: list[Problem] = []
    for name, level in CONTENT_OPTIONS.items():
        option = configuration.option(name)
        if option is None:
            continue
        for section in configuration.names(name):
            parsed = _parse(configuration, option, section, level, own_origin)
            if isinstance(parsed, Problem):
                problems.append(parsed)
            else:
                application, told = parsed
                applications.append(application)
                problems.extend(problem for problem in told if problem not in problems)
    return tuple(applications), tuple(problems)


def _parse(
    configuration: Configuration, listed: Option, section: str, level: Level, own_origin: str
) -> tuple[WebApplication, tuple[Problem, ...]] | Problem:
    """The application of a section and what is wrong about it, or why there is none."""
    options = configuration.sections.get(section)
    if options is None:
        near = hint(section, configuration.sections, "[{}]")
        return configuration.problem(listed, section, f"a section [{section}] with label and url{near}")
    url = options.get("url")
    if url is None:
        return configuration.problem(listed, section, f"an option url in the section [{section}]")
    if not page_url(url.value).allowed:
        return configuration.problem(url, url.value, "an address that begins with http:// or https://")
    if not page_url(_PLACEHOLDER.sub("x", url.value), own_origin).allowed:
        return configuration.problem(url, url.value, "an address on another origin than that of the workspace")
    written = options.get("mode")
    mode = Mode.TAB if written is None else member(Mode, written.value.lower())
    box = options.get("sandbox")
    sandbox = DEFAULT_SANDBOX if box is None else None if box.value.lower() == NO_SANDBOX else box.value
    problems = [*_placeholder_problems(configuration, url, level), *_sandbox_problems(configuration, box)]
    if written is not None and mode is None:
        expected = f"one of {', '.join(Mode)}{hint(written.value, Mode)}; it opens as a tab"
        problems.append(configuration.problem(written, written.value, expected))
    if written is not None and mode is Mode.POPUP and not may_open_window(sandbox):
        expected = f"a sandbox with {ESCAPE}, for a window is never sandboxed; it opens as a tab"
        problems.append(configuration.problem(written, written.value, expected))
        mode = None
    label = options["label"].value if "label" in options else section
    allow = options["allow"].value if "allow" in options else ""
    problems += (configuration.problem(options["allow"], text, expected) for text, expected in mistakes(allow))
    return WebApplication(section, label, url.value, level, mode or Mode.TAB, allow, sandbox), tuple(problems)


def _placeholder_problems(configuration: Configuration, url: Option, level: Level) -> Iterator[Problem]:
    known = PLACEHOLDERS[level]
    for name in dict.fromkeys(_PLACEHOLDER.findall(url.value)):
        if name not in known:
            yield configuration.problem(url, f"${name}$", _expected_placeholder(name, level))


def _expected_placeholder(name: str, level: Level) -> str:
    """What could stand in the place of an unknown placeholder."""
    known = PLACEHOLDERS[level]
    near = hint(name, known, "${}$", _ALIKE)
    if name in INTERACTION_PLACEHOLDERS:
        near = f"; only applications of interaction.web-content have ${name}$"
    return f"one of {', '.join(f'${each}$' for each in known)}{near}; it stays as it is"


def _sandbox_problems(configuration: Configuration, sandbox: Option | None) -> Iterator[Problem]:
    if sandbox is None or sandbox.value.lower() == NO_SANDBOX:
        return
    for token in sandbox.value.split():
        if token.lower() not in SANDBOX_TOKENS:
            near = hint(token, SANDBOX_TOKENS)
            expected = f"one of {', '.join(sorted(SANDBOX_TOKENS))}, or none alone{near}"
            yield configuration.problem(sandbox, token, expected)


def agent_placeholders(profile: AgentProfile) -> Mapping[str, str]:
    """The values of ``$Agent.…$``."""
    values = (profile.full_name, profile.first_name, profile.last_name, profile.username, profile.employee_id)
    return dict(zip(AGENT_PLACEHOLDERS, values, strict=True))


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
