"""Request names that walk along objects of JavaScript or of Python."""

from __future__ import annotations

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.sites import Sites

NAMES = [
    "constructor",
    "__proto__",
    "__class__",
    "__init__",
    "agent",
    "agent.",
    ".get",
    "agent..get",
    "agent.constructor",
    "agent.__init__",
    "agent.__class__.__mro__",
    "agent.get.call",
    "agent.get.constructor",
    "agent.get.__globals__",
    "agent.get()",
    "agent['get']",
    "agent.get ",
    " agent.get",
    "Agent.Get",
    "agent/get",
    "agent.get\u0000",
    "agent.gеt",  # a Cyrillic letter
    "genesys.wwe.service.agent.get",
    "workspace.call",
    "service.receive",
    "session.reset",
    "driver.reset",
    "reset",
    "ring",
    "js.eval",
    "eval",
    "window.eval",
    "pyodide.runPython",
    "__import__('os').system('true')",
    "{0.__class__}",
    "%s%n",
    "${7*7}",
    "{{7*7}}",
    "*",
    "agent.*",
    "system.__dict__",
    "x" * 10_000,
]


def test_no_name_but_those_of_the_registry_leads_anywhere(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.visible_state()
    for number, name in enumerate(NAMES):
        reply = ask(frame, name, str(number), "5001", {"a": 1})
        assert reply["errorMessage"] == f"Error: The request '{name}' is unknown.", name
        assert reply["request"] == name
        assert "data" not in reply
    requests = workspace.traffic(frame=frame_id, kind="request")
    assert [(entry["verdict"], entry["reason"]) for entry in requests] == [("failed", "REQUEST_UNKNOWN")] * len(NAMES)
    assert workspace.visible_state() == before


def test_a_name_is_not_completed(workspace: AttackedWorkspace, sites: Sites) -> None:
    """A name that is a list, or an object that could make itself a text, is no name."""
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    names = ["['agent.get']", "['agent', 'get']", "{ toString: 'agent.get' }", "new String('agent.get')", "0", "true"]
    for number, name in enumerate(names):
        frame.evaluate(f"send({{ request: {name}, referenceId: '{number}', userAgent: 'WWE Client' }})")
    replies = workspace.seen(len(names), frame=frame_id, kind="reply")
    assert len(replies) == len(names)
    reasons = [entry.get("reason") for entry in workspace.traffic(frame=frame_id, kind="request")]
    # A String object is written as the text that it holds.
    assert reasons == ["REQUEST_MALFORMED"] * 3 + [None] + ["REQUEST_MALFORMED"] * 2
