"""Which interaction the case shows, and what the agent has had in view."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.ui_state import UiState
from scapi.centre.contents import Author, ChatContent
from scapi.centre.records import OutboundContent
from scapi.session import Session
from scapi.workspace.interactions import Interaction


def selected(session: Session, ui: UiState) -> Interaction | None:
    """The interaction that the case shows: the one chosen, else the newest that lives.

    Consultations, and previews beside their call, are shown when they are chosen.
    """
    case_id = session.workspace.cases.selected
    if case_id is None:
        return None
    found = session.workspace.interactions.of_case(case_id)
    if len(found) == 1:
        return found[0]  # as in most cases; asked for by every part that is drawn
    chosen = next((interaction for interaction in found if interaction.id == ui.chosen), None)
    if chosen is not None:
        return chosen
    own = [each for each in found if not (each.conversation.is_consultation or _has_call(each, found))] or list(found)
    living = [interaction for interaction in own if interaction.live]
    return next(reversed(living or own), None)


def _has_call(preview: Interaction, others: Sequence[Interaction]) -> bool:
    """Whether an interaction is the preview of a record whose call stands beside it: then the call is what matters."""
    return any(
        other.conversation.parent == preview.conversation.id and isinstance(other.conversation.content, OutboundContent)
        for other in others
    )


def name_of(interaction: Interaction) -> str:
    """Whom the interaction is with: the contact, else the colleague by name, else as the contact centre says."""
    conversation = interaction.conversation
    inside = conversation.contact is None or conversation.is_consultation
    if inside and conversation.parties:
        party = conversation.parties[0]
        return f"{party.first_name} {party.last_name}".strip() or party.name
    return interaction.title


def consultations(session: Session, interaction: Interaction) -> list[Interaction]:
    """The consultations about an interaction that still live."""
    related = session.workspace.interactions.of_parent(interaction.id)
    return [other for other in related if other.conversation.is_consultation and other.live]


def messages_of_others(interaction: Interaction) -> int:
    """How many messages of a chat are not the agent's own."""
    content = interaction.conversation.content
    if not isinstance(content, ChatContent):
        return 0
    return sum(1 for message in content.messages if message.author is not Author.AGENT)


def unread(ui: UiState, interaction: Interaction) -> int:
    """Messages that came since the agent last looked at a chat that is not shown now."""
    return max(0, messages_of_others(interaction) - ui.seen.get(interaction.id, 0))


def note_seen(session: Session, ui: UiState) -> None:
    """Notes that the agent has the selected interaction in view; what was new when that began stays marked."""
    shown = selected(session, ui)
    if shown is None:
        ui.in_view = None
        return
    others = messages_of_others(shown)
    if ui.in_view != shown.id:
        ui.in_view = shown.id
        ui.new_from.pop(shown.id, None)
        if shown.id in ui.seen and ui.seen[shown.id] < others:
            ui.new_from[shown.id] = ui.seen[shown.id]
    ui.seen[shown.id] = others
