"""A client that wants what the developer may: to have a request of another app sent again."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason
from scapi.protocol.registry import BY_SPELLING
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, configuration

NAMES = ("resend", "traffic.resend", "traffic-resend", "traffic-edit-send", "system.resend", "Service.send_again")


@pytest.mark.parametrize("name", NAMES)
def test_no_request_leads_there(name: str) -> None:
    session = new_session(configuration(f"{ALLOWED}, {RESTRICTED} (agent.get)"))
    Client.opened(session, ALLOWED).data("agent.setState", "NotReady")
    Client.opened(session, ALLOWED).data("agent.setState", "Ready")
    attacker = Client.opened(session, RESTRICTED)
    for parameters in ([1], [{"seq": 1}], ["1"]):
        attacker.request(name, *parameters)
    assert {each.decision.reason for each in attacker.log if each.kind == "request"} <= {
        Reason.REQUEST_UNKNOWN,
        Reason.REQUEST_NOT_LISTED,
    }
    assert session.workspace.presence.state.operation == "Ready"
    assert not any(each.resent for each in session.traffic.since())
    assert name not in BY_SPELLING


def test_a_mark_of_the_own_making_is_none() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    assert client.request("agent.get", resent=True, seq=1) is not None
    assert not any(each.resent for each in session.traffic.since())
