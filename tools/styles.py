"""The style sheet of the page: one file, made of the page's own sheets and of those that stand beside the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tools.messages import Failure

FIRST = ("tokens", "base", "parts", "layout")
LAST = ("start", "narrow", "forced")
"""The page's own sheets, in ``site/static``: those of the rooms stand between them, so that a narrow window, and at the
very end forced colours, have the last word. No room has a say in another, so their order means nothing; it is that of
their paths."""
BUNDLE = "style.css"


def style_files(root: Path) -> Mapping[str, bytes]:
    """What is served of the styles: the one sheet, and the icon of the page."""
    return {BUNDLE: style_sheet(root).encode(), "icon.svg": (root / "site" / "static" / "icon.svg").read_bytes()}


def style_sheet(root: Path) -> str:
    """The sheets one after the other; raises :class:`Failure` for one of the page's own that nobody has placed."""
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets(root))


def sheets(root: Path) -> list[Path]:
    """The files of the sheet, in its order."""
    own = {file.stem: file for file in sorted((root / "site" / "static").glob("*.css"))}
    if set(own) != {*FIRST, *LAST}:
        raise Failure(f"site/static: expected the sheets {', '.join((*FIRST, *LAST))}, found {', '.join(own)}.")
    rooms = sorted((root / "host_page" / "views").rglob("*.css"))
    return [*(own[name] for name in FIRST), *rooms, *(own[name] for name in LAST)]
