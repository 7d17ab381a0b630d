"""Who did something: the agent, a client application, or the contact centre."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

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
        return _token_of(self)


AGENT = Actor(ActorKind.AGENT)
CENTRE = Actor(ActorKind.CENTRE)


KNOWN_ACTORS = 256
"""How many actors are remembered: each request and each notification names one."""


@lru_cache(KNOWN_ACTORS)
def _token_of(actor: Actor) -> Token:
    return "" if actor.kind is ActorKind.CENTRE else json.dumps([actor.kind.value, actor.label, actor.origin])


@lru_cache(KNOWN_ACTORS)
def actor_of(token: Token) -> Actor:
    """Who asked for what a notification tells; one without a token is the contact centre's own."""
    if not token:
        return CENTRE
    kind, label, origin = json.loads(token)
    return Actor(ActorKind(kind), label, origin)
