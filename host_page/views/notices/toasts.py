"""The toasts of what rings and invites, and for a moment of what has ended by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.expiry import answers_in, goes_back, share
from host_page.views.formats import clipped
from host_page.views.moments import Running, Shrinking, Time
from host_page.views.places import RING
from host_page.views.rail.holding import toast_order
from host_page.views.rail.model import icon, ringing, text_of, timer
from host_page.views.selection import name_of
from host_page.views.ui_state import EndedRing, UiState
from scapi.centre.contents import EmailContent, WorkItemContent
from scapi.centre.conversations import VOICE, Conversation, Verb
from scapi.centre.records import OutboundContent
from scapi.session import Session
from scapi.workspace.interactions import SYSTEM_KEYS, Interaction

TOASTS = 3
PAIRS = 4
_NOT_FOR_PEOPLE = ("IW_", "GSW_")
"""How keys begin that the workspace and the dialling attach for each other."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What rings or invites, asking to be accepted; one that has ended asks nothing more."""

    id: str
    name: str
    line: str
    icon: str
    ended: bool = False
    accept: str = ""
    timer: Time = ""
    pairs: Sequence[tuple[str, str]] = ()
    left: Running | None = None
    share: Shrinking | None = None
    answers: Running | None = None
    note: str = ""
    first: bool = False
    can_reject: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class ToastsModel:
    toasts: Sequence[Toast]
    more: int


def toasts_model(session: Session, ui: UiState) -> ToastsModel:
    """What rings, oldest first, each toast staying in its place when it ends."""
    if not session.tabs.last_active:
        return ToastsModel((), 0)  # The tab that the agent was in last shows them; this one marks its title.
    waiting = ringing(session)
    talking = next(iter(session.workspace.interactions.talking), None)
    note = f"Accepting holds {name_of(talking)}." if talking is not None else ""
    shown = [_toast(session, ui, i, note if i.media == VOICE else "", first=i is waiting[0]) for i in waiting[:TOASTS]]
    known = {interaction.id for interaction in waiting}
    ended = [_ended(ring) for ring in ui.ended if ring.id not in known]
    toasts = {toast.id: toast for toast in (*shown, *ended)}
    order = toast_order(ui, sorted(toasts, key=int))
    return ToastsModel([toasts[each] for each in order], len(waiting) - len(shown))


def has_toast(session: Session, interaction: Interaction) -> bool:
    """Whether an interaction that rings, or did a moment ago, is one of those that this tab shows as toasts."""
    others = [each for each in session.workspace.interactions.waiting if int(each.id) < int(interaction.id)]
    return session.tabs.last_active and len(others) < TOASTS


def _toast(session: Session, ui: UiState, interaction: Interaction, note: str, *, first: bool) -> Toast:
    conversation = interaction.conversation
    labels = _labels(conversation)
    data = [
        (clipped(labels.get(key, key)), clipped(text_of(value)))
        for key, value in conversation.user_data.items()
        if key not in SYSTEM_KEYS
        and value != _subject(conversation)
        and (key in labels or not key.startswith(_NOT_FOR_PEOPLE))
        and not isinstance(value, (list, tuple, dict))
    ]
    number = conversation.ani or (conversation.parties[0].phone_number if conversation.parties else "")
    queue = " ".join(part for part in (conversation.dnis, conversation.queue) if part)
    parts = (_subject(conversation), number if number != interaction.title else "", queue)
    return Toast(
        interaction.id,
        name_of(interaction),
        " · ".join(part for part in parts if part) or words.medium_name(conversation.media),
        icon(conversation),
        accept="phone" if conversation.media == VOICE else "check",
        timer=timer(interaction),
        pairs=data[:PAIRS],
        left=goes_back(interaction),
        share=share(interaction),
        answers=answers_in(interaction),
        note=note,
        first=first,
        can_reject=Verb.REJECT in conversation.verbs,
        error=ui.errors.get(RING.of(interaction.id), ""),
    )


def _labels(conversation: Conversation) -> Mapping[str, str]:
    """How the fields of a record are called, as in its case."""
    content = conversation.content
    if not isinstance(content, OutboundContent):
        return {}
    return {spec.name: spec.display_name or spec.name for spec in content.fields}


def _ended(ring: EndedRing) -> Toast:
    return Toast(ring.id, ring.name, ring.how, ring.icon, ended=True)


def _subject(conversation: Conversation) -> str:
    content = conversation.content
    return content.subject if isinstance(content, (EmailContent, WorkItemContent)) else ""
