"""What only chats of the simulator have: joining, the history, what is said, and the marks of writing and reading."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scapi.centre.contents import Author, ChatContent, ChatMessage, Content
from scapi.centre.conversations import Conversation, Happening, State
from scapi.centre.open_media import JOINED, TYPING, CentreVerb
from scapi.centre.port import Done, Result
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.members import FarEnd
from scapi.store import Store, Table
from scapi.values import Cancel, Seconds

MOST_MESSAGES = 2_000
"""Lines of one chat that are kept, the newest (decided here)."""


@dataclass(frozen=True, slots=True)
class Joining:
    """How joining a chat goes: what was said before, whether it fails, and how long each part of it takes."""

    history: tuple[ChatMessage, ...] = ()
    fails: bool = False
    takes: Seconds = 0.0


class Chats:
    """Everybody's chats."""

    def __init__(self, board: Board, store: Store) -> None:
        self._board = board
        self._joinings: Table[Joining] = store.table("joinings", Joining)
        self._timers: dict[str, Cancel] = {}

    def begin(self) -> None:
        """The scenario's start."""
        self._joinings.clear()
        for cancel in self._timers.values():
            cancel()
        self._timers.clear()

    def resume(self) -> None:
        """Goes on with the joining that another tab of the session had begun."""
        for leg in self._board.legs:
            if leg.state in (State.JOIN_PENDING, State.HISTORY_IN_PROGRESS):
                self._after(leg)

    def as_others_see(self, content: Content) -> Content:
        """What one agent has of a chat, for another one: what was said is history, the agent is a colleague."""
        if not isinstance(content, ChatContent):
            return content
        seen = {Author.AGENT: Author.COLLEAGUE}
        messages = (replace(m, author=seen.get(m.author, m.author), history=True) for m in content.messages)
        return ChatContent(tuple(messages))

    def nothing_said(self) -> ChatContent:
        return ChatContent()

    def will_join(self, leg: str, joining: Joining) -> None:
        """How it will go when the agent joins."""
        self._joinings.put(leg, joining)

    def forget(self, leg: str) -> None:
        """A chat has gone that was not joined."""
        self._joinings.remove(leg)
        self._timers.pop(leg, lambda: None)()

    def join(self, leg: Conversation) -> None:
        """The agent has accepted: the chat server lets the agent in, or does not, at once or after a time."""
        self._after(leg)

    def said(self, leg: Conversation, text: str, name: str) -> Result:
        """The agent says something; everybody in the chat hears it."""
        self._tell(leg, ChatMessage(self._board.clock.now(), Author.AGENT, name, text))
        for other in tuple(self._board.others(leg)):
            if other.state in JOINED:
                self._tell(other, ChatMessage(self._board.clock.now(), Author.COLLEAGUE, name, text))
        return Done()

    def typing(self, leg: Conversation, on: bool) -> Result:
        """The agent writes: the other agents in the chat see it, clients get no event."""
        until = self._board.clock.now() + TYPING if on else None
        for other in tuple(self._board.others(leg)):
            if other.state in JOINED:
                self._board.update(replace(other, content=replace(_chat(other), typing_until=until)))
        return Done()

    def customer(self, leg: Conversation, verb: CentreVerb, text: str) -> None:
        """The customer says something, writes, or has read what was said; every agent in the chat sees it."""
        far_end = next(iter(self._board.call_of(leg).far_ends), None)
        name = far_end.party.name if isinstance(far_end, FarEnd) else ""
        now = self._board.clock.now()
        for each in (leg, *self._board.others(leg)):
            if each.state not in JOINED:
                continue
            content = _chat(each)
            if verb is CentreVerb.SAY:
                self._tell(each, ChatMessage(now, Author.CUSTOMER, name, text))
            elif verb is CentreVerb.TYPE:
                self._board.update(replace(each, content=replace(content, typing_until=now + TYPING)))
            else:
                self._board.update(replace(each, content=replace(content, read=len(content.messages))))

    def quiet(self, leg: Conversation) -> Conversation:
        """A leg of which nobody writes any more: it is about to end."""
        self.forget(leg.id)
        if isinstance(leg.content, ChatContent) and leg.content.typing_until is not None:
            return replace(leg, content=replace(leg.content, typing_until=None))
        return leg

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _after(self, leg: Conversation) -> None:
        joining = self._joinings.get(leg.id) or Joining()
        if joining.takes <= 0:
            self._go_on(leg.id)
            return
        due = leg.state_since + joining.takes
        self._timers[leg.id] = self._board.clock.call_at(due, lambda: self._due(leg.id))

    def _due(self, conversation: str) -> None:
        self._timers.pop(conversation, None)
        with self._board.turn():
            self._go_on(conversation)

    def _go_on(self, conversation: str) -> None:
        leg = self._board.leg(conversation)
        if leg is None or leg.state not in (State.JOIN_PENDING, State.HISTORY_IN_PROGRESS):
            return
        joining = self._joinings.get(leg.id) or Joining()
        if leg.state is State.HISTORY_IN_PROGRESS:
            self.forget(leg.id)
            content = _chat(leg)
            content = replace(content, messages=(*joining.history, *content.messages))
            self._board.move(replace(leg, content=content), State.HISTORY_DONE, Happening.NEW_MESSAGE)
        elif joining.fails:
            self.forget(leg.id)
            self._board.move(leg, State.JOIN_FAILED, Happening.JOIN_FAILED)
        elif joining.history:
            self._after(self._board.move(leg, State.HISTORY_IN_PROGRESS, Happening.ACCEPTED))
        else:
            self.forget(leg.id)
            self._board.move(leg, State.ACCEPTED, Happening.ACCEPTED)

    def _tell(self, leg: Conversation, message: ChatMessage) -> None:
        content = _chat(leg)
        typing_until = None if message.author is Author.CUSTOMER else content.typing_until
        messages = (*content.messages, message)[-MOST_MESSAGES:]
        self._board.tell(
            replace(leg, content=replace(content, messages=messages, typing_until=typing_until)), Happening.NEW_MESSAGE
        )


def _chat(leg: Conversation) -> ChatContent:
    return leg.content if isinstance(leg.content, ChatContent) else ChatContent()
