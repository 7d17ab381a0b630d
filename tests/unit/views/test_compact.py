"""Line breaks between blocks of a template are no nodes of the page."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from host_page.views.compact import Compact, compacted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ("<b>a</b>\n<i>b</i>", "<b>a</b>\n<i>b</i>"),
        ("<button>a</button>\n<button>b</button>", "<button>a</button>\n<button>b</button>"),
        ("one\n  <p>two</p>  three", "one<p>two</p>  three"),
        ("<pre>\n  kept</pre>", "<pre>\n  kept</pre>"),
        ("<dialog open>\n<h2>a</h2> <time>b</time>", "<dialog open><h2>a</h2> <time>b</time>"),
        ("<thing>\n<listen>", "<thing>\n<listen>"),
    ],
)
def test_only_what_stands_at_a_block_goes(text: str, left: str) -> None:
    assert compacted(text) == left


def test_a_loop_leaves_nothing_between_its_rows_and_lines_keep_their_numbers() -> None:
    text = '<div>\n{% for n in rows %}\n<div id="{{ n }}">\n  {{ n }}\n</div>\n{% endfor %}\n</div>\n{{ missing.at }}'
    made = Environment(
        loader=DictLoader({"a": text}), extensions=[Compact], trim_blocks=True, lstrip_blocks=True, autoescape=True
    )
    template = made.get_template("a")
    assert '</div><div id="2">' in template.render(rows=[1, 2], missing={"at": ""})
    assert [line for line, _ in template.debug_info] == [2, 3, 4, 8]
