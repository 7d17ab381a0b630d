"""Frames that last for many cases: loading one costs more than a case does in it.

Before each case a frame has no subscription and has received nothing. What it is like to speak for the first time is
the business of cases that open frames of their own.
"""

from __future__ import annotations

from collections import defaultdict

from playwright.sync_api import Frame

from tests.e2e.workspace_page import WorkspacePage
from tests.support.link import Site

_MOST = 2
"""Frames of one site that are kept."""
_LET_GO = """async () => {
    const subscriptions = received.filter(({ subscriptionId }) => subscriptionId !== undefined);
    await Promise.all(subscriptions.map(({ subscriptionId: data }) => {
        const referenceId = `let go ${data}`;
        send({ event: "unsubscribe", data, referenceId, userAgent: "WWE Client", protocolVersion: 2 });
        return reply(referenceId);
    }));
    received.length = 0;
}"""

KeptFrame = tuple[str, Frame]
"""Its id in the workspace, and the page in it."""


class KeptFrames:
    """The frames of one page."""

    def __init__(self) -> None:
        self._used: defaultdict[Site, list[KeptFrame]] = defaultdict(list)
        self._free: defaultdict[Site, list[KeptFrame]] = defaultdict(list)

    def begin(self, workspace: WorkspacePage) -> None:
        """Another case begins."""
        if self._used:
            workspace.call("reset")  # first, for it tells the subscribers, and lifts what holds frames back
        workspace.start_over(kept=self.let_go())

    def let_go(self) -> list[str]:
        """Nobody uses the frames any more; gives the ids of those that are kept."""
        for site in Site:
            there = _still_there(self._used[site])
            for _, frame in there:
                frame.evaluate(_LET_GO)
            self._free[site] = [*there, *_still_there(self._free[site])][:_MOST]
        self._used.clear()
        return [frame_id for free in self._free.values() for frame_id, _ in free]

    def take(self, site: Site) -> KeptFrame | None:
        """A frame of a site that nobody uses, if there is one."""
        return self._free[site].pop(0) if self._free[site] else None

    def keep(self, site: Site, frame_id: str, frame: Frame) -> None:
        """A case uses it."""
        self._used[site].append((frame_id, frame))


def _still_there(frames: list[KeptFrame]) -> list[KeptFrame]:
    """Without those whose client, or whose whole tab, has been closed."""
    return [(frame_id, frame) for frame_id, frame in frames if not (frame.is_detached() or frame.page.is_closed())]
