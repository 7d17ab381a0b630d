"""Driver calls of telephony: what callers and far ends do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.centre_error import CentreError
from scapi.centre.conversations import VOICE, CallType, FarEndVerb
from scapi.driver.driver_call import (
    AGENT,
    CONTACT,
    INTERACTION,
    NO_ANSWER_AFTER,
    USER_DATA,
    DriverCall,
    agent_of,
    interaction_of,
    named_interaction,
    played,
    read_contact,
    read_seconds,
    workspace_of,
)
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Failure, member
from scapi.workspace.failures import failure_of

if TYPE_CHECKING:
    from scapi.driven import DrivenSession


RINGING = tuple(kind for kind in CallType if not kind.endswith("PREVIEW"))
"""Call types of a call that rings; a preview is no call."""


def _ring(session: DrivenSession, arguments: Arguments) -> Answer:
    written = arguments.optional_text("callType")
    call_type = member(CallType, written)
    if written is not None and call_type not in RINGING:
        return Failure(f"ring: callType must be one of {', '.join(RINGING)}, not {written!r}.")
    contact = read_contact("ring", arguments.value("contact"))
    if isinstance(contact, Failure):
        return contact
    no_answer_after = read_seconds("ring", arguments, "noAnswerAfter")
    if isinstance(no_answer_after, Failure):
        return no_answer_after
    workspace = workspace_of(session, "ring", arguments)
    if isinstance(workspace, Failure):
        return workspace
    name = arguments.optional_text("queue")
    queue = None if name is None else session.simulator.exchange.entry(name)
    if name is not None and (queue is None or not session.simulator.exchange.staffed(queue)):
        return Failure(f"ring: queue must be a queue, group, skill or routing point with agents, not {name!r}.")
    agent = agent_of(session, workspace)
    uuid = session.simulator.ring(
        agent, queue, arguments.text("ani").strip(), arguments.optional_text("dnis"), arguments.mapping("userData"),
        contact, call_type, no_answer_after,
    )  # fmt: skip
    if isinstance(uuid, CentreError):
        return failure_of(uuid)
    return interaction_of(workspace, session.simulator.leg_of(uuid, agent))


def _far_end(session: DrivenSession, arguments: Arguments) -> Answer:
    action = arguments.text("action")
    verb = member(FarEndVerb, action)
    if verb is None:
        return Failure(f"farEnd: action must be one of {', '.join(FarEndVerb)}, not {action!r}.")
    interaction = named_interaction(session, "farEnd", arguments)
    if isinstance(interaction, Failure):
        return interaction
    if interaction.media != VOICE:
        return Failure(
            f"farEnd: the interaction {interaction.id} is no call; use customer for the medium {interaction.media}."
        )
    party = arguments.optional_text("party")
    result = session.simulator.far_end(interaction.conversation.id, verb, party)
    if isinstance(result, CentreError) and result.expected:
        return Failure(f"farEnd: {verb.value} is not possible in {result.subject}; expected {result.expected}.")
    return played(result)


VOICE_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "ring": DriverCall(
        "An inbound call to an agent, or to a queue.",
        (
            required("ani", Kind.NAME, "The number that calls."),
            optional("dnis", Kind.NAME, "The number that was called; the agent's own by default."),
            USER_DATA,
            CONTACT,
            optional("callType", Kind.NAME, "INBOUND by default, INTERNAL from a colleague's number."),
            NO_ANSWER_AFTER,
            optional("queue", Kind.NAME, "A queue with agents who are seated: the call waits for one who is ready."),
            AGENT,
        ),
        _ring,
    ),
    "farEnd": DriverCall(
        "What the other party of a call does.",
        (
            INTERACTION,
            required("action", Kind.NAME, "answer, hangUp, busy or noAnswer."),
            optional("party", Kind.NAME, "Which one of several parties: its number."),
            AGENT,
        ),
        _far_end,
    ),
}
