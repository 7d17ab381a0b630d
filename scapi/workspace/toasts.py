"""Toasts and messages of client applications.

Source: reference, ``popupToast``, ``updateToast``, ``closeToast``: buttons are drawn in the order 2, 3, ..., N, 1 and
told by their place in the array; ``buttonShowDismiss`` draws Show and Dismiss instead. Ids count from
``wweCustomToast0``. Decided here: only ``title`` is needed, a toast without ``iconUrl`` has an icon of the workspace;
who opens more than a share, by origin or by frame, loses the oldest of it, and never one of another.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scapi.commands import Remote, Shared, command
from scapi.host import Area, Host
from scapi.policy.urls import icon_url, resolved
from scapi.protocol import errors
from scapi.protocol.parameters import Kind, fits
from scapi.store import Cell, Store, Table
from scapi.values import DONE, Answer, Cancel, Failure, Json, JsonObject, Seconds, Success
from scapi.workspace.caps import check_altogether, check_parts, check_text

MESSAGES_KEPT = 200
MESSAGES_OF_ORIGIN = 50
TOASTS_KEPT = 50
TOASTS_OF_ORIGIN = 10
WIDTHS = (120, 10_000)
"""What a width is held within, in pixels: buttons can be pressed, and no page is wider. The page makes it fit."""


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
    tab: str = ""
    """The browser tab of the session that the frame is in."""

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
    """The open toasts, newest last, and the messages panel, newest first; the same in all tabs of a session.

    The tab that the agent was in last shows them. Their times run in the tab that leads.
    """

    def __init__(
        self,
        host: Host,
        publish: Callable[[str, Json, str], None],
        default_width: int | None,
        store: Store,
        shared: Shared,
    ) -> None:
        """``publish`` tells the frames of one origin, in every tab, of an event."""
        self._host = host
        self._publish = publish
        self.default_width = default_width
        self._shared = shared
        self._toasts: Table[Toast] = store.table("toasts", Toast)
        self._messages: Table[AgentMessage] = store.table("messages", AgentMessage)
        self._next: Cell[int] = store.cell("toast-count", int, 0)
        self._timers: dict[str, Cancel] = {}

    @property
    def remote(self) -> Remote | None:
        return self._shared.remote

    @property
    def _width(self) -> int | None:
        """The width of a toast that asks for none; ``None`` leaves it to the page."""
        return None if self.default_width is None else _within(self.default_width)

    def open(self) -> tuple[Toast, ...]:
        """The open toasts, oldest first."""
        return tuple(self._toasts)

    def get(self, toast_id: str) -> Toast | None:
        return self._toasts.get(toast_id)

    @property
    def messages(self) -> tuple[AgentMessage, ...]:
        """The messages panel, newest first."""
        return tuple(self._messages)[::-1]

    @command
    def popup(
        self, frame: str, label: str, origin: str, parameters: JsonObject, page: str = "", tab: str = ""
    ) -> Answer:
        """Shows a toast; gives its id. ``page`` is the address that a relative icon is relative to."""
        number = self._next.value
        blank = Toast(f"wweCustomToast{number}", frame, label, origin, "", "", at=self._host.wall_clock(), tab=tab)
        toast = _read(blank, parameters, page)
        if isinstance(toast, Failure):
            return toast
        if parameters.get("title") is None:
            return Failure(errors.bad_value("title", "a string"))
        self._next.set(number + 1)
        opened = self.open()
        evicted = _too_many(opened, toast, TOASTS_OF_ORIGIN, TOASTS_KEPT)
        if evicted is not None:
            self._remove(opened[evicted].id)
        self._toasts.put(toast.id, replace(toast, width=toast.width or self._width))
        if parameters.get("sendToMyMessage") is True:
            self._file(toast)
        self._wait(toast)
        self._host.changed(Area.NOTICES)
        return Success(toast.id)

    @command
    def update(self, toast_id: str, origin: str, parameters: JsonObject, page: str = "") -> Answer:
        """Changes what is given of a toast of this origin; ``false`` when none is open.

        Buttons that are given replace Show and Dismiss, unless these are asked for again.
        """
        toast = self._of(toast_id, origin)
        if toast is None:
            return Success(False)
        if parameters.get("buttons") is not None and parameters.get("buttonShowDismiss") is None:
            toast = replace(toast, show_dismiss=False)
        changed = _read(toast, parameters, page)
        if isinstance(changed, Failure):
            return changed
        # Closing time, width and filing belong to the popup; an update has none of them.
        self._toasts.put(toast_id, replace(changed, auto_close=toast.auto_close, width=toast.width))
        self._host.changed(Area.NOTICES)
        return Success(True)

    @command
    def close(self, toast_id: str, origin: str) -> Answer:
        """Closes a toast of this origin; ``false`` when none is open."""
        return Success(self._of(toast_id, origin) is not None and self._remove(toast_id))

    @command
    def press(self, toast_id: str, index: int) -> Answer:
        """The agent presses a button: its origin is told, the toast closes; ``false`` when there is no such button."""
        toast = self._toasts.get(toast_id)
        if toast is None or all(index != known for known, _ in toast.drawn):
            return Success(False)
        click: JsonObject = {"eventType": "CUSTOM_TOAST_BUTTON_CLICK", "customToastId": toast_id, "buttonIndex": index}
        self._publish("system", click, toast.origin)
        self._remove(toast_id)
        return Success(True)

    @command
    def hold(self, toast_id: str) -> Answer:
        """The pointer is over a toast: it does not close by itself now."""
        self._stop_waiting(toast_id)
        return DONE

    @command
    def let_go(self, toast_id: str) -> Answer:
        """The pointer has left; the closing time starts again."""
        toast = self._toasts.get(toast_id)
        if toast is not None:
            self._wait(toast)
        return DONE

    def close_of_frame(self, frame: str, tab: str = "") -> None:
        """A frame is gone: nobody would hear of its toasts' buttons."""
        for toast in self.open():
            if (toast.tab, toast.frame) == (tab, frame):
                self.close(toast.id, toast.origin)

    def close_of_tab(self, tab: str) -> None:
        """A tab is gone, and its frames with it."""
        for toast in self.open():
            if toast.tab == tab:
                self._remove(toast.id)

    @command
    def read_all(self) -> Answer:
        """The agent has looked at the messages."""
        for key in self._messages.keys():  # noqa: SIM118 a table is walked by its values
            message = self._messages[key]
            if not message.read:
                self._messages.put(key, replace(message, read=True))
        self._host.changed(Area.NOTICES)
        return DONE

    def resume(self) -> None:
        """This tab leads: the times of toasts start again."""
        for toast in self._toasts:
            self._wait(toast)

    def clear(self) -> None:
        """Back to the start: nothing open, ids from 0."""
        for toast in self.open():
            self._remove(toast.id)
        self._messages.clear()
        self._next.set(0)

    def _file(self, toast: Toast) -> None:
        """Puts a toast into the messages panel, whose oldest message may go."""
        kept = [message.toast for message in self._messages]
        evicted = _too_many(kept, toast, MESSAGES_OF_ORIGIN, MESSAGES_KEPT)
        if evicted is not None:
            self._messages.remove(kept[evicted].id)
        self._messages.put(toast.id, AgentMessage(toast, self._host.wall_clock()))

    def _of(self, toast_id: str, origin: str) -> Toast | None:
        """An open toast of an origin: what it says stands under that name, so that no other may change it."""
        toast = self._toasts.get(toast_id)
        return toast if toast is not None and toast.origin == origin else None

    def _wait(self, toast: Toast) -> None:
        if toast.auto_close > 0 and toast.id not in self._timers:
            self._timers[toast.id] = self._host.call_later(toast.auto_close, lambda: self._expire(toast.id))

    def _stop_waiting(self, toast_id: str) -> None:
        cancel = self._timers.pop(toast_id, None)
        if cancel is not None:
            cancel()

    def _expire(self, toast_id: str) -> None:
        self._remove(toast_id)

    def _remove(self, toast_id: str) -> bool:
        self._stop_waiting(toast_id)
        found = self._toasts.remove(toast_id) is not None
        self._host.changed(Area.NOTICES)
        return found


