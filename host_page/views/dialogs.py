"""The dialog of a client app: one is seen at a time, the one that was opened last."""

from __future__ import annotations

from dataclasses import dataclass

from scapi.centre.port import Connection
from scapi.policy.origins import OriginError, parse_origin
from scapi.session import Session


@dataclass(frozen=True, slots=True)
class DialogModel:
    """The topmost dialog; ``below`` are how many wait under it."""

    id: str
    frame: str
    label: str
    origin: str
    width: str
    height: str
    below: int


def dialog_model(session: Session) -> DialogModel | None:
    """What is open, unless the page has nothing but its failure to show."""
    opened = session.dialogs.open()
    if not opened or session.workspace.connection is Connection.DOWN:
        return None
    dialog = opened[-1]
    origin = dialog.frame.origin
    if origin is None:
        try:
            origin = str(parse_origin(dialog.frame.url))
        except OriginError:
            origin = dialog.frame.url
    return DialogModel(dialog.id, dialog.frame.id, dialog.label, origin, dialog.width, dialog.height, len(opened) - 1)
