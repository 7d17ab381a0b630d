"""Random sessions: what fails changes nothing, nothing fails inside, and every interaction can be ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scapi.centre.conversations import Verb
from scapi.driven import DrivenSession as Session
from scapi.protocol import errors
from scapi.testing import Client, new_session
from scapi.values import Failure, Success
from tests.support.configurations import ALLOWED, configuration

STEPS = 80
AT_ONCE = 8
AGENT = {"type": "AGENT", "destination": "SIP_5001"}
TARGETS: tuple[Any, ...] = (
    AGENT, "5002", {**AGENT, "media": "chat"}, {**AGENT, "media": "voice"}, {"type": "AGENT", "destination": "nobody"},
)  # fmt: skip
ARRIVALS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ring", {"ani": "1"}),
    ("ring", {"ani": "5001", "noAnswerAfter": 30}),
    ("chat", {}),
    ("chat", {"conference": True, "history": ["Hello"]}),
    ("email", {"subject": "S", "files": [{"name": "a.txt", "text": "a"}]}),
    ("workitem", {"noAnswerAfter": 30}),
    ("pushPreview", {"campaign": "C"}),
    ("pushPreview", {"campaign": "C", "direct": True}),
)
FAR_ENDS = ("answer", "hangUp", "busy", "noAnswer")
CUSTOMERS = ("say", "type", "read", "end", "revoke", "take", "fail")
ACTS = (
    "accept", "reject", "end", "leave", "compose", "send", "save", "cancel", "placeInQueue", "placeInWorkbin", "reply",
    "say", "edit", "sendDtmf",
)  # fmt: skip
OF_ONE = (
    "voice.answer", "voice.hold", "voice.resume", "voice.hangUp", "voice.startCallRecording",
    "voice.pauseCallRecording", "interaction.accept", "interaction.reject", "interaction.markdone",
    "interaction.completeTransfer", "interaction.completeConference", "outbound.rejectPreviewRecord",
    "outbound.cancelPreviewRecord", "outbound.setDoNotCall", "outbound.removeDoNotCall", "outbound.cancelReschedule",
)  # fmt: skip
WAYS_OUT = ("reject", "hangUp", "end", "cancel", "markDone")


def _driven(session: Session, random: Random, interaction: str) -> Success | Failure:
    calls: Sequence[tuple[str, dict[str, Any]]] = (
        ("farEnd", {"interactionId": interaction, "action": random.choice(FAR_ENDS)}),
        ("customer", {"interactionId": interaction, "action": random.choice(CUSTOMERS), "text": "x"}),
        ("act", {"interactionId": interaction, "action": random.choice(ACTS), "text": "1"}),
        ("attach", {"interactionId": interaction, "userData": {"K": str(random.random())}}),
        ("contact", {"interactionId": interaction, "contact": random.choice(["N", None])}),
        ("advance", {"seconds": 5}),
        ("pull", {}),
    )
    name, args = random.choice(calls)
    outcome = session.driver.call(name, args)
    assert isinstance(outcome, (Success, Failure))
    return outcome


def _asked(client: Client, random: Random, interaction: str) -> Success | Failure:
    requests: Sequence[tuple[str, tuple[Any, ...]]] = (
        *((name, (interaction,)) for name in OF_ONE),
        ("interaction.consult", (interaction, random.choice(TARGETS), {"Z": "1"})),
        ("interaction.consult", (interaction, random.choice(TARGETS))),
        ("interaction.singleStepTransfer", (interaction, random.choice(TARGETS))),
        ("interaction.singleStepConference", (interaction, random.choice(TARGETS), {"Y": "2"})),
        ("interaction.setUserData", (interaction, {"A": "b"})),
        ("interaction.deleteUserData", (interaction, "A")),
        ("voice.dial", ("5002",)),
        ("email.create", ("x@crm.example",)),
        ("outbound.getPreviewRecord", ("C",)),
        ("outbound.callPreviewRecord", (interaction, _handle(client.session, interaction))),
        ("outbound.setCallResult", (interaction, 6)),
        ("outbound.rescheduleRecord", (interaction, _handle(client.session, interaction), "1/1/2027 1:1", "CAMPAIGN")),
        ("outbound.updateRecordFields", (interaction, {"GSW_CUSTOM_STRING": "x"})),
    )
    name, parameters = random.choice(requests)
    reply = client.request(name, *parameters)
    assert reply is not None
    return Failure(reply["errorMessage"]) if "errorMessage" in reply else Success()


def _handle(session: Session, interaction_id: str) -> int:
    interaction = session.workspace.interactions.get(interaction_id)
    return 0 if interaction is None else getattr(interaction.conversation.content, "active", 0)


def _shown(session: Session) -> str:
    outcome = session.driver.call("state", {})
    assert isinstance(outcome, Success)
    return json.dumps(outcome.data["interactions"], sort_keys=True)  # type: ignore[index,call-overload]


def _ids(session: Session) -> list[str]:
    return [interaction.id for interaction in session.workspace.interactions]


def _bring_to_an_end(session: Session) -> None:
    """The agent ends whatever is left, the newest first, for what it is about may wait for it."""
    for interaction in reversed(_ids(session)):
        for action in WAYS_OUT:
            session.driver.call("act", {"interactionId": interaction, "action": action})
            session.workspace.outbound.leave_record(interaction, Verb.CANCEL_RECORD, "cancelled")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_random_session(seed: int) -> None:
    random = Random(seed)
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    session.driver.call("campaign", {"action": "load", "name": "C"})
    session.driver.call("campaign", {"action": "start", "name": "C"})
    for _ in range(STEPS):
        known = _ids(session)
        before = _shown(session)
        if random.random() < 0.25 and len(known) < AT_ONCE:
            outcome = session.driver.call(*random.choice(ARRIVALS))
        else:
            act = random.choice((lambda i: _driven(session, random, i), lambda i: _asked(client, random, i)))
            outcome = act(random.choice(known or ["1"]))
        if isinstance(outcome, Failure):
            assert outcome.error != errors.INTERNAL
            assert _shown(session) == before
    _bring_to_an_end(session)
    assert _ids(session) == []
