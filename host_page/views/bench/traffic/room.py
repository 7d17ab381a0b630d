"""What is drawn of the traffic."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views import formats
from host_page.views.bench.timeline import room as timeline
from host_page.views.bench.timeline.histories import title_of
from host_page.views.bench.traffic.details import details, message_menu
from host_page.views.bench.traffic.filter import HELP
from host_page.views.bench.traffic.model import (
    Matching,
    RowBook,
    Spacer,
    TrafficModel,
    shared_labels,
    traffic_chips,
    traffic_model,
)
from host_page.views.bench.traffic.saved_log import LARGEST_FILE
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.drawing import Context, Panel, RowList, View
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.protocol.registry import REGISTRY


class _List:
    """The rows around those in view, worked out once for each drawing."""

    def __init__(self, scene: Scene, log: ShownLog) -> None:
        self._scene = scene
        self._log = log
        self._matching = Matching(log)
        self._book = RowBook()
        self._rows: dict[str, object] = {}
        self.model = TrafficModel((), 0, 0, 0, 0, 0, 0, 0, None)

    def keys(self) -> list[str]:
        view = self._scene.ui.traffic
        shared = shared_labels(self._scene.session.frames)
        entries = self._matching.entries(view)
        self.model = traffic_model(self._log, view, entries, shared, self._book, self._matching.gone)
        spacers = (Spacer("above", self.model.above), Spacer("below", self.model.below))
        above, below = ({each.where: each} if each.height else {} for each in spacers)
        self._rows = {**above, **{str(row.seq): row for row in self.model.rows}, **below}
        return list(self._rows)

    def row(self, key: str) -> object:
        return self._rows[key]


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui
    log = ShownLog(session.traffic, session.frames, ui.traffic)
    listed = _List(scene, log)

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
            "keeps": view.keeps,
            "largest_file": LARGEST_FILE,
            "imported": imported(),
            "timeline": view.timeline,
            "timeline_title": title_of(ui.histories, view.timeline),
            "problem": view.problem,
        }

    def imported() -> Context | None:
        shown = ui.traffic.imported
        if shown is None:
            return None
        return {"name": shown.name, "messages": shown.messages, "last": formats.day_and_time(shown.last)}

    def notes() -> Context:
        model = listed.model
        dropped = 0 if model.above else model.dropped
        return {"matching": model.matching, "total": model.total, "dropped": dropped, "new": model.new}

    def detail() -> Context:
        shown, editor = details(log, session.frames, ui.traffic), ui.traffic.editor
        editing = editor if shown is not None and editor is not None and editor.seq == shown.seq else None
        return {"details": shown, "editor": editing, "request_names": tuple(REGISTRY) if editing else ()}

    def menu() -> Context:
        return {"message": message_menu(log, session.frames, ui.traffic)}

    def any_frame(_: str) -> bool:
        return True

    def lists() -> bool:
        """Whether the list of messages is there, and not a time line in its place."""
        return not ui.traffic.timeline

    return (
        Panel(
            Region.TRAFFIC,
            "bench/traffic/traffic.html",
            pane,
            frame=lambda context: bool(context["timeline"]),
        ),
        Panel(Region.CHIPS, "bench/traffic/chips.html", lambda: {"chips": traffic_chips(log, ui.traffic)}),
        RowList(
            Region.TRAFFIC_ROWS,
            "bench/traffic/row.html",
            listed.keys,
            listed.row,
            row_id=lambda key: f"messages-{key}" if key.isalpha() else f"message-{key}",
            concerns=any_frame,
            there=lists,
        ),
        Panel(Region.TRAFFIC_NOTES, "bench/traffic/notes.html", notes, there=lists),
        Panel(Region.DETAILS, "bench/traffic/details.html", detail),
        Panel(
            Region.MESSAGE_MENU,
            "bench/traffic/message-menu.html",
            menu,
            there=lambda: "message-menu" in ui.opened,
        ),
        timeline.view(scene, log),
    )
