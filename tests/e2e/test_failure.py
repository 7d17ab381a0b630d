"""A start that cannot be: the failure screen says what is wrong, where, and what was expected."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.workspace_page import BOOT_SECONDS, WorkspacePage
from tools.paths import ROOT, SITE
from tools.served_files import read_named_text
from tools.server import Servers
from tools.snapshot import Snapshot

Serving = Callable[..., str]
SNAPSHOT = "snapshot.bin"
WASM = "pyodide.asm.wasm"
SALES_DAY = ROOT / "scapi" / "centre" / "scenarios" / "sales-day.toml"


@dataclass(frozen=True, slots=True)
class Fault:
    """What has become of a file of the site; ``change`` gives ``None`` for a file that is gone."""

    name: str
    file: str
    told: str = ""
    change: Callable[[bytes], bytes | None] = bytes

    def __str__(self) -> str:
        return self.name


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Serving]:
    """Serves the page with a fault; gives its address."""
    running: list[Servers] = []

    def serve_with(fault: Fault, *, built_with_it: bool = False, scenario: Path | None = None) -> str:
        site = tmp_path / "site"
        shutil.copytree(SITE, site, copy_function=os.link)
        (file,) = site.rglob(fault.file)
        content = fault.change(file.read_bytes())
        for form in site.rglob(f"{fault.file}*"):
            form.unlink()
        if content is not None:
            file.write_bytes(content)
        if built_with_it and content is not None:
            build_with(site, Snapshot(content))
        own = None if scenario is None else read_named_text(scenario)
        servers = Servers(scenario=own, site=site)
        servers.start()
        running.append(servers)
        return servers.host_url

    yield serve_with
    for servers in running:
        servers.stop()


def flipped(content: bytes) -> bytes:
    """200 bytes are other ones; the length stays."""
    changed = bytearray(content)
    for at in range(len(changed) // 4, len(changed), len(changed) // 260)[:200]:
        changed[at] ^= 0x55
    return bytes(changed)


FAULTS = (
    Fault("missing", SNAPSHOT, "snapshot.bin: 404", lambda _: None),
    Fault("a page instead", SNAPSHOT, "bytes instead of", lambda _: b"<!doctype html>"),
    Fault("cut short", SNAPSHOT, "bytes instead of", lambda content: content[: len(content) // 2]),
    Fault("empty", SNAPSHOT, "0 bytes instead of", lambda _: b""),
    Fault("flipped bytes", SNAPSHOT, "damaged", flipped),
    Fault("garbage", SNAPSHOT, "damaged", lambda content: bytes(len(content))),
    Fault("missing", WASM, change=lambda _: None),
    Fault("cut short", WASM, change=lambda content: content[: len(content) // 2]),
    Fault("a page instead", WASM, change=lambda _: b"<!doctype html>"),
)

REFUSED = (
    Fault("of another", SNAPSHOT, "build id mismatch", lambda memory: memory[:16] + bytes(32) + memory[48:]),
    Fault("not a snapshot", SNAPSHOT, "invalid magic number", lambda memory: bytes(len(memory))),
    Fault("zeros after its head", SNAPSHOT, "JSON", lambda memory: memory[:48] + bytes(len(memory) - 48)),
)
"""Those that have the right digest: the page was built with them. The last one gets furthest."""
BAD_SCENARIO = """\
# a scenario
[agent]
username = 17
"""


def open_failing(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("html[data-workspace=failed]").wait_for(state="attached", timeout=BOOT_SECONDS * 1000)


def expect_told(page: Page, told: str) -> None:
    """The start goes on from the packages, and says why."""
    expect(page.locator("html")).to_have_attribute("data-start", "packages")
    expect(page.locator("[data-boot-note]")).to_contain_text("The quick start failed")
    expect(page.locator("[data-boot-note]")).to_contain_text(told)


def expect_plain_start(page: Page, url: str, told: str) -> None:
    """The workspace is ready, from the packages, and lacks nothing; why it took longer is on the start screen."""
    workspace = WorkspacePage(page).open(url)
    expect_told(page, told)
    state = workspace.state
    assert state["agent"]["state"]["type"] == "READY"
    assert state["problems"] == []


def build_with(site: Path, memory: Snapshot) -> None:
    """Makes this the snapshot that the page of a site was built with."""
    index = (site / "index.html").read_text(encoding="utf-8")
    before = Snapshot(snapshot_file().read_bytes())
    assert before.sha256 in index
    for form in site.glob("index.html*"):
        form.unlink()
    (site / "index.html").write_text(index.replace(before.sha256, memory.sha256), encoding="utf-8")


def snapshot_file() -> Path:
    (file,) = SITE.glob(f"assets/*/{SNAPSHOT}")
    return file


def bad_configuration() -> str:
    return "[interaction-workspace]\nservice-client-api.rate-limit = many\n"


def test_a_configuration_that_stops_the_start_is_shown_with_its_line(
    page: Page, serve: Callable[[str], Servers]
) -> None:
    open_failing(page, serve(bad_configuration()).host_url)
    failure = page.locator("#failure")
    expect(failure).to_be_visible()
    expect(failure.locator("h1")).to_have_text("The configuration cannot be used")
    expect(failure.locator("[data-failure=place]")).to_have_text("test.cfg, line 2")
    marked = failure.locator("[data-failure=lines] .marked")
    expect(marked).to_have_text("service-client-api.rate-limit = many")
    expect(marked).to_have_attribute("value", "2")
    expect(failure.locator("[data-failure=expected]")).not_to_be_empty()
    expect(page.locator("#frames iframe")).to_have_count(0)


def test_the_built_in_configuration_can_be_used_instead(page: Page, serve: Callable[[str], Servers]) -> None:
    open_failing(page, serve(bad_configuration()).host_url)
    page.get_by_role("link", name="Start with the built-in configuration").click()
    workspace = WorkspacePage(page).ready()
    assert len(workspace.state["frames"]) == 3


def test_a_scenario_that_cannot_be_read_is_shown_with_its_line(
    page: Page, serve: Callable[[str, str], Servers]
) -> None:
    open_failing(page, serve("[interaction-workspace]\n", BAD_SCENARIO).host_url)
    failure = page.locator("#failure")
    expect(failure.locator("h1")).to_have_text("The scenario cannot be used")
    expect(failure.locator("[data-failure=place]")).to_have_text("test.toml, line 2")
    expect(failure.locator("[data-failure=lines] .marked")).to_have_text("[agent]")
    expect(failure.get_by_text("line 3, agent.username")).to_be_visible()


def test_a_missing_file_of_the_page_is_told(page: Page, servers: Servers) -> None:
    page.route("**/assets/pyscript-*/core.js", lambda route: route.abort())
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("/core.js could not be loaded.")


def test_a_missing_interpreter_is_told(page: Page, servers: Servers) -> None:
    page.route("**/pyodide.asm.mjs", lambda route: route.abort())
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("did not start")


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.file == WASM], ids=str)
def test_an_interpreter_that_does_not_start_is_told(page: Page, faulty: Serving, fault: Fault) -> None:
    """Pyodide itself only warns of it, and waits for ever."""
    open_failing(page, faulty(fault))
    expect(page.locator("#failure")).to_contain_text("pyodide.asm.wasm: ")


def test_an_interpreter_of_another_media_type_is_told(page: Page, servers: Servers) -> None:
    (file,) = SITE.rglob(WASM)
    page.route(f"**/{WASM}", lambda route: route.fulfill(path=file, content_type="application/octet-stream"))
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("pyodide.asm.wasm: ")


@pytest.fixture
def held(page: Page) -> list[Route]:
    """The requests for the packages and the standard library, which are not answered: the page answers, and does not
    start from them."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/(packages|python_stdlib)\.zip$"), hold)
    return held


