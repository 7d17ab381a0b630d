"""The keyboard: which key does what, as a table that the page reads.

Keys are named by ``KeyboardEvent.code``, since Alt and a letter type another letter on some keyboards; those that stand
for what they type, by that. ``ctrl`` also stands for the Command key. The first row that fits wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from scapi.values import Json


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key.

    ``action`` runs an action with ``arg``; ``press`` clicks the first visible element of a selector instead. With
    ``within`` the key counts only inside of that selector; all others can be switched off. Without ``typing`` it is
    left alone in a text field. ``character`` names the key by what it types instead. One that ``repeats`` goes on while
    it is held down.
    """

    code: str = ""
    help: str = ""
    action: str = ""
    arg: str = ""
    press: str = ""
    within: str = ""
    alt: bool = False
    ctrl: bool = False
    shift: bool = False
    typing: bool = True
    character: str = ""
    repeats: bool = False


_TONES = "0123456789*#"
"""Characters that send tones while the keypad is open, wherever they are on the keyboard."""

SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("KeyA", "accept what rings", "accept-oldest", alt=True),
    Shortcut("KeyX", "reject what rings", "reject-oldest", alt=True),
    Shortcut("KeyR", "ready", "state-of-type", "READY", alt=True),
    Shortcut("KeyN", "not ready: menu of reasons", press="#agent-button", alt=True),
    Shortcut("KeyW", "after-call work", "state-of-type", "NOT_READY_AFTER_CALLWORK", alt=True),
    Shortcut("KeyK", "team communicator", "team-focus", ctrl=True),
    Shortcut("KeyO", "hold or resume", press="#control-hold", alt=True),
    Shortcut("KeyM", "mute", press="#control-mute", alt=True),
    Shortcut("KeyK", "mark done", press="#mark-done", alt=True),
    Shortcut("F8", "workbench open or closed", "bench"),
    Shortcut("ArrowDown", "next line", "team-move", "next", within="#team-form", repeats=True),
    Shortcut("ArrowUp", "previous line", "team-move", "previous", within="#team-form", repeats=True),
    Shortcut("Escape", "close the list", "team-close", within="#team-form"),
    Shortcut("Tab", "other actions of the line", "team-others", within="#team-form[data-opens]"),
    Shortcut("Escape", "close the search for a contact", "contact-close", within="#contact-form"),
    Shortcut("Escape", "leave the row as it was", "data-cancel", within="#case :is(.row-form, .add-form)"),
    Shortcut("Enter", "send the message", press=".chat-send", within=".composer textarea"),
    Shortcut("KeyB", "bold", press='[data-mark="bold"]', within=".draft-body", ctrl=True),
    Shortcut("KeyI", "italic", press='[data-mark="italic"]', within=".draft-body", ctrl=True),
    Shortcut("ArrowDown", "next message", "traffic-move", "next", within="#traffic-list", repeats=True),
    Shortcut("ArrowUp", "previous message", "traffic-move", "previous", within="#traffic-list", repeats=True),
    Shortcut("Home", "first message", "traffic-move", "first", within="#traffic-list"),
    Shortcut("End", "last message", "traffic-move", "last", within="#traffic-list"),
    Shortcut("Enter", "details of the message", press="#traffic-list tr:focus", within="#traffic-list tr"),
    Shortcut("Escape", "close the details", "traffic-close", within="#traffic"),
    *(Shortcut(help=f"tone {tone}", action="dtmf", arg=tone, within="#keypad", character=tone) for tone in _TONES),
    Shortcut(help="help for filters", action="traffic-help", within="#traffic", character="?", typing=False),
)


def as_json() -> list[Mapping[str, Json]]:
    """The table for the page, without the words of help."""
    return [{key: value for key, value in asdict(row).items() if key != "help" and value} | {"typing": row.typing}
            for row in SHORTCUTS]  # fmt: skip
