"""E-mails and work items as the case shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.formats import clock_time
from host_page.views.link import is_lost
from host_page.views.places import Place, Where, Whose
from host_page.views.ui_state import UiState
from scapi.centre.attachments import LARGEST_FILE, Attachment, size_text
from scapi.centre.contents import EmailContent, WorkItemContent
from scapi.centre.conversations import Verb
from scapi.session import Session
from scapi.workspace.interactions import Interaction

RECIPIENT = Place("to", Where.CASE, Whose.INTERACTION)
FILES = Place("files", Where.CASE, Whose.INTERACTION)
"""Told there: which files were not attached."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of an e-mail."""

    name: str
    size: str


@dataclass(frozen=True, slots=True)
class EmailView:
    """An e-mail: a draft with its fields, or one that is read."""

    draft: bool
    sender: str
    to: str
    cc: str
    subject: str
    body: str
    answers: bool
    """Whether there is something that it answers: the original."""
    original: str
    kept: str
    """How much of it is kept, and where."""
    to_error: str
    responses: Sequence[str]
    files: Sequence[FileView]
    original_files: Sequence[FileView]
    file_errors: Sequence[str]
    largest_file: int
    """Bytes that a file may have; one that has more is not even read."""


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
    written = ui.drafts.get(interaction.id, {}) if draft else {}
    return EmailView(
        draft,
        content.sender,
        written.get("to", content.to),
        written.get("cc", content.cc),
        written.get("subject", content.subject),
        written.get("body", content.body),
        content.answers,
        content.original,
        _kept(content, waits=bool(written) and is_lost(session)),
        ui.errors.get(RECIPIENT.of(interaction.id), ""),
        [response.name for response in session.workspace.known.responses] if draft else [],
        _files(content.files),
        _files(content.original_files),
        ui.errors.get(FILES.of(interaction.id), "").splitlines(),
        LARGEST_FILE,
    )


def _kept(content: EmailContent, *, waits: bool) -> str:
    if waits:
        return "Kept in this tab until the link is back"
    return "Kept as you write" if content.saved is None else f"Saved {clock_time(content.saved)[:5]}"


def _files(files: Sequence[Attachment]) -> list[FileView]:
    return [FileView(file.name, size_text(file.size)) for file in files]


def item_view(interaction: Interaction) -> ItemView | None:
    content = interaction.conversation.content
    if not isinstance(content, WorkItemContent):
        return None
    return ItemView(content.sender, content.subject, content.body)
