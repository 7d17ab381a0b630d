"""The host page as the tests see it: its state, the driver, and the clients in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Frame, Page, Route, ViewportSize, expect

from tools.server import Servers

BOOT_SECONDS = 60
PATIENCE_SECONDS = 15
UNSEEN: ViewportSize = {"width": 320, "height": 240}
"""A page that no test looks at."""
_PAUSE_MS = 20
_LEAVE_BEHIND = """async ([since, kept, reset]) => {
    if (reset) {
        document.activeElement?.blur();
        await workspace.call("reset");
    }
    for (const { frameId, subscriptions } of (await workspace.call("state")).frames) {
        if (!kept.includes(frameId)) await workspace.call("closeClient", { frameId });
        else if (subscriptions.length) throw new Error(`${frameId} has subscriptions: ${subscriptions}`);
    }
    // A test that looks at the page may not meet controls of an earlier one's call.
    if (reset && !self.unseen) workspaceBridge.ask("draw", "", "", "");
    const last = Math.max(since, self.lastOfEarlierTests ?? 0);
    const entries = await workspace.call("traffic", { since: last });
    self.lastOfEarlierTests = Math.max(last, ...entries.map(({ seq }) => seq));
    return self.lastOfEarlierTests;
}"""
"""In one go: the way to the page and back costs more than what is done there."""
_MIDDLE = """(selector) => {
    const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""
_NEVER_USED = "about:blank"

Found = TypeVar("Found")


class WorkspacePage:
    """One tab with the workspace. Collects what the browser complains about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.since = 0
        """The number of the last entry of the traffic log that an earlier test has left."""
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", self._page_error)

    def let_go(self) -> None:
        """Another test goes on with the tab."""
        self.page.remove_listener("console", self._console)
        self.page.remove_listener("pageerror", self._page_error)

    def _console(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        of_nothing = url.endswith("/favicon.ico")  # that of a page which is not there; the workspace names its own
        if message.type == "error" and not of_nothing:
            self.complaints.append(f"{message.text} ({url})")

    def _page_error(self, error: Error) -> None:
        self.complaints.append(f"error: {error}")

    def open(self, url: str) -> Self:
        """Goes to the workspace and waits until it is ready; the session that another test has left in the tab ends."""
        if self.page.url != _NEVER_USED:
            # What the server says of a page that it does not have has the headers of the workspace: the browser goes on
            # in the same process, which has the interpreter compiled already.
            self.page.goto(f"{url}nothing")
            self.page.evaluate("sessionStorage.clear()")
            self.complaints.clear()
        self.page.goto(url)
        return self.ready()

    def ready(self) -> Self:
        """Waits until the page, which has been loaded anew, is ready."""
        self.since = 0
        self.page.locator("html[data-workspace=ready], html[data-workspace=failed]").wait_for(
            state="attached", timeout=BOOT_SECONDS * 1000
        )
        state = self.page.locator("html").get_attribute("data-workspace")
        assert state == "ready", f"the workspace has {state}: {self.page.locator('#failure').inner_text()}"
        return self

    def is_open_at(self, url: str) -> bool:
        """Whether the tab holds a workspace of this address that answers."""
        return self.page.url == url and self.page.locator("html[data-workspace=ready]").count() == 1

    def open_unseen(self, url: str) -> Self:
        """Goes to the workspace, unless the tab holds it already, for tests that do not look at it.

        The page is small, and draws as often as in a tab that is not shown: drawing costs more than what they ask for.
        """
        if not self.is_open_at(url):
            self.page.set_viewport_size(UNSEEN)
            self.open(url).draw_as_unseen()
        return self

    def draw_as_unseen(self) -> None:
        """Without animation frames, which a page that is not shown does not get."""
        self.page.evaluate("() => { self.unseen = true; self.requestAnimationFrame = () => 0; }")

    def start_over(self, kept: Sequence[str] = ()) -> WorkspacePage:
        """Takes the workspace back to the start without loading the page again: no client but those that are kept, no
        call, no counter, and nothing that the focus keeps open."""
        self.since = self.page.evaluate(_LEAVE_BEHIND, [self.since, list(kept), True])
        return self

    def leave_behind(self, kept: Sequence[str] = ()) -> None:
        """No client is there but those that are kept, and nothing in the traffic log counts that was there before."""
        self.since = self.page.evaluate(_LEAVE_BEHIND, [self.since, list(kept), False])

    def call(self, name: str, args: dict[str, Any] | None = None) -> Any:
        """A driver call; raises Playwright's ``Error`` with the text of a refusal."""
        return self.page.evaluate("([name, args]) => workspace.call(name, args)", [name, args or {}])

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.call("state")
        return state

    def traffic(self, **wanted: Any) -> list[dict[str, Any]]:
        """The entries of the traffic log that have these members."""
        entries = self.call("traffic", {"since": self.since})
        return [entry for entry in entries if all(entry.get(name) == value for name, value in wanted.items())]

    def seen(self, count: int = 1, **wanted: Any) -> list[dict[str, Any]]:
        """Waits until the traffic log has entries with these members."""
        return self.until(lambda: _enough(self.traffic(**wanted), count), f"{count} entries {wanted}")

    def ring(self, ani: str = "+4930123456", **args: Any) -> str:
        interaction_id: str = self.call("ring", {"ani": ani, **args})["interactionId"]
        return interaction_id

    def interaction(self, interaction_id: str) -> dict[str, Any]:
        found = [i for i in self.state["interactions"] if i["interactionId"] == interaction_id]
        assert found, f"there is no interaction {interaction_id}"
        return dict(found[0])

    def frame_report(self, frame_id: str) -> dict[str, Any] | None:
        """What the workspace knows of a frame."""
        return next((frame for frame in self.state["frames"] if frame["frameId"] == frame_id), None)

    def open_client(self, url: str, label: str = "Test client") -> tuple[str, Frame]:
        """Opens a page as a client; gives its frame id and its frame, loaded."""
        frame_id: str = self.call("openClient", {"label": label, "url": url})["frameId"]
        return frame_id, self.frame(frame_id)

    def frame(self, frame_id: str) -> Frame:
        """The frame that the workspace made for this frame id."""
        element = self.page.wait_for_selector(f'[data-frame="{frame_id}"] iframe', state="attached")
        assert element is not None
        frame = self.until(element.content_frame, f"the page of {frame_id}")
        frame.wait_for_url(lambda url: url != "about:blank")
        frame.wait_for_load_state("load")
        return frame

    def click_in(self, frame_id: str, selector: str) -> None:
        """A click on an element of the page in a frame; Playwright's own click misses such frames in Firefox."""
        element = self.page.locator(f'[data-frame="{frame_id}"] iframe')
        element.wait_for()  # it is shown with the next drawing
        outer = element.bounding_box()
        assert outer is not None, f"{frame_id} is not shown"
        x, y = self.frame(frame_id).evaluate(_MIDDLE, selector)
        self.page.mouse.click(outer["x"] + x, outer["y"] + y)

    def frame_id_of(self, label: str) -> str:
        return next(str(frame["frameId"]) for frame in self.state["frames"] if frame["label"] == label)

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        """Asks again until there is an answer that is true."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                found = find()
            except Error as error:  # the page or the frame is on its way to another document
                found, problem = None, str(error)
            else:
                problem = ""
            if found:
                return found
            if time.monotonic() > deadline:
                raise AssertionError(f"never came: {what} {problem}\n{self._end_of_traffic()}")
            self.page.wait_for_timeout(_PAUSE_MS)

    def _end_of_traffic(self) -> str:
        return "\n".join(str(entry) for entry in self.traffic()[-8:])


class HeldStart:
    """Keeps the workspaces of a page from starting until they are let go: their interpreter does not arrive."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] | None = []
        page.route("**/pyodide.asm.wasm", self._hold)

    def _hold(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)

    def let_go(self) -> None:
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()


@contextmanager
def screen_before_the_start(context: BrowserContext, url: str, screen: str) -> Iterator[Page]:
    """A tab of its own that shows ``boot`` or ``failure`` in place of a workspace."""
    page = context.new_page()
    if screen == "boot":
        HeldStart(page)
    else:
        page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.goto(url)
    expect(page.locator(f"#{screen}")).to_be_visible(timeout=30_000)
    yield page
    page.close()


def open_tab(context: BrowserContext, servers: Servers) -> WorkspacePage:
    """Another tab of the browser with the workspace in it."""
    return WorkspacePage(context.new_page()).open(servers.host_url)


def _enough(entries: list[dict[str, Any]], count: int) -> list[dict[str, Any]] | None:
    return entries if len(entries) >= count else None
