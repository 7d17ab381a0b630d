"""Links in the documentation: every file and every heading that a page points to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"|\bid=\"([^\"]+)\"")
_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_POINTS_TO = {"link_open": "href", "image": "src"}
_HTML = ("html_block", "html_inline")
_TEXTS = ("text", "code_inline", "image")


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
    found = [str(token.attrs[_POINTS_TO[token.type]]) for token in _tokens(markdown) if token.type in _POINTS_TO]
    return [unquote(link) for link in found if not _ELSEWHERE.match(link)]


def anchors(markdown: str) -> frozenset[str]:
    """The fragments that a page offers: its headings as a code-hosting site names them, and explicit ids."""
    found: dict[str, int] = {}
    tokens = list(_tokens(markdown))
    html = (token.content for token in tokens if token.type in _HTML)
    names: set[str] = {first or second for each in html for first, second in _ANCHOR.findall(each)}
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            slug = heading_slug(_plain(following))
            count = found.get(slug, 0)
            found[slug] = count + 1
            names.add(f"{slug}-{count}" if count else slug)
    return frozenset(names)


def heading_slug(heading: str) -> str:
    """The fragment of a heading: lower case, words and hyphens only, blanks as hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _tokens(markdown: str) -> Iterator[Token]:
    """What a page consists of, and after each part with text what that consists of."""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        yield token
        yield from token.children or ()


def _plain(heading: Token) -> str:
    return "".join(token.content for token in heading.children or () if token.type in _TEXTS)
