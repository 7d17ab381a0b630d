"""Every situation in light, dark and forced colours, each at three widths, with every rule of the checker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import WIDTHS, Colours, Look, bring_checker, findings
from tests.e2e.axe import checked_workspace as checked_workspace
from tests.e2e.axe import page_to_check as page_to_check
from tests.e2e.shown_situations import MORE_SITUATIONS, SITUATIONS, found_in
from tests.e2e.workspace_page import WorkspacePage, screen_before_the_start
from tools.server import Servers

EVERY_LOOK = tuple(Look(*size, colours) for size in WIDTHS for colours in Colours)
EVERY_SITUATION = {**SITUATIONS, **MORE_SITUATIONS}


@pytest.mark.parametrize("name", EVERY_SITUATION)
def test_nothing_is_found_in_any_look(checked: WorkspacePage, name: str) -> None:
    assert found_in(EVERY_SITUATION[name], checked, EVERY_LOOK) == []


@pytest.mark.parametrize("screen", ["boot", "failure"])
def test_nothing_is_found_before_the_start(page: Page, servers: Servers, screen: str) -> None:
    with screen_before_the_start(page.context, servers.host_url, screen) as other:
        bring_checker(other)
        for look in EVERY_LOOK:
            look.take(other)
            assert findings(other) == [], str(look)
