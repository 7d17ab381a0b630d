"""The hooks for tests are those that the documentation names, and they are where it says."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from host_page.views.notices.news import Of
from host_page.views.regions import Region
from scapi.driver.situation_table import SITUATIONS
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, Stage
from tools.paths import ROOT

_HOOK = re.compile(r'data-testid="([^"]+)"')


REPEATED = {"message", "open", "accept", "reject"}
"""The lines of the traffic, and what is inside of another hook."""


def in_templates() -> set[str]:
    """Every hook; what follows a colon, or differs, is left out."""
    found = {
        hook
        for template in (ROOT / "host_page" / "views").rglob("*.html")
        for hook in _HOOK.findall(template.read_text(encoding="utf-8"))
    }
    return {re.sub(r"\{\{.*?\}\}", "", hook) for hook in found}


def documented() -> set[str]:
    text = (ROOT / "docs" / "driver.md").read_text(encoding="utf-8")
    section = text.partition("### Hooks in the page")[2].partition("\n### ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    first = {hook for row in rows for hook in re.findall(r"`([^`]+)`", row.split(" | ")[0])}
    inside = {hook for row in rows if "inside" in row for hook in re.findall(r"`([^`]+)`", row.partition("inside")[2])}
    return {re.sub(r"<.*?>", "", hook) for hook in first | inside}


def test_every_hook_is_documented_and_every_documented_hook_is_there() -> None:
    news = {f"news-{of}" for of in Of}
    assert documented() - news == in_templates() - {"news-"}
    assert news <= documented()


@pytest.mark.parametrize("name", [each.name for each in SITUATIONS])
def test_a_hook_is_once_in_the_page(name: str) -> None:
    stage = Stage("service-client-api.rate-limit.agent.get = 3")
    stage.client(FULL).request("agent.get")
    stage.run("sim-situation", name)
    newest = stage.session.traffic.total
    for panel in ("policy", "traffic"):  # the one that is left is still in the page, hidden
        stage.run("bench-shows", panel)
        stage.draw()
    stage.run("traffic-select", str(newest))
    stage.run("traffic-menu", str(newest))
    stage.draw()
    hooks = Counter(
        each.attributes["data-testid"] for each in Page(stage.page_html()).all() if "data-testid" in each.attributes
    )
    assert hooks["bench-traffic"] == hooks["bench-policy"] == 1
    assert [hook for hook, times in hooks.items() if times > 1 and hook not in REPEATED] == []


def test_hooks_of_what_rings_and_of_an_open_call() -> None:
    stage = Stage()
    call = stage.session.driver.call("ring", {"ani": "1"}).data["interactionId"]  # type: ignore[union-attr,index,call-overload]
    toasts = Page(stage.html(Region.TOASTS))
    assert toasts.one(data_testid=f"ringing:{call}")
    assert toasts.one(data_testid="accept").attributes["data-arg"] == call
    assert Page(stage.html(Region.INTERACTIONS)).one(data_testid=f"interaction:{call}")
    stage.run("accept", str(call))
    assert Page(stage.html(Region.CASE)).one(data_testid="control:hold")
    assert Page(stage.html(Region.TABS)).one(data_testid="app:Screen Pop")


def test_hooks_of_a_toast_of_an_app() -> None:
    stage = Stage()
    toast = stage.client(FULL).data("system.popupToast", {"title": "x"})
    assert Page(stage.html(Region.TOASTS)).one(data_testid=f"app-toast:{toast}")
