"""The one style sheet of the page: the page's own sheets around those of the rooms."""

from pathlib import Path

import pytest

from tools.messages import Failure
from tools.paths import ROOT
from tools.styles import FIRST, LAST, style_files, style_sheet


def written(root: Path, names: tuple[str, ...] = (*FIRST, *LAST)) -> Path:
    (root / "site" / "static").mkdir(parents=True)
    for name in names:
        (root / "site" / "static" / f"{name}.css").write_text(f".{name} {{}}")
    for room in ("rail", "case/call"):
        folder = root / "host_page" / "views" / room
        folder.mkdir(parents=True)
        (folder / "room.css").write_text(f".{folder.name} {{}}")
    return root


def test_rooms_stand_between_the_first_and_the_last(tmp_path: Path) -> None:
    found = [line[1:].partition(" ")[0] for line in style_sheet(written(tmp_path)).splitlines()]
    assert found == [*FIRST, "call", "rail", *LAST]


def test_a_sheet_that_has_no_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="stray"):
        style_sheet(written(tmp_path, (*FIRST, *LAST, "stray")))


def test_every_rule_of_the_project_is_in_the_sheet_that_is_served() -> None:
    files = style_files(ROOT)
    assert set(files) == {"style.css", "icon.svg"}
    for rule in (b".control {", b".entry {", b".toast {", b".messages {", b".bottom-bar {"):
        assert rule in files["style.css"]
