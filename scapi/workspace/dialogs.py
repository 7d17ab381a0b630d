"""Dialogs of client applications: a page in a frame of its own, itself a client.

Source: reference, ``openDialog``: ``label`` is the accessible name, ``width`` and ``height`` are px or %; placeholders
work in url and label, ``$Dialog.Id$`` among them. Ids count from ``wweCustomDialog1``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scapi.frames import Frame, Frames, Level
from scapi.host import Area, Host
from scapi.policy.urls import page_url
from scapi.protocol import errors
from scapi.protocol.parameters import Kind, fits
from scapi.values import Failure, Json, JsonObject, Outcome, Success
from scapi.workspace.web_applications import fill_placeholders

DEFAULT_SIZE: Mapping[str, str] = {"width": "600px", "height": "400px"}
DIALOGS_KEPT = 10


@dataclass(frozen=True, slots=True)
class Dialog:
    """An open dialog and the frame of its page."""

    id: str
    label: str
    opener: str
    origin: str
    width: str
    height: str
    frame: Frame


class Dialogs:
    """The open dialogs, the topmost last."""

    def __init__(
        self, host: Host, frames: Frames, placeholders: Callable[[], dict[str, str]], forget: Callable[[str], None]
    ) -> None:
        self._host = host
        self._frames = frames
        self._placeholders = placeholders
        self._forget = forget
        self._dialogs: dict[str, Dialog] = {}
        self._next = 1

    def open(self) -> tuple[Dialog, ...]:
        return tuple(self._dialogs.values())

    def show(self, opener: str, origin: str, url: str | None, options: JsonObject) -> Outcome:
        """Opens a page in a dialog; gives the dialog's id, ``null`` without a url."""
        if not url:
            return Success(null=True)
        for name in ("label", "width", "height"):
            if options.get(name) is not None and not fits(Kind.TEXT, options[name]):
                return Failure(errors.bad_value(name, "a string"))
        sizes = {name: _size(options.get(name), default) for name, default in DEFAULT_SIZE.items()}
        for name, size in sizes.items():
            if size is None:
                return Failure(errors.bad_value(name, "a size in px or %, such as 430px or 40%"))
        dialog_id = f"wweCustomDialog{self._next}"
        values = {**self._placeholders(), **self._interaction_of(opener), "Dialog.Id": dialog_id}
        address = fill_placeholders(url, values)
        decision = page_url(address)
        if not decision.allowed:
            return Failure(errors.URL_NOT_ALLOWED, decision)
        if len(self._dialogs) >= DIALOGS_KEPT:
            return Failure(errors.TOO_MANY_DIALOGS)
        self._next += 1
        label = fill_placeholders(str(options.get("label") or ""), values) or "Dialog"
        frame = self._frames.add(Frame(self._frames.new_id(), label, address, Level.DIALOG))
        given = {name: size or DEFAULT_SIZE[name] for name, size in sizes.items()}
        self._dialogs[dialog_id] = Dialog(dialog_id, label, opener, origin, given["width"], given["height"], frame)
        self._host.changed(Area.FRAMES)
        return Success(dialog_id)

    def close(self, dialog_id: str) -> Outcome:
        """Closes a dialog; ``false`` when it is not open."""
        dialog = self._dialogs.pop(dialog_id, None)
        if dialog is not None:
            self._forget(dialog.frame.id)
        self._host.changed(Area.FRAMES)
        return Success(dialog is not None)

    def close_for(self, dialog_id: str, frame: str, origin: str) -> Outcome:
        """Closes a dialog for the origin that opened it, or for the page in it; ``false`` for any other."""
        dialog = self._dialogs.get(dialog_id)
        if dialog is None or (dialog.origin != origin and dialog.frame.id != frame):
            return Success(False)
        return self.close(dialog_id)

    def _interaction_of(self, opener: str) -> Mapping[str, str]:
        """What an application of one interaction may name."""
        frame = self._frames.get(opener)
        found = None if frame is None else frame.interaction_id
        return {} if found is None else {"Interaction.Id": found}

    def close_of_frame(self, frame: str) -> None:
        """The application that opened a dialog is gone."""
        for dialog in self.open():
            if dialog.opener == frame:
                self.close(dialog.id)

    def clear(self) -> None:
        for dialog in self.open():
            self.close(dialog.id)
        self._next = 1


def _size(value: Json, default: str) -> str | None:
    """A size as a page can use it, ``None`` when it is none."""
    if value is None or value == "":
        return default
    text = str(value).strip().lower()
    for unit in ("px", "%"):
        number = text.removesuffix(unit)
        if number != text and number.isascii() and number.replace(".", "", 1).isdigit() and float(number) > 0:
            return text
    return None
