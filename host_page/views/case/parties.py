"""More than one other party: whom to consult or to transfer to, the consultation that runs, who is in a conference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.moments import Form, Running
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
    actions: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class JoinList:
    """Whom to reach, by what is typed."""

    groups: Sequence[JoinGroup]
    actions: Sequence[tuple[str, str]]
    nothing: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """The second row of the header."""

    id: str
    name: str
    state: str
    timer: Running
    can_transfer: bool
    can_conference: bool


def join_menus(interaction: Interaction) -> list[JoinMenu]:
    """The popovers that the verbs of an interaction allow."""
    verbs = interaction.conversation.verbs
    if interaction.conversation.is_consultation:
        return []
    menus = []
    consult = [
        (action, label)
        for verb, action, label in (
            (Verb.CONSULT, "join-consult", "Consult"),
            (Verb.CONFERENCE, "join-conference", "Conference"),
        )
        if verb in verbs
    ]
    if consult:
        menus.append(JoinMenu("join-consult", interaction.id, "Consult", consult))
    if Verb.TRANSFER in verbs:
        menus.append(JoinMenu("join-transfer", interaction.id, "Transfer to", [("join-transfer", "Transfer")]))
    return menus


def join_list(session: Session, ui: UiState, interaction: Interaction, menu: str) -> JoinList:
    """What the popover of this id lists."""
    groups = _groups(session, ui, interaction)
    actions = next((each.actions for each in join_menus(interaction) if each.id == menu), ())
    return JoinList(groups, actions, "" if groups else f"No one called “{ui.joining.text.strip()}”.")


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
    return [
        Consultation(
            other.id,
            name_of(other),
            words.state(other.state, other.media)[0].lower(),
            Running(Form.SHORT, other.conversation.started),
            Verb.COMPLETE_TRANSFER in other.conversation.verbs,
            Verb.COMPLETE_CONFERENCE in other.conversation.verbs,
        )
        for other in consultations(session, interaction)
    ]


@dataclass(frozen=True, slots=True)
class PartyChip:
    """One of several others, with what can be done about it; ``why`` says why it cannot be taken out."""

    name: str
    number: str
    why: str


def party_chips(interaction: Interaction) -> list[PartyChip]:
    """The others of a conference."""
    can = Verb.REMOVE_PARTY in interaction.conversation.verbs
    why = "" if can else "Nobody can be taken out now."
    names = conference_parties(interaction)
    numbers = [party.phone_number for party in interaction.conversation.parties]
    return [PartyChip(name, number, why) for name, number in zip(names, numbers, strict=False)]


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
