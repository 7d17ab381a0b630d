"""How long something still rings: until it goes back to its queue, in words and as the share that is left of a bar, or
until the workspace answers it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from scapi.centre.conversations import WAITING
from scapi.session import Session
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction


def time_left(session: Session, interaction: Interaction) -> str:
    """``12 s``; empty for what is never taken back."""
    return _in_words(_left(session, interaction))


def answers_in(session: Session, interaction: Interaction) -> str:
    """``5 s``; empty for what the agent answers."""
    due = interaction.answers_at
    return "" if due is None else _in_words(max(0.0, due - session.workspace.now))


def share_left(session: Session, interaction: Interaction) -> str:
    """What is left of the time to accept it, from 1 down to 0; empty for what is never taken back."""
    left = _left(session, interaction)
    if left is None:
        return ""
    whole = left + session.workspace.now - interaction.conversation.state_since
    return f"{left / whole if whole > 0 else 0:.3f}"


def expiry_times(session: Session, interaction: Interaction) -> Mapping[str, str]:
    """The texts that run with the clock, by the keys of their elements."""
    texts = {
        "expires": time_left(session, interaction),
        "share": share_left(session, interaction),
        "answers": answers_in(session, interaction),
    }
    return {f"{name}-{interaction.id}": text for name, text in texts.items() if text}


def _in_words(left: Seconds | None) -> str:
    return "" if left is None else f"{math.ceil(left)} s"


def _left(session: Session, interaction: Interaction) -> Seconds | None:
    expires = interaction.conversation.expires
    if expires is None or interaction.state not in WAITING:
        return None
    return max(0.0, expires - session.workspace.now)
