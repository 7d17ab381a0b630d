"""What will look different by itself: the page asks to be told when, instead of looking every second."""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.apps.model import selected_frame
from host_page.views.apps.permissions import usage
from host_page.views.apps.silence import silent_for
from host_page.views.bench.simulator.model import by_hand
from host_page.views.case.data.model import looks_other_at
from host_page.views.moments import Running
from host_page.views.notices.banner import Banner
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.centre.contents import ChatContent
from scapi.centre.records import OutboundContent
from scapi.values import Seconds

MINUTE: Seconds = 60.0


class Dues:
    """Of what is shown only: the rest is drawn when it is."""

    def __init__(self, scene: Scene, banner: Banner) -> None:
        self._scene = scene
        self._banner = banner

    def due(self) -> Mapping[Region, Seconds]:
        """Parts by when they change, in seconds of the page; a contact centre's clock that stands changes nothing."""
        found: dict[Region, Seconds] = {}
        if (back := self._banner.back_for()) is not None:
            found[Region.BANNER] = back
        if (left := self._limits()) is not None:
            found[Region.APP_BAR] = left
        if (left := self._silence()) is not None:
            found[Region.APP_BODY] = left
        if not by_hand(self._scene.session):
            now = self._scene.session.workspace.now
            found |= {region: max(0.0, at - now) for region, at in self._of_the_case(now).items()}
        return found

    def _of_the_case(self, now: Seconds) -> Mapping[Region, Seconds]:
        """When the parts of the case change, by the clock of the contact centre."""
        shown = self._scene.shown
        if shown is None:
            return {}
        found: dict[Region, Seconds] = {}
        if (at := looks_other_at(shown, now)) is not None:
            found[Region.DATA] = at
        content = shown.conversation.content
        if isinstance(content, ChatContent) and content.typing_until is not None and content.typing_until > now:
            found[Region.CHAT_LOG] = content.typing_until
        if isinstance(content, OutboundContent):
            found[Region.CASE_MAIN] = (now // MINUTE + 1) * MINUTE  # the time of day where the customer is
        return found

    def _silence(self) -> Seconds | None:
        """When it is explained that nothing comes from the app in view."""
        frame = selected_frame(self._scene.session, self._scene.ui)
        left = None if frame is None else silent_for(self._scene.session, frame)
        return left or None

    def _limits(self) -> Seconds | None:
        """When a quarantine ends, or the minute in which requests are counted."""
        frame = selected_frame(self._scene.session, self._scene.ui)
        if frame is None or frame.origin is None:
            return None
        now = self._scene.session.host.wall_clock()
        ends = [
            use.until.at - now for use in usage(self._scene.session, frame.origin) if isinstance(use.until, Running)
        ]
        return max(0.5, min(ends)) if ends else None
