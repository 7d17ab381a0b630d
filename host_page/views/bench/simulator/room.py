"""What is drawn of the simulator panel."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.bench.bench_state import Place
from host_page.views.bench.simulator.model import (
    CLOCK,
    by_hand,
    far_end,
    far_end_keys,
    has_far_end,
    own_call,
    tab_model,
    tabs,
)
from host_page.views.bench.simulator.scenes import ends
from host_page.views.drawing import Context, Panel, RowList, View
from host_page.views.formats import count
from host_page.views.moments import Form, Running
from host_page.views.regions import Region
from host_page.views.scene import Scene
from host_page.views.ui_state import SimulatorTab

_TELL_ENDS = (SimulatorTab.SCENES, SimulatorTab.RECORD)
"""Tabs that say what ends when the contact centre begins anew."""


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui
    interactions = session.workspace.interactions
    listed: set[str] = set()

    def head() -> Context:
        return {
            "elsewhere": session.contact_centre,
            "clock": Running(Form.CLOCK),
            "by_hand": by_hand(session),
            "tabs": [(tab.value, label) for tab, label in tabs(session)],
            "shown": ui.simulator_tab.value,
            "fold": ui.simulator_fold.value,
            "beside": ui.bench_place is Place.BESIDE,
            "copies": ui.copies_calls,
            "recording": count(len(ui.recorder.steps), "step")
            if ui.recorder.on and ui.simulator_tab is not SimulatorTab.RECORD
            else "",
            "error": ui.errors.get(CLOCK.spot, ""),
            "script_stopped_by": session.script_stopped_by,
            "script_problems": session.script_problems,
            "script_failed": f"{count(len(session.script_problems), 'step')} of the script failed",
        }

    def call() -> Context:
        said = ui.said_call or own_call(ui)
        return {"copies": ui.copies_calls, "copied": ui.copied_call, "call": said}

    def keys() -> list[str]:
        found = far_end_keys(session, ui)[: ui.listed[Region.FAR_ENDS]]
        listed.clear()
        listed.update(found)
        return found

    def keys_change(interaction_id: str) -> bool:
        interaction = interactions.get(interaction_id)
        wanted = interaction is not None and has_far_end(ui, interaction)
        return wanted != (interaction_id in listed) and (len(listed) < ui.listed[Region.FAR_ENDS] or not wanted)

    return (
        Panel(Region.SIMULATOR, "bench/simulator/simulator.html", head, concerns=lambda _: False),
        Panel(Region.SIM_CALL, "bench/simulator/call.html", call, concerns=lambda _: False),
        Panel(
            Region.SIM_BODY,
            lambda context: f"bench/simulator/{context['tab']}.html",
            lambda: {"tab": ui.simulator_tab.value, "sim": tab_model(session, ui)},
            glance=lambda: (len(session.frames), ends(session) if ui.simulator_tab in _TELL_ENDS else ""),
            frame=lambda context: context["tab"],
        ),
        RowList(
            Region.FAR_ENDS,
            "bench/simulator/row.html",
            keys,
            lambda key: far_end(session, ui, key),
            row_id=lambda key: f"far-{key}",
            keys_change=keys_change,
            there=lambda: ui.simulator_tab in (SimulatorTab.CALLS, SimulatorTab.MEDIA),
        ),
    )
