"""What has become of each interaction, step by step: the workspace itself knows only how it is now.

Steps are noted as the interactions change, with the place among the messages of the log at which that was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from host_page.views import words
from host_page.views.bench.timeline.causes import Causes, Turn
from host_page.views.bench.traffic.facts import compact
from scapi.centre.conversations import VOICE
from scapi.host import Host
from scapi.traffic import TrafficLog
from scapi.values import Seconds
from scapi.workspace.actors import Actor, ActorKind
from scapi.workspace.interactions import Interaction, Interactions

MOST_STEPS = 300
"""Steps of one interaction, the last ones."""
MOST_HISTORIES = 100
"""Interactions whose steps are remembered, also when they are gone; the oldest go first."""
GONE = "Gone from the list"
VALUE = 48
"""Characters of a value of the attached data."""


class Step(NamedTuple):
    """One thing that became of an interaction: after which message of the log, when, and in which turn."""

    after: int
    at: Seconds
    icon: str
    text: str
    who: str
    turn: Turn


@dataclass(slots=True)
class History:
    """The steps of one interaction, and which conversation it is: ids count from the first again after a reset."""

    conversation: str
    title: str
    since: int | None = None
    """The last message before it came; ``None`` when the page was not there then."""
    steps: deque[Step] = field(default_factory=lambda: deque(maxlen=MOST_STEPS))


Kept: TypeAlias = dict[str, History]
Told: TypeAlias = tuple[str, str, str]
"""Icon, text, and who did it."""


class Histories:
    """Follows the interactions of one tab."""

    def __init__(self, interactions: Interactions, kept: Kept, causes: Causes, host: Host, log: TrafficLog) -> None:
        self._kept = kept
        self._causes = causes
        self._host = host
        self._log = log
        interactions.watch(self._follow)

    def _follow(self, interaction_id: str, before: Interaction | None, now: Interaction | None) -> None:
        about = now or before
        if about is None:
            return
        history = self._kept.get(interaction_id)
        if history is None or history.conversation != about.conversation.id:
            self._kept.pop(interaction_id, None)
            turn = self._causes.now
            since = None if turn.takes_over else turn.started
            history = self._kept[interaction_id] = History(about.conversation.id, about.title, since)
            if len(self._kept) > MOST_HISTORIES:
                del self._kept[next(iter(self._kept))]
        history.title = about.title
        turn, at = self._causes.now, self._host.wall_clock()
        last = history.steps[-1] if history.steps else None
        if before is None and last is not None and last.text == GONE and last.turn.number == turn.number:
            history.steps.pop()  # the whole session was taken over anew, and this has stayed
            return
        for icon, text, who in differences(before, now):
            history.steps.append(Step(self._log.total, at, icon, text, who, turn))


def differences(before: Interaction | None, now: Interaction | None) -> Iterator[Told]:
    """What is other than before, as a person would tell it."""
    if now is None:
        yield "check", GONE, ""
    elif before is None:
        yield words.medium_icon(now.media), f"{_kind(now)}, {_state(now)}", ""
    elif before is not now:
        yield from _changes(before, now)


def _changes(before: Interaction, now: Interaction) -> Iterator[Told]:
    was, is_ = before.conversation, now.conversation
    if was.state is not is_.state:
        yield "activity", f"{_state(before)} → {_state(now)}", ""
    if before.changes is not now.changes:
        yield from _data(before, now)
    if was.parties != is_.parties:
        names = ", ".join(party.name for party in is_.parties) or "nobody"
        yield "users", f"With {names}", ""
    if was.recording is not is_.recording and is_.recording is not None:
        yield "circle-dot", f"Recording: {is_.recording.value.replace('_', ' ').lower()}", ""
    if was.contact != is_.contact:
        yield "circle-user", f"Contact: {is_.contact.display_name if is_.contact is not None else 'nobody known'}", ""
    if before.case_id != now.case_id:
        yield "layers", "Moved to another case", ""
    if before.blocks != now.blocks:
        origins = ", ".join(now.blocks)
        yield "lock", f"Mark done is blocked by {origins}" if origins else "Mark done is free again", ""


def _data(before: Interaction, now: Interaction) -> Iterator[Told]:
    """Keys that were changed, each with who did it."""
    values = now.conversation.user_data
    for key, change in now.changes.items():
        known = before.changes.get(key)
        if known is change or known == change:
            continue
        old = "" if change.before is None else compact(change.before, VALUE)
        new = "deleted" if change.deleted else compact(values.get(key), VALUE)
        yield "list", f"{key}: {f'{old} → ' if old else ''}{new}", _who(change.actor)


def _who(actor: Actor) -> str:
    match actor.kind:
        case ActorKind.AGENT:
            return "the agent"
        case ActorKind.CENTRE:
            return "the contact centre"
    return actor.label or actor.origin


def _kind(interaction: Interaction) -> str:
    if interaction.media != VOICE:
        return words.medium_name(interaction.media)
    return words.call_type(interaction.conversation.call_type)


def _state(interaction: Interaction) -> str:
    return words.state(interaction.state, interaction.media)[0]


def title_of(kept: Mapping[str, History], interaction_id: str) -> str:
    history = kept.get(interaction_id)
    return "" if history is None else history.title
