"""What the legs of one conversation share: the call, or the item, and who takes part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from scapi.centre.contacts import Contact
from scapi.centre.contents import Content
from scapi.centre.conversations import Party
from scapi.differences import lost_keys, other_keys
from scapi.values import Json, JsonObject, Seconds


@dataclass(frozen=True, slots=True)
class FarEnd:
    """A party at which no agent sits; the driver plays it. ``answered`` is whether it has taken part already."""

    party: Party
    answered: bool = True


@dataclass(frozen=True, slots=True)
class AgentLeg:
    """An agent's part, by the id of its conversation."""

    id: str


Member: TypeAlias = FarEnd | AgentLeg


@dataclass(frozen=True)  # without slots, see scapi.replacing
class Call:
    """One call, or one item of another medium. Attached data belongs to it, not to a leg.

    ``weight`` is about how many bytes the attached data has. ``queue`` is the name of the queue that it came through
    or waits in, ``extensions`` are those that it was made with.
    """

    uuid: str
    media: str
    members: tuple[Member, ...]
    user_data: Mapping[str, Json] = field(default_factory=dict)
    weight: int = 0
    queue: str = ""
    extensions: JsonObject = field(default_factory=dict)
    content: Content | None = None
    """What it said when it came; of open media."""

    @property
    def legs(self) -> tuple[str, ...]:
        """The conversations that are part of it, in the order in which they came."""
        return tuple(member.id for member in self.members if isinstance(member, AgentLeg))

    @property
    def far_ends(self) -> tuple[FarEnd, ...]:
        return tuple(member for member in self.members if isinstance(member, FarEnd))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call, or an item, that waits in a queue.

    ``tried`` are the agents who have not taken it, ``at`` is the leg at which it rings or is offered meanwhile.
    """

    uuid: str
    queue: str
    since: Seconds
    tried: tuple[str, ...] = ()
    at: str = ""
    contact: Contact | None = None


MOST_KEYS = 500
"""Keys of the attached data of one conversation (decided here)."""
MOST_BYTES = 128 * 1024
"""About how many bytes the attached data of one conversation may have (decided here)."""


def weight(value: Json) -> int:
    """About how many bytes a value has as JSON text; walks it once."""
    if isinstance(value, str):
        return len(value) + 2 if value.isascii() else len(value.encode("utf-8", "surrogatepass")) + 2
    if isinstance(value, (dict, Mapping)):  # the first is looked up at once, and is what nearly all of them are
        return 2 + sum(_weight_of_pair(key, member) for key, member in value.items())
    if isinstance(value, (list, tuple)):
        return 2 + sum(1 + weight(member) for member in value)
    return 8


def weight_of(pairs: Mapping[str, Json]) -> int:
    return weight(pairs) - 2


def weight_after(call: Call, data: Mapping[str, Json]) -> int:
    """The weight of the attached data of a call once it is this; walks only values that are other than they were."""
    before = call.user_data
    after = call.weight
    for key in other_keys(before, data):
        after += weight(data[key]) - weight(before[key]) if key in before else _weight_of_pair(key, data[key])
    return after - sum(_weight_of_pair(key, before[key]) for key in lost_keys(before, data))


def _weight_of_pair(key: str, value: Json) -> int:
    return len(key) + 4 + weight(value)


def fits(call_weight: int, keys: int) -> bool:
    """Whether attached data of this weight and number of keys can be kept."""
    return call_weight <= MOST_BYTES and keys <= MOST_KEYS
