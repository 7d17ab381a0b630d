"""The small sample clients, as the documentation tells to open them: what people copy works."""

from __future__ import annotations

from playwright.sync_api import Frame, expect

from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers


def opened(sample: WorkspacePage, servers: Servers, name: str, label: str) -> Frame:
    """A sample, brought to the front."""
    url = f"{servers.client_origins['explorer']}/samples/{name}/?host={servers.host_origin}"
    frame = sample.open_client(url, label)[1]
    sample.page.locator("#tabs").get_by_role("tab", name=label).click()
    return frame


def test_small_samples(sample: WorkspacePage, servers: Servers) -> None:
    card = opened(sample, servers, "screen-pop", "Card")
    sample.call("waitForApp", {"label": "Card", "event": "interaction"})
    call = sample.ring("020 7946 0123", userData={"AccountNo": "4471-0098"})
    expect(card.get_by_test_id("name")).to_have_text("Nadia Holt")
    sample.call("act", {"interactionId": call, "action": "accept"})
    card.get_by_test_id("attach").click()
    expect(card.get_by_test_id("account")).to_have_text("4471-0098, attached")
    assert sample.interaction(call)["userData"]["Account"] == "4471-0098"

    again = opened(sample, servers, "screen-pop", "Another")
    expect(again.get_by_test_id("account")).to_have_text("4471-0098, attached")
    for action in ("hangUp", "markDone"):
        sample.call("act", {"interactionId": call, "action": action})
    expect(card.get_by_test_id("card")).to_be_hidden()
    sample.ring("1")
    expect(card.get_by_test_id("status")).to_have_text("Nobody is known by 1.")

    dialler = opened(sample, servers, "without-library", "Dialler")
    dialler.get_by_role("button", name="Dial Jonas Whitfield").click()
    expect(dialler.get_by_test_id("status")).to_have_text("+4722001122: DIALING")
    assert sample.complaints == []
