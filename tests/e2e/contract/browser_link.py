"""The link through a real browser: clients in frames on sites of their own, the driver in the page.

The page is kept between the cases and taken back to the start of the scenario before each. What must be waited for is
waited for where it happens: each way to a page and back costs more than most of what is done there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Error, Frame

from tests.e2e.contract.kept_frames import KeptFrames
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import PATIENCE_SECONDS, WorkspacePage
from tests.support.link import CallFailed, Found, LinkClient, Message, Site

SITES = {Site.ALLOWED: "listed", Site.RESTRICTED: "reader", Site.UNLISTED: "unlisted"}
_PAUSE_MS = 2
_PATIENCE_MS = PATIENCE_SECONDS * 1000
_EXCHANGE = """([message, others, reference, patience]) => {
    if (message !== null) send(JSON.parse(message));
    return replyAfter(others, JSON.parse(reference), patience);
}"""
_DECIDED = """async ([since, sent, patience]) => {
    const end = performance.now() + patience;
    for (;;) {
        const entries = await workspace.call("traffic", { since });
        const messages = ({ note = "" }) => Number(/\\b(\\d+) times$/.exec(note)?.[1] ?? 1);
        const counts = sent.map(([frameId]) => {
            const own = entries.filter(({ frame }) => frame === frameId);
            const decided = own.filter(({ direction }) => direction === "in");
            const posted = own.filter(({ direction, verdict }) =>
                direction === "out" && ["allowed", "redacted"].includes(verdict));
            return [decided.reduce((sum, entry) => sum + messages(entry), 0), posted.length];
        });
        if (counts.every(([decided], index) => decided >= sent[index][1])) return counts.map(([, posted]) => posted);
        if (performance.now() > end) return null;
        await new Promise((resolve) => setTimeout(resolve, 2));
    }
}"""
"""Waits until the log has an entry for each message of each client, given by frame and number of messages; what the
page holds back is told together. Gives how many were posted to each."""


class BrowserLink:
    """One case in the page that lasts."""

    def __init__(self, workspace: WorkspacePage, sites: Sites, kept: KeptFrames) -> None:
        """``kept`` are the frames of the cases before, which are used again."""
        self._workspace = workspace
        self._sites = sites
        self._kept = kept
        self._clients: list[BrowserClient] = []
        self._begin()

    def _begin(self) -> None:
        self._kept.begin(self._workspace)

    def open(self, site: Site) -> BrowserClient:
        frame_id, frame = self._kept.take(site) or self._workspace.open_client(
            self._sites.url(SITES[site], "raw.html"), site.value
        )
        self._kept.keep(site, frame_id, frame)
        client = self._client(frame_id, self._sites.origin(SITES[site]), frame)
        self._clients.append(client)
        return client

    def _client(self, frame_id: str, origin: str, frame: Frame) -> BrowserClient:
        return BrowserClient(self, frame_id, origin, frame)

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
                raise self.never_came(what)
            self._workspace.page.wait_for_timeout(_PAUSE_MS)
        return found

    def never_came(self, what: str) -> AssertionError:
        return AssertionError(f"never came: {what}\n{self.call('traffic')[-8:]}")

    def settle(self) -> None:
        """Waits until the log has an entry for all that was sent, and the clients have all that was posted to them."""
        sent = [[client.frame_id, client.sent] for client in self._clients]
        posted = self._workspace.page.evaluate(_DECIDED, [self._workspace.since, sent, _PATIENCE_MS])
        if posted is None:
            raise self.never_came("the decision about all that was sent")
        for client, count in zip(self._clients, posted, strict=True):
            if count:
                client.expect_messages(count)


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

    def ask(self, message: Mapping[str, Any], **envelope: Any) -> Message:
        whole = self.enveloped(message, envelope)
        wanted = json.dumps(whole["referenceId"])
        self.sent += 1
        reply = self._exchange(json.dumps(whole), self._taken[wanted], wanted)
        self._taken[wanted] += 1
        return reply

    def reply_after(self, others: int, wanted: str) -> Message:
        return self._exchange(None, others, wanted)

    def _exchange(self, message: str | None, others: int, wanted: str) -> Message:
        """Sends a message, if there is one, and waits for a reply; all of them are JSON."""
        reply = self._frame.evaluate(_EXCHANGE, [message, others, wanted, _PATIENCE_MS])
        if reply is None:
            raise self._link.never_came(f"a reply to {wanted}")
        found: Message = json.loads(reply)
        return found

    def messages(self) -> list[Any]:
        received: list[Any] = json.loads(self._frame.evaluate("JSON.stringify(received)"))
        return received

    def expect_messages(self, count: int) -> None:
        """Waits until so many have come."""
        if not self._frame.evaluate("([count, patience]) => come(count, patience)", [count, _PATIENCE_MS]):
            raise self._link.never_came(f"{count} messages")

    def settle(self) -> None:
        self._link.settle()

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        return self._link.until(find, what)
