"""The MessagePort of a client, in the browser: how it comes to one, in which order what goes by it, when it ends."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Frame, Page, Route

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage, open_tab
from tools.server import Servers

COUNT_WINDOW = """() => {
    window.byWindow = 0;
    window.addEventListener("message", () => { byWindow += 1; });
}"""
ASK = "(name) => genesys.wwe.service.sendMessage({ request: name }).then(({ data }) => data)"


def taken(workspace: WorkspacePage, frame_id: str, number: int = 1) -> None:
    """Waits until the client's port of this number is heard."""
    workspace.seen(frame=frame_id, kind="frame", note=f"MessagePort {number} taken")


def on_port(workspace: WorkspacePage, url: str) -> tuple[str, Frame]:
    """A client of the library that speaks by its port."""
    frame_id, frame = workspace.open_client(url)
    assert frame.evaluate(ASK, "agent.get")["username"]
    taken(workspace, frame_id)
    return frame_id, frame


def answers(frame: Frame, number: int = 3) -> bool:
    """Whether the client is answered, by the port alone."""
    frame.evaluate(COUNT_WINDOW)
    found = [frame.evaluate(ASK, "agent.get") for _ in range(number)]
    return all(each["username"] for each in found) and frame.evaluate("byWindow") == 0


def test_the_library_goes_over_to_its_port(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = on_port(workspace, sites.url("listed", "client.html"))
    assert answers(frame)


def test_what_a_client_sends_in_one_moment_is_judged_and_answered_one_by_one(
    workspace: WorkspacePage, sites: Sites
) -> None:
    frame_id, frame = on_port(workspace, sites.url("listed", "client.html"))
    got = frame.evaluate("""async () => {
        const names = ["agent.get", "no.such", "agent.getState", "interaction.accept"];
        const { sendMessage } = genesys.wwe.service;
        const ask = (n) => sendMessage({ request: names[n % 4], referenceId: `m${n}` });
        const told = (asked) => asked.then(({ data }) => typeof data, ({ reply }) => reply.errorMessage.length > 0);
        return Promise.all(Array.from({ length: 40 }, (_, n) => told(ask(n))));
    }""")
    assert got == ["object", True, "object", True] * 10
    heard = workspace.traffic(frame=frame_id, kind="request")[-40:]
    assert [entry["referenceId"] for entry in heard] == [f"m{number}" for number in range(40)]
    assert {(entry["request"], entry["verdict"]) for entry in heard} == {
        ("agent.get", "allowed"),
        ("no.such", "failed"),
        ("agent.getState", "allowed"),
        ("interaction.accept", "failed"),
    }


def test_events_and_texts_come_by_the_port_also_of_what_was_subscribed_before(
    workspace: WorkspacePage, sites: Sites
) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "client.html"))
    frame.evaluate("""async () => {
        window.got = [];
        genesys.wwe.service.onMessage = (text) => got.push(text);
        await genesys.wwe.service.subscribe("interaction", ({ data }) => got.push(data.eventType));
    }""")
    taken(workspace, frame_id)
    frame.evaluate(COUNT_WINDOW)
    workspace.ring()
    workspace.call("say", {"frameId": frame_id, "text": "wwe hello"})
    workspace.until(lambda: "wwe hello" in frame.evaluate("got"), "the text")
    assert frame.evaluate("got") == ["ADDED", "RINGING", "wwe hello"]
    assert frame.evaluate("byWindow") == 0


def test_nothing_overtakes_while_the_client_goes_over(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "client.html"))
    got = frame.evaluate("""async () => {
        const { sendMessage } = genesys.wwe.service;
        const got = [];
        const sent = [];
        for (let n = 0; n < 300; n += 1) {
            sent.push(sendMessage({ request: "agent.get", referenceId: `r${n}` }).then(() => got.push(n)));
            if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve));
        }
        await Promise.all(sent);
        return got;
    }""")
    assert got == list(range(300))
    taken(workspace, frame_id)
    heard = [entry["referenceId"] for entry in workspace.traffic(frame=frame_id, kind="request")]
    assert heard == [f"r{number}" for number in range(300)]


