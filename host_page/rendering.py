"""Brings the page up to date: draws what has changed, once per animation frame, and tells the page in one call."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from host_page.bridge import Bridge
from host_page.changes import Changes
from host_page.views.drawing import Ids, Patch
from host_page.views.link import link_marks
from host_page.views.moments import Running, Time
from host_page.views.regions import POPOVERS, Region, with_parts
from host_page.views.ui_state import UiState
from scapi.page_session import PageSession
from scapi.values import Cancel, Seconds, member

TRAFFIC_EVERY: Seconds = 0.1
"""How often at most the page follows the traffic, which changes with every message; the agent's actions do not wait."""
SHARES_FOR: Seconds = 0.075
"""How long new messages wait for something else to be drawn, with which they cost less; and then what counts them."""
TRAFFIC_SHARE = 1 / 30
"""How much of the time may go into that: while many messages come, nobody can read as fast as they could be drawn."""
SETTLES_AFTER: Seconds = 1.5
"""How long after the last messages that is drawn which they had no time for."""
TRAFFIC_AT_LEAST_EVERY: Seconds = 1.0
"""How often it is followed, however long a drawing takes."""


class Views(Protocol):
    """What is shown: patches for what has changed, what changes by itself, the title, the client in view."""

    def draw(self, changed: dict[Region, Ids], failed: Callable[[Region], None]) -> Sequence[Patch]: ...

    def due(self) -> Mapping[Region, Seconds]: ...

    def title(self) -> tuple[str, Time, str]: ...

    def visible_frame(self) -> str | None: ...


class Rendering:
    """Draws what is collected in ``changes`` when the page asks for it; ``after`` is called each time then.

    ``patch`` is the one way for HTML into the page.
    """

    def __init__(
        self,
        bridge: Bridge,
        patch: Callable[[str], None],
        session: PageSession,
        ui: UiState,
        changes: Changes,
        views: Views,
        after: Sequence[Callable[[], None]] = (),
    ) -> None:
        self._bridge = bridge
        self._patch_page = patch
        self._session = session
        self._ui = ui
        self._changes = changes
        self._views = views
        self._after = after
        self._traffic_timer: Cancel | None = None
        self._settling: Cancel | None = None
        self._counts_lack = False
        """Whether what counts the messages is to be drawn after them."""
        self._traffic_rests_until: Seconds = 0.0
        self._due_timer: Cancel | None = None
        self._due_at: Seconds | None = None
        self._frame = ""
        self._told: dict[str, str] = {}

    def draw(self) -> None:
        """Draws what has changed."""
        began = self._session.host.monotonic()
        only_traffic, follows = self._changes.only_traffic, self._changes.traffic_waits
        self._changes.drawn()
        if self._changes.clock_jumped:
            self._changes.clock_jumped = False
            # By what the page writes running times.
            self._bridge.setClock(self._session.workspace.now, self._session.clock_runs)
        self._patch()
        if not only_traffic:
            self._tell_of_changes()
        self._look_again()
        if selector := self._changes.take_focus():
            self._bridge.focusOn(selector)
        if follows:
            self._followed(self._session.host.monotonic() - began)

    def follow_traffic(self) -> None:
        """New messages are seen a moment later, together; called after whatever may have brought some."""
        if self._changes.traffic_is_new and self._traffic_timer is None:
            host = self._session.host
            wait = max(TRAFFIC_EVERY, self._traffic_rests_until - host.monotonic())
            self._traffic_timer = host.call_later(wait, self._show_messages)

    def seen(self, text: str) -> None:
        """Panels have come into view or gone out of it; ``text`` is JSON, the ids of those that are not in view."""
        self._ui.unseen = frozenset(region for each in json.loads(text) if (region := member(Region, each)))
        hidden = {part for region in self._ui.unseen for part in with_parts(region)}
        if not hidden.issuperset(self._changes.regions):
            self._changes.ask()

    def toggled(self, popover: str, opened: bool) -> None:
        """A popover is about to open, or has been closed: what is in it is drawn while it is open."""
        (self._ui.opened.add if opened else self._ui.opened.discard)(popover)
        region = POPOVERS.get(popover)
        if region is not None:
            self._changes.regions[region] = None
            self._patch()

    def _patch(self) -> None:
        patches = self._views.draw(self._changes.regions, self._failed)
        self._tell("setMarks", link_marks(self._session, self._ui), self._bridge.setMarks)
        if patches:
            self._patch_page(json.dumps([patch.as_json() for patch in patches]))

    def _tell_of_changes(self) -> None:
        """What is not drawn, and does not follow the traffic: the title, the client in view, and what comes after."""
        before, time, after = self._views.title()
        self._tell("setTitle", [before, [time.form, time.at] if isinstance(time, Running) else time, after],
                   self._bridge.setTitle)  # fmt: skip
        self._show_frame()
        for act in self._after:
            act()

    def _failed(self, region: Region) -> None:
        self._bridge.logError(f"The view of {region.value} failed.\n{traceback.format_exc()}")

    def _tell(self, name: str, what: object, tell: Callable[[str], None]) -> None:
        """Tells the page what it does not know yet."""
        text = json.dumps(what)
        if self._told.get(name) != text:
            self._told[name] = text
            tell(text)

    def _show_frame(self) -> None:
        frame = self._views.visible_frame() or ""
        if frame != self._frame:
            self._frame = frame
            self._bridge.showFrame(frame)

    def _show_messages(self) -> None:
        self._ui.traffic.flows = self._counts_lack = True
        self._changes.mark_messages()
        self._share()

    def _share(self) -> None:
        """What follows the traffic is drawn with something else, or after a while by itself."""
        self._traffic_timer = self._session.host.call_later(SHARES_FOR, self._changes.follow)

    def _followed(self, took: Seconds) -> None:
        """What follows the traffic has been drawn: the messages, of which the counts come next, or these."""
        host = self._session.host
        now = host.monotonic()
        rest = max(self._traffic_rests_until, now) + took / TRAFFIC_SHARE
        self._traffic_rests_until = min(rest, now + TRAFFIC_AT_LEAST_EVERY)
        if self._traffic_timer is not None:
            self._traffic_timer()
        if self._counts_lack:
            self._counts_lack = False
            self._changes.mark_counts()
            self._share()
            return
        self._traffic_timer = None
        if self._settling is not None:
            self._settling()
        self._settling = host.call_later(SETTLES_AFTER, self._settled)

    def _settled(self) -> None:
        self._settling = None
        self._ui.traffic.flows = False
        self._changes.mark(Region.TRAFFIC_ROWS, Region.TRAFFIC_NOTES)

    def _look_again(self) -> None:
        """Draws again when something is going to look different by itself, and not before."""
        due = self._views.due()
        left = min(due.values(), default=None)
        at = None if left is None else round(self._session.host.monotonic() + left, 1)
        if at == self._due_at:
            return
        if self._due_timer is not None:
            self._due_timer()
        self._due_at, self._due_timer = at, None
        if left is not None:
            regions = [region for region, each in due.items() if each <= left]
            self._due_timer = self._session.host.call_later(left, lambda: self._is_due(regions))

    def _is_due(self, regions: Sequence[Region]) -> None:
        self._due_timer = self._due_at = None
        self._changes.mark(*regions)
