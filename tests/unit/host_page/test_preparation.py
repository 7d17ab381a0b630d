"""What is done before the snapshot is made, and what each start does after it."""

from __future__ import annotations

import ast
import codecs
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from host_page import preparation
from host_page.views.renderer import environment
from tools.paths import ROOT

ALWAYS_THERE = {"utf-8", "ascii"}
"""Encodings that an interpreter has read when it runs."""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text("{{ name }}")
    return tmp_path


def test_after_preparing_no_template_is_compiled(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preparation.prepare(templates)

    def compile_again(*_: object, **__: object) -> None:
        raise AssertionError("a template was compiled")

    monkeypatch.setattr(Environment, "compile", compile_again)
    (templates / "a.html").unlink()  # the files are not in a snapshot
    assert environment(templates).get_template("a.html").render(name="<") == "&lt;"


def test_two_starts_from_one_state_have_other_numbers_and_names() -> None:
    state, names = random.getstate(), vars(tempfile)["_name_sequence"]
    found = []
    for _ in range(2):
        random.setstate(state)
        vars(tempfile)["_name_sequence"] = names
        preparation.awake()
        found.append((random.random(), random.getrandbits(64)))
    assert found[0] != found[1]
    assert vars(tempfile)["_name_sequence"] is None


def encodings() -> Iterator[str]:
    """The encodings that the page's Python names."""
    for package in preparation.PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    named = [each.value for each in node.keywords if each.arg == "encoding"]
                    given = node.args[:1] if node.func.attr in ("encode", "decode") else []
                    yield from (each.value for each in (*named, *given) if isinstance(each, ast.Constant))


def test_every_encoding_is_in_the_snapshot() -> None:
    """The interpreter reads one out of the standard library, which the page fetches only when it has time."""
    used = {codecs.lookup(name).name for name in encodings()} - ALWAYS_THERE
    assert used == {"idna", "utf-16", "utf-8-sig"}
    assert {f"encodings.{name.replace('-', '_')}" for name in used} <= set(preparation.NEEDED_LATER)
