"""Dialogs of client applications: a page in a frame of its own, itself a client.

Source: reference, ``openDialog``: ``label`` is the accessible name, ``width`` and ``height`` are px or %; placeholders
work in url and label, ``$Dialog.Id$`` among them. Ids count from ``wweCustomDialog1``. Decided here: a dialog has the
sandbox and the ``allow`` of the page that opens it and is called after its application; placeholders are filled with
what the origin that asks may read; an application has few dialogs at a time, and none for a while after the agent has
closed two of them one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from scapi.frames import Frame, Frames, Level
from scapi.host import Area, Host
from scapi.policy.urls import page_address, page_url, resolved
from scapi.protocol import errors
from scapi.protocol.parameters import Kind, fits
from scapi.values import Failure, Json, JsonObject, Outcome, Seconds, Success
from scapi.workspace.caps import check_text
from scapi.workspace.web_applications import DEFAULT_SANDBOX, fill_placeholders

DEFAULT_SIZE: Mapping[str, str] = {"width": "600px", "height": "400px"}
DIALOGS_KEPT = 10
DIALOGS_OF_ORIGIN = 3
CLOSED_AGAIN: Seconds = 10.0
"""Two dialogs of an application that the agent closes within this time are not wanted."""
REFUSED: Seconds = 60.0
"""For how long further ones are refused then."""
_CLOSINGS_KEPT = 64
NEEDED: Mapping[str, tuple[str, ...]] = {
    "Agent": ("agent.get",),
    "Interaction": ("interaction.getInteractions", "interaction.getByInteractionId"),
}
"""Requests one of which an origin must be allowed for the placeholders of this kind to be filled for it."""


@dataclass(frozen=True, slots=True)
class Dialog:
    """An open dialog and the frame of its page. ``app`` is the frame that the first of nested dialogs was opened by."""

    id: str
    label: str
    opener: str
    origin: str
    width: str
    height: str
    frame: Frame
    app: str = ""
    app_label: str = ""

    @property
    def owners(self) -> tuple[str, str]:
        """Whose dialog it is: the origin that asked, and the application, whatever origins it goes through."""
        return self.origin, self.app


class Dialogs:
    """The open dialogs, the topmost last."""

    def __init__(
        self,
        host: Host,
        frames: Frames,
        placeholders: Callable[[], dict[str, str]],
        forget: Callable[[str], None],
        may_send: Callable[[str, str], bool],
        own_origin: str = "",
    ) -> None:
        """``may_send`` says whether an origin may send a request; ``own_origin`` is that of the workspace."""
        self._host = host
        self._frames = frames
        self._placeholders = placeholders
        self._forget = forget
        self._may_send = may_send
        self._own_origin = own_origin
        self._dialogs: dict[str, Dialog] = {}
        self._closed_at: dict[str, Seconds] = {}
        self._refused_until: dict[str, Seconds] = {}
        self._next = 1

    def open(self) -> tuple[Dialog, ...]:
        return tuple(self._dialogs.values())

    def show(self, opener: str, origin: str, url: str | None, options: JsonObject) -> Outcome:
        """Opens a page in a dialog; gives the dialog's id, ``null`` without a url."""
        if not url:
            return Success(null=True)
        sizes = _checked(url, options)
        if isinstance(sizes, Failure):
            return sizes
        dialog_id = f"wweCustomDialog{self._next}"
        values = {**self._values(opener, origin), "Dialog.Id": dialog_id}
        frame = self._frames.get(opener)
        address = resolved(fill_placeholders(url, values), page_address("" if frame is None else frame.url, origin))
        decision = page_url(address, self._own_origin)
        if not decision.allowed:
            return Failure(errors.URL_NOT_ALLOWED, decision)
        app = self._application(opener)
        refused = self._refuses((origin, app))
        if refused is not None:
            return refused
        self._next += 1
        label = fill_placeholders(str(options.get("label") or ""), values) or "Dialog"
        width, height = sizes
        page, name = self._frame(frame, app, address)
        self._dialogs[dialog_id] = Dialog(dialog_id, label, opener, origin, width, height, page, app, name)
        self._host.changed(Area.FRAMES)
        return Success(dialog_id)

    def close(self, dialog_id: str) -> Outcome:
        """Closes a dialog; ``false`` when it is not open."""
        dialog = self._dialogs.pop(dialog_id, None)
        if dialog is not None:
            self._forget(dialog.frame.id)
        self._host.changed(Area.FRAMES)
        return Success(dialog is not None)

    def dismiss(self, dialog_id: str) -> None:
        """The agent closes a dialog; the second in a short time closes all of its application, for a while."""
        dialog = self._dialogs.get(dialog_id)
        if dialog is None:
            return
        now = self._host.monotonic()
        self.close(dialog_id)
        unwanted = [owner for owner in dialog.owners if now - self._closed_at.get(owner, -CLOSED_AGAIN) < CLOSED_AGAIN]
        self._remember(dialog.owners, now)
        for owner in unwanted:
            self._refused_until[owner] = now + REFUSED
            for other in self.open():
                if owner in other.owners:
                    self.close(other.id)

    def close_for(self, dialog_id: str, frame: str, origin: str) -> Outcome:
        """Closes a dialog for the origin that opened it, or for the page in it; ``false`` for any other."""
        dialog = self._dialogs.get(dialog_id)
        if dialog is None or (dialog.origin != origin and dialog.frame.id != frame):
            return Success(False)
        return self.close(dialog_id)

    def close_of_frame(self, frame: str) -> None:
        """The application that opened a dialog is gone."""
        for dialog in self.open():
            if dialog.opener == frame:
                self.close(dialog.id)

    def clear(self) -> None:
        for dialog in self.open():
            self.close(dialog.id)
        self._closed_at.clear()
        self._refused_until.clear()
        self._next = 1

    def _values(self, opener: str, origin: str) -> Mapping[str, str]:
        """The placeholders that are filled for a page: what its origin could ask for."""
        frame = self._frames.get(opener)
        interaction = None if frame is None else frame.interaction_id
        values = self._placeholders() | ({} if interaction is None else {"Interaction.Id": interaction})
        readable = {kind for kind, names in NEEDED.items() if any(self._may_send(origin, name) for name in names)}
        return {name: value for name, value in values.items() if name.partition(".")[0] in readable}

    def _application(self, frame_id: str) -> str:
        """The frame that a frame goes back to: its own, or for a dialog that of the application that opened it."""
        dialog = next((dialog for dialog in self.open() if dialog.frame.id == frame_id), None)
        return frame_id if dialog is None else dialog.app

    def _refuses(self, owners: Iterable[str]) -> Failure | None:
        now = self._host.monotonic()
        for owner in owners:
            if now < self._refused_until.get(owner, now):
                return Failure(errors.dialogs_refused(round(REFUSED)))
            if sum(owner in dialog.owners for dialog in self.open()) >= DIALOGS_OF_ORIGIN:
                return Failure(errors.too_many_of_origin("dialogs", DIALOGS_OF_ORIGIN))
        return Failure(errors.TOO_MANY_DIALOGS) if len(self._dialogs) >= DIALOGS_KEPT else None

    def _remember(self, owners: Iterable[str], now: Seconds) -> None:
        if len(self._closed_at) >= _CLOSINGS_KEPT:
            self._closed_at = {owner: at for owner, at in self._closed_at.items() if now - at < CLOSED_AGAIN}
            self._refused_until = {owner: until for owner, until in self._refused_until.items() if until > now}
        self._closed_at |= dict.fromkeys(owners, now)

    def _frame(self, opener: Frame | None, app: str, address: str) -> tuple[Frame, str]:
        """The frame of a dialog's page, boxed like the page that opens it, and the name of its application."""
        root = self._frames.get(app)
        name = "" if root is None else root.label
        label = f"Dialog of {name}" if name else "Dialog"
        frame = Frame(self._frames.new_id(), label, address, Level.DIALOG, sandbox=DEFAULT_SANDBOX)
        if opener is not None and opener.level is not Level.EMBEDDER:
            frame.sandbox, frame.allow = opener.sandbox, opener.allow
        return self._frames.add(frame), name


def _checked(url: str, options: JsonObject) -> tuple[str, str] | Failure:
    """The sizes of a dialog, or what is wrong with what is asked for."""
    if too_long := check_text("url", url):
        return too_long
    for name in ("label", "width", "height"):
        value = options.get(name)
        if value is not None and not fits(Kind.TEXT, value):
            return Failure(errors.bad_value(name, "a string"))
        if too_long := check_text(name, value):
            return too_long
    sizes = {name: _size(options.get(name), default) for name, default in DEFAULT_SIZE.items()}
    for name, size in sizes.items():
        if size is None:
            return Failure(errors.bad_value(name, "a size in px or %, such as 430px or 40%"))
    return sizes["width"] or "", sizes["height"] or ""


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
