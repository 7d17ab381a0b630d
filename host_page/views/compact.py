"""Templates without the line breaks that stand between blocks.

They mean nothing to people, but each becomes a node of the page: it is read, compared and kept, and where something is
put in before an element, the comparison takes the line break *behind* that element for the one before it and moves the
element. Moved, it loses the focus in some browsers and starts its animation again: what rings would hop at each notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_BLOCKS = (
    "article|aside|dd|details|dialog|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|legend|li|main|nav|ol"
    "|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements that begin and end a line by themselves."""


class Compact(Extension):
    """Takes line breaks out of a template where an element that is a block, or its content, begins or ends."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, token.type, compacted(token.value)) if token.type == "data" else token


def compacted(text: str) -> str:
    """A template's own text; blanks within a line, and line breaks between words or in a row of buttons, stay."""
    text = re.sub(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\s*\n\s*", r"\1", text)
    return re.sub(rf"\s*\n\s*(?=</?(?:{_BLOCKS})\b)", "", text)
