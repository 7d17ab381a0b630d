"""Escaping: as MarkupSafe does it, in one call."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from host_page.views.escaping import Escaping, escaped
from host_page.views.renderer import environment
from tests.unit.views.places import TEMPLATES


@given(st.text() | st.integers() | st.floats() | st.none() | st.builds(Markup, st.text()))
def test_it_escapes_as_markupsafe_does(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_the_templates_of_the_page_are_written_so() -> None:
    made = environment(TEMPLATES)
    template = made.from_string(
        "{% macro both(x) %}<b>{{ x }}</b>{% endmacro %}{{ both(it) }} {{ it }} {{ html }} {{ it|upper }} {{ 1 < 2 }}"
    )
    html = template.render(it="<i a='1'>&", html=Markup("<u>"))
    assert (
        html == "<b>&lt;i a=&#39;1&#39;&gt;&amp;</b> &lt;i a=&#39;1&#39;&gt;&amp; <u> &lt;I A=&#39;1&#39;&gt;&amp; True"
    )
    with pytest.raises(UndefinedError):
        made.from_string("{{ missing }}").render()


def test_each_value_costs_one_call() -> None:
    template = Escaping(autoescape=True, undefined=StrictUndefined).from_string("{{ a }}{{ a }}{{ a }}{{ a }}")
    calls: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls.append(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        text = "".join(template.root_render_func(template.new_context({"a": "<"})))
    finally:
        sys.setprofile(None)
    assert text == "&lt;" * 4
    assert calls.count("escaped") == 4
    assert not {"escape", "_escape_inner", "__new__"} & set(calls)
