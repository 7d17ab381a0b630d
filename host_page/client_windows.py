"""Keeps the windows in the page in step with the frames that the session knows, in both directions."""

from __future__ import annotations

import json
from dataclasses import dataclass

from host_page.bridge import Bridge
from scapi.frames import Frame, Level, Mode
from scapi.host import Area
from scapi.policy.origins import OriginError, parse_origin
from scapi.session import Session
from scapi.workspace.web_applications import may_open_window


@dataclass(slots=True)
class _Window:
    frame: Frame
    popup: bool


class ClientWindows:
    """Frames that appear get an element, pop-ups a window on the agent's click; what goes takes its window along."""

    def __init__(self, bridge: Bridge, session: Session) -> None:
        self._bridge = bridge
        self._session = session
        self._windows: dict[str, _Window] = {}
        self._asked: set[str] = set()
        """Pop-ups that the agent's click has opened, or could not."""

    def synchronise(self) -> None:
        """Adds the windows of new frames and removes those of frames that are gone."""
        frames = self._session.frames
        for frame_id, window in tuple(self._windows.items()):
            if frames.get(frame_id) is not window.frame:
                del self._windows[frame_id]
                self._bridge.removeFrame(frame_id)
        for frame in frames:
            if frame.id not in self._windows and frame.level is not Level.EMBEDDER and frame.mode is not Mode.POPUP:
                self._windows[frame.id] = _Window(frame, popup=False)
                self._bridge.addFrame(_description(frame))
        self._open_by_click()

    def _open_by_click(self) -> None:
        """Opens the pop-ups of an interaction that has just been opened: the click that accepted it is the gesture
        that a browser wants. Without one they wait behind their link."""
        waiting = [
            frame
            for frame in self._session.frames
            if frame.mode is Mode.POPUP and frame.level is Level.INTERACTION and frame.id not in self._asked
        ]
        for frame in waiting:
            self._asked.add(frame.id)
            if self._bridge.userIsActing():
                self.open_popup(frame.id)
        self._asked = {frame.id for frame in self._session.frames if frame.id in self._asked}

    def reload(self, frame_id: str) -> bool:
        """Begins the client of a frame anew; ``False`` for a pop-up, which belongs to whoever looks at it."""
        window = self._windows.get(frame_id)
        if window is None or window.popup:
            return False
        self._bridge.reloadFrame(frame_id)
        return True

    def open_popup(self, frame_id: str) -> bool:
        """Opens a client in a window of its own; ``False`` when the browser blocked it.

        No sandbox holds a window: a client whose sandbox is not to be left has none.
        A client that already lives in a frame stays there: its second window is a client of its own.
        """
        frames = self._session.frames
        frame = frames.get(frame_id)
        if frame is not None and self.is_open(frame_id) and self._bridge.popupClosed(frame_id):
            frame = self.popup_closed(frame_id)  # the page looks for closed windows now and then only
        if frame is None or frame.level is Level.EMBEDDER or not may_open_window(frame.sandbox):
            return False
        if frame.mode is not Mode.POPUP:
            frame = _popup(frames.new_id(), frame)
        if not self._bridge.openPopup(frame.id, frame.url):
            return False
        if frames.get(frame.id) is None:
            frames.add(frame)
        self._windows[frame.id] = _Window(frame, popup=True)
        self._session.host.changed(Area.FRAMES)
        return True

    def is_open(self, frame_id: str) -> bool:
        """Whether a pop-up is open."""
        window = self._windows.get(frame_id)
        return window is not None and window.popup

    def popup_closed(self, frame_id: str) -> Frame | None:
        """The agent closed a pop-up. One that the configuration asks for can be opened again, as a new client, whose
        frame is given."""
        frames = self._session.frames
        window = self._windows.pop(frame_id, None)
        configured = window is not None and window.frame.section and frames.get(frame_id) is window.frame
        self._session.service.frame_closed(frame_id)
        if window is None or not configured:
            return None
        again = frames.add(_popup(frames.new_id(), window.frame, window.frame.section))
        self._asked.add(again.id)  # the agent has closed it: it opens by its link
        return again


def _popup(frame_id: str, frame: Frame, section: str = "") -> Frame:
    """A frame for the same client in a pop-up, of which nothing is known yet; its dialogs are boxed like it."""
    return Frame(
        frame_id, frame.label, frame.url, frame.level, Mode.POPUP, frame.interaction_id, section,
        frame.allow, frame.sandbox,
    )  # fmt: skip


def _description(frame: Frame) -> str:
    return json.dumps(
        {"id": frame.id, "title": _title(frame), "url": frame.url, "allow": frame.allow, "sandbox": frame.sandbox}
        | {"dialog": frame.level is Level.DIALOG}
    )


def _title(frame: Frame) -> str:
    """Names a frame for those who do not see it; the rest of its address may hold what is not for everybody's ears."""
    try:
        return f"{frame.label}, {parse_origin(frame.url)}"
    except OriginError:
        return frame.label
