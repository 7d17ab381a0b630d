"""What is asked of all interactions at once, kept as they change: nobody has to look through the list for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Protocol

from scapi.centre.conversations import WAITING, State
from scapi.values import Seconds


class Indexed(Protocol):
    """What an index has to know of an interaction."""

    @property
    def id(self) -> str: ...

    @property
    def case_id(self) -> str: ...

    @property
    def parent_id(self) -> str | None: ...

    @property
    def state(self) -> State: ...

    @property
    def media(self) -> str: ...

    @property
    def live(self) -> bool: ...

    @property
    def conversation(self) -> _Conversation: ...


class _Conversation(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def started(self) -> Seconds: ...

    @property
    def state(self) -> State: ...

    @property
    def media(self) -> str: ...


class InteractionIndex:
    """Ids by what they have in common, each in the order of arrival."""

    def __init__(self) -> None:
        self.by_conversation: dict[str, str] = {}
        self._by_case: dict[str, dict[str, None]] = {}
        self._by_parent: dict[str, dict[str, None]] = {}
        self._waiting: dict[str, None] = {}
        self._talking: dict[str, None] = {}
        self._live: dict[str, Seconds] = {}
        self.handled: Counter[str] = Counter()
        """How many interactions of a medium live."""

    def follow(self, key: str, before: Indexed | None, now: Indexed | None) -> None:
        """Listens to the table, whoever changes it."""
        if before is not None and now is not None and _is_same(before, now):
            return  # as nearly always: its data has changed
        if before is not None:
            self._leave(key, before, now)
        if now is not None:
            self._enter(key, before, now)

    def of_case(self, case_id: str) -> list[str]:
        return _by_arrival(self._by_case.get(case_id, ()))

    def of_parent(self, parent_id: str) -> list[str]:
        """What belongs to an interaction: consultations, answers."""
        return _by_arrival(self._by_parent.get(parent_id, ()))

    def waiting(self) -> list[str]:
        """What rings or invites."""
        return _by_arrival(self._waiting)

    def talking(self) -> list[str]:
        return _by_arrival(self._talking)

    def earliest(self) -> Seconds | None:
        """When the oldest of the interactions that live began."""
        return min(self._live.values(), default=None)

    def _leave(self, key: str, before: Indexed, now: Indexed | None) -> None:
        if now is None:
            self.by_conversation.pop(before.conversation.id, None)
        if now is None or now.case_id != before.case_id:
            _drop(self._by_case, before.case_id, key)
        if before.parent_id is not None and (now is None or now.parent_id != before.parent_id):
            _drop(self._by_parent, before.parent_id, key)
        if before.live:
            self.handled[before.media] -= 1
        if now is None or not now.live:
            self._live.pop(key, None)
        for state, index in ((WAITING, self._waiting), (_TALKING, self._talking)):
            if now is None or now.state not in state:
                index.pop(key, None)

    def _enter(self, key: str, before: Indexed | None, now: Indexed) -> None:
        self.by_conversation[now.conversation.id] = key
        if before is None or before.case_id != now.case_id:
            self._by_case.setdefault(now.case_id, {})[key] = None
        if now.parent_id is not None:
            self._by_parent.setdefault(now.parent_id, {})[key] = None
        if now.live:
            self.handled[now.media] += 1
            self._live[key] = now.conversation.started
        for state, index in ((WAITING, self._waiting), (_TALKING, self._talking)):
            if now.state in state:
                index[key] = None


_TALKING = frozenset({State.TALKING})


def _is_same(before: Indexed, now: Indexed) -> bool:
    """Whether an index has nothing to do with what is other than before."""
    was, is_ = before.conversation, now.conversation
    return (
        was.state is is_.state
        and was.id == is_.id
        and was.media == is_.media
        and was.started == is_.started
        and before.case_id == now.case_id
        and before.parent_id == now.parent_id
    )


def _by_arrival(keys: Collection[str]) -> list[str]:
    """Ids are numbers that count up; an interaction that changes its case keeps its place among the others."""
    return sorted(keys, key=int) if len(keys) > 1 else list(keys)


def _drop(index: dict[str, dict[str, None]], group: str, key: str) -> None:
    keys: Mapping[str, None] = index.get(group, {})
    if key in keys:
        del index[group][key]
        if not index[group]:
            del index[group]
