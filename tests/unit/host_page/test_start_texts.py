"""Which scenario the page begins with, and what is wrong with what its address asks for."""

from __future__ import annotations

import json

import pytest

from host_page.start_texts import StartTexts, read_start_texts

DOCUMENT = {
    "configuration": {"name": "my.cfg", "text": ""},
    "scenario": {"name": "my.toml", "text": "served"},
    "builtIn": {
        "configuration": {"name": "built-in configuration", "text": ""},
        "scenario": {"name": "built-in scenario", "text": "built in"},
    },
}
SUPPLIED = {"supplied": {"built-in": "built in", "help-desk": "desk"}}
FILE = {"file": {"name": "own.toml", "text": 'extends = "help-desk"'}}


def read(search: str, **more: object) -> StartTexts:
    return read_start_texts(json.dumps({**DOCUMENT, **more}), search)


@pytest.mark.parametrize(
    ("search", "name", "chosen"),
    [
        ("", "my.toml", ""),
        ("?scenario=built-in", "built-in scenario", "built-in"),
        ("?configuration=built-in", "built-in scenario", "built-in"),
        ("?scenario=help-desk", "help-desk.toml", "help-desk"),
        ("?scenario=file", "own.toml", "file"),
    ],
)
def test_the_address_names_the_scenario(search: str, name: str, chosen: str) -> None:
    texts = read(search, **SUPPLIED, **FILE)
    assert (texts.scenario.name, texts.chosen, texts.unknown) == (name, chosen, "")
    assert texts.served == "my.toml"


def test_a_file_is_built_on_those_that_come_along() -> None:
    texts = read("?scenario=file", **SUPPLIED, **FILE)
    assert [base.name for base in texts.scenario.bases] == ["help-desk.toml"]


@pytest.mark.parametrize(
    ("search", "told"), [("?scenario=help-dsk", "help-desk is nearest"), ("?scenario=file", "has to be chosen again")]
)
def test_what_is_not_there_is_told_and_what_is_served_counts(search: str, told: str) -> None:
    texts = read(search, **SUPPLIED)
    assert (texts.scenario.name, texts.chosen) == ("my.toml", "")
    assert told in texts.unknown


def test_a_situation_is_named() -> None:
    assert read("?situation=talking&scenario=built-in").situation == "talking"
    assert read("").situation == ""
