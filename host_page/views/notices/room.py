"""What is drawn of toasts, of the notices under the top bar, and of the end of the link."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.drawing import Context, Panel, View
from host_page.views.notices.banner import Banner
from host_page.views.notices.model import LOG_IN, notices_model
from host_page.views.notices.toasts import toasts_model
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.centre.port import Connection


def views(scene: Scene, banner: Banner) -> Sequence[View]:
    session, ui = scene.session, scene.ui
    interactions = session.workspace.interactions

    def toasts() -> Context:
        model, notices = toasts_model(session, ui), notices_model(session)
        return {
            "toasts": model.toasts,
            "more": model.more,
            "notices": notices.notices,
            "more_notices": notices.more,
        }

    def down() -> Context:
        return {
            "down": session.workspace.connection is Connection.DOWN,
            "elsewhere": session.contact_centre,
            "error": ui.errors.get(LOG_IN.spot, ""),
        }

    return (
        Panel(Region.BANNER, "notices/banner.html", banner.model, concerns=scene.is_of_the_case),
        Panel(
            Region.TOASTS,
            "notices/toasts.html",
            toasts,
            # What is talked on is named in the toasts of what rings.
            glance=lambda: (interactions.waiting, interactions.talking[:1] if interactions.waiting else ()),
        ),
        Panel(Region.DOWN, "notices/down.html", down),
    )
