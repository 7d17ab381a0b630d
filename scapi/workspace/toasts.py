"""Toasts and messages of client applications.

Source: reference, ``popupToast``, ``updateToast``, ``closeToast``: ``title`` and ``iconUrl`` are needed; buttons are
drawn in the order 2, 3, ..., N, 1 and told by their place in the array; ``buttonShowDismiss`` draws Show and Dismiss
instead. Ids count from ``wweCustomToast0``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scapi.host import Area, Host
from scapi.policy.urls import icon_url
from scapi.protocol import errors
from scapi.protocol.parameters import Kind, fits
from scapi.values import Cancel, Failure, Json, JsonObject, Outcome, Seconds, Success

MESSAGES_KEPT = 200
TOASTS_KEPT = 50
WIDTHS = (280, 480)
"""What a width is held within, in pixels."""


@dataclass(frozen=True, slots=True)
class Toast:
    """One toast. ``buttons`` are in the order of the array, not as drawn."""

    id: str
    frame: str
    label: str
    origin: str
    title: str
    icon: str
    subject: str = ""
    message: str = ""
    pairs: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()
    show_dismiss: bool = False
    auto_close: Seconds = 0.0
    width: int | None = None
    at: Seconds = 0.0

    @property
    def drawn(self) -> tuple[tuple[int, str], ...]:
        """The buttons as drawn, each with the index that its event carries."""
        if self.show_dismiss:
            return ((0, "Show"), (1, "Dismiss"))
        if not self.buttons:
            return ((0, "OK"),)
        numbered = tuple(enumerate(self.buttons))
        return (*numbered[1:], numbered[0])


@dataclass(frozen=True, slots=True)
class AgentMessage:
    """A line of the messages panel."""

    toast: Toast
    at: Seconds
    read: bool = False


class Toasts:
    """The open toasts, newest last, and the messages panel, newest first."""

    def __init__(self, host: Host, publish: Callable[[str, Json], None], default_width: int | None) -> None:
        self._host = host
        self._publish = publish
        self._default_width = None if default_width is None else _within(default_width)
        self._toasts: dict[str, Toast] = {}
        self._timers: dict[str, Cancel] = {}
        self._next = 0
        self.messages: list[AgentMessage] = []

    def open(self) -> tuple[Toast, ...]:
        """The open toasts, oldest first."""
        return tuple(self._toasts.values())

    def popup(self, frame: str, label: str, origin: str, parameters: JsonObject) -> Outcome:
        """Shows a toast; gives its id."""
        blank = Toast(f"wweCustomToast{self._next}", frame, label, origin, "", "", at=self._host.wall_clock())
        toast = _read(blank, parameters)
        if isinstance(toast, Failure):
            return toast
        for name in ("title", "iconUrl"):
            if parameters.get(name) is None:
                return Failure(errors.bad_value(name, "a string"))
        self._next += 1
        if len(self._toasts) >= TOASTS_KEPT:
            self._remove(next(iter(self._toasts)))
        self._toasts[toast.id] = replace(toast, width=toast.width or self._default_width)
        if parameters.get("sendToMyMessage") is True:
            self.messages.insert(0, AgentMessage(toast, self._host.wall_clock()))
            del self.messages[MESSAGES_KEPT:]
        if toast.auto_close > 0:
            self._timers[toast.id] = self._host.call_later(toast.auto_close, lambda: self._expire(toast.id))
        self._host.changed(Area.NOTICES)
        return Success(toast.id)

    def update(self, toast_id: str, origin: str, parameters: JsonObject) -> Outcome:
        """Changes what is given of a toast of this origin; ``false`` when none is open."""
        toast = self._of(toast_id, origin)
        if toast is None:
            return Success(False)
        changed = _read(toast, parameters)
        if isinstance(changed, Failure):
            return changed
        # Closing time, width and filing belong to the popup; an update has none of them.
        self._toasts[toast_id] = replace(changed, auto_close=toast.auto_close, width=toast.width)
        self._host.changed(Area.NOTICES)
        return Success(True)

    def close(self, toast_id: str, origin: str) -> Outcome:
        """Closes a toast of this origin; ``false`` when none is open."""
        return Success(self._of(toast_id, origin) is not None and self._remove(toast_id))

    def press(self, toast_id: str, index: int) -> Toast | None:
        """The agent presses a button: clients are told, the toast closes; gives the toast for Show."""
        toast = self._toasts.get(toast_id)
        if toast is None or all(index != known for known, _ in toast.drawn):
            return None
        self._publish(
            "system", {"eventType": "CUSTOM_TOAST_BUTTON_CLICK", "customToastId": toast_id, "buttonIndex": index}
        )
        self._remove(toast_id)
        return toast

    def hold(self, toast_id: str) -> None:
        """The pointer is over a toast: it does not close by itself now."""
        cancel = self._timers.pop(toast_id, None)
        if cancel is not None:
            cancel()

    def resume(self, toast_id: str) -> None:
        """The pointer has left; the closing time starts again."""
        toast = self._toasts.get(toast_id)
        if toast is not None and toast.auto_close > 0 and toast_id not in self._timers:
            self._timers[toast_id] = self._host.call_later(toast.auto_close, lambda: self._expire(toast_id))

    def close_of_frame(self, frame: str) -> None:
        """A frame is gone: nobody would hear of its toasts' buttons."""
        for toast in self.open():
            if toast.frame == frame:
                self._remove(toast.id)

    def read_all(self) -> None:
        """The agent has looked at the messages."""
        self.messages = [replace(message, read=True) for message in self.messages]
        self._host.changed(Area.NOTICES)

    def clear(self) -> None:
        """Back to the start: nothing open, ids from 0."""
        for toast in self.open():
            self._remove(toast.id)
        self.messages.clear()
        self._next = 0

    def _of(self, toast_id: str, origin: str) -> Toast | None:
        """An open toast of an origin: what it says stands under that name, so that no other may change it."""
        toast = self._toasts.get(toast_id)
        return toast if toast is not None and toast.origin == origin else None

    def _expire(self, toast_id: str) -> None:
        self._remove(toast_id)

    def _remove(self, toast_id: str) -> bool:
        self.hold(toast_id)
        found = self._toasts.pop(toast_id, None) is not None
        self._host.changed(Area.NOTICES)
        return found