def expect_asked_for(page: Page, held: list[Route]) -> None:
    """The packages are on their way, and the interpreter starts a second time, with its library."""
    wanted = {"packages.zip", "python_stdlib.zip"}
    WorkspacePage(page).until(
        lambda: {route.request.url.rpartition("/")[2] for route in held} == wanted, f"the requests for {wanted}"
    )


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.file == SNAPSHOT], ids=str)
def test_a_snapshot_that_cannot_be_used_is_told_and_the_packages_are_fetched(
    page: Page, faulty: Serving, held: list[Route], fault: Fault
) -> None:
    page.goto(faulty(fault))
    expect_told(page, fault.told)
    expect_asked_for(page, held)


@pytest.mark.parametrize("fault", REFUSED, ids=str)
def test_a_snapshot_that_the_interpreter_refuses_is_told_and_the_packages_are_fetched(
    page: Page, faulty: Serving, held: list[Route], fault: Fault
) -> None:
    page.goto(faulty(fault, built_with_it=True))
    expect_told(page, fault.told)
    expect_asked_for(page, held)


def test_a_snapshot_that_cannot_be_used_is_done_without(page: Page, faulty: Serving) -> None:
    """What is wrong makes no difference any more once it has been told and the packages are asked for, as the tests
    before show of each; a start from them takes ten times the work. The time zones of the scenario are brought as
    well."""
    (fault,) = (each for each in FAULTS if each.file == SNAPSHOT and each.name == "flipped bytes")
    expect_plain_start(page, faulty(fault, scenario=SALES_DAY), fault.told)


