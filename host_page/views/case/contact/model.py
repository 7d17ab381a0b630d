"""Who the customer is, as the case shows it: the card, the choice between several, and the search for another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.formats import count, initials
from host_page.views.places import Place, Where
from host_page.views.ui_state import UiState
from scapi.centre.contacts import Contact, LastContact
from scapi.centre.conversations import VOICE, Conversation
from scapi.centre.previews import MEDIUM as OUTBOUND
from scapi.session import Session
from scapi.workspace.interactions import Interaction

CONTACT = Place("contact", Where.CASE)
_DAYS = {0: "today", 1: "yesterday"}


@dataclass(frozen=True, slots=True)
class ContactCard:
    """The contact of the interaction."""

    name: str
    initials: str
    company: str
    phones: Sequence[str]
    emails: Sequence[str]
    last: str
    matched: str


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """A contact that can be chosen; ``note`` is what tells it from others of the name."""

    arg: str
    name: str
    initials: str
    note: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """``unknown`` says why there is no card; ``search`` is what is looked for, ``None`` while nothing is. As long as
    nothing is typed, those who can be chosen are what is found."""

    card: ContactCard | None
    unknown: str
    choices: Sequence[ContactChoice]
    editable: bool
    search: str | None
    found: Sequence[ContactChoice]
    nobody_found: str
    error: str


def contact_view(session: Session, ui: UiState, interaction: Interaction) -> ContactView:
    conversation = interaction.conversation
    editable = may_change_contact(interaction)
    search = ui.contact_search
    text = search.text if editable and search is not None and search.interaction_id == interaction.id else None
    choices = conversation.candidates if editable and conversation.contact is None else ()
    found: Sequence[Contact] = (
        () if search is None or text is None else (search.found or ()) if text.strip() else choices
    )
    looking = search is not None and search.found is None
    return ContactView(
        _card(conversation.contact),
        "" if conversation.contact is not None else _unknown(conversation),
        _choices(interaction, choices),
        editable,
        text,
        _choices(interaction, found),
        f"No contact found for “{text.strip()}”."
        if text is not None and text.strip() and not found and not looking
        else "",
        ui.errors.get(CONTACT.spot, ""),
    )


def may_change_contact(interaction: Interaction) -> bool:
    """A consultation is with somebody inside: its customer is that of what it is about."""
    return interaction.live and not interaction.conversation.is_consultation


def last_contact(last: LastContact | None) -> str:
    """``E-mail, 3 days ago``."""
    if last is None:
        return ""
    return f"{words.medium_name(last.media)}, {_DAYS.get(last.days_ago) or f'{last.days_ago} days ago'}"


def _card(contact: Contact | None) -> ContactCard | None:
    if contact is None:
        return None
    return ContactCard(
        contact.display_name,
        initials(contact.display_name),
        contact.company,
        contact.phones,
        contact.emails,
        last_contact(contact.last_contact),
        f"matched by {contact.matched_by}" if contact.matched_by else "",
    )


def _unknown(conversation: Conversation) -> str:
    key = "number" if conversation.media in (VOICE, OUTBOUND) else "address"
    if conversation.candidates:
        return f"{count(len(conversation.candidates), 'contact')} have this {key}."
    return f"No contact for this {key}."


def _choices(interaction: Interaction, contacts: Iterable[Contact]) -> list[ContactChoice]:
    return [
        ContactChoice(f"{interaction.id} {each.id}", each.display_name, initials(each.display_name), _note(each))
        for each in contacts
    ]


def _note(contact: Contact) -> str:
    reached = (*contact.phones, *contact.emails)[:1]
    return " · ".join(part for part in (contact.company, *reached) if part)
