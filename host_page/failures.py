"""What the failure screen says: what failed, where, the lines around it, and what was expected."""

from __future__ import annotations

import json
import traceback

from scapi.centre.scenario_error import ScenarioError
from scapi.configuration import ConfigurationError
from scapi.values import Json, JsonObject

LINES_AROUND = 2


def failure_report(error: Exception, texts: JsonObject) -> str:
    """JSON for ``workspaceBridge.fail``; ``texts`` holds the files by the name that errors give them."""
    report: dict[str, Json] = {
        "details": "".join(traceback.format_exception(error)),
        "start": {"text": "Start with the built-in configuration", "search": "?configuration=built-in"},
        "more": [],
    }
    match error:
        case ConfigurationError(problem=problem):
            option = f", option {problem.option}" if problem.option and problem.option != problem.text else ""
            report |= {
                "title": "The configuration cannot be used",
                "sentence": f"Section [{problem.section}]{option}: {problem.text or 'nothing'} cannot be understood.",
                "expected": problem.expected,
            } | _place(problem.source, problem.line, texts)
        case ScenarioError(others=others):
            report |= {
                "start": {"text": "Start with the built-in scenario", "search": "?scenario=built-in"},
                "more": [str(other) for other in others],
            }
            key = f"{error.key} cannot be understood." if error.key else "The file cannot be read."
            report |= {
                "title": "The scenario cannot be used",
                "sentence": key,
                "expected": error.expected,
            } | _place(error.source, error.line, texts)
        case _:
            report |= {
                "title": "The workspace did not start",
                "sentence": f"{type(error).__name__}: {error}",
                "expected": "",
            } | _place("", None, texts)
    return json.dumps(report)


def _place(source: str, line: int | None, texts: JsonObject) -> dict[str, Json]:
    text = texts.get(source)
    lines = text.splitlines() if isinstance(text, str) and line is not None else []
    first = max(1, (line or 0) - LINES_AROUND)
    last = min(len(lines), (line or 0) + LINES_AROUND)
    around: list[Json] = [
        {"number": number, "text": lines[number - 1], "marked": number == line} for number in range(first, last + 1)
    ]
    return {"file": source, "line": line, "lines": around}
