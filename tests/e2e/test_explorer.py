"""The sample client on its three origins, through the real page: calls, attached data, and what refusal looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

NUMBER = "+4930123456"
APPS = ["API Explorer", "Restricted", "Not listed"]


@pytest.fixture
def sample(tab_at: Callable[[Servers], Page], servers: Servers) -> Iterator[WorkspacePage]:
    """A workspace at the start of the scenario with the sample clients, which have just been loaded."""
    workspace = WorkspacePage(tab_at(servers))
    if workspace.is_open_at(servers.host_url):
        workspace.call("reset")
        apps = workspace.state["frames"]
        assert [app["label"] for app in apps] == APPS, "a test has left a client, or closed one"
        workspace.since = max((entry["seq"] for entry in workspace.traffic()), default=0)
        for app in apps:
            frame = workspace.frame(app["frameId"])
            frame.goto(frame.url)
    else:
        workspace.open(servers.host_url)
    yield workspace
    workspace.let_go()


def explorer(sample: WorkspacePage, label: str = "API Explorer") -> Frame:
    """The explorer of a tab, brought to the front, once it knows what it may do."""
    sample.page.locator("#tabs").get_by_role("tab", name=label).click()
    frame = sample.frame(sample.frame_id_of(label))
    expect(frame.get_by_test_id("banner")).not_to_have_attribute("data-state", "waiting")
    return frame


def dial(frame: Frame, number: str = NUMBER) -> None:
    frame.get_by_test_id("dial-number").fill(number)
    frame.get_by_test_id("dial-button").click()


def row(frame: Frame) -> Locator:
    return frame.get_by_test_id("interactions").locator("> li").first


def test_the_explorer_dials_and_the_far_end_answers(sample: WorkspacePage) -> None:
    frame = explorer(sample)
    dial(frame)
    expect(row(frame)).to_have_attribute("data-state", "DIALING")
    interaction_id = sample.state["interactions"][0]["interactionId"]
    sample.call("farEnd", {"interactionId": interaction_id, "action": "answer"})
    expect(row(frame)).to_have_attribute("data-state", "TALKING")
    row(frame).get_by_test_id("hold").click()
    expect(row(frame)).to_have_attribute("data-state", "HELD")
    row(frame).get_by_test_id("resume").click()
    expect(row(frame)).to_have_attribute("data-state", "TALKING")
    row(frame).get_by_test_id("hang-up").click()
    row(frame).get_by_test_id("mark-done").click()
    expect(frame.get_by_test_id("no-interactions")).to_be_visible()
    assert sample.state["interactions"] == []


def test_the_explorer_answers_a_call(sample: WorkspacePage) -> None:
    frame = explorer(sample)
    interaction_id = sample.ring(NUMBER, userData={"Segment": "Gold"})
    row(frame).get_by_test_id("answer").click()
    expect(row(frame)).to_have_attribute("data-state", "TALKING")
    expect(row(frame).locator('[data-name="Segment"]')).to_contain_text("Gold")
    assert sample.interaction(interaction_id)["state"] == "TALKING"


def test_attached_data_of_the_client_shows_in_the_agents_panel(sample: WorkspacePage) -> None:
    frame = explorer(sample)
    interaction_id = sample.ring(NUMBER, userData={"Segment": "Gold"})
    row(frame).get_by_test_id("answer").click()
    expect(row(frame)).to_have_attribute("data-state", "TALKING")
    row(frame).get_by_test_id("data-key").fill("Order")
    row(frame).get_by_test_id("data-value").fill("<b>4711</b>")
    row(frame).get_by_test_id("data-set").click()
    expect(sample.page.locator("#case")).to_contain_text("Order")
    expect(sample.page.locator("#case")).to_contain_text("<b>4711</b>")
    assert sample.interaction(interaction_id)["userData"]["Order"] == "<b>4711</b>"


def test_attached_data_of_the_agent_reaches_the_client(sample: WorkspacePage) -> None:
    frame = explorer(sample)
    sample.ring(NUMBER, userData={"Segment": "Gold"})
    sample.page.locator("#toasts").get_by_role("button", name="Accept").click()
    expect(row(frame)).to_have_attribute("data-state", "TALKING")
    case = sample.page.locator("#case")
    case.locator('[data-action="data-edit"][data-arg="Segment"]').click()
    field = case.locator("#data-input")
    expect(field).to_be_focused()
    field.fill("Platinum")
    field.press("Enter")
    expect(row(frame).locator('[data-name="Segment"]')).to_contain_text("Platinum")


def test_the_origin_with_every_request_says_so(sample: WorkspacePage) -> None:
    expect(explorer(sample).get_by_test_id("banner")).to_have_attribute("data-state", "all")


def test_a_restricted_origin_is_refused_what_it_lacks(sample: WorkspacePage) -> None:
    frame = explorer(sample, "Restricted")
    expect(frame.get_by_test_id("banner")).to_have_attribute("data-state", "some")
    outcome = frame.evaluate("genesys.wwe.service.agent.setState('NotReady').catch((error) => error.message)")
    assert "agent.setState" in outcome
    (entry,) = sample.seen(request="agent.setState", direction="in")
    assert (entry["verdict"], entry["reason"]) == ("refused", "REQUEST_NOT_LISTED")
    assert sample.state["agent"]["state"]["type"] == "READY"


def test_an_unlisted_origin_fails_in_everything(sample: WorkspacePage) -> None:
    frame = sample.frame(sample.frame_id_of("Not listed"))
    expect(frame.get_by_test_id("banner")).to_have_attribute("data-state", "none")
    frame_id = sample.frame_id_of("Not listed")
    entries = sample.seen(frame=frame_id, direction="in", verdict="refused")
    assert {entry["reason"] for entry in entries} == {"ORIGIN_NOT_LISTED"}
    report = sample.frame_report(frame_id)
    assert report is not None
    assert report["subscriptions"] == []


def test_the_rate_limit_tells_once_and_then_is_silent(sample: WorkspacePage) -> None:
    frame = explorer(sample)
    texts = frame.evaluate("""async () => {
        const texts = [];
        for (let i = 0; i < 6; i += 1) {
            texts.push(await genesys.wwe.service.voice.dial("555" + i).then(() => "", (error) => error.message));
        }
        genesys.wwe.service.voice.dial("5559").catch(() => {});
        return texts;
    }""")
    assert texts == [""] * 5 + [
        "The rate limit for the request 'voice.dial' has been reached.\n"
        "Further requests of the same type will be ignored for 30 seconds."
    ]
    (quarantined,) = sample.seen(request="voice.dial", verdict="quarantined")
    assert quarantined["reason"] == "IN_QUARANTINE"
    replies = sample.traffic(request="voice.dial", direction="out")
    assert quarantined["referenceId"] not in [reply["referenceId"] for reply in replies]


WATCH = """
(row) => {
  self.drawn = 0;
  new MutationObserver((changes) => (self.drawn += changes.length)).observe(
    row, { subtree: true, childList: true, characterData: true, attributes: true });
}
"""


def test_an_event_draws_the_row_of_its_interaction_only(sample: WorkspacePage) -> None:
    frame = explorer(sample)
    other, changed = sample.ring("+4930111111", userData={"Segment": "Gold"}), sample.ring("+4930222222")
    row_of = {each: frame.get_by_test_id(f"interaction:{each}") for each in (other, changed)}
    expect(row_of[changed]).to_be_visible()
    row_of[other].evaluate(WATCH)
    sample.call("attach", {"interactionId": changed, "userData": {"Note": "new"}})
    expect(row_of[changed].locator('[data-name="Note"]')).to_contain_text("new")
    assert frame.evaluate("self.drawn") == 0
