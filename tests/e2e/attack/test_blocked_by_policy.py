"""A client brings about what the policy of the page forbids: it is told, and a flood of it hides nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.attack.conftest import Opened
from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites

FLOOD = """async () => {
    const { data: toast } = await request("system.popupToast", "toast", [{ title: "Look" }]);
    for (let i = 0; i < 300; i += 1) {
        await request("system.updateToast", `u${i}`, [toast, { iconUrl: `https://host${i}.example/icon.png` }]);
    }
}"""


@pytest.fixture
def strict(opened: Opened, sites: Sites) -> Iterator[AttackedWorkspace]:
    """A workspace whose frames and images come from the configured origins only."""
    workspace = opened(client_configuration(sites, "service-client-api.content-sources.strict = true"))
    workspace.begin()
    yield workspace
    workspace.let_go()


def told(workspace: AttackedWorkspace, directive: str) -> list[str]:
    entries = workspace.traffic(reason="CONTENT_SECURITY_POLICY", verdict="blocked")
    return [entry["note"] for entry in entries if entry["rule"] == directive]


def test_a_frame_that_goes_where_it_must_not_is_told(strict: AttackedWorkspace, sites: Sites) -> None:
    _, frame = strict.open_client(sites.url("listed", "raw.html"))
    frame.evaluate("(url) => { location = url; }", sites.url("unlisted", "raw.html"))
    strict.until(lambda: f"frame-src: {sites.origin('unlisted')}" in told(strict, "frame-src"), "the entry")
    assert all("raw.html" not in note for note in told(strict, "frame-src")), "an origin, no address"


def test_a_flood_of_icons_is_a_few_entries_and_hides_nothing(strict: AttackedWorkspace, sites: Sites) -> None:
    _, frame = strict.open_client(sites.url("listed", "raw.html"))
    frame.evaluate(FLOOD)
    strict.until(lambda: any("other sources" in note for note in told(strict, "img-src")), "the last of the flood")
    assert len(told(strict, "img-src")) < 40
    strict.page.evaluate("fetch('https://elsewhere.example/').catch(() => {})")
    strict.until(lambda: "connect-src: https://elsewhere.example" in told(strict, "connect-src"), "another violation")
    assert "data" in ask(frame, "agent.get", "after")
