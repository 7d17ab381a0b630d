"""Opens and closes the frames of clients: what is embedded, when, and with which address.

Workspace applications open when the page is ready, interaction applications when the agent opens an interaction, and
both close with what they belong to. A pop-up opens on the agent's click, because browsers block any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from scapi.frames import Frame, Frames, Level, Mode
from scapi.host import Area, Host
from scapi.workspace.web_applications import DEFAULT_SANDBOX, WebApplication, fill_placeholders

EMBEDDER_ID = "embedder"


class ClientFrames:
    """The frames that belong to the configuration, to interactions and to tools."""

    def __init__(
        self,
        host: Host,
        frames: Frames,
        applications: Sequence[WebApplication],
        placeholders: Callable[[], dict[str, str]],
        forget: Callable[[str], None],
    ) -> None:
        self._host = host
        self._frames = frames
        self._applications = tuple(applications)
        self._opened = False
        self._placeholders = placeholders
        self._forget = forget

    def open_workspace(self) -> None:
        """Opens the applications of the workspace level."""
        self._opened = True
        for application in self._applications:
            if application.level is Level.WORKSPACE:
                self._open(application, None)

    def open_interaction(self, interaction_id: str) -> None:
        """Opens the applications of the interaction level for one interaction."""
        for application in self._applications:
            if application.level is Level.INTERACTION:
                self._open(application, interaction_id)

    def close_interaction(self, interaction_id: str) -> None:
        for frame in self._frames.of_interaction(interaction_id):
            self._forget(frame.id)

    def replace(self, applications: Sequence[WebApplication], opened: Sequence[str]) -> None:
        """Other applications take the place of those before; ``opened`` are the interactions that have theirs.

        An application that is as it was keeps its frames, one that has another label only gets that; every other is
        closed and opened anew.
        """
        before = {(each.section, each.level): each for each in self._applications}
        after = {(each.section, each.level): each for each in applications}
        self._applications = tuple(applications)
        kept = {key for key, each in after.items() if key in before and _same_page(before[key], each)}
        for frame in self._frames:
            key = (frame.section, frame.level)
            if key in kept:
                frame.label = after[key].label
            elif key in before:
                self._forget(frame.id)
        for key, application in after.items():
            if key in kept:
                continue
            if application.level is Level.INTERACTION:
                for interaction_id in opened:
                    self._open(application, interaction_id)
            elif self._opened:
                self._open(application, None)
        self._host.changed(Area.FRAMES)

    def open_client(self, label: str, url: str, level: Level, interaction_id: str | None = None) -> Frame:
        """Opens a page that is not in the configuration."""
        frame_id = self._frames.new_id()
        return self._add(Frame(frame_id, label, url, level, interaction_id=interaction_id, sandbox=DEFAULT_SANDBOX))

    def close_client(self, frame_id: str) -> bool:
        """Closes a frame; ``False`` when there is none of this id, or it is the page that embeds the workspace."""
        frame = self._frames.get(frame_id)
        if frame is None or frame.level is Level.EMBEDDER:
            return False
        self._forget(frame_id)
        return True

    def close_all(self) -> None:
        for frame in self._frames:
            self.close_client(frame.id)

    def embedded(self) -> Frame:
        """Registers the page that embeds the workspace; whether it is heard, its origin decides."""
        existing = self._frames.get(EMBEDDER_ID)
        return existing or self._add(Frame(EMBEDDER_ID, "Embedding page", "", Level.EMBEDDER, Mode.HIDDEN))

    def _open(self, application: WebApplication, interaction_id: str | None) -> Frame:
        values = self._placeholders()
        if interaction_id is not None:
            values["Interaction.Id"] = interaction_id
        url = fill_placeholders(application.url, values)
        frame = Frame(
            self._frames.new_id(), application.label, url, application.level, application.mode, interaction_id,
            application.section, application.allow, application.sandbox,
        )  # fmt: skip
        return self._add(frame)

    def _add(self, frame: Frame) -> Frame:
        frame.opened_at = self._host.monotonic()
        self._frames.add(frame)
        self._host.changed(Area.FRAMES)
        return frame


def _same_page(one: WebApplication, other: WebApplication) -> bool:
    """Whether two descriptions of an application differ in its label at most."""
    return dataclasses.replace(one, label=other.label) == other
