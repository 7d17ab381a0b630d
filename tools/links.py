"""Links in the documentation: every file and every heading that a page points to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_INLINE = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"|\bid=\"([^\"]+)\"")
_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def broken_links(root: Path) -> list[str]:
    """Complaints about relative links in the documentation, as ``file: link: what is wrong``."""
    pages = [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]
    return [complaint for page in pages for complaint in _complaints(page, root)]


def _complaints(page: Path, root: Path) -> Iterator[str]:
    for link in links(page.read_text(encoding="utf-8")):
        wrong = _what_is_wrong(link, page, root)
        if wrong:
            yield f"{page.relative_to(root).as_posix()}: {link}: {wrong}"


def _what_is_wrong(link: str, page: Path, root: Path) -> str | None:
    name, _, anchor = link.partition("#")
    target = (page.parent / unquote(name)).resolve() if name else page.resolve()
    if not target.is_relative_to(root.resolve()):
        return "outside of the project"
    if not target.exists():
        return "no such file"
    if anchor and target.suffix == ".md" and unquote(anchor) not in anchors(target.read_text(encoding="utf-8")):
        return "no such heading"
    return None


def links(markdown: str) -> list[str]:
    """The links to files and headings of the project; those to elsewhere are not ours to check."""
    text = _CODE.sub("", _FENCE.sub("", markdown))
    found = _INLINE.findall(text) + _REFERENCE.findall(text)
    return [link for link in found if not _ELSEWHERE.match(link)]


def anchors(markdown: str) -> frozenset[str]:
    """The fragments that a page offers: its headings as a code-hosting site names them, and explicit ids."""
    text = _FENCE.sub("", markdown)
    found: dict[str, int] = {}
    names: set[str] = {first or second for first, second in _ANCHOR.findall(text)}
    for heading in _HEADING.findall(text):
        slug = heading_slug(heading)
        count = found.get(slug, 0)
        found[slug] = count + 1
        names.add(f"{slug}-{count}" if count else slug)
    return frozenset(names)


def heading_slug(heading: str) -> str:
    """The fragment of a heading: lower case, words and hyphens only, blanks as hyphens."""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
