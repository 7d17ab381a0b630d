"""Which interactions have changed since somebody looked last: with many open nobody looks through all of them."""

from __future__ import annotations

from scapi.workspace.interactions import Interaction, Interactions


class Changed:
    """The ids of interactions that have come, changed or gone; at first those of all that there are."""

    def __init__(self, interactions: Interactions) -> None:
        self._ids = {interaction.id for interaction in interactions}
        interactions.watch(self._note)

    def take(self) -> list[str]:
        """Since the last call, in the order of arrival."""
        ids, self._ids = self._ids, set()
        return sorted(ids, key=int)

    def _note(self, key: str, _: Interaction | None, __: Interaction | None) -> None:
        self._ids.add(key)
