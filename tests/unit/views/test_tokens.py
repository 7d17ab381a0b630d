"""The contrast of every text on its grounds, measured over the stylesheet's own table (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from tests.unit.views.places import ROOT, STATIC
from tools.styles import sheets, style_sheet

TEXT = 4.5
EDGE = 3.0
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
TABLE = {name: (light, dark) for name, light, dark in PAIR.findall((STATIC / "tokens.css").read_text(encoding="utf-8"))}

GROUNDS = ("surface", "raised", "subtle", "bench")
TONES = ("accent", "ok", "warn", "danger", "quar", "redact")

CASES = [
    *((text, ground, TEXT) for text in ("text", "text-2", "text-3") for ground in (*GROUNDS, "canvas")),
    *((text, "hover", TEXT) for text in ("text", "text-2")),
    *((tone, ground, TEXT) for tone in TONES for ground in GROUNDS),
    *((tone, f"{tone}-soft", TEXT) for tone in TONES),
    *((text, f"{tone}-soft", TEXT) for tone in ("accent", "warn") for text in ("text", "text-2")),
    ("text", "danger-soft", TEXT),
    *(("on-solid", f"{tone}-solid", TEXT) for tone in ("accent", "ok", "danger")),
    ("on-solid", "accent-solid-hover", TEXT),
    *(("line-2", ground, EDGE) for ground in ("surface", "raised", "subtle", "bench")),
    ("ring", "warn-soft", EDGE),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), CASES)
def test_contrast(front: str, ground: str, least: float, theme: int) -> None:
    measured = contrast(TABLE[front][theme], TABLE[ground][theme])
    assert measured >= least, f"{front} on {ground}: {measured:.2f}, at least {least}"


def test_every_colour_of_the_stylesheets_is_a_token() -> None:
    strays = {}
    for sheet in sheets(ROOT):
        if sheet.name != "tokens.css":
            strays[sheet.name] = [c for c in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text()) if c != "#ffffff66"]
    assert not any(strays.values()), strays


SET_BY_THE_PAGE = {
    "--h", "--bench-h", "--bench-w", "--frame-colour", "--view-label", "--view-ground", "--toast-w", "--closes",
    "--dialog-width", "--dialog-height", "--share", "--x", "--y",
}  # fmt: skip


def test_every_variable_exists() -> None:
    text = style_sheet(ROOT)
    known = set(re.findall(r"(--[\w-]+):", text)) | SET_BY_THE_PAGE
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= known, used - known


def test_stylesheets_are_short() -> None:
    assert [sheet.name for sheet in sheets(ROOT) if len(sheet.read_text().splitlines()) > 400] == []
