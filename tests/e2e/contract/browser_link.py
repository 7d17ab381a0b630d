"""The link through a real browser: clients in frames on sites of their own, the driver in the page.

The page is kept between the cases and taken back to the start of the scenario before each.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Error, Frame

from tests.e2e.contract.kept_frames import KeptFrames
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import PATIENCE_SECONDS, WorkspacePage
from tests.support.link import CallFailed, Found, LinkClient, Site

SITES = {Site.ALLOWED: "listed", Site.RESTRICTED: "reader", Site.UNLISTED: "unlisted"}
_PAUSE_MS = 2
_POSTED = ("allowed", "redacted")


class BrowserLink:
    """One case in the page that lasts."""

    def __init__(self, workspace: WorkspacePage, sites: Sites, kept: KeptFrames | None = None) -> None:
        """With ``kept`` the frames of the cases before are used again."""
        self._workspace = workspace
        self._sites = sites
        self._kept = kept
        self._clients: list[BrowserClient] = []
        if kept is None:
            workspace.start_over()
        else:
            kept.begin(workspace)

    def open(self, site: Site) -> BrowserClient:
        found = None if self._kept is None else self._kept.take(site)
        frame_id, frame = found or self._workspace.open_client(self._sites.url(SITES[site], "raw.html"), site.value)
        if self._kept is not None:
            self._kept.keep(site, frame_id, frame)
        client = BrowserClient(self, frame_id, self._sites.origin(SITES[site]), frame)
        self._clients.append(client)
        return client

    def call(self, name: str, args: Mapping[str, Any] | None = None) -> Any:
        """Values cross as text: numbers, keys and their order arrive as they were sent."""
        given = dict(args or {})
        if name == "traffic":
            given["since"] = max(given.get("since", 0), self._workspace.since)
        try:
            text = self._workspace.page.evaluate(
                "([name, args]) => workspace.call(name, JSON.parse(args)).then(JSON.stringify)",
                [name, json.dumps(given)],
            )
        except Error as error:
            raise CallFailed(error.message) from error
        return json.loads(text)

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        """Asks again until there is an answer, even one that is false."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (found := find()) is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"never came: {what}\n{self.call('traffic')[-8:]}")
            self._workspace.page.wait_for_timeout(_PAUSE_MS)
        return found

    def settled(self) -> bool | None:
        """Whether the log has an entry for all that was sent, and the clients have all that was posted to them."""
        entries = self.call("traffic")
        for client in self._clients:
            own = [entry for entry in entries if entry["frame"] == client.frame_id]
            decided = sum(messages_of(entry) for entry in own if entry["direction"] == "in")
            posted = sum(entry["direction"] == "out" and entry["verdict"] in _POSTED for entry in own)
            if decided < client.sent or len(client.messages()) < posted:
                return None
        return True


def messages_of(entry: Mapping[str, Any]) -> int:
    """How many messages an entry tells of: what the page holds back is told together."""
    several = re.search(r"\b(\d+) times$", entry.get("note", ""))
    return 1 if several is None else int(several[1])


class BrowserClient(LinkClient):
    """One frame with a page that posts what it is told and keeps what comes."""

    def __init__(self, link: BrowserLink, frame_id: str, origin: str, frame: Frame) -> None:
        super().__init__()
        self._link = link
        self._frame = frame
        self.frame_id = frame_id
        self.origin = origin
        self.sent = 0

    def send(self, message: Any) -> None:
        self.sent += 1
        self._frame.evaluate("(text) => send(JSON.parse(text))", json.dumps(message))

    def messages(self) -> list[Any]:
        received: list[Any] = json.loads(self._frame.evaluate("JSON.stringify(received)"))
        return received

    def settle(self) -> None:
        self._link.until(self._link.settled, "the decision about all that was sent")

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        return self._link.until(find, what)
