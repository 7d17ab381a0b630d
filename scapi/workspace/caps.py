"""How much a client application may put into the workspace. Decided here; the failure names what and how much.

What an agent can take in is far less than what a message can carry, and drawing a text costs a browser more than
sending it costs a client: a mixed-direction text of some hundred thousand characters takes it minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scapi.protocol import errors
from scapi.values import Failure

TEXTS: Mapping[str, int] = {
    "title": 500,
    "subject": 1_000,
    "message": 5_000,
    "buttons": 100,
    "keyValues": 2_000,
    "name": 100,
    "label": 500,
    "shortLabel": 50,
    "tooltip": 1_000,
    "width": 16,
    "height": 16,
    "url": 8_192,
    "iconUrl": 65_536,
    "warningMessage": 1_000,
    "destination": 500,
    "recordData": 2_000,
}
"""Characters of a text by the name of its parameter; of objects and lists of each part."""
ALTOGETHER: Mapping[str, int] = {"keyValues": 5_000}
"""Characters of all parts of a parameter together."""
PARTS: Mapping[str, int] = {"buttons": 10, "keyValues": 50}
"""Buttons and pairs of one toast."""


def check_text(name: str, text: object) -> Failure | None:
    """The failure of a text that is longer than its cap."""
    if isinstance(text, str) and len(text) > TEXTS[name]:
        return Failure(errors.text_too_long(name, TEXTS[name]))
    return None


def check_altogether(name: str, texts: Iterable[str]) -> Failure | None:
    """The failure of a parameter whose texts together are longer than their cap."""
    cap = ALTOGETHER[name]
    return Failure(errors.text_too_long(name, cap)) if sum(map(len, texts)) > cap else None


def check_parts(name: str, parts: int) -> Failure | None:
    """The failure of a parameter with more parts than its cap."""
    return Failure(errors.too_many_parts(name, PARTS[name])) if parts > PARTS[name] else None
