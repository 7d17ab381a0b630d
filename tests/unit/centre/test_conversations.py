"""Conversations: what is there of one that nothing was said about."""

from __future__ import annotations

from scapi.centre.conversations import CallType, Conversation, Direction, Role, State


def test_a_plain_call_has_no_more_than_was_given() -> None:
    call = Conversation("leg", "voice", State.RINGING, Direction.IN, CallType.INBOUND, ())
    assert (call.content, call.expires, call.parent) == (None, None, None)
    assert (call.opened, call.answered, call.tones, call.verbs) == (False, False, "", ())
    assert call.role is not Role.CONSULTATION
    assert not call.is_consultation
