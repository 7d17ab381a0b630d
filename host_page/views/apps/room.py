"""What is drawn of the client apps, and the bar of a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.apps.dialogs import dialog_model
from host_page.views.apps.model import app_bar, app_body, app_tab, refused_text, selected_frame, shown_frames
from host_page.views.apps.permissions import Summaries, lines, sources
from host_page.views.drawing import Context, Panel, RowList, View
from host_page.views.regions import Region
from host_page.views.scene import Scene


class _Seen:
    """Which frames have tabs and which of them is selected, as they were drawn last."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._tabs: list[str] = []

    def keys(self) -> list[str]:
        self._tabs = [frame.id for frame in shown_frames(self._scene.session)]
        return self._tabs

    def others(self, _: str) -> bool:
        return self._tabs != [frame.id for frame in shown_frames(self._scene.session)]

    def is_selected(self, frame_id: str) -> bool:
        """Whether a change of a frame, or of an interaction, may be seen below the tabs."""
        frame = selected_frame(self._scene.session, self._scene.ui)
        return frame is None or frame.id == frame_id or self.others(frame_id)


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui
    summaries, seen = Summaries(session), _Seen(scene)

    def frame() -> Context:
        body = app_body(session, ui)
        covered = body is not None and (body.cover is not None or bool(body.state))
        return {"any": body is not None, "panel": body.id if body is not None and covered else ""}

    def permission() -> Context:
        selected = selected_frame(session, ui)
        origin = None if selected is None else selected.origin
        if origin is None:
            return {"lines": (), "sources": (), "origin": ""}
        return {"lines": lines(session, origin), "sources": sources(session, origin), "origin": origin}

    def body() -> Context:
        model = app_body(session, ui)
        refused = "" if model is None or model.cover is None else refused_text(model.cover.refused)
        return {"body": model, "refused": refused}

    return (
        Panel(Region.TABS, "apps/tabs.html", frame, concerns=seen.is_selected),
        RowList(
            Region.APP_TABS,
            "apps/tab.html",
            seen.keys,
            lambda key: app_tab(session, ui, summaries, key),
            row_id=lambda key: f"tab-{key}",
            keys_change=seen.others,
        ),
        Panel(
            Region.APP_BAR,
            "apps/bar.html",
            lambda: {"bar": app_bar(session, ui, summaries)},
            concerns=seen.is_selected,
        ),
        Panel(
            Region.PERMISSION,
            "apps/permission.html",
            permission,
            concerns=seen.is_selected,
            there=lambda: "permission" in ui.opened,
        ),
        Panel(Region.APP_BODY, "apps/body.html", body, concerns=seen.is_selected),
        Panel(Region.DIALOG, "apps/dialog-bar.html", lambda: {"dialog": dialog_model(session)}),
    )
