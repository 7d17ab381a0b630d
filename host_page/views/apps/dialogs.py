"""The dialog of a client app: one is seen at a time, the one that was opened last. Its bar says who opened it."""

from __future__ import annotations

from dataclasses import dataclass

from scapi.centre.port import Connection
from scapi.session import Session


@dataclass(frozen=True, slots=True)
class DialogModel:
    """The topmost dialog; ``below`` are how many wait under it.

    ``app`` and ``opener`` are the application that it goes back to and the origin that asked for it. ``origin`` is that
    of the page in it, empty until the page has spoken: the address that was asked for may lead anywhere, and so may a
    link in the page.
    """

    id: str
    frame: str
    label: str
    app: str
    opener: str
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
    return DialogModel(
        dialog.id,
        dialog.frame.id,
        dialog.label,
        dialog.app_label,
        dialog.origin,
        (dialog.frame.origin or "") if dialog.frame.confirmed else "",
        dialog.width,
        dialog.height,
        len(opened) - 1,
    )
