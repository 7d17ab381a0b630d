"""The table of operations: each address and name once, and everything that the contact centre can do to a call."""

from __future__ import annotations

from scapi.centre.calls import STEPS
from scapi.centre.conversations import Verb
from scapi.gws.call_operations import _ACTS, CallOperations
from scapi.gws.gws_server import RESOURCES, GwsServer
from scapi.gws.operation_table import BY_NAME, CALL, OPERATIONS, STATE_PATHS

NOT_IN_V2 = {
    Verb.ASSIGN_CONTACT,
    Verb.MARK_DONE,
    Verb.SET_RESULT,
    Verb.MARK_DO_NOT_CALL,
    Verb.RESCHEDULE,
    Verb.UPDATE_FIELDS,
}
"""Contacts and the end of an interaction are not the switch's; records are asked for elsewhere."""

ACTS_OF_VERBS = {Verb.SET_DATA: "setData", Verb.SWAP: "swap"}


def test_an_address_and_a_name_are_one_operation() -> None:
    assert len(BY_NAME) == len(OPERATIONS)
    assert all(OPERATIONS[key].name == name for (_, name), key in BY_NAME.items())


def test_every_operation_has_a_resource_that_takes_it() -> None:
    for operation in OPERATIONS.values():
        assert RESOURCES[operation.path].post is not None, operation
    assert all(RESOURCES[path].post is not None for path in STATE_PATHS)


def test_every_verb_of_a_call_has_an_operation() -> None:
    verbs = {verb for rows in STEPS.values() for verb in rows}
    acts = {act for medium, act in OPERATIONS if medium == "voice"}
    missing = {verb for verb in verbs if ACTS_OF_VERBS.get(verb, verb.value) not in acts}
    assert missing == NOT_IN_V2


def test_every_operation_on_a_call_is_carried_out(server: GwsServer) -> None:
    others = CallOperations(server.centre)._others
    assert {act for (_, act), row in OPERATIONS.items() if row.path == CALL} == {*_ACTS, *others}