def test_a_page_that_is_loaded_anew_gets_a_port_of_its_own(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = on_port(workspace, sites.url("listed", "client.html"))
    for number in (2, 3):
        frame.goto(sites.url("listed", "client.html"))
        assert frame.evaluate(ASK, "agent.get")["username"]
        taken(workspace, frame_id, number)
        assert answers(frame)


def test_a_page_of_another_origin_in_the_frame_gets_one_too(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = on_port(workspace, sites.url("listed", "client.html"))
    frame.goto(sites.url("second", "client.html"))
    assert frame.evaluate(ASK, "agent.get")["username"]
    taken(workspace, frame_id, 2)
    assert answers(frame)
    assert workspace.traffic(frame=frame_id, origin=sites.origin("second"), kind="reply")


def test_a_page_that_speaks_before_it_has_loaded_loses_nothing_by_its_load_event(
    workspace: WorkspacePage, sites: Sites
) -> None:
    held: list[Route] = []
    workspace.page.route("**/slow.svg", lambda route: held.append(route))
    frame_id: str = workspace.call("openClient", {"label": "Early", "url": sites.url("listed", "early.html")})[
        "frameId"
    ]
    taken(workspace, frame_id)
    workspace.until(lambda: held, "the slow image")
    held[0].continue_()
    workspace.page.unroute("**/slow.svg")
    taken(workspace, frame_id, 2)
    frame = workspace.frame(frame_id)
    before = frame.evaluate("answered.length")
    workspace.until(lambda: frame.evaluate("answered.length") > before + 20, "more answers")
    frame.evaluate("asking = false")
    assert frame.evaluate("failed") == []
    answered = frame.evaluate("answered")
    assert answered == list(range(len(answered)))
    assert workspace.traffic(frame=frame_id, note="MessagePort 3 offered") == []


def test_a_page_without_the_library_is_answered_by_the_window(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = on_port(workspace, sites.url("listed", "client.html"))
    frame.goto(sites.url("listed", "raw.html"))
    assert "data" in frame.evaluate("request('agent.get', '0')")


def test_a_client_may_say_hello_again(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "port.html"))
    frame.evaluate("askForPort('0').then(takePort)")
    frame.evaluate("window.first = port")
    assert "data" in frame.evaluate("requestByPort('agent.get', '1')")
    frame.evaluate("told.length = 0")
    frame.evaluate("askForPort('2').then(takePort)")
    taken(workspace, frame_id, 2)
    assert "data" in frame.evaluate("requestByPort('agent.get', '3')")
    frame.evaluate("first.postMessage({ request: 'agent.getState', referenceId: '4', ...client })")
    assert "data" in frame.evaluate("requestByPort('agent.get', '5')")
    assert workspace.traffic(frame=frame_id, request="agent.getState") == [], "nobody hears the first one"


def test_both_ways_share_the_numbers_of_a_second(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "port.html"))
    frame.evaluate("askForPort('0').then(takePort)")
    frame.evaluate("""() => {
        for (let n = 0; n < 2500; n += 1) {
            send({ noise: n });
            port.postMessage({ noise: n });
        }
    }""")
    workspace.seen(frame=frame_id, reason="TOO_MANY_MESSAGES")


def test_a_frame_that_is_closed_takes_its_port_along(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, _ = on_port(workspace, sites.url("listed", "client.html"))
    _, other = on_port(workspace, sites.url("second", "client.html"))
    workspace.call("closeClient", {"frameId": frame_id})
    workspace.ring()
    assert answers(other)
    assert workspace.complaints == []


def test_the_agent_loads_the_client_again(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, _ = on_port(workspace, sites.url("listed", "client.html"))
    workspace.page.evaluate("(frameId) => workspaceBridge.reloadFrame(frameId)", frame_id)
    frame = workspace.frame(frame_id)
    workspace.until(lambda: frame.evaluate(ASK, "agent.get"), "an answer")
    taken(workspace, frame_id, 2)
    assert answers(frame)


def test_a_tab_that_takes_over_keeps_the_ports_of_its_clients(
    tabs_context: BrowserContext, client_servers: Servers, sites: Sites
) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    _, frame = on_port(second, sites.url("listed", "client.html"))
    assert answers(frame)
    first.page.close()
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    assert answers(frame)
    frame.evaluate("""async () => {
        window.got = [];
        await genesys.wwe.service.subscribe("interaction", ({ data }) => got.push(data.eventType));
    }""")
    second.ring()
    second.until(lambda: frame.evaluate("got") == ["ADDED", "RINGING"], "the events")


def test_a_host_that_knows_nothing_of_ports_is_spoken_to_by_the_window(page: Page, sites: Sites) -> None:
    page.goto(
        f"{sites.near_origin('second')}/plain-host.html?{urlencode({'client': sites.url('listed', 'client.html')})}"
    )
    element = page.wait_for_selector("iframe")
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_load_state("load")
    for _ in range(5):
        assert frame.evaluate(ASK, "agent.get") == {}
    assert page.evaluate("asked") == [{"request": "agent.get", "ports": 0}] * 5
