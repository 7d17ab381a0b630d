"""The generated pages say what their sources say, and the check notices when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scapi.driver import CALLS
from scapi.protocol.registry import BY_SPELLING
from tools import generated_docs
from tools.generated_docs import PAGES, main, outdated, write
from tools.paths import ROOT
from tools.state_diagrams import states_page


def test_every_request_and_every_case_is_there() -> None:
    from tests.conformance.catalogue import CATALOGUE

    requests, conformance = (PAGES[f"docs/{name}.md"]() for name in ("requests", "conformance"))
    assert all(f"`{spelling}`" in requests for spelling in BY_SPELLING)
    assert all(f"| `{case_id}` |" in conformance for case_id in CATALOGUE)


def test_tables_are_whole() -> None:
    for page in PAGES.values():
        columns = 0
        for line in page().splitlines():
            if not line.startswith("|"):
                columns = 0
                continue
            assert line.endswith("|")
            found = line.replace("\\|", "").count("|")
            assert found == (columns or found) > 2, line
            columns = found


def test_diagrams_have_one_colon_a_line() -> None:
    """A second one would end the label."""
    arrows = [line for line in states_page().splitlines() if "-->" in line]
    assert len(arrows) > 90
    assert all(line.count(":") <= 1 and ";" not in line for line in arrows)


def test_out_of_date_pages_are_named_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in PAGES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(generated_docs, "ROOT", tmp_path)
    assert outdated(tmp_path) == list(PAGES)
    assert main(["--check"]) == 1
    assert list((tmp_path / "docs").iterdir()) == []
    assert write(tmp_path) == list(PAGES)
    assert main(["--check"]) == 0
    (tmp_path / "docs" / "states.md").write_text("old", encoding="utf-8")
    assert outdated(tmp_path) == ["docs/states.md"]


def test_the_driver_page_has_every_call_and_argument() -> None:
    page = (ROOT / "docs" / "driver.md").read_text(encoding="utf-8")
    for name, call in CALLS.items():
        rows = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
        assert len(rows) == 1, name
        for parameter in call.parameters:
            mark = "?" if parameter.optional else ""
            assert f"`{parameter.name}{mark}`" in rows[0], (name, parameter.name)
