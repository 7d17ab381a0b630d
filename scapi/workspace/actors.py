"""Who did something: the agent, a client application, or the contact centre."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from scapi.centre.port import Token


class ActorKind(StrEnum):
    AGENT = "agent"
    APPLICATION = "application"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: the agent, a client application (with its origin), or the contact centre."""

    kind: ActorKind
    label: str = ""
    origin: str = ""

    @property
    def token(self) -> Token:
        """What an operation carries, so that the notifications that come of it say who asked for it."""
        return "" if self.kind is ActorKind.CENTRE else json.dumps([self.kind.value, self.label, self.origin])


AGENT = Actor(ActorKind.AGENT)
CENTRE = Actor(ActorKind.CENTRE)


def actor_of(token: Token) -> Actor:
    """Who asked for what a notification tells; one without a token is the contact centre's own."""
    if not token:
        return CENTRE
    kind, label, origin = json.loads(token)
    return Actor(ActorKind(kind), label, origin)
