"""The sample clients and their library: what they offer is what the registry knows, and what people may copy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scapi.policy.events import READ_REQUESTS
from scapi.protocol.registry import BY_SPELLING
from tests.support.node import run_node

HERE = Path(__file__).parent
CLIENTS = HERE.parents[2] / "client_iframes"
SOURCES = sorted(path for path in CLIENTS.rglob("*") if path.suffix in {".js", ".html", ".css"})


@pytest.fixture(scope="module")
def names() -> Mapping[str, Any]:
    """What the library and the explorer offer."""
    result = run_node(HERE / "names.mjs")
    assert result.returncode == 0, result.stderr
    offered: Mapping[str, Any] = json.loads(result.stdout)
    return offered


@pytest.mark.parametrize("script", ["library.test.mjs", "aborting.test.mjs", "port.test.mjs"])
def test_library_follows_the_protocol(script: str) -> None:
    result = run_node(HERE / script)
    assert result.returncode == 0, result.stdout + result.stderr


def test_library_offers_every_request_with_all_its_parameters(names: Mapping[str, Any]) -> None:
    assert names["library"] == {spelling: len(request.parameters) for spelling, request in BY_SPELLING.items()}


def test_explorer_has_a_form_for_every_request(names: Mapping[str, Any]) -> None:
    assert {name: len(fields) for name, fields in names["explorer"].items()} == names["library"]


def test_explorer_leaves_out_nothing_that_is_required(names: Mapping[str, Any]) -> None:
    for spelling, fields in names["explorer"].items():
        for parameter, optional in zip(BY_SPELLING[spelling].parameters, fields, strict=True):
            assert parameter.optional or not optional, f"{spelling}: {parameter.name}"


def test_explorer_knows_what_must_be_named(names: Mapping[str, Any]) -> None:
    assert set(names["mustBeNamed"]) == {name for name, request in BY_SPELLING.items() if request.must_be_named}


def test_explorer_knows_what_each_event_needs(names: Mapping[str, Any]) -> None:
    assert names["events"] == {name: list(requests) for name, requests in READ_REQUESTS.items()} | {"system": []}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_model_has_nothing_that_turns_text_into_markup_or_code(path: Path) -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|javascript:"
    assert re.findall(forbidden, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".html"], ids=lambda path: path.name)
def test_pages_have_no_inline_script_or_style(path: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text) == []
    assert "default-src 'self'" in text
