"""A workspace that lasts for many attacks: taken back to the start before each, and found unharmed after it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page

from tests.e2e.workspace_page import WorkspacePage

HARM = ("INTERNAL_ERROR", "CONTENT_SECURITY_POLICY")
"""Reasons that no attack may bring about."""
NOT_POSTED = "does not match the recipient window's origin"
"""What the browser says when a message is for another page than the one that is there now."""


class AttackedWorkspace(WorkspacePage):
    """One tab, and what the attacks look for in it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.crashed = False
        page.on("crash", self._crash)

    def _crash(self, _: Page) -> None:
        self.crashed = True

    def begin(self) -> None:
        """No client is open, nothing is under way, nothing was complained about."""
        self.call("reset")  # closes dialogs, which would else go with the client that opened them
        self.start_over()
        self.complaints.clear()

    def expect_unharmed(self) -> None:
        """The page answers, nothing failed inside, and the browser has nothing to complain about."""
        harm = [entry for entry in self.traffic() if entry.get("reason") in HARM]
        assert not harm, harm
        complaints = [text for text in self.complaints if NOT_POSTED not in text]
        assert not complaints, complaints

    def replies(self, frame_id: str) -> list[dict[str, Any]]:
        return self.traffic(frame=frame_id, kind="reply")

    def events(self, frame_id: str) -> list[dict[str, Any]]:
        return self.traffic(frame=frame_id, kind="event")

    def subscriptions(self, frame_id: str) -> list[str]:
        report = self.frame_report(frame_id)
        assert report is not None, f"there is no frame {frame_id}"
        return list(report["subscriptions"])

    def visible_state(self) -> dict[str, Any]:
        """All that a request may change; what the frames have said does not belong to it."""
        return {name: part for name, part in self.state.items() if name != "frames"}


_ASK = """([name, reference, parameters]) => Promise.race([
    request(name, reference, parameters),
    new Promise((_, fail) => setTimeout(() => fail(new Error(`no reply to ${name} within 20 s`)), 20000)),
])"""


def ask(frame: Frame, name: str, reference: str, *parameters: Any) -> dict[str, Any]:
    """A request in the envelope of the published library; waits for the reply, not for ever."""
    reply: dict[str, Any] = frame.evaluate(_ASK, [name, reference, list(parameters)])
    return reply


def post(frame: Frame, name: str, reference: str, *parameters: Any) -> None:
    """The same without waiting: there may be no reply."""
    frame.evaluate(
        "([name, reference, parameters]) => { void request(name, reference, parameters); }",
        [name, reference, list(parameters)],
    )


def subscribe(frame: Frame, reference: str, *names: str) -> dict[str, Any]:
    """Subscribes; gives the reply."""
    reply: dict[str, Any] = frame.evaluate(
        "([names, reference]) => { subscribe(names, reference); return reply(reference); }", [list(names), reference]
    )
    return reply


def heard(frame: Frame) -> list[Any]:
    """Every message that the page in the frame has received."""
    received: list[Any] = frame.evaluate("received")
    return received


def heard_events(frame: Frame) -> list[dict[str, Any]]:
    return [message for message in heard(frame) if isinstance(message, dict) and "event" in message]
