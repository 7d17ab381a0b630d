"""E-mails and work items as the case shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.formats import clock_time
from host_page.views.ui_state import UiState
from scapi.centre.conversations import EmailContent, Verb, WorkItemContent
from scapi.session import Session
from scapi.workspace.interactions import Interaction


@dataclass(frozen=True, slots=True)
class EmailView:
    """An e-mail: a draft with its fields, or one that is read."""

    draft: bool
    sender: str
    to: str
    cc: str
    subject: str
    body: str
    original: str
    saved: str
    to_error: str
    responses: Sequence[str]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A work item, or an item of any other medium."""

    sender: str
    subject: str
    body: str


def email_view(session: Session, ui: UiState, interaction: Interaction) -> EmailView | None:
    content = interaction.conversation.content
    if not isinstance(content, EmailContent):
        return None
    draft = Verb.SEND in interaction.conversation.verbs
    return EmailView(
        draft,
        content.sender,
        content.to,
        content.cc,
        content.subject,
        content.body,
        content.original,
        "" if content.saved is None else f"Saved {clock_time(content.saved)[:5]}",
        ui.errors.get(f"to-{interaction.id}", ""),
        [response.name for response in session.workspace.centre.responses()] if draft else [],
    )


def item_view(interaction: Interaction) -> ItemView | None:
    content = interaction.conversation.content
    if not isinstance(content, WorkItemContent):
        return None
    return ItemView(content.sender, content.subject, content.body)
