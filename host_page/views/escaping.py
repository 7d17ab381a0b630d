"""Escapes what templates print, in one call of a function for each.

MarkupSafe makes an object of a class of its own from each text, in three calls where its C extension is missing, as it
is in a memory snapshot. A template needs only the text.
"""

from __future__ import annotations

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame


def escaped(value: object) -> str:
    """A value as text of HTML, or of an attribute in quotes; what is HTML already stays as it is."""
    if type(value) is not str:
        if hasattr(value, "__html__"):
            return str(value.__html__())
        value = str(value)
    return (
        value.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace('"', "&#34;")
    )


class _Generator(CodeGenerator):
    """Writes templates as Python that escapes with :func:`escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Escaping(Environment):
    """An environment whose templates escape so."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)
