"""The vendor's sample page: buttons that fill a box with a call, Execute, and a log of what came."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Frame

from tests.e2e.workspace_page import WorkspacePage

_BUTTONS = "() => [...document.querySelectorAll('button')].map(b => b.textContent.trim()).filter(t => t.includes('.'))"
_RESULT = """(name) => {
  for (const entry of document.querySelectorAll('#output pre')) {
    const text = entry.textContent;
    const word = ['SUCCEEDED', 'FAILED'].find(word => text.startsWith(word));
    if (word) {
      const json = entry.querySelector('code').textContent;
      return [word, json];
    }
  }
  return null;
}"""
_EVENTS = """() => [...document.querySelectorAll('#output pre')].map(entry => entry.textContent)
  .filter(text => text.startsWith('Received'))
  .map(text => text.slice(0, text.indexOf('event')).replace('Received', '').trim())"""


class SamplePage:
    """Presses what a person would press."""

    def __init__(self, workspace: WorkspacePage, frame: Frame) -> None:
        self.workspace = workspace
        self.frame = frame

    def buttons(self) -> list[str]:
        names: list[str] = self.frame.evaluate(_BUTTONS)
        return names

    def reset(self) -> None:
        """Back to the scenario's start; a dialog that was open lets the page be pressed again."""
        self.workspace.call("reset")
        self.workspace.page.locator("#dialog").wait_for(state="hidden")

    def press(self, name: str, typed: tuple[str, str] | None = None) -> tuple[str, Any]:
        """Presses a button and Execute; gives ``SUCCEEDED`` or ``FAILED`` and what the callback was given.

        ``typed`` is a pattern of what is replaced in the box between the two, and what is typed there.
        """
        self.frame.get_by_role("button", name="Clear").click()
        self.frame.get_by_role("button", name=name, exact=True).click()
        if typed is not None:
            box = self.frame.get_by_role("textbox")
            command, count = re.subn(*typed, box.input_value())
            assert count == 1, f"the box of {name} has changed"
            box.fill(command)
        self.frame.get_by_role("button", name="Execute").click()
        word, text = self.workspace.until(lambda: self.frame.evaluate(_RESULT, name), f"a result of {name}")
        return word, json.loads(text)

    def send(self, name: str, *parameters: Any) -> None:
        """Sends a request by the kit's own library, to bring the workspace into a state; must succeed."""
        answer = self.frame.evaluate(
            """([request, parameters]) => new Promise((succeed, fail) => genesys.wwe.service.sendMessage(
                 {request, parameters}, succeed, result => fail(new Error(JSON.stringify(result)))))
            """,
            [name, list(parameters)],
        )
        assert "errorMessage" not in answer

    def kinds_of_events(self) -> set[str]:
        """The kinds of events in the log."""
        return set(self.frame.evaluate(_EVENTS))
