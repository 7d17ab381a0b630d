"""Which interactions have changed since somebody looked last, and how they were then.

Whoever compares the session with how it was asks this, so that one event costs the same with one interaction and with
five hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scapi.workspace.interactions import Interaction, Interactions


class Change(NamedTuple):
    """An interaction as it was and as it is now: ``None`` before it came, and after it has gone."""

    before: Interaction | None
    now: Interaction | None


class Touched:
    """Follows the interactions of one tab."""

    def __init__(self, interactions: Interactions) -> None:
        self._now = interactions.get
        self._before: dict[str, Interaction | None] = {}
        interactions.watch(self._follow)

    def take(self) -> Sequence[Change]:
        """What has changed since the last call, in the order of the first changes."""
        touched, self._before = self._before, {}
        return [Change(before, self._now(each)) for each, before in touched.items()]

    def _follow(self, interaction_id: str, before: Interaction | None, now: Interaction | None) -> None:
        first = self._before.setdefault(interaction_id, before)
        if first is None and now is None:  # came and went unseen: a tab that nobody looks at keeps none of these
            del self._before[interaction_id]
