"""What is drawn of the time line."""

from __future__ import annotations

from host_page.views.bench.timeline.model import timeline
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.drawing import Context, Panel, View
from host_page.views.regions import Region
from host_page.views.scene import Scene


def view(scene: Scene, log: ShownLog) -> View:
    ui = scene.ui

    def model() -> Context:
        return {"timeline": timeline(log, ui.histories, ui.causes, ui.traffic.timeline)}

    return Panel(Region.TIMELINE, "bench/timeline/timeline.html", model, there=lambda: bool(ui.traffic.timeline))
