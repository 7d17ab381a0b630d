"""What a checker of accessibility finds: nothing.

Each situation is looked at wide in light and dark, and narrow; every width in all colours, forced ones too, is a part
of its own (``build.py test accessibility``).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import (
    BESIDE,
    FIRST,
    SERIOUS,
    WIDTHS,
    Colours,
    Look,
    Rules,
    bring_checker,
    findings,
    in_colours,
)
from tests.e2e.axe import checked_workspace as checked_workspace
from tests.e2e.axe import page_to_check as page_to_check
from tests.e2e.shown_situations import SITUATIONS, found_in
from tests.e2e.situation_steps import press, ringing, traffic, what_if
from tests.e2e.workspace_page import WorkspacePage, screen_before_the_start
from tools.server import Servers

WIDE, _, NARROW = WIDTHS
LOOKS = (
    FIRST,
    Look(*WIDE, Colours.DARK, Rules.OF_COLOURS),
    Look(*NARROW, Colours.LIGHT),
)


_WRONG = """() => {
    const wrong = document.body.appendChild(document.createElement("div"));
    wrong.id = "wrong";
    wrong.style = "position: fixed; inset: 0 auto auto 0; z-index: 99; color: #bbb; background: #fff";
    wrong.append("Pale text", document.createElement("button"));
}"""


@pytest.mark.parametrize("name", SITUATIONS)
def test_nothing_is_found(checked: WorkspacePage, name: str) -> None:
    assert found_in(SITUATIONS[name], checked, LOOKS) == []


@pytest.mark.parametrize("part", ["Interactions", "Apps", "Workbench"])
def test_nothing_serious_is_found_in_the_parts_of_a_narrow_page(checked: WorkspacePage, part: str) -> None:
    """The case is the main part of the page, and is not there while another one is."""
    FIRST.take(checked.page)
    checked.call("reset")
    ringing(checked)
    for look in in_colours(NARROW):
        look.take(checked.page)
        checked.page.get_by_role("navigation").get_by_role("button", name=part).click()
        assert findings(checked.page, look.rules, SERIOUS) == [], str(look)
    checked.page.get_by_role("navigation").get_by_role("button", name="Call").click()
    FIRST.take(checked.page)


def test_nothing_is_found_with_the_workbench_beside_the_stage(checked: WorkspacePage) -> None:
    page = checked.page
    checked.call("reset")
    looks = tuple(in_colours(BESIDE))
    looks[0].take(page)
    page.get_by_test_id("bench-place").click()
    traffic(checked)
    assert _found(page, looks) == []
    page.get_by_role("button", name="Close details").click()
    what_if(checked)
    assert _found(page, looks) == []
    press(checked, "#policy [data-testid=bench-traffic]")
    page.get_by_test_id("bench-place").click()
    FIRST.take(page)


@pytest.mark.parametrize("screen", ["boot", "failure"])
def test_nothing_is_found_before_the_start(page: Page, servers: Servers, screen: str) -> None:
    with screen_before_the_start(page.context, servers.host_url, screen) as other:
        bring_checker(other)
        assert _found(other, LOOKS) == []


def test_the_checker_finds_what_is_wrong(checked: WorkspacePage) -> None:
    page = checked.page
    FIRST.take(page)
    checked.call("reset")
    page.evaluate(_WRONG)
    try:
        assert any(finding.startswith("button-name") for finding in findings(page))
        assert any(finding.startswith("color-contrast") for finding in findings(page, Rules.OF_COLOURS))
    finally:
        page.evaluate("document.getElementById('wrong').remove()")


def _found(page: Page, looks: tuple[Look, ...]) -> list[str]:
    found = []
    for look in looks:
        look.take(page)
        found += [f"{look}: {finding}" for finding in findings(page, look.rules)]
    return found
