"""One agent's port: what it tells, what it refuses, and the link that can be cut."""

from __future__ import annotations

import pytest

from scapi.centre.acts import NEEDS_MORE, CreateEmail, Dial, GetPreview, Pull, SetData, Step
from scapi.centre.agents import SipDevice, StateType
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Happening, State, Verb
from scapi.centre.port import Connection, Done, Found
from scapi.driven import DrivenSession
from scapi.testing import new_session
from tests.unit.centre.simulator.bench import ADA, ELENA, Bench
from tests.unit.centre.simulator.scenes import SCENES, Scene


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_the_start_tells_all_there_is(bench: Bench) -> None:
    listener = bench.listeners[ELENA]
    ((view, conversations),) = listener.restorations
    assert (view.profile.employee_id, conversations) == (ELENA, ())
    assert ELENA not in [entry.destination for entry in view.directory]
    call = bench.talk()
    bench.centre.port(ELENA).start(listener)
    assert listener.restorations[-1][1] == (bench.leg(call),)


def test_a_stopped_session_is_told_nothing(bench: Bench) -> None:
    bench.centre.port(ELENA).stop()
    bench.ring()
    assert bench.listeners[ELENA].changed == []


def test_states_of_media(bench: Bench) -> None:
    port, listener = bench.centre.port(ELENA), bench.listeners[ELENA]
    for _ in range(2):
        assert port.set_state(["voice", "chat"], "NotReady") == Done()
    assert [medium.name for medium in listener.media] == ["voice", "chat"], "only what changed"
    assert {medium.state.type for medium in listener.media} == {StateType.NOT_READY}
    unknown = port.set_state(["voice"], "Nonsense")
    assert unknown == CentreError(ErrorKind.UNKNOWN_STATE, "Nonsense")


def test_a_state_that_could_be_set_for_some_media_says_so_for_the_others(bench: Bench) -> None:
    bench.centre.change_device(ELENA, in_service=False)
    result = bench.centre.port(ELENA).set_state(["voice", "chat", "fax"], "NotReady")
    assert isinstance(result, Done)
    assert {name: error.kind for name, error in result.failed.items()} == {
        "voice": ErrorKind.REFUSED,
        "fax": ErrorKind.UNKNOWN_MEDIUM,
    }
    alone = bench.centre.port(ELENA).set_state(["nonsense"], "NotReady")
    assert alone == CentreError(ErrorKind.UNKNOWN_MEDIUM, "nonsense")


def test_an_operation_gives_its_token_to_what_comes_of_it(bench: Bench) -> None:
    port, listener = bench.centre.port(ELENA), bench.listeners[ELENA]
    call = bench.talk()
    listener.forget()
    port.do(call, SetData({"a": "1"}), "by me")
    port.open(Dial("0302", {}, {}), "dialled")
    bench.centre.do(call, SetData({"a": "2"}))
    assert [(each.happening, each.token) for each in listener.changed] == [
        (Happening.ATTACHED_DATA_CHANGED, "by me"),
        (Happening.HELD, "dialled"),
        (Happening.DIALING, "dialled"),
        (Happening.ATTACHED_DATA_CHANGED, ""),
    ]


def test_what_is_told_stays_as_it_was(bench: Bench) -> None:
    given = {"a": "1"}
    call = bench.open(Dial("0302", given, {}))
    given["a"] = "2"
    before = bench.leg(call)
    assert before.user_data == {"a": "1"}
    bench.act(call, SetData({"a": "3"}))
    assert before.user_data == {"a": "1"}


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_verb_without_what_it_needs_does_nothing(scene: Scene) -> None:
    """TRANSFER handed a chat over without a target, SAY sent an event without a message."""
    bench = Bench()
    conversation = scene.build(bench)
    for verb in NEEDS_MORE:
        possible = verb in bench.leg(conversation).verbs
        error = bench.refused(conversation, Step(verb))
        assert error.kind is (ErrorKind.BAD_VALUE if possible else ErrorKind.WRONG_STATE), verb


