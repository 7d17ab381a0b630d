"""A recording as a text: the script of a scenario, or a test of Playwright in Python or JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from scapi.driver.recording import ONLY_TESTED, REFERS, Recorded, made_before, named
from scapi.values import Json, JsonObject, Seconds

SHORTEST: Seconds = 0.05
"""Seconds between two steps that count; less is the time that a click takes."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


def scenario_text(steps: Sequence[Recorded], base: str, taken: Sequence[str] = ()) -> str:
    """A scenario on top of ``base``, whose script has used the names that are ``taken``.

    What a script cannot do stands in its place as a comment.
    """
    names = named(steps, taken)
    lines = [f"extends = {_toml(base)}"]
    for step, known in zip(steps, made_before(steps, names), strict=True):
        args = {
            key: f"{{{known[value]}}}" if key in REFERS and isinstance(value, str) and value in known else value
            for key, value in step.args.items()
        }
        if step.call in ONLY_TESTED:
            lines += _not_scripted(step)
            continue
        lines += ["", "[[script]]", f"at = {_seconds(step.at)}", f"call = {_toml(step.call)}"]
        if step.made and step.made not in known:
            lines.append(f"name = {_toml(names[step.made])}")
        if args:
            lines.append(f"args = {_toml(args)}")
    return "\n".join(lines) + "\n"


def python_test(steps: Sequence[Recorded], url: str, ends: Sequence[tuple[str, str]]) -> str:
    """A test for pytest-playwright. ``ends`` are the interactions at the end of the recording: id and state."""
    names = named(steps)
    lines = [
        '"""Recorded in the workspace. Needs pytest-playwright, and the workspace at URL."""',
        "",
        "from playwright.sync_api import Page, expect",
        "",
        f"URL = {_text(url)}",
        "",
        "",
        "def test_recorded(page: Page) -> None:",
        "    page.goto(URL)",
        '    expect(page.locator("html")).to_have_attribute("data-workspace", "ready", timeout=60_000)',
        "",
        "    def call(name: str, args: dict[str, object]) -> dict[str, str]:",
        '        return page.evaluate("([name, args]) => workspace.call(name, args)", [name, args])',
        "",
        '    call("reset", {})',
        '    call("clock", {"mode": "manual"})',
    ]

    def made(step: Recorded, call: str) -> str:
        return f'    {names[step.made]} = {call}["{_member(step)}"]' if step.made in names else f"    {call}"

    lines += _steps(steps, names, lambda name, args: f"call({_text(name)}, {_python(args)})", made)
    lines += ["", '    states = {each["interactionId"]: each["state"] for each in call("state", {})["interactions"]}']
    ended = ", ".join(f"{_reference(each, names) or _text(each)}: {_text(state)}" for each, state in ends)
    lines.append(f"    assert states == {{{ended}}}")
    return "\n".join(lines) + "\n"


def javascript_test(steps: Sequence[Recorded], url: str, ends: Sequence[tuple[str, str]]) -> str:
    """The same for the test runner of Playwright in JavaScript."""
    names = named(steps)
    lines = [
        "// Recorded in the workspace. Needs @playwright/test, and the workspace at URL.",
        'import { expect, test } from "@playwright/test";',
        "",
        f"const URL = {_text(url)};",
        "",
        'test("recorded", async ({ page }) => {',
        "  await page.goto(URL);",
        '  await expect(page.locator("html")).toHaveAttribute("data-workspace", "ready", { timeout: 60_000 });',
        "  const call = (name, args) => page.evaluate(([name, args]) => workspace.call(name, args), [name, args]);",
        '  await call("reset", {});',
        '  await call("clock", { mode: "manual" });',
    ]

    def made(step: Recorded, call: str) -> str:
        if step.made not in names:
            return f"  await {call};"
        return f"  const {names[step.made]} = (await {call}).{_member(step)};"

    lines += _steps(steps, names, lambda name, args: f"call({_text(name)}, {_javascript(args)})", made)
    ended = ", ".join(f"[{_reference(each, names) or _text(each)}]: {_text(state)}" for each, state in ends)
    lines += [
        '  const { interactions } = await call("state", {});',
        "  const states = Object.fromEntries(interactions.map(({ interactionId, state }) => [interactionId, state]));",
        f"  expect(states).toEqual({{ {ended} }});" if ended else "  expect(states).toEqual({});",
        "});",
    ]
    return "\n".join(lines) + "\n"


def _not_scripted(step: Recorded) -> Sequence[str]:
    if step.call != "waitForRequest":
        return ()
    request, label = (_text(str(step.args.get(name, ""))) for name in ("request", "label"))
    return ("", f"# {request} of {label} was sent again here, which a script cannot do.")


def _member(step: Recorded) -> str:
    """The member of the result that a call is made for."""
    return {"openClient": "frameId", "waitForRequest": "seq"}.get(step.call, "interactionId")


class Name(str):
    """A text that stands in the code as it is: the name of a variable."""

    __slots__ = ()


def _steps(
    steps: Sequence[Recorded],
    names: Mapping[str, str],
    written: Callable[[str, JsonObject], str],
    made: Callable[[Recorded, str], str],
) -> list[str]:
    """The lines of all steps; the clock is turned by what lies between them."""
    lines: list[str] = []
    now: Seconds = 0.0
    for step, known in zip(steps, made_before(steps, names), strict=True):
        if step.at - now >= SHORTEST:
            gap = round(step.at - now, 1)
            lines.append(made(Recorded(0.0, "advance", {}), written("advance", {"seconds": gap})))
            now += gap
        args = {
            key: Name(known[value]) if key in REFERS and isinstance(value, str) and value in known else value
            for key, value in step.args.items()
        }
        again = step.made in known  # it has its name
        lines.append(made(Recorded(step.at, step.call, step.args) if again else step, written(step.call, args)))
    return lines


def _reference(interaction_id: str, names: Mapping[str, str]) -> str:
    return names.get(interaction_id, "")


def _seconds(at: Seconds) -> str:
    return f"{round(at, 1):g}" if at >= SHORTEST else "0"


def _text(text: str) -> str:
    """A string in quotation marks, as JavaScript and Python both read it; half a character is none."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml(value: Json) -> str:
    """A value in one line; what TOML does not have is left out."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case int() | float():
            return repr(value)
        case Mapping():
            pairs = (
                f"{key if _BARE_KEY.fullmatch(key) else _text(key)} = {_toml(each)}"
                for key, each in value.items()
                if each is not None
            )
            return f"{{{', '.join(pairs)}}}"
        case None:
            return '""'
    return f"[{', '.join(_toml(each) for each in value if each is not None)}]"


def _python(value: Json) -> str:
    match value:
        case Name():
            return str(value)
        case str():
            return _text(value)
        case Mapping():
            return f"{{{', '.join(f'{_text(key)}: {_python(each)}' for key, each in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(_python, value))}]"
    return repr(value)


def _javascript(value: Json) -> str:
    match value:
        case Name():
            return str(value)
        case Mapping():
            pairs = (
                f"{key if _IDENTIFIER.fullmatch(key) else _text(key)}: {_javascript(each)}"
                for key, each in value.items()
            )
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(map(_javascript, value))}]"
        case str():
            return _text(value)
    return json.dumps(value)