def _read(toast: Toast, parameters: JsonObject) -> Toast | Failure:
    """The toast with what the parameters give."""
    kinds = {
        "title": Kind.NAME,
        "iconUrl": Kind.TEXT,
        "subject": Kind.TEXT,
        "message": Kind.TEXT,
        "keyValues": Kind.OBJECT,
        "buttonShowDismiss": Kind.FLAG,
        "autoCloseTimeout": Kind.NUMBER,
        "sendToMyMessage": Kind.FLAG,
        "width": Kind.NUMBER,
    }
    for name, kind in kinds.items():
        value = parameters.get(name)
        if value is not None and not fits(kind, value):
            return Failure(errors.bad_value(name, kind.value))
    icon = parameters.get("iconUrl")
    if isinstance(icon, str) and icon and not icon_url(icon).allowed:
        return Failure(errors.ICON_URL_NOT_ALLOWED, icon_url(icon))
    buttons = parameters.get("buttons")
    if buttons is not None and not (isinstance(buttons, Sequence) and all(isinstance(text, str) for text in buttons)):
        return Failure(errors.bad_value("buttons", "an array of strings"))
    given = {name: parameters[name] for name in parameters if parameters[name] is not None}
    pairs = given.get("keyValues")
    timeout, width = given.get("autoCloseTimeout"), given.get("width")
    return replace(
        toast,
        title=str(given.get("title", toast.title)),
        icon=str(given.get("iconUrl", toast.icon)),
        subject=str(given.get("subject", toast.subject)),
        message=str(given.get("message", toast.message)),
        pairs={k: _shown(v) for k, v in pairs.items()} if isinstance(pairs, Mapping) else toast.pairs,
        buttons=tuple(str(text) for text in buttons) if isinstance(buttons, Sequence) else toast.buttons,
        show_dismiss=bool(given.get("buttonShowDismiss", toast.show_dismiss)),
        auto_close=timeout / 1000 if isinstance(timeout, (int, float)) else toast.auto_close,
        width=_within(width) if isinstance(width, (int, float)) else toast.width,
    )


def _within(width: float) -> int:
    return round(min(max(width, WIDTHS[0]), WIDTHS[1]))


def _shown(value: Json) -> str:
    """A value as text: strings as they are, everything else as the JSON that the client wrote."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
