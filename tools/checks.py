"""The verb ``check``: what can be said about the sources without running them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence

from tools.bench_docs import out_of_date
from tools.import_rule import forbidden_imports
from tools.links import broken_links
from tools.paths import ROOT
from tools.versions import disagreements

_TYPED = ("scapi", "host_page", "tools", "build.py")


def check() -> int:
    """Runs every check, tells the outcome of each, and returns 0 when all are well."""
    checks: dict[str, Callable[[], list[str]]] = {
        "format": lambda: _tool("ruff", "format", "--check", "--output-format=concise", "."),
        "lint": lambda: _tool("ruff", "check", "--quiet", "--output-format=concise", "."),
        "types": lambda: _tool("mypy", "--no-error-summary", *_typed()),
        "imports": lambda: forbidden_imports(ROOT),
        "versions": lambda: disagreements(ROOT),
        "links": lambda: broken_links(ROOT),
        "generated pages": lambda: _tool("tools.generated_docs", "--check"),
        "measured figures": lambda: out_of_date(ROOT),
    }
    outcomes = [_report(name, complaints()) for name, complaints in checks.items()]
    return 0 if all(outcomes) else 1


def _report(name: str, complaints: Sequence[str]) -> bool:
    """Prints one line for a check, and its complaints below."""
    print(f"check {name}: {'failed' if complaints else 'ok'}", flush=True)
    for complaint in complaints:
        print(f"  {complaint}", flush=True)
    return not complaints


def _tool(*command: str) -> list[str]:
    """The complaints of a program that is quiet when it has none."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).splitlines() or [f"exit code {done.returncode}"]


def _typed() -> list[str]:
    """The sources that are there: mypy takes no package without a file."""
    return [name for name in _TYPED if (ROOT / name).is_file() or any((ROOT / name).rglob("*.py"))]
