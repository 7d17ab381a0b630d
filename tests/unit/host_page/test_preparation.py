"""What is done before the snapshot is made, and what each start does after it."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from jinja2 import Environment

from host_page import preparation
from host_page.views.renderer import environment


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
