"""Where a case is played: a workspace, the client that the case is about, and another that watches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conformance.case import ANYTHING, NOTHING, SILENCE, Ask, Case, Drive, Event, Fails, Step, Tab, matches
from tests.support.error_texts import in_closed_list
from tests.support.link import CallFailed, Link, LinkClient, Message, Site, workspace_state

WARNING = "The form is not filled in."
"""What the client says that blocks mark done; the one free text among the failures."""
WATCHED = ("agent", "media", "interaction", "markdone", "outbound", "system", "messenger:news")


class Stage:
    """Runs the parts of a case over a link."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.names: dict[str, Any] = {}
        """What the situation noted, for the ``$name`` of the steps."""
        self._clients: dict[Site, LinkClient] = {}

    def client(self, site: Site = Site.ALLOWED) -> LinkClient:
        """The client of a site that sends the requests of the case."""
        if site not in self._clients:
            self._clients[site] = self.link.open(site)
        return self._clients[site]

    def call(self, name: str, /, **args: Any) -> Any:
        return self.link.call(name, args)

    def data(self, request: str, *arguments: Any) -> Any:
        return self.client().data(request, *arguments)

    def newest(self) -> Message:
        """The interaction that came last, as the agent sees it."""
        return self.call("state")["interactions"][-1]

    def note(self, interaction_id: str, name: str = "it") -> str:
        """Notes an interaction and its case."""
        found = next(each for each in self.call("state")["interactions"] if each["interactionId"] == interaction_id)
        self.names[name] = interaction_id
        self.names["case" if name == "it" else f"{name}-case"] = found["caseId"]
        return interaction_id

    def filled(self, value: Any) -> Any:
        """A value with every ``$name`` replaced."""
        if isinstance(value, str):
            for name in sorted(self.names, key=len, reverse=True):
                if value == f"${name}":
                    return self.names[name]
                value = value.replace(f"${name}", str(self.names[name]))
            return value
        if isinstance(value, Mapping):
            return {key: self.filled(member) for key, member in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.filled(item) for item in value)
        return value

    def play(self, case: Case) -> None:
        """Takes the steps of a case and compares what comes of them."""
        watcher = self.link.open(Site.ALLOWED)
        watcher.subscribe(*WATCHED)
        before = workspace_state(self.link)
        for step in case.steps:
            self._take(step)
        if case.unchanged:
            assert workspace_state(self.link) == before, "the state of the workspace must not change"
            watcher.settle()
            assert watcher.events() == [], "no event may be sent"
        if case.changed:
            assert workspace_state(self.link) != before, "something must have changed"
        if case.shows is not None:
            shown, wanted = self.call("state"), self.filled(case.shows)
            assert matches(wanted, shown), f"{shown!r} does not show {wanted!r}"
        if case.events is not None:
            watcher.settle()
            found = [event for event in watcher.events() if case.only in ("", event["event"])]
            compared = [event for event in found if _summary("", event["data"])[1] not in case.ignored]
            self._compare(compared, case.events)

    def _take(self, step: Step) -> None:
        match step:
            case Ask():
                self._ask(step)
            case Drive():
                if step.fails:
                    with pytest.raises(CallFailed):
                        self.link.call(step.call, self.filled(step.args))
                    return
                given = self.link.call(step.call, self.filled(step.args))
                if step.note:
                    self.names[step.note] = given["interactionId"]
                    self.note(given["interactionId"], step.note)
            case Tab():
                self._tab(step)

    def _ask(self, step: Ask) -> None:
        client, expected = self.client(step.site), step.reply
        message = {"request": step.request, "parameters": self.filled(list(step.arguments))}
        if expected is SILENCE:
            answered = len(client.replies())
            client.post(message)
            client.settle()
            assert client.replies()[answered:] == [], f"{step.request} must not be answered"
            return
        reply = client.ask(message)
        assert reply["request"] == step.request
        error = reply.get("errorMessage")
        if error is not None:
            assert "data" not in reply
            assert in_closed_list(error, warnings=(WARNING,)), f"not in the closed list: {error!r}"
        if expected is ANYTHING:
            return
        if isinstance(expected, Fails):
            assert error == self.filled(expected.error)
            return
        assert error is None, error
        if expected is NOTHING:
            assert "data" not in reply
        else:
            shape = self.filled(expected)
            assert matches(shape, reply["data"]), f"{reply['data']!r} is not {shape!r}"

    def _tab(self, step: Tab) -> None:
        from scapi.workspace.tabs import TabState
        from tests.support.memory_link import MemoryLink

        assert isinstance(self.link, MemoryLink)
        self.link.session.tabs.set_state(TabState(step.state))

    def _compare(self, found: list[Message], expected: tuple[Event, ...]) -> None:
        told = [(event["event"], event["data"]) for event in found]
        wanted = [(name, self.filled(members)) for name, members in expected]
        summary = [_summary(name, data) for name, data in told]
        assert summary == [_summary(name, data) for name, data in wanted]
        for (_, data), (_, members) in zip(told, wanted, strict=True):
            assert matches(members, data), f"{data!r} has not {members!r}"
        assert all(event["userAgent"] == "WWE Server" and "referenceId" not in event for event in found)


def _summary(name: str, data: Any) -> tuple[str, Any]:
    return name, data.get("eventType") if isinstance(data, Mapping) else None
