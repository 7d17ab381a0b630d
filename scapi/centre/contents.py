"""What conversations of open media say: e-mails, chats, work items."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from scapi.centre.attachments import Attachment
from scapi.centre.records import OutboundContent
from scapi.values import Seconds


@dataclass(frozen=True, slots=True)
class EmailContent:
    """An e-mail. ``original`` is the text that it answers, with its files; ``saved`` the time of the last save."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    body: str = ""
    original: str = ""
    saved: Seconds | None = None
    files: tuple[Attachment, ...] = ()
    original_files: tuple[Attachment, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether there is something that it answers."""
        return bool(self.original or self.original_files)


class Author(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"
    COLLEAGUE = "colleague"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One line of a chat. ``history`` is what was said before the agent joined."""

    at: Seconds
    author: Author
    name: str
    text: str
    history: bool = False


@dataclass(frozen=True, slots=True)
class ChatContent:
    """The transcript, oldest first, and what is known of the customer between two messages."""

    messages: tuple[ChatMessage, ...] = ()
    typing_until: Seconds | None = None
    """Until when the customer counts as writing (contact centre's clock); ``None`` when the customer is not."""
    read: int = 0
    """How many of the messages the customer has read, from the first."""


@dataclass(frozen=True, slots=True)
class WorkItemContent:
    """What a work item, or an item of a custom medium, says."""

    sender: str = ""
    subject: str = ""
    body: str = ""


Content: TypeAlias = EmailContent | ChatContent | WorkItemContent | OutboundContent
