"""A chat as the case shows it: the log, and whether something can be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.formats import clock_time, count
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

    side: str
    name: str
    text: str
    time: str
    above: str
    read: bool


@dataclass(frozen=True, slots=True)
class ChatView:
    lines: Sequence[ChatLine]
    note: str
    typing: str
    can_say: bool
    text: str
    responses: Sequence[str]


def chat_view(session: Session, ui: UiState, interaction: Interaction) -> ChatView | None:
    content = interaction.conversation.content
    if not isinstance(content, ChatContent):
        return None
    can_say = Verb.SAY in interaction.conversation.verbs
    return ChatView(
        _lines(content, ui.new_from.get(interaction.id), several=len(interaction.conversation.parties) > 1),
        _NOTES.get(interaction.state, ""),
        _typing(interaction, content, session.workspace.now),
        can_say,
        ui.said.get(interaction.id, ""),
        [response.name for response in session.workspace.known.responses] if can_say else [],
    )


def last_line(interaction: Interaction) -> str:
    """The last message of a chat in one line."""
    content = interaction.conversation.content
    if not isinstance(content, ChatContent) or not content.messages:
        return ""
    return " ".join(content.messages[-1].text.split())


def _lines(content: ChatContent, new_from: int | None, *, several: bool) -> list[ChatLine]:
    lines: list[ChatLine] = []
    others = 0
    new = sum(1 for message in content.messages if message.author is not Author.AGENT) - (new_from or 0)
    own = [position for position, message in enumerate(content.messages) if message.author is Author.AGENT]
    read = max((position for position in own if position < content.read), default=None)
    for position, message in enumerate(content.messages):
        above = ""
        if position and not message.history and content.messages[position - 1].history:
            above = "Before you joined"
        if message.author is not Author.AGENT:
            if new_from is not None and others == new_from and new > 0:
                above = count(new, "new", "new")
            others += 1
        lines.append(_line(message, above, several, read=position == read))
    return lines


def _line(message: ChatMessage, above: str, several: bool, *, read: bool) -> ChatLine:
    name = message.name if several or message.author is Author.COLLEAGUE else ""
    return ChatLine(_SIDES.get(message.author, "in"), name, message.text, clock_time(message.at)[:5], above, read)


def _typing(interaction: Interaction, content: ChatContent, now: Seconds) -> str:
    """Who is writing at the other side: a customer by the first name, if it is known."""
    if content.typing_until is None or now >= content.typing_until:
        return ""
    conversation = interaction.conversation
    contact = None if conversation.is_consultation else conversation.contact
    return (contact.first_name if contact is not None else "") or name_of(interaction)
