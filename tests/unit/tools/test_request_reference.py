"""The reference of requests says what requests really take, give and tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from scapi.protocol.registry import REGISTRY
from tests.conformance.case import Fails
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import WATCHED, Stage
from tests.conformance.successes import SUCCESSES
from tests.support.conformance_setting import configurations, scenario
from tests.support.link import Site
from tests.support.memory_link import MemoryLink
from tools.paths import ROOT
from tools.reference.examples import GIVEN, VARIABLES, code
from tools.reference.requests_page import errors_of
from tools.reference.shapes import Member, Shape, misfits, names_in
from tools.reference.types import EVENTS, PARAMETERS, RESULT_NOTES, RESULTS, TYPES


@pytest.fixture
def stage() -> Stage:
    return Stage(MemoryLink(configurations()["standard"], scenario()))


@pytest.mark.parametrize("name", REGISTRY)
def test_an_example_succeeds_and_gives_what_is_told(stage: Stage, name: str) -> None:
    success = SUCCESSES[name]
    watcher = stage.link.open(Site.ALLOWED)
    watcher.subscribe(*WATCHED)
    SITUATIONS[success.situation](stage)
    stage.names["bundle"] = "a bundle"
    given = stage.filled(list(GIVEN.get(name, success.arguments)))
    client = stage.client()
    reply = client.reply(client.post({"request": name, "parameters": given}))
    if isinstance(success.data, Fails):
        assert reply["errorMessage"] == success.data.error
    elif name in RESULTS:
        assert misfits(RESULTS[name], reply["data"], TYPES) == []
    else:
        assert "data" not in reply
    for event in watcher.events():
        assert misfits_of_event(event) == [], event


def misfits_of_event(event: dict[str, Any]) -> list[str]:
    """Why the data of an event is of none of its types."""
    if event["event"].startswith("messenger:"):
        return []
    return min((misfits(name, event["data"], TYPES) for name in EVENTS[event["event"]]), key=len)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_told_on_the_way_to_every_situation_is_of_its_type(stage: Stage, situation: str) -> None:
    watcher = stage.link.open(Site.ALLOWED)
    watcher.subscribe(*WATCHED)
    SITUATIONS[situation](stage)
    wrong = [misfit for event in watcher.events() for misfit in misfits_of_event(event)]
    assert wrong == []
    assert misfits("Interaction[]", stage.call("state")["interactions"], TYPES) == []


def parameters_that_are_objects() -> Iterator[tuple[str, str]]:
    for name, request in REGISTRY.items():
        yield from ((name, parameter.name) for parameter in request.parameters)


def test_every_name_is_one_of_the_registry_or_of_a_type() -> None:
    assert set(PARAMETERS) <= set(parameters_that_are_objects())
    assert set(RESULTS) | set(RESULT_NOTES) | set(GIVEN) <= set(REGISTRY)
    named = [*RESULTS.values(), *(member.type for shape in TYPES.values() for member in shape.members)]
    assert {name for text in named for name in names_in(text)} <= set(TYPES)


def test_objects_that_are_taken_have_the_members_that_are_told() -> None:
    """A toast and a view with everything are taken; every member of another kind is refused by its name."""
    values: dict[str, Any] = {
        "string": "https://x/",
        "number": 200,
        "boolean": True,
        "string[]": ["a"],
        "object": {"a": "b"},
    }
    for request, shape in (("system.popupToast", "Toast"), ("system.updateViewInApplicationMenuBar", "MenuBarView")):
        whole = {member.name: values[member.type] for member in TYPES[shape].members}
        stage = Stage(MemoryLink(configurations()["standard"], scenario()))
        stage.data(request, whole)
        client = stage.client()
        for member in TYPES[shape].members:
            if member.name.endswith("Color"):
                continue  # one that cannot be read is not applied
            wrong = {**whole, member.name: 5 if member.type != "number" else "five"}
            reply = client.reply(client.post({"request": request, "parameters": [wrong]}))
            assert f"'{member.name}'" in reply["errorMessage"], member.name


@pytest.mark.parametrize(
    ("request_name", "arguments", "written"),
    [
        ("agent.get", (), "const { data } = await agent.get();"),
        ("voice.hold", ("$it",), "await voice.hold(interactionId);"),
        ("voice.dial", ("5001", {"a-b": [1, None]}), 'await voice.dial("5001", { "a-b": [1, null] });'),
        (
            "interaction.getByCaseId",
            ("$case",),
            'const { data } = await sendMessage({ request: "interaction.getByCaseId", parameters: [caseId] });',
        ),
    ],
)
def test_examples_are_code_of_an_app(request_name: str, arguments: tuple[Any, ...], written: str) -> None:
    assert code(REGISTRY[request_name], arguments, request_name in RESULTS) == written


def test_long_objects_have_a_line_for_each_member() -> None:
    written = code(REGISTRY["system.popupToast"], GIVEN["system.popupToast"], True)
    assert written.splitlines()[:2] == [
        "const { data } = await system.popupToast({",
        '  title: "Order 20418 has been shipped",',
    ]
    assert max(map(len, written.splitlines())) < 100


def test_errors_are_those_of_the_catalogue() -> None:
    from tests.conformance.catalogue import CATALOGUE

    assert "Error: Interaction not found." in errors_of("voice.hold", CATALOGUE)
    assert not any("not accepted" in error for name in REGISTRY for error in errors_of(name, CATALOGUE))


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = (ROOT / "docs" / "requests.md").read_text(encoding="utf-8")
    heads = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in re.findall(r"(?m)^#+ (.+)$", page)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= heads
    assert VARIABLES["it"] == "interactionId"


SHAPES = {
    "Point": Shape("", (Member("x", "number", ""), Member("y", "number | null", "", optional=True))),
    "Line": Shape("", (Member("points", "Point[]", ""), Member("kind", '"A" | "B"', ""))),
}


@pytest.mark.parametrize(
    ("text", "value", "misfit"),
    [
        ("Point", {"x": 1}, []),
        ("Point", {"x": 1, "y": None}, []),
        ("Point", {"y": 1}, [".x is missing"]),
        ("Point", {"x": 1, "z": 1}, [".z is not a member of Point"]),
        ("Point", {"x": True}, [".x is not number: True"]),
        ("Point", [], ["it is no Point: []"]),
        ("Line", {"points": [{"x": 1}, {"x": "1"}], "kind": "A"}, [".points[1].x is not number: '1'"]),
        ("Line", {"points": [], "kind": "C"}, [".kind is not \"A\": 'C'"]),
        ("string | null", 5, ["it is not string: 5"]),
        ("string[]", "a", ["it is not string[]: 'a'"]),
        ("boolean", True, []),
        ("any", {}, []),
    ],
)
def test_what_is_of_a_type(text: str, value: Any, misfit: list[str]) -> None:
    assert misfits(text, value, SHAPES) == misfit
