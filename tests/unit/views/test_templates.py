"""What holds for every template: names that exist, and nothing that the page's policy would block."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from host_page.views.regions import WITHIN, Region
from host_page.views.renderer import environment
from host_page.views.shortcuts import SHORTCUTS, as_json
from tests.unit.views.html_reader import Page
from tests.unit.views.places import PAGE, ROOT, STATIC, TEMPLATES
from tests.unit.views.stage import Stage
from tools.pages import page_context
from tools.snapshot import Snapshot
from tools.styles import BUNDLE

SOURCES = {
    file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
    for folder in (PAGE, TEMPLATES)
    for file in sorted(folder.rglob("*.html"))
}
ICONS = {line.partition("#")[0].strip() for line in (ROOT / "site" / "icons.txt").read_text().splitlines()} - {""}


def index() -> Page:
    template = environment(PAGE).get_template("index.html")
    folders = {name: f"/{name}" for name in ("cometd", "page", "pyscript", "python", "snapshot", "style")}
    addresses = {**folders, "packages": "/packages", "pyodide": "/pyodide", "zones": "/zones"}
    context = page_context(addresses, Snapshot(b"memory"))
    return Page(template.render(icon_sprite=Markup("<svg></svg>"), version="1.2.3", **context))


@pytest.mark.parametrize("name", SOURCES)
def test_no_inline_style_script_or_handler(name: str) -> None:
    for element in re.findall(r"<[a-z][^>]*>", SOURCES[name]):
        assert not re.search(r"\s(style|on\w+|srcdoc)\s*=", element), element
    assert "<style" not in SOURCES[name]
    assert "javascript:" not in SOURCES[name]
    assert all(re.search(r'\bsrc="{{ folders', script) for script in re.findall(r"<script[^>]*>", SOURCES[name]))
    assert "|safe" not in SOURCES[name].replace(" ", "")
    assert "autoescape" not in SOURCES[name]


@pytest.mark.parametrize("name", SOURCES)
def test_every_action_exists(name: str, stage: Stage) -> None:
    used = set(re.findall(r'data-(?:action|scroll)="([^"{]+)"', SOURCES[name]))
    used |= set(re.findall(r'state_menu\([^,]+, "([^"]+)"', SOURCES[name]))
    assert used <= stage.actions.names, used - stage.actions.names


def test_every_action_has_a_control(stage: Stage) -> None:
    views = [file for file in TEMPLATES.rglob("*.py") if not file.stem.endswith("actions")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in views if file.stem != "link")
    everything = "\n".join(SOURCES.values()) + code
    by_key = {row.action for row in SHORTCUTS}
    unused = {name for name in stage.actions.names if f'"{name}"' not in everything} - by_key
    assert unused == set()


@pytest.mark.parametrize("name", SOURCES)
def test_every_icon_is_in_the_sprite(name: str) -> None:
    used = set(re.findall(r'icon\("([a-z0-9-]+)"', SOURCES[name])) | set(
        re.findall(r'href="#i-([a-z0-9-]+)"', SOURCES[name])
    )
    assert used <= ICONS, used - ICONS


def test_icons_named_in_python_are_in_the_sprite_and_no_icon_is_left_over() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.py"))
    everything = code + "\n".join(SOURCES.values())
    assert {icon for icon in ICONS if f'"{icon}"' not in everything and f"#i-{icon}" not in everything} == set()


def test_the_page_has_an_element_for_every_region_and_each_id_once() -> None:
    ids = [element.attributes["id"] for element in index().elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    within = {part for whole in Region for part in WITHIN.get(whole, ())}
    assert {region.value for region in Region if region not in within or region in WITHIN[Region.RAIL]} <= set(ids)
    assert {"app", "frames", "live-assertive", "live-polite", "live-log", "boot", "failure", "bench"} <= set(ids)


def test_the_page_is_well_formed_and_starts_booting() -> None:
    page = index()
    assert page.problems == []
    assert page.one("html").attributes["data-workspace"] == "booting"
    assert page.one("h1", data_failure="title")
    assert "1.2.3" in page.text("p", class_="failure-note")


def test_the_page_loads_only_what_is_there() -> None:
    page = index()
    sheets = [e.attributes["href"] for e in page.all("link", rel="stylesheet")]
    assert [sheet.removeprefix("/style/") for sheet in sheets] == [BUNDLE]
    assert (STATIC / "icon.svg").is_file()


def test_shortcuts_name_actions_and_none_hides_another(stage: Stage) -> None:
    assert {row.action for row in SHORTCUTS if row.action} <= stage.actions.names
    keys = [(row.code or row.character, row.alt, row.ctrl, row.shift, row.within) for row in SHORTCUTS]
    assert all(bool(row.code) != bool(row.character) for row in SHORTCUTS)
    assert len(keys) == len(set(keys))
    assert all(bool(row.action) != bool(row.press) for row in SHORTCUTS)
    assert all(row.get("code") or row.get("character") for row in as_json())


def test_shortcuts_leave_the_browsers_own_keys_alone() -> None:
    taken = {f"Key{letter}" for letter in "BDEFHSTV"} | {f"Digit{digit}" for digit in range(10)}
    assert not [row for row in SHORTCUTS if row.alt and row.code in taken]
