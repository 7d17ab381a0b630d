"""What a driver call is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from scapi.centre.centre_error import CentreError
from scapi.centre.contacts import Contact
from scapi.centre.conversations import Conversation
from scapi.centre.port import LOST, Result
from scapi.protocol.parameters import Arguments, Kind, Parameter, describe, optional, required
from scapi.values import Answer, Eventual, Failure, Json, Outcome, Seconds, Success
from scapi.workspace.failures import failure_of
from scapi.workspace.interactions import Interaction
from scapi.workspace.workspace import Workspace

if TYPE_CHECKING:
    from scapi.driven import DrivenSession
    from scapi.page_session import PageSession

Driven = TypeVar("Driven", bound="PageSession", contravariant=True)
"""What a call can be made on: a session on the simulator, or any session of a page."""

NOTHING = Success({})


@dataclass(frozen=True, slots=True)
class DriverCall(Generic[Driven]):
    """One call: its arguments by name, and what it does.

    ``problem`` tells what is wrong with arguments of the right kinds, as far as that can be known before the call.
    """

    documentation: str
    parameters: tuple[Parameter, ...]
    run: Callable[[Driven, Arguments], Answer]
    problem: Callable[[Arguments], str | None] = lambda _: None


def done(answer: Answer) -> Answer:
    """A success as the driver tells it, now or later: an empty object."""
    if isinstance(answer, Eventual):
        told: Eventual[Outcome] = Eventual()
        answer.when_settled(lambda outcome: told.settle(outcome if isinstance(outcome, Failure) else NOTHING))
        return told
    return answer if isinstance(answer, Failure) else NOTHING


def played(result: Result) -> Outcome:
    """What comes of something that the driver plays on the contact centre itself."""
    return failure_of(result) if isinstance(result, CentreError) else NOTHING


def interaction_of(workspace: Workspace, conversation: str | None) -> Answer:
    """``{interactionId}`` of a conversation, as soon as the agent's workspace has been told of it.

    ``null`` while the link is lost, for then nothing is told, and where no agent has it (it waits in a queue).
    """
    if conversation is None or workspace.connection in LOST:
        return Success({"interactionId": None})
    told: Eventual[Outcome] = Eventual()
    outcome: list[Outcome] = []

    def known(interaction: Interaction) -> None:
        outcome.append(Success({"interactionId": interaction.id}))
        told.settle(outcome[0])

    workspace.arrivals.when_known(conversation, known)
    return outcome[0] if outcome else told


def workspace_of(session: PageSession, call: str, arguments: Arguments) -> Workspace | Failure:
    """The workspace of the agent that the argument ``agent`` names; without one that of the page."""
    agent = arguments.optional_text("agent")
    if agent is None or agent == session.agent:
        return session.workspace
    known = session.colleagues.get(agent)
    if known is None:
        seated = ", ".join(session.agents)
        return Failure(f"{call}: agent must be the employee id of an agent who is seated ({seated}), not {agent!r}.")
    return known


def agent_of(session: DrivenSession, workspace: Workspace) -> str:
    """The employee id of the agent of a workspace."""
    return next((agent for agent, known in session.colleagues.items() if known is workspace), session.agent)


def named_interaction(session: DrivenSession, call: str, arguments: Arguments) -> Interaction | Failure:
    """The interaction that the arguments ``interactionId`` and ``agent`` name."""
    workspace = workspace_of(session, call, arguments)
    if isinstance(workspace, Failure):
        return workspace
    interaction_id = arguments.text("interactionId")
    known = workspace.interactions.get(interaction_id)
    return known or Failure(f"{call}: there is no interaction {interaction_id!r}.")


def leg_of(session: DrivenSession, call: str, interaction: Interaction) -> Conversation | Failure:
    """The conversation as the contact centre has it now."""
    leg = session.simulator.board.leg(interaction.conversation.id)
    return leg or Failure(f"{call}: the contact centre no longer has the interaction {interaction.id!r}.")


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


AGENT = optional(
    "agent", Kind.NAME, "The employee id of another agent who is seated; the agent of the page by default."
)
CONTACT = optional("contact", Kind.ANY, "A name, or an object with displayName, firstName, lastName, company.")
USER_DATA = optional("userData", Kind.OBJECT, "Attached data.")
INTERACTION = required("interactionId", Kind.NAME, "The interaction.")
NO_ANSWER_AFTER = optional(
    "noAnswerAfter",
    Kind.NUMBER,
    "Seconds after which it goes back to its queue; 0 is never. The scenario's by default.",
)
