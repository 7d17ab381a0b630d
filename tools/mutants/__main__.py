"""``python -m tools.mutants [--survivors] [--json FILE] [GROUP ...]``: the run, in a process of its own."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from tools.commands import INTERRUPTED
from tools.messages import Failure, say
from tools.mutants.project import WORKSPACE
from tools.mutants.report import write_json
from tools.mutants.run import conclusion, run
from tools.paths import ROOT

PAGE = ROOT / "docs" / "mutants.md"


def main() -> int:
    """Runs some groups or all, and writes the page."""
    parser = argparse.ArgumentParser(prog="tools.mutants")
    parser.add_argument("groups", nargs="*")
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl-C does: with its children
    try:
        results = run(WORKSPACE, options.groups, PAGE, again=options.survivors)
    except Failure as failure:
        say(f"mutants: {failure}")
        return failure.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    if options.json is not None:
        write_json(results, options.json)
    return conclusion(WORKSPACE, results)


if __name__ == "__main__":
    sys.exit(main())
