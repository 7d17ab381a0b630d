"""What is drawn of the traffic panel."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.bench.traffic.details import details
from host_page.views.bench.traffic.filter import HELP
from host_page.views.bench.traffic.model import (
    Matching,
    Spacer,
    TrafficModel,
    shared_labels,
    traffic_chips,
    traffic_model,
)
from host_page.views.drawing import Context, Panel, RowList, View
from host_page.views.regions import Region
from host_page.views.scene import Scene


class _List:
    """The rows around those in view, worked out once for each drawing."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._matching = Matching(scene.session.traffic)
        self._rows: dict[str, object] = {}
        self.model = TrafficModel((), 0, 0, 0, 0, 0, 0, 0, None)

    def keys(self) -> list[str]:
        view = self._scene.ui.traffic
        session = self._scene.session
        labels = shared_labels(session.frames)
        self.model = traffic_model(session.traffic, view, self._matching.entries(view), labels)
        spacers = (Spacer("above", self.model.above), Spacer("below", self.model.below))
        above, below = ({each.where: each} if each.height else {} for each in spacers)
        self._rows = {**above, **{str(row.seq): row for row in self.model.rows}, **below}
        return list(self._rows)

    def row(self, key: str) -> object:
        return self._rows[key]


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui
    listed = _List(scene)

    def pane() -> Context:
        view = ui.traffic
        return {
            "filter": view.filter,
            "paired": view.paired,
            "paused": view.paused_after is not None,
            "follows": view.offset is None,
            "help": HELP if view.help else (),
            "details": view.selected is not None,
            "several_apps": bool(shared_labels(session.frames)),
        }

    def notes() -> Context:
        model = listed.model
        dropped = 0 if model.above else model.dropped
        return {"matching": model.matching, "total": model.total, "dropped": dropped, "new": model.new}

    def detail() -> Context:
        return {"details": details(session.traffic, session.frames, ui.traffic.selected, ui.traffic.tab)}

    def any_frame(_: str) -> bool:
        return True

    return (
        Panel(Region.TRAFFIC, "bench/traffic/traffic.html", pane),
        Panel(Region.CHIPS, "bench/traffic/chips.html", lambda: {"chips": traffic_chips(session.traffic, ui.traffic)}),
        RowList(
            Region.TRAFFIC_ROWS,
            "bench/traffic/row.html",
            listed.keys,
            listed.row,
            row_id=lambda key: f"message-{key}" if key.isdigit() else f"messages-{key}",
            concerns=any_frame,
        ),
        Panel(Region.TRAFFIC_NOTES, "bench/traffic/notes.html", notes),
        Panel(Region.DETAILS, "bench/traffic/details.html", detail),
    )
