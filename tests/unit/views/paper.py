"""The page without a browser: takes patches as ``patching.js`` does, and shows what comes of them as HTML."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import datetime

from host_page.views.drawing import Content, Patch, Rows
from host_page.views.regions import Region
from tests.unit.views.places import PAGE

_RAIL = re.compile(r'<aside class="rail"[^>]*>(.*?)</aside>', re.DOTALL)
_PART = re.compile(r'(<(\w+)[^>]*\bid="([\w-]+)"[^>]*>)(</\2>)')
_TIME = re.compile(r'(<time[^>]*\bdata-form="([a-z-]+)" data-at="([^"]+)"( data-own)?>)(</time>)')


class Paper:
    """What is in each part."""

    def __init__(self) -> None:
        self._contents: dict[str, str] = {}
        self._rows: dict[str, dict[str, str]] = {}
        index = (PAGE / "index.html").read_text(encoding="utf-8")
        found = _RAIL.search(index)
        if found is None:
            raise LookupError("the page has no list of interactions")
        self._contents[Region.RAIL.value] = found[1]

    def take(self, patches: Iterable[Patch]) -> None:
        for patch in patches:
            match patch:
                case Content(region, html):
                    self._contents[region.value] = html
                case Rows(region, rows, order):
                    known = self._rows.get(region.value, {}) | dict(rows)
                    self._rows[region.value] = known if order is None else {key: known[key] for key in order}

    def empty(self, regions: Iterable[Region]) -> None:
        """Forgets what is in some parts."""
        for region in regions:
            self._contents.pop(region.value, None)

    def html(self, region: Region, now: float, own: float) -> str:
        """A part with all that is within it; running times are written as the page writes them."""
        return _TIME.sub(lambda found: _with_time(found, own if found[4] else now), self._whole(region.value))

    def _whole(self, part: str) -> str:
        if part in self._rows:
            return "\n".join(self._rows[part].values())
        return _PART.sub(self._filled, self._contents.get(part, ""))

    def _filled(self, found: re.Match[str]) -> str:
        inner = found[3] if found[3] in (self._contents.keys() | self._rows.keys()) else ""
        return f"{found[1]}{self._whole(inner) if inner else ''}{found[4]}"


def _with_time(found: re.Match[str], now: float) -> str:
    return f"{found[1]}{written(found[2], float(found[3]), now)}{found[5]}"


def written(form: str, at: float, now: float) -> str:
    """A running time as ``clocks.js`` writes it; both are held to one table of examples."""
    match form:
        case "duration":
            return _duration(now - at)
        case "short":
            return _short(now - at)
        case "left":
            return f"{math.ceil(max(0.0, at - now))} s"
        case "left-short":
            return _short(math.ceil(max(0.0, at - now)))
        case "clock":
            return datetime.fromtimestamp(now).strftime("%H:%M:%S")
    seconds = max(0, math.floor(now - at))
    return f"{seconds} s ago" if seconds < 60 else datetime.fromtimestamp(at).strftime("%H:%M")


def _short(seconds: float) -> str:
    return _duration(seconds).removeprefix("0")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(max(0, math.floor(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
