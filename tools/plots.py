"""Plots as SVG: bars and lines, as text that is the same for the same numbers.

A plotting library would bring tens of megabytes for two shapes, and another text with each of its versions, so that
nobody could compare a committed figure with the numbers it was made from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 760
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 24, 44, 34
_ROW, _BAR = 26, 14
_COLOURS = ("#2563eb", "#d97706", "#059669", "#7c3aed", "#dc2626", "#64748b")
_STYLE = """text { font: 12px system-ui, sans-serif; fill: #1f2937 }
.title { font-size: 14px; font-weight: 600 }
.axis { stroke: #9ca3af } .grid { stroke: #e5e7eb } .limit { stroke: #dc2626; stroke-dasharray: 4 3 }
.paper { fill: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #e5e7eb } .axis { stroke: #6b7280 } .grid { stroke: #374151 } .paper { fill: #111827 }
}"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, and what is written behind it; of one ``kind`` it has one colour."""

    label: str
    value: float
    text: str = ""
    kind: int = 0


def bars(title: str, rows: Sequence[Bar], *, limit: float | None = None, kinds: Sequence[str] = ()) -> str:
    """Horizontal bars from 0 on, with a dashed line at ``limit``; ``kinds`` names the colours."""
    gutter = _LEFT + 7 * max((len(row.label) for row in rows), default=0)
    gutter = min(gutter, WIDTH * 6 // 10)
    space = WIDTH - gutter - _RIGHT - 7 * max((len(row.text) for row in rows), default=0)
    longest = max([row.value for row in rows] + ([] if limit is None else [limit]), default=1.0) or 1.0
    height = _TOP + _ROW * len(rows) + _BOTTOM
    parts: list[str] = []
    for at, row in enumerate(rows):
        y = _TOP + _ROW * at
        wide = space * row.value / longest
        parts.append(_text(gutter - 8, y + 12, row.label, "end"))
        parts.append(
            f'<rect x="{gutter}" y="{y}" width="{_n(wide)}" height="{_BAR}" rx="2" fill="{_colour(row.kind)}"/>'
        )
        parts.append(_text(gutter + wide + 6, y + 12, row.text))
    if limit is not None:
        x = gutter + space * limit / longest
        parts.append(_line("limit", x, _TOP - 8, x, height - _BOTTOM + 4))
    return _drawing(title, height, [*parts, *_legend(kinds, height)])


def lines(title: str, series: Mapping[str, Mapping[float, float]], x_title: str, y_title: str) -> str:
    """A line for each series through its points, with logarithmic steps to the right and 0 at the bottom."""
    height = 300
    left, right, bottom = 64, WIDTH - _RIGHT, height - 64
    xs = sorted({x for points in series.values() for x in points})
    top = _round_up(max((y for points in series.values() for y in points.values()), default=1.0))
    low, high = math.log10(xs[0]), math.log10(xs[-1])

    def across(x: float) -> float:
        return left + (right - left - 20) * (math.log10(x) - low) / ((high - low) or 1.0) + 10

    def up(y: float) -> float:
        return bottom - (bottom - _TOP) * y / top

    parts: list[str] = []
    for step in range(5):
        y = top * step / 4
        parts.append(_line("axis" if step == 0 else "grid", left, up(y), right, up(y)))
        parts.append(_text(left - 8, up(y) + 4, f"{y:g}", "end"))
    parts += [_text(across(x), bottom + 18, f"{x:g}", "middle") for x in xs]
    parts.append(_text((left + right) / 2, bottom + 36, x_title, "middle"))
    parts.append(_text(left - 48, _TOP - 10, y_title))
    for at, points in enumerate(series.values()):
        path = " ".join(f"{_n(across(x))},{_n(up(y))}" for x, y in sorted(points.items()))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{_colour(at)}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{_n(across(x))}" cy="{_n(up(y))}" r="3" fill="{_colour(at)}"/>' for x, y in points.items()
        ]
    return _drawing(title, height, [*parts, *_legend(list(series), height)])


def _legend(kinds: Sequence[str], height: float) -> list[str]:
    parts: list[str] = []
    x = float(_LEFT)
    for at, kind in enumerate(kinds):
        parts.append(f'<rect x="{_n(x)}" y="{_n(height - 20)}" width="10" height="10" rx="2" fill="{_colour(at)}"/>')
        parts.append(_text(x + 16, height - 11, kind))
        x += 36 + 7 * len(kind)
    return parts


def _drawing(title: str, height: float, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" role="img">'
    named = f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>"
    paper = f'<rect class="paper" width="{WIDTH}" height="{_n(height)}"/>'
    heading = f'<text class="title" x="{_LEFT}" y="24">{escape(title)}</text>'
    return "\n".join([head, named, paper, heading, *parts, "</svg>"]) + "\n"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(text)}</text>'


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'


def _colour(kind: int) -> str:
    return _COLOURS[kind % len(_COLOURS)]


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _round_up(value: float) -> float:
    """The next 1, 2 or 4 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(step * power for step in (1, 2, 4, 10) if step * power >= value)
