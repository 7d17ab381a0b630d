"""Interactions: conversations of the contact centre as the agent and the clients see them.

An interaction id is a counter of this session ("1", "2", ...), as in the vendor's workspace. The case id is what joins
interactions of one customer matter; it is also attached to the conversation as ``IW_CaseUid``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scapi.centre.conversations import OVER, VOICE, Conversation, Direction, Party, State
from scapi.store import Cell, Store, Table, Watch
from scapi.values import Json, Seconds
from scapi.workspace.actors import Actor
from scapi.workspace.interaction_index import InteractionIndex

CASE_KEY = "IW_CaseUid"
BUNDLE_KEY = "IW_BundleUid"
INFORMATION_KEY = "IWAttachedDataInformation"
PHONE_KEY = "PhoneNumber"
PARTY_KEY = "WWE_PARTY_"
SYSTEM_KEYS = frozenset({CASE_KEY, BUNDLE_KEY, INFORMATION_KEY})
"""Keys that the workspace itself attaches. They are not carried along by a consultation, transfer or conference."""
MOST_DELETED = 20
"""Lines of keys that are gone, per interaction; older ones are forgotten (decided here)."""
LONGEST_BEFORE = 1_000
"""Characters up to which a value that was replaced is remembered as text (decided here)."""


@dataclass(frozen=True, slots=True)
class DataChange:
    """The last change of one key: who, when (contact centre's clock), and what was there before.

    ``before`` is ``None`` for a key that is new; ``deleted`` keeps a line in view that is gone.
    """

    actor: Actor
    at: Seconds
    before: Json
    deleted: bool


@dataclass(frozen=True)  # without slots, see scapi.replacing
class Interaction:
    """One interaction in the agent's list."""

    id: str
    case_id: str
    bundle_id: str
    conversation: Conversation
    information: Mapping[str, Json]
    is_main: bool
    parent_id: str | None
    previous_state: State = State.UNKNOWN
    opened: bool = False
    """Whether the agent has it open; a call that rings is not opened yet."""
    blocks: Mapping[str, str] = field(default_factory=dict)
    """Warnings of the applications that block mark done, by origin."""
    changes: Mapping[str, DataChange] = field(default_factory=dict)
    answers_at: Seconds | None = None
    """When the workspace accepts it in the agent's name (contact centre's clock); ``None`` leaves it to the agent."""

    @property
    def state(self) -> State:
        return self.conversation.state

    @property
    def media(self) -> str:
        return self.conversation.media

    @property
    def live(self) -> bool:
        """Whether its attached data can still be written."""
        return self.conversation.state not in OVER

    @property
    def user_data(self) -> Mapping[str, Json]:
        """The attached data: what the desktop attaches of a call, what was attached, the workspace's own keys.

        Source: reference, the captured interaction: ``PhoneNumber`` and ``WWE_PARTY_<number>``.
        """
        return {
            **_of_parties(self.conversation),
            **self.conversation.user_data,
            INFORMATION_KEY: self.information,
            CASE_KEY: self.case_id,
            BUNDLE_KEY: self.bundle_id,
        }

    @property
    def title(self) -> str:
        """Whom the agent talks to: the contact, else the other party."""
        contact = self.conversation.contact
        if contact is not None and contact.display_name:
            return contact.display_name
        parties = self.conversation.parties
        return parties[0].name if parties else self.conversation.ani or self.conversation.dnis or "Unknown"


def _of_parties(conversation: Conversation) -> Mapping[str, Json]:
    """What the desktop attaches of a call's parties."""
    if conversation.media != VOICE:
        return {}
    number = conversation.dnis if conversation.direction is Direction.OUT else conversation.ani
    inside = {f"{PARTY_KEY}{each.phone_number}": _party(each) for each in conversation.parties if each.username}
    return {PHONE_KEY: number, **inside} if number else inside


def _party(party: Party) -> Json:
    return {"username": party.username, "firstname": party.first_name, "lastname": party.last_name}


def remembered(value: Json) -> Json:
    """A value as it is remembered after it was replaced: a long text is cut, a structure is not kept."""
    if isinstance(value, str) and len(value) > LONGEST_BEFORE:
        return f"{value[:LONGEST_BEFORE]}…"
    return {} if isinstance(value, (Mapping, list, tuple)) and value else value


class Interactions:
    """The agent's list, in the order of arrival."""

    def __init__(self, store: Store, name: str = "") -> None:
        self._rows: Table[Interaction] = store.table(f"interactions{name}", Interaction)
        self._next: Cell[int] = store.cell(f"nextInteraction{name}", int, 1)
        self._index = InteractionIndex()
        self._watches: list[Watch[Interaction]] = []
        self._rows.watch(self._follow)

    def __iter__(self) -> Iterator[Interaction]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def watch(self, watch: Watch[Interaction]) -> None:
        """Calls back at every change, whoever makes it: the id, the interaction before, and as it is now."""
        self._watches.append(watch)

    def new_id(self) -> str:
        interaction_id = str(self._next.value)
        self._next.set(self._next.value + 1)
        return interaction_id

    def put(self, interaction: Interaction) -> Interaction:
        """Keeps an interaction as it is now."""
        return self._rows.put(interaction.id, interaction)

    def get(self, interaction_id: str) -> Interaction | None:
        return self._rows.get(interaction_id)

    def of_conversation(self, conversation_id: str) -> Interaction | None:
        return self._rows.get(self._index.by_conversation.get(conversation_id, ""))

    def of_case(self, case_id: str) -> tuple[Interaction, ...]:
        """In the order of arrival, as everything that follows."""
        return self._all(self._index.of_case(case_id))

    def of_parent(self, interaction_id: str) -> tuple[Interaction, ...]:
        """What belongs to an interaction: consultations, answers."""
        return self._all(self._index.of_parent(interaction_id))

    @property
    def waiting(self) -> tuple[Interaction, ...]:
        """What rings or invites."""
        return self._all(self._index.waiting())

    @property
    def talking(self) -> tuple[Interaction, ...]:
        """The calls that are talked on."""
        return self._all(self._index.talking())

    @property
    def earliest(self) -> Seconds | None:
        """When the oldest of those that live began; ``None`` while none does."""
        return self._index.earliest()

    def handled(self, media: str) -> int:
        """How many of a medium live."""
        return self._index.handled[media]

    def remove(self, interaction: Interaction) -> None:
        self._rows.remove(interaction.id)

    def begin(self) -> None:
        """Ids start again."""
        for interaction in self:
            self.remove(interaction)
        self._next.set(1)

    def _all(self, keys: Iterable[str]) -> tuple[Interaction, ...]:
        return tuple(self._rows[key] for key in keys)

    def _follow(self, key: str, before: Interaction | None, interaction: Interaction | None) -> None:
        self._index.follow(key, before, interaction)
        for watch in self._watches:
            watch(key, before, interaction)
