"""Driver calls of telephony: what callers and far ends do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.conversations import CallType, FarEndVerb
from scapi.driver.calls import (
    CONTACT,
    INTERACTION,
    NO_ANSWER_AFTER,
    USER_DATA,
    DriverCall,
    done,
    interaction_of,
    named_interaction,
    optional,
    read_contact,
    read_seconds,
    required,
)
from scapi.protocol.parameters import Arguments, Kind
from scapi.values import Failure, Outcome, member

if TYPE_CHECKING:
    from scapi.session import Session


RINGING = tuple(kind for kind in CallType if not kind.endswith("PREVIEW"))
"""Call types of a call that rings; a preview is no call."""


def _ring(session: Session, arguments: Arguments) -> Outcome:
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
    ani, dnis = arguments.text("ani").strip(), arguments.optional_text("dnis")
    data = arguments.mapping("userData")
    outcome = session.simulator.calls.ring(ani, dnis, data, contact, call_type, no_answer_after)
    return interaction_of(session, outcome)


def _far_end(session: Session, arguments: Arguments) -> Outcome:
    action = arguments.text("action")
    verb = member(FarEndVerb, action)
    if verb is None:
        return Failure(f"farEnd: action must be one of {', '.join(FarEndVerb)}, not {action!r}.")
    interaction = named_interaction(session, "farEnd", arguments)
    if isinstance(interaction, Failure):
        return interaction
    if interaction.media != "voice":
        return Failure(
            f"farEnd: the interaction {interaction.id} is no call; use customer for the medium {interaction.media}."
        )
    party = arguments.optional_text("party")
    calls = session.simulator.calls
    return done(session.simulator.far_end(interaction.conversation.id, lambda call: calls.far_end(call, verb, party)))


VOICE_CALLS: Mapping[str, DriverCall] = {
    "ring": DriverCall(
        "An inbound call to the agent.",
        (
            required("ani", Kind.NAME, "The number that calls."),
            optional("dnis", Kind.NAME, "The number that was called; the agent's own by default."),
            USER_DATA,
            CONTACT,
            optional("callType", Kind.NAME, "INBOUND by default, INTERNAL from a colleague's number."),
            NO_ANSWER_AFTER,
        ),
        _ring,
    ),
    "farEnd": DriverCall(
        "What the other party of a call does.",
        (
            INTERACTION,
            required("action", Kind.NAME, "answer, hangUp, busy or noAnswer."),
            optional("party", Kind.NAME, "Which one of several parties: its number."),
        ),
        _far_end,
    ),
}
