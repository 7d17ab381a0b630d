"""A checker of accessibility in a page, and the looks that a page is checked in."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.workspace_page import WorkspacePage
from tools.paths import NODE_MODULES
from tools.server import Servers

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
IMPACTS = ("minor", "moderate", "serious", "critical")
SERIOUS = IMPACTS[2:]


class Colours(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    FORCED = "forced"


class Rules(StrEnum):
    """What is checked. Of a document that was checked before, in other colours, only colours can be wrong."""

    ALL = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]'
    OF_COLOURS = '["color-contrast", "link-in-text-block"]'


@dataclass(frozen=True, slots=True)
class Look:
    """The size of the window and the colours of the system."""

    width: int
    height: int
    colours: Colours
    rules: Rules = Rules.ALL

    def __str__(self) -> str:
        return f"{self.width} {self.colours}"

    @property
    def narrow(self) -> bool:
        """Whether one part is shown at a time."""
        return self.width < 900

    def take(self, page: Page) -> None:
        page.emulate_media(
            color_scheme="dark" if self.colours is Colours.DARK else "light",
            forced_colors="active" if self.colours is Colours.FORCED else "none",
            reduced_motion="reduce",
        )
        if page.viewport_size != {"width": self.width, "height": self.height}:
            page.set_viewport_size({"width": self.width, "height": self.height})


WIDTHS = ((1440, 900), (1024, 768), (390, 844))
BESIDE = (1720, 1000)
FIRST = Look(*WIDTHS[0], Colours.LIGHT)


def in_colours(size: tuple[int, int]) -> Iterable[Look]:
    """A width in all colours; what does not depend on them is checked once."""
    for colours in Colours:
        yield Look(*size, colours, Rules.ALL if colours is Colours.LIGHT else Rules.OF_COLOURS)


@pytest.fixture(scope="module", name="page")
def page_to_check(browser: Browser) -> Iterator[Page]:
    """The checker runs in the page itself, hence a browser that sets the page's own policy aside."""
    context = browser.new_context(bypass_csp=True, viewport={"width": FIRST.width, "height": FIRST.height})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", name="checked")
def checked_workspace(page: Page, servers: Servers) -> WorkspacePage:
    """The workspace, with the checker in its page."""
    workspace = WorkspacePage(page).open(servers.host_url)
    bring_checker(page)
    return workspace


def bring_checker(page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))


def findings(page: Page, rules: Rules = Rules.ALL, least: Collection[str] = IMPACTS) -> list[str]:
    """Every finding of the checker that weighs as much: its rule, and where. Pages of clients are theirs.

    Of what the checker can load beforehand only sound and film are for rules that it is asked for, not style sheets.
    """
    options = json.dumps(
        {
            "runOnly": json.loads(rules),
            "iframes": False,
            "resultTypes": ["violations"],
            "preload": {"assets": ["media"]},
        }
    )
    result: list[dict[str, Any]] = page.evaluate(f"axe.run(document, {options}).then(({{violations}}) => violations)")
    return [
        f"{each['id']}: {node['target']} {node['html'][:160]}"
        for each in result
        if each["impact"] in least
        for node in each["nodes"]
    ]
