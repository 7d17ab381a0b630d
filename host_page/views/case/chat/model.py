"""A chat as the case shows it: the log, and whether something can be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.formats import clock_time, count
from host_page.views.regions import Region
from host_page.views.selection import name_of
from host_page.views.ui_state import UiState
from scapi.centre.contents import Author, ChatContent, ChatMessage
from scapi.centre.conversations import State, Verb
from scapi.session import Session
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction

_NOTES = {
    State.JOIN_PENDING: "Joining the chat.",
    State.JOIN_FAILED: "The chat could not be joined.",
    State.HISTORY_IN_PROGRESS: "What was said before is being fetched.",
    State.IDLE: "The chat has ended.",
    State.ERROR: "The chat has failed.",
}
_SIDES = {Author.AGENT: "out", Author.SYSTEM: "note"}


@dataclass(frozen=True, slots=True)
class ChatLine:
    """A message; ``above`` is a line across the log before it, ``read`` the last one of the agent's that was read."""

    key: str
    side: str
    name: str
    text: str
    time: str
    above: str
    read: bool


@dataclass(frozen=True, slots=True)
class ChatNote:
    """A line of the log that is no message: somebody types, how the chat stands, how much is not shown."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Composer:
    """Where a message is written."""

    can_say: bool
    text: str
    responses: Sequence[str]


TYPING, STATE, EARLIER = "typing", "state", "earlier"
"""The keys of the notes; those of the messages are their positions."""


def composer(session: Session, ui: UiState, interaction: Interaction) -> Composer:
    can_say = Verb.SAY in interaction.conversation.verbs
    responses = [response.name for response in session.workspace.known.responses] if can_say else []
    return Composer(can_say, ui.said.get(interaction.id, ""), responses)


def log_keys(session: Session, interaction: Interaction, content: ChatContent, shown: int) -> list[str]:
    """The newest messages, and the notes around them."""
    number = len(content.messages)
    keys = [EARLIER] if number > shown else []
    keys += map(str, range(max(0, number - shown), number))
    if types(interaction, content, session.workspace.now):
        keys.append(TYPING)
    return [*keys, STATE] if interaction.state in _NOTES else keys


def log_line(session: Session, ui: UiState, interaction: Interaction, content: ChatContent, key: str) -> object:
    """One line of the log."""
    if key == EARLIER:
        return ChatNote(key, count(len(content.messages) - ui.listed[Region.CHAT_LOG], "earlier message"))
    if key == TYPING:
        return ChatNote(key, types(interaction, content, session.workspace.now))
    if key == STATE:
        return ChatNote(key, _NOTES[interaction.state])
    position = int(key)
    above = _above(content, position, ui.new_from.get(interaction.id))
    several = len(interaction.conversation.parties) > 1
    return _line(content.messages[position], key, above, several, read=position == _last_read(content))


def last_line(interaction: Interaction) -> str:
    """The last message of a chat in one line."""
    content = interaction.conversation.content
    if not isinstance(content, ChatContent) or not content.messages:
        return ""
    return " ".join(content.messages[-1].text.split())


def _above(content: ChatContent, position: int, new_from: int | None) -> str:
    """The line across the log before a message."""
    message = content.messages[position]
    if message.author is not Author.AGENT and new_from is not None:
        others = [at for at, each in enumerate(content.messages) if each.author is not Author.AGENT]
        if new_from < len(others) and others[new_from] == position:
            return count(len(others) - new_from, "new", "new")
    joined = position > 0 and not message.history and content.messages[position - 1].history
    return "Before you joined" if joined else ""


def _last_read(content: ChatContent) -> int | None:
    """The last message of the agent's that the customer has read."""
    own = (at for at in range(min(content.read, len(content.messages)) - 1, -1, -1) if _is_own(content, at))
    return next(own, None)


def _is_own(content: ChatContent, position: int) -> bool:
    return content.messages[position].author is Author.AGENT


def _line(message: ChatMessage, key: str, above: str, several: bool, *, read: bool) -> ChatLine:
    name = message.name if several or message.author is Author.COLLEAGUE else ""
    return ChatLine(key, _SIDES.get(message.author, "in"), name, message.text, clock_time(message.at)[:5], above, read)


def types(interaction: Interaction, content: ChatContent, now: Seconds) -> str:
    """Who is writing at the other side: a customer by the first name, if it is known."""
    if content.typing_until is None or now >= content.typing_until:
        return ""
    conversation = interaction.conversation
    contact = None if conversation.is_consultation else conversation.contact
    return (contact.first_name if contact is not None else "") or name_of(interaction)
