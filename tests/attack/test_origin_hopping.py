"""Under ``*`` a frame goes from sub-domain to sub-domain, each with a counter of its own: it is one frame still."""

from __future__ import annotations

from scapi.testing import Client, new_session
from tests.support.configurations import configuration


def test_fifty_hosts_dial_once_a_minute() -> None:
    session = new_session(configuration("*", "rate-limit.voice.dial = 1"))
    client = Client.opened(session, "https://hop0.example")
    for number in range(50):
        client.new_document(f"https://hop{number}.example")
        client.request("voice.dial", str(number))
    assert len(list(session.workspace.interactions)) == 1


def test_a_neighbour_has_its_own_share() -> None:
    session = new_session(configuration("*", "rate-limit.voice.dial = 1"))
    hopping, neighbour = (Client.opened(session, f"https://{name}.example") for name in ("hop", "neighbour"))
    for number in range(5):
        hopping.new_document(f"https://hop{number}.example")
        hopping.request("voice.dial", str(number))
    neighbour.data("voice.dial", "5001")
    assert len(list(session.workspace.interactions)) == 2
