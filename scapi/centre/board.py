"""The simulator's board: every conversation as it is now, and the one way to tell that it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from scapi.centre.clock import SimulatorClock
from scapi.centre.contacts import ContactBook
from scapi.centre.conversations import WAITING, Conversation, Happening, Notification, Party
from scapi.centre.port import CentreListener, DirectoryEntry, Medium, StateType, TargetType
from scapi.centre.scenario import Scenario
from scapi.host import Area, Host
from scapi.values import Cancel, Seconds


class Board:
    """What the desks of the simulator share."""

    def __init__(self, host: Host, scenario: Scenario) -> None:
        self.host = host
        self.scenario = scenario
        self.contacts = ContactBook(scenario.contacts)
        self.clock = SimulatorClock(host)
        self.listener: CentreListener | None = None
        self.media: dict[str, Medium] = {}
        self.when_expired: Callable[[Conversation], None] = lambda _: None
        self._conversations: dict[str, Conversation] = {}
        self._expiries: dict[str, Cancel] = {}
        self.begin()

    def begin(self) -> None:
        """The scenario's start."""
        self._conversations.clear()
        self._expiries.clear()
        self.media = {medium.name: replace(medium, since=self.now()) for medium in self.scenario.media}

    def export(self) -> object:
        """Everything on the board, for another tab."""
        return self._conversations, self.media, self.clock.export()

    def restore(self, state: Any) -> None:
        """Takes over what another tab's board had."""
        self._conversations, self.media, clock = state
        self.clock.restore(clock)

    def resume(self) -> None:
        """Waits again for the times at which what rings is taken back."""
        for conversation in self:
            self._watch(conversation)

    def __iter__(self) -> Iterator[Conversation]:
        return iter(tuple(self._conversations.values()))

    def get(self, conversation: str) -> Conversation | None:
        return self._conversations.get(conversation)

    def now(self) -> Seconds:
        return self.clock.now()

    def tell(self, conversation: Conversation, happening: Happening) -> Conversation:
        """Keeps a conversation as it is now and tells what happened; one that is removed is forgotten."""
        if conversation.expires is not None and conversation.state not in WAITING:
            conversation = replace(conversation, expires=None)
        if happening is Happening.REMOVED:
            self._conversations.pop(conversation.id, None)
        else:
            self._conversations[conversation.id] = conversation
        self._watch(conversation)
        self.host.changed(Area.SIMULATOR)
        if self.listener is not None:
            self.listener.conversation_changed(Notification(happening, conversation))
        return conversation

    def _watch(self, conversation: Conversation) -> None:
        """Waits for the time at which a conversation is taken back, while it rings or invites."""
        due = conversation.expires if conversation.id in self._conversations else None
        if due is None:
            self._expiries.pop(conversation.id, lambda: None)()
        elif conversation.id not in self._expiries:
            self._expiries[conversation.id] = self.clock.call_at(due, lambda: self._expire(conversation.id))

    def _expire(self, conversation_id: str) -> None:
        self._expiries.pop(conversation_id, None)
        conversation = self.get(conversation_id)
        if conversation is not None:
            self.when_expired(conversation)

    def keep(self, conversation: Conversation) -> None:
        """Keeps a conversation without telling: something changed that has no event."""
        self._conversations[conversation.id] = conversation
        if self.listener is not None:
            self.listener.conversation_updated(conversation)

    def forget(self, conversation: str) -> None:
        """Marked done: the workspace has removed it itself."""
        self._conversations.pop(conversation, None)

    def new_id(self) -> str:
        """An id in the form of a call UUID of the switch."""
        return self.host.new_uuid().replace("-", "").upper()

    def expiry(self, no_answer_after: Seconds | None) -> Seconds | None:
        """When something that comes now goes back; without a time of its own, after the scenario's. 0 is never."""
        after = self.scenario.no_answer_after if no_answer_after is None else no_answer_after
        return self.now() + after if after > 0 else None

    def logged_out(self, medium: str) -> bool:
        """Whether the agent does not have a medium, or is logged out of it."""
        known = self.media.get(medium)
        return known is None or known.state.type is StateType.LOGOUT

    def entry(self, text: str) -> DirectoryEntry | None:
        """The directory entry of a number or a destination."""
        return next((entry for entry in self.scenario.directory() if text in (entry.number, entry.destination)), None)

    def target(self, kind: TargetType, destination: str) -> DirectoryEntry | None:
        """The directory entry of a target; a custom contact is any number."""
        if kind is TargetType.CUSTOM_CONTACT:
            return self.entry(destination) or DirectoryEntry(kind, destination, destination, destination)
        return next((e for e in self.scenario.directory() if e.type is kind and e.destination == destination), None)

    def party(self, number: str) -> Party:
        """Who answers at a number."""
        for colleague in self.scenario.colleagues:
            if number in (colleague.number, colleague.profile.employee_id):
                who = colleague.profile
                path = f"/users/{who.username}"
                return Party(
                    colleague.number, colleague.number, "AGENT", who.username, who.first_name, who.last_name, path
                )
        return Party(number, number)
