"""The simulator behind its port."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scapi.centre.agents import SipDevice, StateType
from scapi.centre.conversations import Conversation, Notification, State, Verb
from scapi.centre.port import ContactCentre
from scapi.driven import DrivenSession
from scapi.testing import new_session
from scapi.values import DONE, Failure


class Listener:
    """Writes down what a contact centre tells."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.conversations: dict[str, Conversation] = {}

    def conversation_changed(self, notification: Notification) -> None:
        self.told.append(f"{notification.happening} {notification.conversation.state}")
        self.conversations[notification.conversation.id] = notification.conversation

    def media_changed(self, names: Sequence[str]) -> None:
        self.told.append(f"media {','.join(names)}")


@pytest.fixture
def session() -> DrivenSession:
    return new_session()


@pytest.fixture
def centre(session: DrivenSession) -> ContactCentre:
    return session.simulator


@pytest.fixture
def listener(centre: ContactCentre) -> Listener:
    listening = Listener()
    centre.listen(listening)  # type: ignore[arg-type]
    return listening


def only(listener: Listener) -> Conversation:
    (conversation,) = listener.conversations.values()
    return conversation


def test_states_of_media(centre: ContactCentre, listener: Listener) -> None:
    assert centre.set_state(["voice", "chat"], "NotReady") is DONE
    assert centre.set_state(["voice", "chat"], "NotReady") is DONE
    assert listener.told == ["media voice,chat"], "only what changed"
    assert {m.name: m.state.type for m in centre.media()}["voice"] is StateType.NOT_READY
    assert isinstance(centre.set_state(["voice"], "Nonsense"), Failure)


def test_a_call_tells_what_can_be_done(centre: ContactCentre, listener: Listener) -> None:
    assert centre.dial("5001", {"a": 1}, {}) is DONE
    call = only(listener)
    assert (call.state, call.dnis, call.ani, call.parties[0].username) == (State.DIALING, "5001", "5000", "ada.novak")
    assert Verb.HANG_UP in call.verbs
    assert Verb.HOLD not in call.verbs
    assert centre.call(call.id, Verb.HANG_UP) is DONE
    assert [told.split()[0] for told in listener.told][:2] == ["DIALING", "RELEASED"]
    assert only(listener).user_data["a"] == 1


def test_what_is_impossible_tells_nobody(centre: ContactCentre, listener: Listener) -> None:
    centre.dial("5001", {}, {})
    told = list(listener.told)
    call = only(listener)
    for verb in (Verb.ANSWER, Verb.HOLD, Verb.RESUME):
        assert isinstance(centre.call(call.id, verb), Failure)
    assert isinstance(centre.call("nothing", Verb.HANG_UP), Failure)
    assert isinstance(centre.set_user_data("nothing", {"a": 1}), Failure)
    assert isinstance(centre.delete_user_data("nothing", "a"), Failure)
    assert isinstance(centre.complete(call.id), Failure), "a live call cannot be completed"
    assert listener.told == told
    assert centre.complete("nothing") is DONE


def test_user_data_given_is_not_the_callers_own(centre: ContactCentre, listener: Listener) -> None:
    given = {"a": 1}
    centre.dial("5001", given, {})
    given["a"] = 2
    assert only(listener).user_data["a"] == 1
    before = only(listener)
    centre.set_user_data(before.id, {"a": 3})
    assert before.user_data["a"] == 1, "what was told stays as it was"


def test_microphone_and_speaker(centre: ContactCentre) -> None:
    for device in SipDevice:
        assert not centre.muted(device)
        centre.mute(device, True)
        assert centre.muted(device)
    centre.mute(SipDevice.SPEAKER, False)
    assert [centre.muted(device) for device in SipDevice] == [True, False]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("+442079460123", "Jonas Whitfield"),
        ("02079460123", "Jonas Whitfield"),
        ("0047 22 00 11 22", "Marta Olsen"),
        ("123", ""),
        ("", ""),
    ],
)
def test_contacts_are_found_by_the_end_of_their_number(session: DrivenSession, number: str, name: str) -> None:
    session.driver.call("ring", {"ani": number or "anonymous"})
    (interaction,) = session.workspace.interactions
    contact = interaction.conversation.contact
    assert (contact.display_name if contact else "") == name
    assert contact is None or contact.matched_by


def test_directory_names_can_be_dialled(session: DrivenSession) -> None:
    for entry in session.simulator.directory():
        session.workspace.telephony.dial(entry.number or entry.destination, {}, {})
    calls = [interaction.conversation for interaction in session.workspace.interactions]
    assert {call.call_type.value for call in calls} == {"INTERNAL"}
    numbered = [entry.number for entry in session.simulator.directory() if entry.number]
    assert [call.dnis for call in calls if call.dnis in numbered] == numbered


def test_an_agent_can_be_dialled_by_employee_id(session: DrivenSession) -> None:
    session.workspace.telephony.dial("SIP_5001", {}, {})
    (interaction,) = session.workspace.interactions
    assert interaction.conversation.dnis == "5001"


def test_nothing_happens_by_itself(session: DrivenSession) -> None:
    session.driver.call("ring", {"ani": "1"})
    session.workspace.telephony.dial("5001", {}, {})
    before = [(each.id, each.state) for each in session.workspace.interactions]
    session.driver.call("advance", {"seconds": 86_400})
    assert [(each.id, each.state) for each in session.workspace.interactions] == before
