"""What a driver call is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from scapi.centre.conversations import Contact
from scapi.protocol.parameters import Arguments, Kind, Parameter, describe
from scapi.values import Failure, Json, Outcome, Seconds, Success
from scapi.workspace.interactions import Interaction

if TYPE_CHECKING:
    from scapi.session import Session

Run: TypeAlias = Callable[["Session", Arguments], Outcome]

NOTHING = Success({})


@dataclass(frozen=True, slots=True)
class DriverCall:
    """One call: its arguments by name, and what it does.

    ``problem`` tells what is wrong with arguments of the right kinds, as far as that can be known before the call.
    """

    documentation: str
    parameters: tuple[Parameter, ...]
    run: Run
    problem: Callable[[Arguments], str | None] = lambda _: None


def required(name: str, kind: Kind, documentation: str) -> Parameter:
    return Parameter(name, kind, documentation)


def optional(name: str, kind: Kind, documentation: str) -> Parameter:
    return Parameter(name, kind, documentation, optional=True)


def done(outcome: Outcome) -> Outcome:
    """A success as the driver tells it: an empty object."""
    return outcome if isinstance(outcome, Failure) else NOTHING


def interaction_of(session: Session, outcome: Outcome) -> Outcome:
    """``{interactionId}`` of the conversation whose id an outcome gives."""
    if isinstance(outcome, Failure):
        return outcome
    interaction = session.workspace.interactions.of_conversation(str(outcome.data))
    return Success({"interactionId": None if interaction is None else interaction.id})


def named_interaction(session: Session, call: str, arguments: Arguments) -> Interaction | Failure:
    """The interaction that the argument ``interactionId`` names."""
    interaction_id = arguments.text("interactionId")
    known = session.workspace.interactions.get(interaction_id)
    return known or Failure(f"{call}: there is no interaction {interaction_id!r}.")


def read_contact(call: str, given: Json) -> Contact | Failure | None:
    """A contact given as a name or as an object."""
    if given is None:
        return None
    if isinstance(given, str):
        return Contact(given, matched_by="scenario")
    if not isinstance(given, Mapping):
        return Failure(f"{call}: contact must be a name or an object, not {describe(given)}.")
    first, last = str(given.get("firstName") or ""), str(given.get("lastName") or "")
    name = str(given.get("displayName") or f"{first} {last}".strip())
    return Contact(name, first, last, str(given.get("company") or ""), matched_by="scenario")


def read_seconds(call: str, arguments: Arguments, name: str) -> Seconds | Failure | None:
    """A time of at least 0 seconds, if one is given."""
    given = arguments.value(name)
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 <= given < math.inf:
        return Failure(f"{call}: {name} must be a number of seconds, 0 for never.")
    return float(given)


CONTACT = optional("contact", Kind.ANY, "A name, or an object with displayName, firstName, lastName, company.")
USER_DATA = optional("userData", Kind.OBJECT, "Attached data.")
INTERACTION = required("interactionId", Kind.NAME, "The interaction.")
NO_ANSWER_AFTER = optional(
    "noAnswerAfter",
    Kind.NUMBER,
    "Seconds after which it goes back to its queue; 0 is never. The scenario's by default.",
)
