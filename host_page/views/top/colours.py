"""Colours that others choose, made readable. Source of the measure: WCAG 2.2, contrast ratio."""

from __future__ import annotations

LEAST = 4.5
BLACK = "#000000"
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def better(ground: str) -> str:
    """Black or white, whichever is easier to read on a ground."""
    return max((BLACK, WHITE), key=lambda colour: contrast(colour, ground))


def readable(label: str, ground: str) -> tuple[str, str]:
    """Label and ground as they are drawn; both are empty when neither was given.

    A label under 4.5 on its ground turns black or white; a label without a ground gets the better one of the two.
    """
    if not ground:
        return (label, better(label)) if label else ("", "")
    return (label if label and contrast(label, ground) >= LEAST else better(ground)), ground
