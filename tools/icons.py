"""The icon sprite: one inline SVG with a symbol per icon that the page uses."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

from tools.messages import Failure

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SVG = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_VIEW_BOX = re.compile(r'viewBox="([0-9. -]+)"')


def icon_names(text: str, source: str = "icons.txt") -> tuple[str, ...]:
    """The names in a list: one on each line, in order; ``#`` starts a comment."""
    names: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        name = line.partition("#")[0].strip()
        if not name:
            continue
        if not _NAME.fullmatch(name):
            raise Failure(f"{source}, line {number}: {name!r} is not an icon name such as phone-incoming.")
        if name in names:
            raise Failure(f"{source}, line {number}: {name!r} is there twice.")
        names.append(name)
    return tuple(names)


def sprite(names: Iterable[str], folder: Path) -> str:
    """The sprite of these icons; symbol ``i-NAME`` leaves colour and stroke to the style sheet."""
    symbols = "\n".join(_symbol(name, folder) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" hidden aria-hidden="true">\n{symbols}\n</svg>'


def _symbol(name: str, folder: Path) -> str:
    file = folder / f"{name}.svg"
    if not file.is_file():
        near = difflib.get_close_matches(name, (path.stem for path in folder.glob("*.svg")), n=3)
        hint = f" Near to it: {', '.join(near)}." if near else ""
        raise Failure(f"icons.txt: lucide has no icon {name!r}.{hint}")
    svg = _SVG.search(file.read_text(encoding="utf-8"))
    view_box = _VIEW_BOX.search(svg[1]) if svg else None
    if svg is None or view_box is None:
        raise Failure(f"{file.name}: not an SVG icon with a viewBox.")
    body = re.sub(r"\s*\n\s*", "", svg[2].strip())
    return f'<symbol id="i-{name}" viewBox="{view_box[1]}">{body}</symbol>'
