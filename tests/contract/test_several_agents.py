"""Several agents at one contact centre, each with a workspace and a client of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from scapi.centre.simulator.centre import Centre
from scapi.driven import DrivenSession
from scapi.testing import BUILT_IN_SCENARIO, Client, FakeHost, new_centre, new_session
from scapi.values import Success
from tests.support.configurations import ALLOWED, configuration

A, B, C = "SIP_5000", "SIP_5001", "SIP_5002"
NUMBERS = {A: "5000", B: "5001", C: "5002"}
SERVICE = "Support line"


def scenario() -> str:
    """The built-in one, with everybody seated and members of a queue."""
    text = BUILT_IN_SCENARIO.read_text(encoding="utf-8")
    for agent in (A, B, C):
        text = text.replace(f'employeeId = "{agent}"', f'employeeId = "{agent}"\nmemberOf = ["{SERVICE}"]')
    for agent in (B, C):
        text = text.replace(f'number = "{NUMBERS[agent]}"', f'number = "{NUMBERS[agent]}"\nseated = true')
    return text


class Seat:
    """One agent, with a client that hears everything."""

    def __init__(self, centre: Centre, agent: str, number: int) -> None:
        host = FakeHost()
        self.agent = agent
        self.session: DrivenSession = new_session(configuration(ALLOWED), scenario(), host, centre=centre, agent=agent)
        for _ in range(number * 1000):
            host.new_uuid()  # ids of different pages differ, as random ones do
        self.client = Client.opened(self.session, ALLOWED)
        self.client.subscribe("agent", "media", "interaction", "markdone")

    def told(self) -> list[str]:
        """What was told since this was last asked: event types with the interaction and its state."""
        found = []
        for event in self.client.events:
            data = event["data"]
            shown = data.get("interaction")
            if shown is not None:
                found.append(f"{shown['interactionId']} {data['eventType']} {shown['state']}")
            elif event["event"] == "markdone":
                found.append(f"{data['interactionId']} {data['eventType']}")
        self.client.forget()
        return found

    @property
    def interactions(self) -> Mapping[str, Any]:
        return {each["interactionId"]: each for each in self.client.data("interaction.getInteractions")}

    def numbers(self, interaction: str) -> list[str]:
        """Who else is in a call."""
        return [party["phoneNumber"] for party in self.interactions[interaction]["parties"]]


class Floor:
    """A contact centre with three agents."""

    def __init__(self) -> None:
        self.centre = new_centre(scenario())
        self.a, self.b, self.c = (Seat(self.centre, agent, number) for number, agent in enumerate((A, B, C), start=1))

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.a, self.b, self.c

    def told(self) -> dict[str, list[str]]:
        return {seat.agent: told for seat in self.seats if (told := seat.told())}

    def connected(self) -> None:
        """A has dialled B, and B has answered."""
        self.a.client.data("voice.dial", "5001", {"Key1": "a"})
        self.b.client.data("voice.answer", "1")
        self.told()

    def queue(self, ani: str = "+4930123456") -> None:
        outcome = self.a.session.driver.call("ring", {"ani": ani, "queue": SERVICE, "userData": {"Segment": "Gold"}})
        assert outcome == Success({"interactionId": next(iter(self.a.interactions), None)})


@pytest.fixture
def floor() -> Floor:
    return Floor()


def test_a_call_connects_two_agents(floor: Floor) -> None:
    floor.a.client.data("voice.dial", "5001", {"Key1": "a"})
    assert floor.told() == {
        A: ["1 ADDED DIALING", "1 DIALING DIALING"],
        B: ["1 ADDED RINGING", "1 RINGING RINGING"],
    }
    ringing = floor.b.interactions["1"]
    assert (ringing["ani"], ringing["dnis"], ringing["callType"], ringing["direction"]) == (
        "5000", "5001", "INTERNAL", "IN",
    )  # fmt: skip
    assert ringing["userData"]["Key1"] == "a"
    assert ringing["callUuid"] == floor.a.interactions["1"]["callUuid"]
    floor.b.client.data("voice.answer", "1")
    assert floor.told() == {A: ["1 ESTABLISHED TALKING"], B: ["1 ESTABLISHED TALKING"]}
    assert (floor.a.numbers("1"), floor.b.numbers("1")) == (["5001"], ["5000"])


def test_attached_data_goes_both_ways(floor: Floor) -> None:
    floor.connected()
    floor.a.client.data("interaction.setUserData", "1", {"Key2": "from a"})
    floor.b.client.data("interaction.setUserData", "1", {"Key3": "from b"})
    floor.b.client.data("interaction.deleteUserData", "1", "Key1")
    assert floor.told() == {agent: ["1 ATTACHED_DATA_CHANGED TALKING"] * 3 for agent in (A, B)}
    for seat in (floor.a, floor.b):
        data = seat.interactions["1"]["userData"]
        assert (data["Key2"], data["Key3"], "Key1" in data) == ("from a", "from b", False)


def test_a_consultation_is_completed_as_a_transfer(floor: Floor) -> None:
    floor.connected()
    floor.a.client.data("interaction.consult", "1", {"type": "AGENT", "destination": C}, {"Why": "billing"})
    assert floor.told() == {
        A: ["1 HELD HELD", "2 ADDED DIALING", "2 DIALING DIALING"],
        C: ["1 ADDED RINGING", "1 RINGING RINGING"],
    }
    assert (floor.c.interactions["1"]["callType"], floor.c.interactions["1"]["isConsultation"]) == ("CONSULT", False)
    floor.c.client.data("voice.answer", "1")
    assert floor.told() == {A: ["2 ESTABLISHED TALKING"], C: ["1 ESTABLISHED TALKING"]}
    floor.a.client.data("interaction.completeTransfer", "2")
    assert floor.told() == {
        A: ["2 RELEASED IDLE", "2 REMOVED IDLE", "1 ATTACHED_DATA_CHANGED HELD", "1 RELEASED IDLE"],
        B: ["1 ATTACHED_DATA_CHANGED TALKING", "1 PARTY_CHANGED TALKING"],
        C: ["1 PARTY_CHANGED TALKING"],
    }
    assert (floor.b.numbers("1"), floor.c.numbers("1")) == (["5002"], ["5001"])
    assert floor.c.interactions["1"]["callUuid"] == floor.b.interactions["1"]["callUuid"]
    for seat in (floor.b, floor.c):
        assert {key: seat.interactions["1"]["userData"][key] for key in ("Key1", "Why")} == {
            "Key1": "a", "Why": "billing",
        }  # fmt: skip
    floor.a.client.data("interaction.markdone", "1")
    assert floor.told() == {A: ["1 REMOVED IDLE", "1 DONE"]}
    floor.c.client.data("voice.hangUp", "1")
    assert floor.told() == {B: ["1 RELEASED IDLE"], C: ["1 RELEASED IDLE"]}


def test_a_consultation_is_completed_as_a_conference(floor: Floor) -> None:
    floor.connected()
    floor.a.client.data("interaction.consult", "1", "5002")
    floor.c.client.data("voice.answer", "1")
    floor.told()
    floor.a.client.data("interaction.completeConference", "2")
    assert floor.told() == {
        A: ["2 RELEASED IDLE", "2 REMOVED IDLE", "1 ESTABLISHED TALKING", "1 PARTY_CHANGED TALKING"],
        B: ["1 PARTY_CHANGED TALKING"],
        C: ["1 PARTY_CHANGED TALKING"],
    }
    assert [seat.numbers("1") for seat in floor.seats] == [["5001", "5002"], ["5000", "5002"], ["5000", "5001"]]
    floor.b.client.data("voice.hangUp", "1")
    assert floor.told() == {
        A: ["1 PARTY_CHANGED TALKING"], B: ["1 RELEASED IDLE"], C: ["1 PARTY_CHANGED TALKING"],
    }  # fmt: skip
    floor.a.client.data("voice.hangUp", "1")
    assert floor.told() == {A: ["1 RELEASED IDLE"], C: ["1 RELEASED IDLE"]}


def test_a_transfer_in_one_step(floor: Floor) -> None:
    floor.connected()
    floor.a.client.data("interaction.singleStepTransfer", "1", "5002", {"Key2": "b"})
    assert floor.told() == {
        A: ["1 ATTACHED_DATA_CHANGED TALKING", "1 RELEASED IDLE"],
        B: ["1 ATTACHED_DATA_CHANGED TALKING", "1 PARTY_CHANGED TALKING"],
        C: ["1 ADDED RINGING", "1 RINGING RINGING"],
    }
    assert floor.c.numbers("1") == ["5001"]
    floor.c.client.data("voice.answer", "1")
    assert floor.told() == {C: ["1 ESTABLISHED TALKING"]}
    assert floor.c.interactions["1"]["userData"]["Key2"] == "b"


def test_a_transfer_that_is_rejected_ends_the_call(floor: Floor) -> None:
    floor.connected()
    floor.a.client.data("interaction.singleStepTransfer", "1", "5002")
    floor.told()
    floor.c.client.data("interaction.reject", "1")
    assert floor.told() == {B: ["1 RELEASED IDLE"], C: ["1 RELEASED IDLE", "1 REMOVED IDLE"]}


def test_a_call_that_nobody_takes_any_more_is_over(floor: Floor) -> None:
    floor.a.client.data("voice.dial", "5001")
    floor.told()
    floor.a.client.data("voice.hangUp", "1")
    assert floor.told() == {A: ["1 RELEASED IDLE"], B: ["1 RELEASED IDLE", "1 REMOVED IDLE"]}
    assert len(floor.centre.board.calls) == 0


def test_a_queue_rings_at_who_has_been_ready_the_longest(floor: Floor) -> None:
    for seat in (floor.a, floor.b, floor.c):
        seat.client.data("agent.setState", "NotReady")
    floor.queue()
    assert not any(floor.told().values())
    floor.centre.clock.advance(5)
    floor.c.client.data("agent.setState", "Ready")
    assert floor.told() == {C: ["1 ADDED RINGING", "1 RINGING RINGING"]}
    ringing = floor.c.interactions["1"]
    assert (ringing["ani"], ringing["dnis"], ringing["callType"]) == ("+4930123456", "8001", "INBOUND")
    assert ringing["userData"]["Segment"] == "Gold"
    floor.b.client.data("agent.setState", "Ready")
    floor.c.client.data("interaction.reject", "1")
    assert floor.told() == {
        B: ["1 ADDED RINGING", "1 RINGING RINGING"], C: ["1 RELEASED IDLE", "1 REMOVED IDLE"],
    }  # fmt: skip
    floor.b.client.data("voice.answer", "1")
    assert floor.told() == {B: ["1 ESTABLISHED TALKING"]}
    assert len(floor.centre.board.waiting) == 0


def test_an_agent_who_goes_offline_gives_what_rings_back_to_the_queue(floor: Floor) -> None:
    for seat in (floor.a, floor.b):
        seat.client.data("agent.setState", "NotReady")
    floor.queue()
    assert floor.told() == {C: ["1 ADDED RINGING", "1 RINGING RINGING"]}
    floor.b.client.data("agent.setState", "Ready")
    floor.c.client.data("agent.setState", "LogOff")
    assert floor.told() == {
        B: ["1 ADDED RINGING", "1 RINGING RINGING"], C: ["1 RELEASED IDLE", "1 REMOVED IDLE"],
    }  # fmt: skip


def test_an_agent_who_goes_offline_in_a_call_can_end_it(floor: Floor) -> None:
    floor.connected()
    floor.a.client.data("agent.setState", "LogOff")
    assert floor.a.client.error("voice.dial", "5002") == "Error: The agent is logged out of this medium."
    floor.a.client.data("voice.hold", "1")
    floor.a.client.data("voice.resume", "1")
    floor.a.client.data("voice.hangUp", "1")
    assert floor.told() == {
        A: ["1 HELD HELD", "1 ESTABLISHED TALKING", "1 RELEASED IDLE"], B: ["1 RELEASED IDLE"],
    }  # fmt: skip


def test_a_dialled_queue_reaches_an_agent_of_it(floor: Floor) -> None:
    floor.c.client.data("agent.setState", "NotReady")
    floor.a.client.data("voice.dial", "8001")
    assert floor.told() == {
        A: ["1 ADDED DIALING", "1 DIALING DIALING"], B: ["1 ADDED RINGING", "1 RINGING RINGING"],
    }  # fmt: skip
    floor.b.client.data("voice.answer", "1")
    assert floor.told() == {A: ["1 ESTABLISHED TALKING"], B: ["1 ESTABLISHED TALKING"]}
    assert floor.a.numbers("1") == ["5001"]


@pytest.mark.parametrize("operation", ["LogOff", "Dnd"])
def test_a_number_that_takes_no_calls_is_busy(floor: Floor, operation: str) -> None:
    floor.b.client.data("media.setState", "voice", operation)
    floor.a.client.data("voice.dial", "5001")
    assert floor.told() == {A: ["1 ADDED DIALING", "1 DIALING DIALING", "1 RELEASED IDLE"]}
    floor.a.client.data("voice.dial", "5002")
    floor.c.client.data("voice.answer", "1")
    assert floor.a.client.error("interaction.singleStepConference", "2", "5001") == (
        "Error: Nobody can be reached at the target now."
    )


def test_a_forwarded_number_rings_elsewhere(floor: Floor) -> None:
    floor.b.session.driver.call("device", {"forwardTo": "5002"})
    floor.a.client.data("voice.dial", "5001")
    assert list(floor.told()) == [A, C]


def test_nobody_is_in_a_call_twice(floor: Floor) -> None:
    floor.connected()
    taking_part = "Error: The target takes part already."
    assert floor.a.client.error("interaction.singleStepConference", "1", "5001") == taking_part
    assert floor.a.client.error("interaction.consult", "1", "5001") == taking_part
    floor.a.client.data("interaction.consult", "1", "5002")
    assert floor.a.client.error("interaction.consult", "1", "5002") == taking_part
    assert floor.b.client.error("interaction.consult", "1", "5001") == "Error: The target is the agent's own number."
    assert floor.b.client.error("voice.dial", "5001") == "Error: The target is the agent's own number."


def test_an_email_goes_to_another_agent(floor: Floor) -> None:
    floor.a.session.driver.call("email", {"subject": "Invoice"})
    floor.a.client.data("interaction.accept", "1")
    floor.told()
    floor.a.client.data("interaction.singleStepTransfer", "1", "5002", {"Key1": "a"})
    assert floor.told() == {
        A: ["1 ATTACHED_DATA_CHANGED ACCEPTED"], C: ["1 ADDED INVITED", "1 INVITED INVITED"],
    }  # fmt: skip
    assert floor.a.interactions["1"]["state"] == "TRANSFERRING"
    floor.c.client.data("interaction.accept", "1")
    assert floor.told() == {
        A: ["1 TRANSFER_COMPLETED TRANSFER_COMPLETED", "1 REMOVED TRANSFER_COMPLETED"], C: ["1 ACCEPTED ACCEPTED"],
    }  # fmt: skip
    assert floor.c.interactions["1"]["userData"]["Key1"] == "a"


def test_an_email_that_is_not_taken_stays_with_who_sent_it(floor: Floor) -> None:
    failed: list[str] = []
    floor.a.session.workspace.arrivals.when_failed = lambda _, text: failed.append(text)
    floor.a.session.driver.call("email", {"subject": "Invoice"})
    floor.a.client.data("interaction.accept", "1")
    floor.a.client.data("interaction.singleStepTransfer", "1", "5002")
    floor.told()
    floor.c.client.data("interaction.reject", "1")
    assert floor.told() == {A: ["1 ERROR ACCEPTED"], C: ["1 REVOKED REVOKED", "1 REMOVED REVOKED"]}
    assert failed == ["Error: Nobody can be reached at the target now."]
    floor.a.client.data("interaction.markdone", "1")


def test_a_chat_with_two_agents(floor: Floor) -> None:
    floor.a.session.driver.call("chat", {"from": "guest", "body": "Hello"})
    floor.a.client.data("interaction.accept", "1")
    floor.a.client.data("interaction.singleStepConference", "1", {"type": "AGENT", "destination": B})
    floor.b.client.data("interaction.accept", "1")
    floor.told()
    floor.b.session.driver.call("act", {"interactionId": "1", "action": "say", "text": "I can help."})
    floor.a.session.driver.call("customer", {"interactionId": "1", "action": "say", "text": "Thanks."})
    assert floor.told() == {agent: ["1 NEW_MESSAGE ACCEPTED"] * 2 for agent in (A, B)}
    floor.b.session.driver.call("act", {"interactionId": "1", "action": "leave"})
    assert floor.told() == {
        A: ["1 PARTY_CHANGED ACCEPTED"], B: ["1 LEFT_CONFERENCE LEFT_CONFERENCE", "1 REMOVED LEFT_CONFERENCE"],
    }  # fmt: skip
    floor.a.session.driver.call("customer", {"interactionId": "1", "action": "end"})
    assert floor.told() == {A: ["1 ENDED IDLE"]}


def test_a_link_that_was_lost_brings_back_what_there_is(floor: Floor) -> None:
    floor.connected()
    floor.b.session.driver.call("connection", {"state": "DISCONNECTED"})
    floor.a.client.data("interaction.setUserData", "1", {"Key2": "meanwhile"})
    floor.a.client.data("voice.hangUp", "1")
    assert floor.b.told() == []
    assert floor.b.client.error("voice.hangUp", "1") == "Error: The link to the contact centre is lost."
    floor.b.session.driver.call("connection", {"state": "RECONNECTED"})
    assert floor.b.told() == ["1 RELEASED IDLE"]
    assert floor.b.interactions["1"]["userData"]["Key2"] == "meanwhile"
    floor.b.session.driver.call("connection", {"state": "RECONNECTED"})
    assert floor.b.told() == []


def test_everything_ends_as_it_began(floor: Floor) -> None:
    before = floor.centre.board.calls.rows(), floor.centre.board.legs.rows()
    floor.connected()
    floor.a.client.data("interaction.consult", "1", "5002")
    floor.c.client.data("voice.answer", "1")
    floor.a.client.data("interaction.completeConference", "2")
    for seat in floor.seats:
        if "1" in seat.interactions and seat.interactions["1"]["state"] != "IDLE":
            seat.client.data("voice.hangUp", "1")
        seat.client.data("interaction.markdone", "1")
    assert (floor.centre.board.calls.rows(), floor.centre.board.legs.rows()) == before
