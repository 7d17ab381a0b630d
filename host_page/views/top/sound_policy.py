"""What is heard: a ring while a call or a pushed record asks to be accepted, one short note for what else comes.

Of the tabs of a session the one that the agent was in last sounds, whichever leads. Toasts of apps are silent.
"""

from __future__ import annotations

from host_page.views.rail.model import ringing
from host_page.views.selection import selected
from host_page.views.touched import Change, Touched
from host_page.views.ui_state import Sound, UiState
from scapi.centre.contents import Author, ChatContent
from scapi.centre.conversations import VOICE
from scapi.centre.port import Connection
from scapi.centre.previews import MEDIUM as OUTBOUND
from scapi.session import Session
from scapi.workspace.interactions import Interaction

SOUND = "sound"
SILENCED = "silenced"
"""What is remembered of both, from one visit to the next and for the other tabs of the session, by these names."""


class SoundPolicy:
    """Compares the session with how it was last time. Interactions are told apart by their conversations, which are
    never the same twice."""

    def __init__(self, session: Session, ui: UiState) -> None:
        self._session = session
        self._ui = ui
        self._invited: frozenset[str] | None = None
        self._touched = Touched(session.workspace.interactions)

    def rings(self) -> bool:
        """Whether the ring is to be heard now."""
        return self._audible() and bool(ringing_calls(self._session) - self._ui.silenced)

    def note(self, *, page_visible: bool) -> bool:
        """Whether the short note is to be heard: something has come since the last call. The first one only looks."""
        invited = {i.conversation.id for i in ringing(self._session)} - ringing_calls(self._session)
        in_view = selected(self._session, self._ui) if page_visible else None
        seen = None if in_view is None else in_view.conversation.id
        spoken = {each for change in self._touched.take() if (each := _speaks(change)) is not None}
        came = self._invited is not None and bool((invited - self._invited) | (spoken - {seen}))
        self._invited = frozenset(invited)
        return came and self._audible()

    def _audible(self) -> bool:
        # When the link is down for good, its screen covers the page: nothing could silence the ring.
        down = self._session.workspace.connection is Connection.DOWN
        return self._session.tabs.last_active and self._ui.sound.on and self._ui.sound.volume > 0 and not down


def ringing_calls(session: Session) -> frozenset[str]:
    """The conversations for which it rings."""
    return frozenset(i.conversation.id for i in ringing(session) if i.media in (VOICE, OUTBOUND))


def written_sound(sound: Sound) -> str:
    """``on 60``, as it is remembered."""
    return f"{'on' if sound.on else 'off'} {sound.volume}"


def read_sound(text: str) -> Sound:
    """What was remembered; what makes no sense is forgotten."""
    state, _, volume = text.partition(" ")
    if state not in ("on", "off") or not is_volume(volume):
        return Sound()
    return Sound(state == "on", int(volume))


def is_volume(text: str) -> bool:
    """Whether a text is a volume, 0 to 100."""
    return text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100


def written_silenced(silenced: frozenset[str]) -> str:
    return " ".join(sorted(silenced))


def read_silenced(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _speaks(change: Change) -> str | None:
    """The conversation whose customer has said something; a chat that has just come says its first words with its
    invitation."""
    before, now = change
    if before is None or now is None or before.conversation.id != now.conversation.id:
        return None
    return now.conversation.id if _said(now) > _said(before) else None


def _said(interaction: Interaction) -> int:
    """How much the customer has said in a chat."""
    content = interaction.conversation.content
    if not isinstance(content, ChatContent):
        return 0
    return sum(1 for message in content.messages if message.author is Author.CUSTOMER and not message.history)
