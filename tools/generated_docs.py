"""What is made from the sources: pages of the documentation (catalogue, requests, states), types of the client library.

``.venv/bin/python -m tools.generated_docs`` writes them; with ``--check`` it only says which are out of date, as
``build.py check`` does.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from tools.paths import ROOT
from tools.reference import requests_page as reference
from tools.reference.declarations import declarations
from tools.state_diagrams import states_page

COMMAND = ".venv/bin/python -m tools.generated_docs"
_MADE = f"Made by `{COMMAND}`; changes belong into its sources."
_HEADS = {".md": f"<!-- {_MADE} -->\n\n", ".ts": f"// {_MADE}\n\n"}
"""The first line, by the suffix of the file."""


def conformance_page() -> str:
    """The catalogue: every case by its id."""
    cases = [*_catalogue().values()]
    in_groups = sorted(cases, key=lambda case: _group_order(case.request))
    parts = [
        "# Conformance\n\n"
        f"The catalogue of {len(cases)} cases, each with an id. `python3 build.py test conformance` plays them all\n"
        "and ends with the line `conformance: N cases passed, M failed`; `-- -k 'interaction.consult/'` after it\n"
        "plays some. The cases are data in [`tests/conformance`](../tests/conformance). A failure is expected word\n"
        "for word, with nothing changed and no event; events are expected all and in this order. `$it` is the\n"
        "interaction that the case is about.\n\n"
        "| part of an id | what |\n|---|---|\n"
        "| `/success` | the documented result and events; `/success:STATE` in another state |\n"
        "| `/not-allowed`, `/not-listed` | an origin without the permission, an origin outside of the list |\n"
        "| `/rate-limited` | one failure with the documented text, then silence |\n"
        "| `/missing-argument:NAME`, `/bad-argument:NAME` | left out or null; of another type or without a meaning |\n"
        "| `/unknown-id:NAME` | of nothing that exists, such as `99`, `constructor` or a text of 5,000 characters |\n"
        "| `/wrong-state:STATE` | the interaction is in a state in which this cannot be done |\n"
        "| `event/…` | what brings an event about, and all that comes with it |\n"
        "| `outbound-table/MODE/…/N` | row N of the outbound preview table |\n"
        "| `fidelity/N:…` | finding N of a comparison with the reference |"
    ]
    for name, group in groupby(in_groups, key=lambda case: case.request):
        rows = [(f"`{case.id}`", _cell(case.expected)) for case in group]
        parts.append(f"## {name}\n\n{_table(('id', 'expected'), rows)}")
    return "\n\n".join(parts) + "\n"


def requests_page() -> str:
    """Every request of the registry, with what it takes and gives."""
    successes = importlib.import_module("tests.conformance.successes").SUCCESSES
    situations = importlib.import_module("tests.conformance.situations")
    words = {name: situations.words(name) for name in situations.SITUATIONS}
    return reference.requests_page(_catalogue(), successes, words)


def _catalogue() -> Mapping[str, Any]:
    """The cases are tests; tools know them by name only."""
    catalogue: Mapping[str, Any] = importlib.import_module("tests.conformance.catalogue").CATALOGUE
    return catalogue


def _group_order(request: str) -> tuple[int, str]:
    """Requests by name; events and the outbound table after them."""
    return (0 if "." in request else 1, request)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


_STATES_HEAD = (
    "# States\n\nWhat can be done in which state, and what is told of it. The diagrams are drawn from the tables that\n"
    "decide it: "
    "[`calls.py`](../scapi/centre/calls.py), [`open_media.py`](../scapi/centre/open_media.py) and "
    "[`previews.py`](../scapi/centre/previews.py).\n\n"
)
PAGES: Mapping[str, Callable[[], str]] = {
    "docs/conformance.md": conformance_page,
    "docs/requests.md": requests_page,
    "docs/states.md": lambda: _STATES_HEAD + states_page(),
    "client_iframes/library/service.d.ts": declarations,
}
"""Every generated page by its path."""


def outdated(root: Path) -> list[str]:
    """The pages that are not what their sources say."""
    return [path for path, page in PAGES.items() if _read(root / path) != head_of(path) + page()]


def write(root: Path) -> list[str]:
    """Writes the pages that have changed."""
    changed = outdated(root)
    for path in changed:
        (root / path).write_text(head_of(path) + PAGES[path](), encoding="utf-8")
    return changed


def head_of(path: str) -> str:
    """What a made file begins with."""
    return _HEADS[Path(path).suffix]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(arguments: Sequence[str]) -> int:
    """Writes or checks the pages; 1 when the check finds one out of date."""
    parser = argparse.ArgumentParser(prog="tools.generated_docs", description="Write the generated pages of docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing, name the pages that are out of date")
    if not parser.parse_args(arguments).check:
        for path in write(ROOT):
            print(f"written: {path}")
        return 0
    old = outdated(ROOT)
    for path in old:
        print(f"{path} is out of date; run {COMMAND}")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
