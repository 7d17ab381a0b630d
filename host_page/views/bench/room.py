"""What is drawn of a closed workbench, and of the bar at the foot of a narrow page."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.bench.simulator.model import by_hand
from host_page.views.drawing import Context, Panel, View
from host_page.views.moments import Form, Running
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.decisions import Verdict


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui

    def strip() -> Context:
        counts = session.traffic.by_verdict
        return {
            "bench": ui.bench.value,
            "total": sum(counts.values()),
            "refused": counts[Verdict.REFUSED],
            "limited": counts[Verdict.RATE_LIMITED],
            "quarantined": counts[Verdict.QUARANTINED],
            "clock": Running(Form.CLOCK),
            "by_hand": by_hand(session),
        }

    def bottom() -> Context:
        return {"part_shown": ui.part.value, "ringing": len(session.workspace.interactions.waiting)}

    return (
        Panel(Region.STRIP, "bench/strip.html", strip),
        Panel(
            Region.BOTTOM,
            "bench/bottom.html",
            bottom,
            glance=lambda: len(session.workspace.interactions.waiting),
        ),
    )
