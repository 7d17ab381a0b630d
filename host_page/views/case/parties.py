"""More than one other party: whom to consult or to transfer to, the consultation that runs, who is in a conference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.formats import short_duration
from host_page.views.selection import consultations, name_of
from host_page.views.top.communicator import ICONS, dialable
from host_page.views.ui_state import UiState
from scapi.centre.agents import StateType
from scapi.centre.conversations import VOICE, Verb
from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.session import Session
from scapi.workspace.interactions import Interaction

SHOWN = 6
"""Lines of one group."""


@dataclass(frozen=True, slots=True)
class JoinTarget:
    """Somebody or something; ``arg`` names the interaction, the type and the destination."""

    arg: str
    name: str
    note: str
    icon: str
    dot: str


@dataclass(frozen=True, slots=True)
class JoinGroup:
    label: str
    targets: Sequence[JoinTarget]


@dataclass(frozen=True, slots=True)
class JoinMenu:
    """The popover of Consult or of Transfer; ``actions`` are those of each line, the usual one first."""

    id: str
    interaction: str
    title: str
    text: str
    groups: Sequence[JoinGroup]
    actions: Sequence[tuple[str, str]]
    nothing: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """The second row of the header."""

    id: str
    name: str
    state: str
    timer: str
    can_transfer: bool
    can_conference: bool


def join_menus(session: Session, ui: UiState, interaction: Interaction) -> list[JoinMenu]:
    """The popovers that the verbs of an interaction allow."""
    verbs = interaction.conversation.verbs
    if interaction.conversation.is_consultation:
        return []
    menus = []
    groups = _groups(session, ui, interaction)
    text = ui.joining.text
    nothing = "" if groups else f"No one called “{text.strip()}”."
    consult = [
        (action, label)
        for verb, action, label in (
            (Verb.CONSULT, "join-consult", "Consult"),
            (Verb.CONFERENCE, "join-conference", "Conference"),
        )
        if verb in verbs
    ]
    if consult:
        menus.append(JoinMenu("join-consult", interaction.id, "Consult", text, groups, consult, nothing))
    if Verb.TRANSFER in verbs:
        actions = [("join-transfer", "Transfer")]
        menus.append(JoinMenu("join-transfer", interaction.id, "Transfer to", text, groups, actions, nothing))
    return menus


def found_targets(session: Session, text: str) -> list[tuple[str, DirectoryEntry]]:
    """What matches of every type, each with the heading it stands under; a number typed comes first."""
    typed = text.lower().split()
    found: list[tuple[str, DirectoryEntry]] = []
    number = text.strip()
    if dialable(number):
        found.append(("Number", DirectoryEntry(TargetType.CUSTOM_CONTACT, number, number, number)))
    for kind, label in words.TARGETS.items():
        entries = [e for e in session.workspace.known.directory if e.type is kind and _matches(e, typed)]
        found += [(label, entry) for entry in entries[:SHOWN]]
    return found


def consultation_rows(session: Session, interaction: Interaction) -> list[Consultation]:
    now = session.workspace.now
    return [
        Consultation(
            other.id,
            name_of(other),
            words.state(other.state, other.media)[0].lower(),
            short_duration(now - other.conversation.started),
            Verb.COMPLETE_TRANSFER in other.conversation.verbs,
            Verb.COMPLETE_CONFERENCE in other.conversation.verbs,
        )
        for other in consultations(session, interaction)
    ]


def conference_parties(interaction: Interaction) -> list[str]:
    """The names of the others, when there are several."""
    parties = interaction.conversation.parties
    if len(parties) < 2:
        return []
    names = [f"{party.first_name} {party.last_name}".strip() or party.name for party in parties]
    contact = interaction.conversation.contact
    if contact is not None and contact.display_name and interaction.media == VOICE:
        names[0] = contact.display_name
    return names


def _groups(session: Session, ui: UiState, interaction: Interaction) -> list[JoinGroup]:
    groups: dict[str, list[JoinTarget]] = {}
    for label, entry in found_targets(session, ui.joining.text):
        dot = words.dot(entry.state) if entry.type is TargetType.AGENT and entry.state is not StateType.UNKNOWN else ""
        note = entry.number if entry.number != entry.name else ""
        arg = f"{interaction.id} {entry.type.value} {entry.destination}"
        icon = "phone" if label == "Number" else ICONS[entry.type]
        groups.setdefault(label, []).append(JoinTarget(arg, entry.name, note, icon, dot))
    return [JoinGroup(label, targets) for label, targets in groups.items()]


def _matches(entry: DirectoryEntry, typed: Sequence[str]) -> bool:
    text = f"{entry.name} {entry.number} {entry.destination}".lower()
    return all(word in text for word in typed)