def test_a_snapshot_that_the_interpreter_refuses_is_done_without(page: Page, faulty: Serving) -> None:
    expect_plain_start(page, faulty(REFUSED[-1], built_with_it=True), REFUSED[-1].told)


@pytest.fixture
def unsupplied(page: Page) -> list[str]:
    """The tab gets neither the standard library nor the sources; gives what its console warns of."""
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    for file in ("packages.zip", "python_stdlib.zip"):
        page.route(f"**/{file}", lambda route: route.abort())
    return warnings


def test_the_time_zones_of_a_scenario_are_brought(
    page: Page, serve: Callable[..., Servers], unsupplied: list[str]
) -> None:
    brought: list[str] = []
    page.on("requestfinished", lambda request: brought.append(request.url.rpartition("/")[2]))
    workspace = WorkspacePage(page).open(serve("[interaction-workspace]\n", SALES_DAY.read_text("utf-8")).host_url)
    assert "tzdata.zip" in brought
    assert "python_stdlib.zip" not in brought
    assert workspace.state["problems"] == []


def test_missing_sources_cost_a_running_workspace_nothing(page: Page, servers: Servers, unsupplied: list[str]) -> None:
    """All that it does it can do without them: nothing is left to be imported."""
    workspace = WorkspacePage(page).open(servers.host_url)
    workspace.until(lambda: [text for text in unsupplied if "packages.zip" in text], "a warning")
    call = workspace.ring(userData={"A": "1"})
    page.locator("#toasts").get_by_role("button", name="Accept").click()
    workspace.until(lambda: workspace.interaction(call)["state"] == "TALKING", "an answered call")
    for kind in ("email", "chat", "workitem"):
        workspace.call(kind, {"from": "ada@example.com", "subject": "Hello", "body": "Hello, *world*"})
    workspace.call("campaign", {"action": "load", "name": "Renewals"})
    workspace.call("advance", {"seconds": 60})
    workspace.seen(direction="in")
    assert workspace.traffic(reason="INTERNAL_ERROR") == []
    assert workspace.state["problems"] == []
    assert [text for text in workspace.complaints if "ERR_FAILED" not in text] == []


def test_missing_texts_are_told(page: Page, servers: Servers) -> None:
    page.route("**/workspace.json", lambda route: route.fulfill(status=500))
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("/workspace.json: 500")


def test_a_start_that_hangs_says_how_long_it_has_taken(page: Page, servers: Servers) -> None:
    page.clock.install()
    page.route("**/pyodide.asm.wasm", lambda _: None)
    page.goto(servers.host_url)
    page.clock.fast_forward("00:11")
    expect(page.locator("[data-boot-slow]")).to_have_text(re.compile(r"^1\d s so far\.$"))
