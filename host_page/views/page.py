"""What only a browser can do for the interface."""

from __future__ import annotations

from typing import Protocol

from host_page.views.regions import Region


class Page(Protocol):
    """The page as the actions see it; the tests implement it with a list."""

    def changed(self, *regions: Region) -> None:
        """These regions are to be rendered again; called often, must be cheap."""

    def copy_text(self, text: str) -> None:
        """Puts a text on the clipboard."""

    def download(self, name: str, media_type: str, data: bytes) -> None:
        """Saves a file; it is never opened in the page."""

    def choose_files(self, selector: str) -> None:
        """Has the agent choose files for a file input; called within the agent's click."""

    def begin_with_scenario(self, name: str, text: str) -> None:
        """Loads the page again with a scenario of a file; the tab keeps it."""

    def focus(self, selector: str) -> None:
        """Moves the focus, after the regions that have changed are rendered; an input's text is selected."""

    def set_value(self, selector: str, text: str) -> None:
        """Replaces the text of an input, which rendering leaves alone while it has the focus."""

    def set_theme(self, name: str) -> None:
        """``light``, ``dark``, or empty to follow the system; remembered for the next start."""

    def use_keys(self, on: bool) -> None:
        """Whether the keyboard shortcuts work; remembered for the next start."""

    def reload_frame(self, frame_id: str) -> None:
        """Loads the page of a frame again."""

    def open_window(self, frame_id: str) -> None:
        """Opens the page of a frame in a window of its own; called within the agent's click."""

    def forget_traffic(self) -> None:
        """Nothing of the traffic log that was kept for a reload is kept any more."""

    def viewport_height(self) -> int:
        """The height of the window in CSS pixels."""

    def viewport_width(self) -> int:
        """Its width."""
