"""Dialogs that keep the agent from the call: opened again and again, or too small to be closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, expect

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.sites import Sites

REOPEN = """async (url) => {
  let number = 0;
  window.opened = 0;
  window.refused = "";
  while (!window.refused) {
    const answer = await request("system.openDialog", `again${number++}`, [url, { label: "Read me" }]);
    window.opened += answer.data ? 1 : 0;
    window.refused = (answer.errorMessage ?? "").includes("the dialogs of this application") ? answer.errorMessage : "";
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}"""


@pytest.fixture
def client(workspace: AttackedWorkspace, sites: Sites) -> Frame:
    return workspace.open_client(sites.url("listed", "raw.html"))[1]


def close(workspace: AttackedWorkspace) -> None:
    workspace.page.locator("#dialog-bar").get_by_role("button").click()


def test_an_app_that_opens_its_dialogs_again_is_done_after_two(
    workspace: AttackedWorkspace, client: Frame, sites: Sites
) -> None:
    call = workspace.ring()
    workspace.page.locator("#toasts").get_by_role("button", name="Accept").click()
    client.evaluate(f"(url) => {{ void ({REOPEN})(url); }}", sites.url("listed", "client.html"))
    workspace.until(lambda: len(workspace.state["dialogs"]) == 3, "as many dialogs as an app may have")
    assert workspace.interaction(call)["state"] == "TALKING"
    for _ in range(2):
        close(workspace)
    workspace.until(lambda: client.evaluate("refused"), "the refusal")
    assert workspace.state["dialogs"] == []
    expect(workspace.page.locator("#dialog")).to_be_hidden()
    workspace.page.locator("#case").get_by_role("button", name="Hang up").click()
    workspace.until(lambda: workspace.interaction(call)["state"] != "TALKING", "the end of the call")


@pytest.mark.parametrize("size", ["0.01px", "0.001%", "1px"])
def test_no_dialog_is_too_small_to_be_closed(
    workspace: AttackedWorkspace, client: Frame, sites: Sites, size: str
) -> None:
    label = "A name that would leave no room for anything else in the bar of this dialog"
    options = {"label": label, "width": size, "height": size}
    for number in ("0", "1"):
        ask(client, "system.openDialog", number, sites.url("listed", "client.html"), options)
    expect(workspace.page.locator("#dialog-bar")).to_contain_text("1 more below")
    box = workspace.page.locator("#dialog").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) >= (320, 160)
    button = workspace.page.locator("#dialog-bar").get_by_role("button").bounding_box()
    assert button is not None
    assert button["width"] >= 24
    whose = workspace.page.locator("#dialog-bar .dialog-from").bounding_box()
    assert whose is not None
    assert whose["width"] > 60, "whose it is has room, whatever its label"
    assert button["x"] + button["width"] <= box["x"] + box["width"]
    for _ in range(2):
        close(workspace)
    expect(workspace.page.locator("#dialog")).to_be_hidden()


def test_the_bar_says_who_opened_a_dialog_and_not_what_it_calls_itself(
    workspace: AttackedWorkspace, client: Frame, sites: Sites
) -> None:
    ask(client, "system.openDialog", "0", sites.url("second", "raw.html"), {"label": "Your bank, https://bank.example"})
    bar = workspace.page.locator("#dialog-bar .dialog-from")
    expect(bar).to_have_text(f"of Test client {sites.origin('listed')} shows not confirmed")
    (dialog,) = workspace.state["dialogs"]
    page = workspace.frame(dialog["frameId"])
    ask(page, "agent.get", "0")
    expect(bar).to_have_text(f"of Test client {sites.origin('listed')} shows {sites.origin('second')}")
    ask(page, "system.popupToast", "1", {"title": "T"})
    expect(workspace.page.locator("#toasts .from-app")).to_have_text(f"Dialog of Test client {sites.origin('second')}")
