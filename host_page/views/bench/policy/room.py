"""What is drawn of the policy panel; it costs nothing while the traffic is in its place."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.bench.bench_state import Shows
from host_page.views.bench.policy.model import NAMES, policy_model
from host_page.views.drawing import Context, Panel, View
from host_page.views.regions import Region
from host_page.views.scene import Scene


def views(scene: Scene) -> Sequence[View]:
    def panel() -> Context:
        return {"policy": policy_model(scene.session, scene.ui), "names": NAMES}

    return (
        Panel(
            Region.POLICY,
            "bench/policy/policy.html",
            panel,
            there=lambda: scene.ui.bench_shows is Shows.POLICY,
        ),
    )
