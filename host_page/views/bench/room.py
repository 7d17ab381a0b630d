"""What is drawn around the workbench: its edge, its strip when it is closed, the bar at the foot of a narrow page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.bench.bench_state import (
    BENCH_HEIGHT,
    BENCH_HIGHEST,
    BENCH_LOWEST,
    BENCH_NARROWEST,
    BENCH_WIDEST,
    BENCH_WIDTH,
)
from host_page.views.bench.simulator.model import by_hand
from host_page.views.drawing import Context, Panel, View
from host_page.views.moments import Form, Running
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.decisions import Verdict


@dataclass(frozen=True, slots=True)
class Extent:
    """Pixels of the workbench in one direction, as its separator tells them."""

    lowest: int
    highest: int
    now: int


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui

    def edge() -> Context:
        sizes = (("h", ui.bench_height), ("w", ui.bench_width))
        return {
            "panel": ui.bench_shows.value,
            "place": ui.bench_place.value,
            "css": "; ".join(f"--bench-{name}:{pixels}px" for name, pixels in sizes if pixels),
            "height": Extent(BENCH_LOWEST, BENCH_HIGHEST, ui.bench_height or BENCH_HEIGHT),
            "width": Extent(BENCH_NARROWEST, BENCH_WIDEST, ui.bench_width or BENCH_WIDTH),
        }

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
        Panel(Region.BENCH, "bench/edge.html", edge, concerns=lambda _: False),
        Panel(Region.STRIP, "bench/strip.html", strip),
        Panel(
            Region.BOTTOM,
            "bench/bottom.html",
            bottom,
            glance=lambda: len(session.workspace.interactions.waiting),
        ),
    )
