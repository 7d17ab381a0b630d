"""A long list is narrowed to what is looked for, and grouped by what it is. What rings is never left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views.selection import name_of
from host_page.views.ui_state import RailView, UiState
from scapi.centre.contents import ChatContent, EmailContent
from scapi.centre.conversations import VOICE, WAITING
from scapi.centre.records import OutboundContent
from scapi.session import Session
from scapi.workspace.interactions import Interaction

LONG = 8
"""A list with more than that can be narrowed."""
GROUP = "group-"
"""How the keys of headings begin; those of interactions are numbers."""
KINDS: Mapping[str, str] = {
    "waiting": "Ringing",
    "calls": "Calls",
    "chats": "Chats",
    "emails": "E-mails",
    "records": "Records",
    "items": "Work items",
    "ended": "To close",
}
"""The groups in their order, by name and heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above a group."""

    heading: str
    key: str


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A group that the list can be narrowed to."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How the list is narrowed, and what it can be narrowed to."""

    filter: str
    kinds: Sequence[KindChoice]
    grouped: bool
    active: bool


def kind_of_entry(interaction: Interaction) -> str:
    """The group of an interaction."""
    content = interaction.conversation.content
    if interaction.state in WAITING:
        return "waiting"
    if not interaction.live:
        return "ended"
    if interaction.media == VOICE:
        return "calls"
    for kind, name in ((ChatContent, "chats"), (EmailContent, "emails"), (OutboundContent, "records")):
        if isinstance(content, kind):
            return name
    return "items"


def narrowed(session: Session, view: RailView, ordered: Sequence[str]) -> list[str]:
    """The keys of the list, of those in their order; grouped, with a heading above each group."""
    if not view.active:
        return list(ordered)
    interactions = session.workspace.interactions
    found = [(key, interactions.get(key)) for key in ordered]
    kept = [(key, kind_of_entry(each)) for key, each in found if each is not None and _fits(view, each)]
    if not view.grouped:
        return [key for key, _ in kept]
    keys: list[str] = []
    for kind in KINDS:
        if group := [key for key, own in kept if own == kind]:
            keys += [f"{GROUP}{kind}", *group]
    return keys


def narrowing(session: Session, ui: UiState) -> Narrowing | None:
    """What the head of the list offers; nothing while the list is short."""
    interactions, view = session.workspace.interactions, ui.rail
    if len(interactions) <= LONG and not view.active:
        return None
    counts = dict.fromkeys(KINDS, 0)
    for each in interactions:
        counts[kind_of_entry(each)] += 1
    every = KindChoice("", "All", len(interactions), not view.kind)
    kinds = [
        KindChoice(kind, KINDS[kind], n, view.kind == kind) for kind, n in counts.items() if n or view.kind == kind
    ]
    return Narrowing(view.filter, [every, *kinds], view.grouped, view.active)


def _fits(view: RailView, interaction: Interaction) -> bool:
    if interaction.state in WAITING:
        return True
    if view.kind and kind_of_entry(interaction) != view.kind:
        return False
    text = " ".join(filter(None, _words(interaction))).lower()
    return all(word in text for word in view.filter.lower().split())


def _words(interaction: Interaction) -> Sequence[str | None]:
    conversation = interaction.conversation
    subject = getattr(conversation.content, "subject", "")
    party = conversation.parties[0].phone_number if conversation.parties else ""
    return name_of(interaction), conversation.ani, conversation.dnis, conversation.queue, subject, party