def test_nothing_is_known_of_what_is_not_there(bench: Bench) -> None:
    error = bench.refused("nothing", Verb.HANG_UP)
    assert error == CentreError(ErrorKind.UNKNOWN_CONVERSATION, "nothing")


def test_microphone_and_speaker(bench: Bench) -> None:
    port, listener = bench.centre.port(ELENA), bench.listeners[ELENA]
    for device in SipDevice:
        port.mute(device, True)
        assert device in listener.muted
    port.mute(SipDevice.SPEAKER, False)
    assert listener.muted == {SipDevice.MICROPHONE}
    assert port.view().muted == listener.muted


# ── the link ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [Connection.DISCONNECTED, Connection.DOWN])
def test_nothing_can_be_asked_while_the_link_is_lost(bench: Bench, state: Connection) -> None:
    call = bench.talk()
    port, listener = bench.centre.port(ELENA), bench.listeners[ELENA]
    port.link(state)
    before = bench.exported()
    answers = [
        port.do(call, Step(Verb.HOLD)),
        port.set_state(["voice"], "NotReady"),
        port.mute(SipDevice.SPEAKER, True),
        port.direct_push(False),
        port.do_not_disturb(True),
        port.forward("0302"),
        port.contacts("marta"),
        port.start(listener),
        *(port.open(each) for each in (Dial("1", {}, {}), CreateEmail("", {}), GetPreview("C"), Pull("1"))),
    ]
    assert answers == [CentreError(ErrorKind.NO_LINK)] * len(answers)
    assert bench.exported() == before


def test_what_happens_while_the_link_is_lost_is_told_when_it_is_there_again(bench: Bench) -> None:
    call = bench.talk()
    port, listener = bench.centre.port(ELENA), bench.listeners[ELENA]
    port.link(Connection.DISCONNECTED)
    listener.forget()
    second = bench.ring("0303")
    bench.centre.happen(call, Happening.UNKNOWN)
    assert listener.changed == []
    port.link(Connection.RECONNECTED)
    assert listener.connections == [Connection.DISCONNECTED, Connection.RECONNECTED]
    assert [leg.id for leg in listener.restorations[-1][1]] == [call, second]
    bench.act(call, Verb.HOLD)
    assert listener.happened(call) == [Happening.HELD]


def test_contacts_are_found(bench: Bench) -> None:
    found = bench.centre.port(ELENA).contacts("marta")
    assert isinstance(found, Found)
    assert [contact.display_name for contact in found.contacts] == ["Marta Olsen"]


def test_nobody_forwards_to_themselves(bench: Bench) -> None:
    port = bench.centre.port(ELENA)
    assert port.forward("5000") == port.forward(ELENA) == CentreError(ErrorKind.OWN_NUMBER)
    assert port.forward("0302") == Done()
    assert bench.listeners[ELENA].devices[-1].forward_to == "0302"


def test_do_not_disturb_keeps_calls_away(bench: Bench) -> None:
    bench.centre.port(ADA).do_not_disturb(True)
    assert bench.listeners[ADA].media[-1].state.type is StateType.DND_ON
    bench.open(Dial("5001", {}, {}))
    assert bench.legs(ADA) == []
    bench.centre.port(ADA).do_not_disturb(False)
    bench.open(Dial("5001", {}, {}))
    assert [leg.state for leg in bench.legs(ADA)] == [State.RINGING]


# ── through a session ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def session() -> DrivenSession:
    return new_session()


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
    directory = session.workspace.known.directory
    for entry in directory:
        session.workspace.telephony.dial(entry.number or entry.destination, {}, {})
    calls = [interaction.conversation for interaction in session.workspace.interactions]
    assert {call.call_type.value for call in calls} == {"INTERNAL"}
    numbered = [entry.number for entry in directory if entry.number]
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
