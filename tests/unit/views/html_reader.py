"""Reads rendered HTML: elements, attributes and text, as a browser would see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "use", "circle"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.problems: list[str] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.problems.append(f"</{tag}> closes {self._open[-1].tag if self._open else 'nothing'}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def close(self) -> None:
        super().close()
        self.problems += [f"<{element.tag}> is never closed" for element in self._open]


class Page:
    """Rendered HTML, taken apart."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.elements = reader.elements
        self.problems = reader.problems

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements with these attributes: ``data_action`` is ``data-action``, ``class_`` one of the classes."""
        return [element for element in self.elements if _fits(element, tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    def text(self, tag: str = "", **attributes: str) -> str:
        return " ".join("".join(self.one(tag, **attributes).text).split())


def _fits(element: Element, tag: str, attributes: dict[str, str]) -> bool:
    if tag and element.tag != tag:
        return False
    for name, wanted in attributes.items():
        if name == "class_":
            if wanted not in element.attributes.get("class", "").split():
                return False
        elif element.attributes.get(name.rstrip("_").replace("_", "-")) != wanted:
            return False
    return True
