"""Since when calls are recorded. The contact centre does not tell: it is noted when it begins."""

from __future__ import annotations

from scapi.centre.conversations import Recording
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction
from scapi.workspace.workspace import Workspace


class Recordings:
    """Follows the interactions of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._since: dict[str, Seconds] = {}
        for interaction in workspace.interactions:
            self._note(interaction.id, None, interaction)
        workspace.interactions.watch(self._note)

    def since(self, interaction_id: str) -> Seconds | None:
        return self._since.get(interaction_id)

    def _note(self, key: str, _: Interaction | None, now: Interaction | None) -> None:
        if now is not None and now.live and now.conversation.recording is Recording.RECORDING:
            self._since.setdefault(key, self._workspace.now)
        else:
            self._since.pop(key, None)
