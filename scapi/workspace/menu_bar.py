"""Views that client applications put into the menu bar.

Source: reference, ``updateViewInApplicationMenuBar``: ``name``, and ``label`` or ``iconUrl``; a view of the same name
and origin is changed. Colours are ``#`` and 3 to 8 hex digits, for the reference's own sample has 5; any other is not
applied (decided here). A view goes with the frame that made it.
"""

from __future__ import annotations

from dataclasses import dataclass

from scapi.host import Area, Host
from scapi.policy.urls import icon_url, resolved
from scapi.protocol import errors
from scapi.protocol.parameters import Kind, fits
from scapi.values import Failure, JsonObject, Outcome, Success
from scapi.workspace.caps import TEXTS, check_text

VIEWS_KEPT = 20
VIEWS_OF_ORIGIN = 5
_COLOUR = 32
"""Characters of a colour with blanks around it; nothing longer is looked at."""


@dataclass(frozen=True, slots=True)
class MenuView:
    """One view; ``short_label`` is for narrow pages, colours are empty when none applies."""

    name: str
    frame: str
    origin: str
    label: str = ""
    short_label: str = ""
    icon: str = ""
    tooltip: str = ""
    label_colour: str = ""
    ground_colour: str = ""


class MenuBar:
    """The views in the order in which they came."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._views: dict[tuple[str, str], MenuView] = {}
        """By origin and name: applications of different origins do not change each other's."""

    def views(self) -> tuple[MenuView, ...]:
        return tuple(self._views.values())

    def update(self, frame: str, origin: str, parameters: JsonObject, page: str = "") -> Outcome:
        """Creates or changes a view; gives its name. ``page`` is the address that a relative icon is relative to."""
        texts: dict[str, str] = {}
        for name in ("name", "iconUrl", "label", "shortLabel", "tooltip", "labelColor", "backgroundColor"):
            value = parameters.get(name)
            if value is not None and not fits(Kind.TEXT, value):
                return Failure(errors.bad_value(name, "a string"))
            if name in TEXTS and (too_long := check_text(name, value)):
                return too_long
            texts[name] = value if isinstance(value, str) else ""
        if not texts["name"].strip():
            return Failure(errors.bad_value("name", "a string that is not empty"))
        if not texts["label"] and not texts["iconUrl"]:
            return Failure(errors.bad_value("label", "given when there is no iconUrl"))
        icon = resolved(texts["iconUrl"], page) if texts["iconUrl"] else ""
        if icon and not icon_url(icon).allowed:
            return Failure(errors.ICON_URL_NOT_ALLOWED, icon_url(icon))
        key = (origin, texts["name"])
        if key not in self._views:
            if sum(origin == view.origin or frame == view.frame for view in self.views()) >= VIEWS_OF_ORIGIN:
                return Failure(errors.too_many_of_origin("views in the menu bar", VIEWS_OF_ORIGIN))
            if len(self._views) >= VIEWS_KEPT:
                return Failure(errors.TOO_MANY_VIEWS)
        self._views[key] = MenuView(
            texts["name"],
            frame,
            origin,
            texts["label"],
            texts["shortLabel"],
            icon,
            texts["tooltip"],
            colour(texts["labelColor"]),
            colour(texts["backgroundColor"]),
        )
        self._host.changed(Area.NOTICES)
        return Success(texts["name"])

    def close(self, name: str, origin: str) -> Outcome:
        """Removes a view of this origin; ``false`` when there is none of this name."""
        found = self._views.pop((origin, name), None) is not None
        self._host.changed(Area.NOTICES)
        return Success(found)

    def close_of_frame(self, frame: str) -> None:
        for view in self.views():
            if view.frame == frame:
                self.close(view.name, view.origin)

    def clear(self) -> None:
        self._views.clear()
        self._host.changed(Area.NOTICES)


def colour(text: str) -> str:
    """A colour in the form ``#rrggbb`` that a page can use, empty when the text is none.

    Three digits are doubled; five, as in the reference's sample, are taken to mean six with the last one repeated; of
    eight, as the vendor writes them, the first two are the opacity and left out.
    """
    digits = text[:_COLOUR].strip().lower()
    if (
        len(text) > _COLOUR
        or not digits.startswith("#")
        or not all(digit in "0123456789abcdef" for digit in digits[1:])
    ):
        return ""
    digits = digits[1:]
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits[-3:])
    elif len(digits) == 5:
        digits += digits[-1]
    elif len(digits) in (7, 8):
        digits = digits[-6:]
    return f"#{digits}" if len(digits) == 6 else ""
