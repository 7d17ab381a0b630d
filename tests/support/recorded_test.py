"""A test that was recorded in the workspace: imported as a module of Python, or run by Node.js."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any

from scapi.driven import DrivenSession
from scapi.values import Failure, Success
from tests.support.node import node

MOST_SECONDS = 60
DOUBLE = Path(__file__).with_name("playwright_double.mjs")


def imported(folder: Path, text: str) -> Any:
    """Writes the text of a test into a folder and imports it."""
    file = folder / "test_recorded.py"
    file.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("recorded", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_in_node(folder: Path, text: str, session: DrivenSession) -> list[list[Any]]:
    """Runs the text of a test in JavaScript, with the driver of a session behind its page; gives what it did.

    Raises ``AssertionError`` with what Node.js says when the test fails.
    """
    package = folder / "node_modules" / "@playwright" / "test"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"type": "module", "main": "index.js"}')
    (package / "index.js").write_text(f"export * from {json.dumps(DOUBLE.as_uri())};\n")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "recorded.spec.js").write_text(text, encoding="utf-8")
    main = folder / "main.js"
    main.write_text('import { run } from "@playwright/test";\nimport "./recorded.spec.js";\nawait run();\n')
    done: list[list[Any]] = []
    pipe = subprocess.PIPE
    with subprocess.Popen([node(), str(main)], stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        limit = Timer(MOST_SECONDS, process.kill)
        limit.start()
        for line in process.stdout:
            done.append(json.loads(line))
            process.stdin.write(json.dumps(_answer(session, *done[-1])) + "\n")
            process.stdin.flush()
        limit.cancel()
        problem = process.stderr.read()
    assert process.returncode == 0, problem
    return done


def _answer(session: DrivenSession, what: str, *given: Any) -> dict[str, Any]:
    if what != "call":
        return {"data": None}
    outcome = session.driver.call(*given)
    match outcome:
        case Success(data):
            return {"data": data}
        case Failure(error):
            return {"error": error}
    raise AssertionError(f"{given} is not answered at once")