_KINDS: Mapping[str, Kind] = {
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


def _read(toast: Toast, parameters: JsonObject, page: str) -> Toast | Failure:
    """The toast with what the parameters give."""
    wrong = _wrong(parameters)
    if wrong is not None:
        return wrong
    given = {name: value for name, value in parameters.items() if value is not None}
    icon, buttons, pairs = given.get("iconUrl"), given.get("buttons"), given.get("keyValues")
    address = resolved(icon, page) if isinstance(icon, str) and icon else ""
    if address and not icon_url(address).allowed:
        return Failure(errors.ICON_URL_NOT_ALLOWED, icon_url(address))
    shown = {key: _shown(value) for key, value in pairs.items()} if isinstance(pairs, Mapping) else toast.pairs
    too_long = next((f for text in (*shown, *shown.values()) if (f := check_text("keyValues", text))), None)
    too_long = too_long or check_altogether("keyValues", (*shown, *shown.values()))
    if too_long is not None:
        return too_long
    timeout, width = given.get("autoCloseTimeout"), given.get("width")
    return replace(
        toast,
        title=str(given.get("title", toast.title)),
        icon=address if icon is not None else toast.icon,
        subject=str(given.get("subject", toast.subject)),
        message=str(given.get("message", toast.message)),
        pairs=shown,
        buttons=tuple(str(text) for text in buttons) if isinstance(buttons, Sequence) else toast.buttons,
        show_dismiss=bool(given.get("buttonShowDismiss", toast.show_dismiss)),
        auto_close=timeout / 1000 if isinstance(timeout, (int, float)) else toast.auto_close,
        width=_within(width) if isinstance(width, (int, float)) else toast.width,
    )


def _wrong(parameters: JsonObject) -> Failure | None:
    """The first parameter that is not what it should be, or too much of it."""
    for name, kind in _KINDS.items():
        value = parameters.get(name)
        if value is not None and not fits(kind, value):
            return Failure(errors.bad_value(name, kind.value))
        if isinstance(value, str) and (too_long := check_text(name, value)):
            return too_long
        if isinstance(value, Mapping) and (too_many := check_parts(name, len(value))):
            return too_many
    buttons = parameters.get("buttons")
    if buttons is None:
        return None
    if isinstance(buttons, str) or not isinstance(buttons, Sequence):
        return Failure(errors.bad_value("buttons", "an array of strings"))
    if too_many := check_parts("buttons", len(buttons)):
        return too_many
    if not all(isinstance(text, str) for text in buttons):
        return Failure(errors.bad_value("buttons", "an array of strings"))
    return next((too_long for text in buttons if (too_long := check_text("buttons", text))), None)


def _too_many(toasts: Sequence[Toast], new: Toast, share: int, in_all: int) -> int | None:
    """The place of the one that goes so that another may come, of toasts that begin with the oldest."""
    own = [place for place, toast in enumerate(toasts) if toast.origin == new.origin or _frame(toast) == _frame(new)]
    if len(own) >= share:
        return own[0]
    if len(toasts) < in_all:
        return None
    counts = Counter(_frame(toast) for toast in toasts)
    greediest = max(counts, key=lambda frame: counts[frame])
    return next(place for place, toast in enumerate(toasts) if _frame(toast) == greediest)


def _frame(toast: Toast) -> tuple[str, str]:
    return toast.tab, toast.frame


def _within(width: float) -> int:
    return round(min(max(width, WIDTHS[0]), WIDTHS[1]))


def _shown(value: Json) -> str:
    """A value as text: strings as they are, everything else as the JSON that the client wrote."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
