"""The client as the port of an agent: what it asks, what it tells, and how it comes back after a loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from scapi.centre import acts
from scapi.centre.agents import SipDevice
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Verb
from scapi.centre.directory import Target, TargetType
from scapi.centre.port import PortAnswer
from scapi.gws.driving import drive
from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from scapi.values import Eventual
from tests.support.gws import Agent, new_server
from tests.support.gws_link import GwsLink, GwsLinkClient
from tests.support.link import Site, interaction, ring

START = [
    "GET /settings/agent-states",
    "GET /contacts?fields=*&limit=1000",
    "GET /me?subresources=devices,channels,calls",
]


@pytest.fixture
def anna(server: GwsServer, host: FakeHost) -> GwsLink:
    """The workspace of an agent at the server that other agents use too."""
    return GwsLink("anna", server, host)


@pytest.fixture
def app(anna: GwsLink) -> GwsLinkClient:
    """A client of it that hears everything."""
    client = anna.open(Site.ALLOWED)
    client.subscribe("interaction", "agent", "media", "system")
    return client


def result_of(link: GwsLink, answer: PortAnswer) -> Any:
    """What an operation of the port comes to."""
    results: list[Any] = []
    if isinstance(answer, Eventual):
        answer.when_settled(results.append)
        link.wire.let_through()
    else:
        results.append(answer)
    return results[0]


def shown(link: GwsLink) -> list[tuple[str, str]]:
    """The interactions of a workspace by id and state."""
    return [(each["interactionId"], each["state"]) for each in link.call("state")["interactions"]]


# ── the start ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_logs_in_and_reads_what_has_come_of_that(anna: GwsLink) -> None:
    asked = anna.rest.asked
    assert asked[:4] == [*START, "POST /me StartContactCenterSession"]
    assert asked[4:7] == START
    assert anna.session.workspace.known.profile.username == "anna"
    assert [(medium.name, medium.state.operation) for medium in anna.session.workspace.known.media] == [
        ("voice", "Ready"),
        ("chat", "Ready"),
    ]
    assert [entry.destination for entry in anna.session.workspace.known.directory] == ["1002", "1003", "Sales"]


def test_who_is_logged_in_stays_as_is(server: GwsServer, host: FakeHost) -> None:
    """After a reload: neither the state nor the calls are touched."""
    before = Agent(server, host, "anna").log_in()
    before.do("/me/channels/voice", "Lunch")
    before.dial("+4930123456")
    link = GwsLink("anna", server, host)
    assert "POST /me StartContactCenterSession" not in link.rest.asked
    assert [medium.state.operation for medium in link.session.workspace.known.media] == ["Lunch", "Offline"]
    assert shown(link) == [("1", "DIALING")]
    (known,) = link.session.workspace.interactions
    assert known.conversation.id == before.calls[0]["id"]


def test_a_server_that_cannot_be_read_is_told(server: GwsServer, host: FakeHost) -> None:
    link = GwsLink("anna", server, host)
    link.wire.cut = True
    answers: list[Any] = []
    link.client._reader.read((), answers.append, log_in=True)
    link.wire.let_through()
    assert answers == [CentreError(ErrorKind.NO_ANSWER)]


def test_what_is_told_while_it_reads_makes_it_read_again(anna: GwsLink, app: GwsLinkClient) -> None:
    anna.rest.asked.clear()
    anna.client.listening()
    anna.client.told("/v2/me/calls", {})
    anna.wire.let_through()
    assert anna.rest.asked == START * 2
    assert app.events() == [], "nothing is different"


# ── two agents ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_apps_of_two_agents(server: GwsServer, host: FakeHost, anna: GwsLink, app: GwsLinkClient) -> None:
    """One dials the other, writes attached data that the other reads, and transfers to a third."""
    boris, carla = GwsLink("boris", server, host), GwsLink("carla", server, host)
    links = (anna, boris, carla)

    def settle() -> None:
        for link in (*links, *links):
            link.wire.let_through()

    his, hers = boris.open(Site.ALLOWED), carla.open(Site.ALLOWED)
    app.data("voice.dial", "5002", {"Key1": "first"})
    settle()
    assert his.data("interaction.getByInteractionId", "1")["userData"]["Key1"] == "first"
    his.data("voice.answer", "1")
    settle()
    app.data("interaction.setUserData", "1", {"Key1": "second"})
    settle()
    assert his.data("interaction.getByInteractionId", "1")["userData"]["Key1"] == "second"
    app.data("interaction.singleStepTransfer", "1", {"destination": "5003", "type": "CUSTOM_CONTACT"})
    settle()
    hers.data("voice.answer", "1")
    settle()
    assert shown(anna) == [("1", "IDLE")]
    assert shown(boris) == shown(carla) == [("1", "TALKING")]
    assert hers.data("interaction.getByInteractionId", "1")["parties"][0]["phoneNumber"] == "5002"
    assert hers.data("interaction.getByInteractionId", "1")["userData"]["Key1"] == "second"


def test_a_consultation_from_the_first_tone_to_the_conference(server: GwsServer, host: FakeHost, anna: GwsLink) -> None:
    boris, carla = Agent(server, host, "boris").log_in(), Agent(server, host, "carla").log_in()
    app = anna.open(Site.ALLOWED)
    app.data("voice.dial", "5002")
    boris.on_call("Answer")
    anna.wire.let_through()
    app.data("interaction.consult", "1", {"destination": "1003", "type": "AGENT"})
    carla.on_call("Answer")
    anna.wire.let_through()
    assert shown(anna) == [("1", "HELD"), ("2", "TALKING")]
    consultation = interaction(anna, "2")
    assert consultation is not None
    assert consultation["isConsultation"]
    assert consultation["parentInteractionId"] == "1"
    workspace = anna.session.workspace
    for held, talked in (("2", "1"), ("1", "2")):
        workspace.telephony.swap(talked)
        anna.wire.let_through()
        assert dict(shown(anna)) == {held: "HELD", talked: "TALKING"}
    app.data("interaction.completeConference", "2")
    anna.wire.let_through()
    assert shown(anna) == [("1", "TALKING")]
    parties = [party["phoneNumber"] for party in interaction(anna, "1")["parties"]]  # type: ignore[index]
    assert sorted(parties) == ["5002", "5003"]


@pytest.mark.parametrize("participants_as_objects", [True, False])
def test_both_formats_of_participants(host: FakeHost, participants_as_objects: bool) -> None:
    server = new_server(host, participants_as_objects=participants_as_objects)
    link = GwsLink("anna", server, host)
    call = ring(link, "5002")
    (party,) = interaction(link, call)["parties"]  # type: ignore[index]
    assert (party["phoneNumber"], party["type"], party["username"]) == ("5002", "AGENT", "boris")


def test_a_call_that_comes_back_is_another_interaction(anna: GwsLink) -> None:
    uuid = drive(anna.server, "ring", {"ani": "+4930123456", "queue": "Sales"})["callUuid"]  # type: ignore[call-overload, index]
    anna.wire.let_through()
    app = anna.open(Site.ALLOWED)
    app.data("interaction.reject", "1")
    assert shown(anna) == []
    app.data("media.setState", "voice", "NotReady")
    app.data("media.setState", "voice", "Ready")
    anna.wire.let_through()
    assert shown(anna) == [("2", "RINGING")]
    assert interaction(anna, "2")["callUuid"] == uuid  # type: ignore[index]


# ── states ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_media_that_are_set_together_are_told_together(app: GwsLinkClient) -> None:
    app.data("agent.setState", "NotReady")
    app.settle()
    told = [(event["event"], event["data"].get("name"), event["data"]["type"]) for event in app.events()]
    assert told == [("media", "voice", "NOT_READY"), ("media", "chat", "NOT_READY"), ("agent", None, "NOT_READY")]


def test_states_that_are_set_together_are_told_in_the_order_of_the_media(anna: GwsLink, app: GwsLinkClient) -> None:
    """The requests go side by side: which medium the server tells first is chance."""
    anna.client._news.gathering.expect(["voice", "chat"])
    for channel in ("chat", "voice"):
        anna.agent.do(f"/me/channels/{channel}", "NotReady")
    anna.wire.let_through()
    assert [event["data"]["media"] for event in app.events("media")] == ["voice", "chat"]


def test_what_does_not_come_is_not_waited_for(anna: GwsLink, app: GwsLinkClient) -> None:
    anna.server.centre.desks["1001"].forget_state("chat")
    anna.wire.let_through()
    before = len(app.events("media"))
    anna.client._news.gathering.expect(["voice", "chat"])
    anna.agent.do("/me/channels/voice", "NotReady")
    anna.wire.let_through()
    assert len(app.events("media")) == before
    anna.client._news.gathering.answered()
    anna.host.advance(1)
    assert len(app.events("media")) == before + 1


def test_do_not_disturb_is_a_state_of_the_list(anna: GwsLink, app: GwsLinkClient) -> None:
    app.data("media.setState", "voice", "DoNotDisturbOn")
    assert app.data("media.getMediaList")[0]["state"]["type"] == "DND_ON"
    assert anna.server.centre.desks["1001"].state.device.do_not_disturb
    app.data("media.setState", "voice", "Lunch")
    assert app.data("media.getMediaList")[0]["state"]["operationName"] == "Lunch"
    assert not anna.server.centre.desks["1001"].state.device.do_not_disturb


def test_do_not_disturb_on_everything(anna: GwsLink, app: GwsLinkClient) -> None:
    app.data("agent.setState", "DoNotDisturbOn")
    assert anna.rest.asked[-1] == "POST /me DoNotDisturbOn"
    assert [each["state"]["type"] for each in app.data("media.getMediaList")] == ["DND_ON"] * 2
    assert len(app.events("agent")) == 1
    app.data("agent.setState", "Ready")
    assert [each["state"]["type"] for each in app.data("media.getMediaList")] == ["READY"] * 2


def test_do_not_disturb_of_another_medium_alone_is_not_in_v2(anna: GwsLink, app: GwsLinkClient) -> None:
    assert app.error("media.setState", "chat", "DoNotDisturbOn") == "Error: This contact centre has no such operation."
    assert not anna.server.centre.desks["1001"].state.device.do_not_disturb


def test_do_not_disturb_of_who_is_logged_out(anna: GwsLink, app: GwsLinkClient) -> None:
    app.data("agent.setState", "Offline")
    app.data("agent.setState", "DoNotDisturbOn")
    assert [each["state"]["type"] for each in app.data("media.getMediaList")] == ["LOGOUT_DND_ON"] * 2
    app.data("agent.setState", "Ready")
    assert [each["state"]["type"] for each in app.data("media.getMediaList")] == ["READY"] * 2


def test_who_is_logged_out_logs_in_by_setting_a_state(anna: GwsLink, app: GwsLinkClient) -> None:
    app.data("agent.setState", "Offline")
    assert app.error("voice.dial", "5002") == "Error: The agent is logged out of this medium."
    app.data("agent.setState", "NotReady")
    assert [each["state"]["type"] for each in app.data("media.getMediaList")] == ["NOT_READY"] * 2


def test_a_device_out_of_service(anna: GwsLink, app: GwsLinkClient) -> None:
    drive(anna.server, "device", {"agent": "anna", "inService": False})
    anna.wire.let_through()
    assert app.data("media.getMediaList")[0]["state"]["type"] == "OUT_OF_SERVICE"
    answer = result_of(anna, anna.client.set_state(["voice", "chat"], "NotReady"))
    assert {name: error.text for name, error in answer.failed.items()} == {"voice": "Device '5001' is not registered."}


def test_the_telephone(anna: GwsLink) -> None:
    for operation in (anna.client.forward("5003"), anna.client.do_not_disturb(True)):
        assert not isinstance(result_of(anna, operation), CentreError)
    device = anna.session.workspace.known.device
    assert device is not None
    assert (device.forward_to, device.do_not_disturb) == ("5003", True)
    assert result_of(anna, anna.client.forward("5001")).kind is ErrorKind.OWN_NUMBER
    result_of(anna, anna.client.forward(""))
    assert anna.session.workspace.known.device.forward_to == ""  # type: ignore[union-attr]


# ── what v2 has, and has not ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_microphone_is_the_call_that_is_talked_on(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    for name in ("voice.muteMicrophone", "sipEndpoint.muteMicrophone"):
        app.data(name)
    anna.wire.let_through()
    assert anna.agent.calls[0]["mute"] == "On"
    assert SipDevice.MICROPHONE in anna.session.workspace.known.muted
    app.data("voice.unmuteMicrophone")
    anna.wire.let_through()
    assert anna.agent.calls[0]["mute"] == "Off"
    assert not anna.session.workspace.known.muted


def test_recording_and_tones(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    for name, state in (
        ("startCallRecording", "RECORDING"),
        ("pauseCallRecording", "PAUSED"),
        ("resumeCallRecording", "RECORDING"),
        ("stopCallRecording", "STOPPED"),
    ):
        app.data(f"voice.{name}", call)
        anna.wire.let_through()
        (known,) = anna.session.workspace.interactions
        assert known.conversation.recording is not None
        assert known.conversation.recording.value == state
    anna.session.workspace.telephony.send_dtmf(call, "12*#")
    anna.wire.let_through()
    (known,) = anna.session.workspace.interactions
    assert known.conversation.tones == "12*#"


TO = Target(TargetType.CUSTOM_CONTACT, "5002")
NOT_OFFERED: Mapping[str, Any] = {
    "e-mail": lambda client, _: client.open(acts.CreateEmail("a@b.example", {})),
    "preview": lambda client, _: client.open(acts.GetPreview("Spring")),
    "workbin": lambda client, _: client.open(acts.Pull("1")),
    "extensions of a dial": lambda client, _: client.open(acts.Dial("5002", {}, {"a": "b"})),
    "extensions of a transfer": lambda client, call: client.do(call, acts.Transfer(TO, {}, {"a": "b"})),
    "consulting by chat": lambda client, call: client.do(
        call, acts.Consult(Target(TargetType.AGENT, "1002", "chat"), {}, {})
    ),
    "contact": lambda client, call: client.do(call, acts.AssignContact(None)),
    "contacts": lambda client, _: client.contacts("Smith"),
    "speaker": lambda client, _: client.mute(SipDevice.SPEAKER, True),
    "direct push": lambda client, _: client.direct_push(True),
}


@pytest.mark.parametrize("what", NOT_OFFERED)
def test_what_v2_does_not_offer_fails_with_a_text(anna: GwsLink, app: GwsLinkClient, what: str) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    anna.wire.let_through()
    (known,) = anna.session.workspace.interactions
    anna.rest.asked.clear()
    answer = NOT_OFFERED[what](anna.client, known.conversation.id)
    assert isinstance(answer, CentreError)
    assert answer.kind is ErrorKind.NOT_OFFERED
    assert anna.rest.asked == []


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (acts.Step(Verb.RESUME), ErrorKind.WRONG_STATE),
        (acts.Step(Verb.MARK_DONE), ErrorKind.WRONG_STATE),
        (acts.Step(Verb.SEND), ErrorKind.WRONG_STATE),
        (acts.Step(Verb.SET_DATA), ErrorKind.NOT_OFFERED),
        (acts.SendTones("x"), ErrorKind.BAD_VALUE),
        (acts.RemoveParty("1"), ErrorKind.WRONG_STATE),
        (acts.Transfer(Target(TargetType.AGENT, "nobody"), {}, {}), ErrorKind.UNKNOWN_TARGET),
        (acts.Consult(Target(TargetType.AGENT, "1001"), {}, {}), ErrorKind.OWN_NUMBER),
        (acts.Conference(Target(TargetType.CUSTOM_CONTACT, "+4930123456"), {}, {}), ErrorKind.ALREADY_A_PARTY),
    ],
)
def test_what_cannot_be_is_not_asked(anna: GwsLink, app: GwsLinkClient, act: acts.Act, kind: ErrorKind) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    anna.wire.let_through()
    (known,) = anna.session.workspace.interactions
    anna.rest.asked.clear()
    answer = anna.client.do(known.conversation.id, act)
    assert isinstance(answer, CentreError)
    assert answer.kind is kind
    assert anna.rest.asked == []


# ── failures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_words_of_the_server(anna: GwsLink, app: GwsLinkClient) -> None:
    drive(anna.server, "refuse", {"operation": "dial"})
    assert "The operation was refused." in app.error("voice.dial", "5002")
    assert len(anna.client._expected) == 0, "what comes later is not of it"


def test_a_failure_after_acceptance_is_told(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    failures: list[tuple[Any, str]] = []
    arrivals = anna.session.workspace.arrivals
    arrivals.when_failed = lambda interaction, text: failures.append((interaction and interaction.id, text))
    app.data("interaction.singleStepTransfer", call, {"destination": "5002", "type": "CUSTOM_CONTACT"})
    anna.wire.let_through()
    assert app.event_types()[-1] == "ERROR"
    assert [each for each, _ in failures] == [call]
    assert interaction(anna, call)["state"] == "TALKING"  # type: ignore[index]


def test_an_answer_that_does_not_come_is_a_failure_in_time(anna: GwsLink, app: GwsLinkClient) -> None:
    """What it did all the same is told when it is done."""
    call = ring(anna)
    reference = app.post({"request": "voice.answer", "parameters": [call]})
    anna.wire._on_its_way.clear()  # neither the request nor anything else arrives
    anna.host.advance(8.6)
    reply = next(each for each in app.replies() if each.get("referenceId") == reference)
    assert "did not answer" in reply["errorMessage"]
    anna.agent.on_call("Answer")
    anna.wire.let_through()
    assert interaction(anna, call)["state"] == "TALKING"  # type: ignore[index]


def test_a_network_that_fails(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    anna.wire.cut = True
    assert "did not answer" in app.error("voice.answer", call)


def test_an_expired_session(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    (session,) = anna.server.state.sessions.end_others(anna.server.state.roster.agent("1001"), None)
    assert session.user.name == "anna"
    assert "Access denied" in app.error("voice.answer", call)


# ── the link ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def connections(app: GwsLinkClient) -> list[str]:
    return [event["data"]["state"] for event in app.events("system")]


def test_a_lost_link_comes_back_with_one_event_for_each_difference(
    server: GwsServer, host: FakeHost, anna: GwsLink, app: GwsLinkClient
) -> None:
    boris = Agent(server, host, "boris").log_in()
    app.data("voice.dial", "5002")
    app.settle()
    before = len(app.events())
    anna.wire.cut = True
    drive(server, "dropSessions", {"agent": "anna"})
    anna.wire.let_through()
    assert connections(app) == ["DISCONNECTED"]
    assert app.error("voice.hangUp", "1") == "Error: The link to the contact centre is lost."
    boris.on_call("Answer")
    boris.on_call("UpdateUserData", userData={"Key1": "x"})
    drive(server, "logOut", {"agent": "boris"})
    anna.wire.cut = False
    host.advance(1)
    anna.wire.let_through()
    assert connections(app) == ["DISCONNECTED", "RECONNECTED"]
    told = [event["data"]["eventType"] for event in app.events()[before:]]
    assert told == ["REALTIME_CONNECTION", "REALTIME_CONNECTION", "ESTABLISHED"]
    assert app.data("interaction.getByInteractionId", "1")["userData"]["Key1"] == "x"
    app.data("voice.hangUp", "1")
    assert shown(anna) == [("1", "IDLE")]


def test_a_link_that_stays_lost_is_down(anna: GwsLink, app: GwsLinkClient) -> None:
    anna.call("connection", {"state": "DOWN"})
    assert connections(app) == ["DISCONNECTED", "DOWN"]
    anna.call("connection", {"state": "RECONNECTED"})
    assert connections(app) == ["DISCONNECTED", "DOWN", "RECONNECTED"]


def test_what_ended_and_what_came_meanwhile(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    app.settle()
    before = len(app.events())
    anna.call("connection", {"state": "DISCONNECTED"})
    drive(anna.server, "farEnd", {"callUuid": anna.agent.calls[0]["callUuid"], "action": "hangUp"})
    drive(anna.server, "ring", {"ani": "+4930999", "agent": "anna"})
    anna.agent.do("/me/channels/voice", "Lunch")
    anna.call("connection", {"state": "RECONNECTED"})
    told = [event["data"]["eventType"] for event in app.events()[before:]]
    assert told == [
        "REALTIME_CONNECTION", "REALTIME_CONNECTION", "STATE_CHANGED", "STATE_CHANGED", "RELEASED", "ADDED", "RINGING",
    ]  # fmt: skip
    assert shown(anna) == [("1", "IDLE"), ("2", "RINGING")]
    app.data("interaction.markdone", "1")
    assert shown(anna) == [("2", "RINGING")]


def test_a_killed_session_is_taken_up_again_at_once(anna: GwsLink, app: GwsLinkClient) -> None:
    first = anna.channel.client_id
    drive(anna.server, "dropSessions", {"agent": "anna"})
    anna.wire.let_through()
    anna.host.advance(1)
    anna.wire.let_through()
    assert anna.channel.client_id != first
    assert connections(app) == ["DISCONNECTED", "RECONNECTED"]
    ring(anna)
    assert app.event_types()[-2:] == ["ADDED", "RINGING"]


def test_the_end_leaves_agent_and_calls_as_they_are(anna: GwsLink, app: GwsLinkClient) -> None:
    call = ring(anna)
    app.data("voice.answer", call)
    app.settle()
    before = len(app.events())
    anna.client.stop()
    drive(anna.server, "farEnd", {"callUuid": anna.agent.calls[0]["callUuid"], "action": "hangUp"})
    anna.wire.let_through()
    assert len(app.events()) == before
    assert anna.agent.get("/me/channels/voice")["channel"]["userState"]["state"] == "Ready"


def test_who_has_written_is_known(anna: GwsLink, app: GwsLinkClient) -> None:
    """A notification is of the operation that it came of: the change is the client's, not somebody else's."""
    call = ring(anna)
    app.data("interaction.setUserData", call, {"Key1": "mine"})
    anna.wire.let_through()
    (known,) = anna.session.workspace.interactions
    assert known.changes["Key1"].actor.origin == app.origin
    anna.agent.on_call("UpdateUserData", userData={"Key3": "another"})
    anna.wire.let_through()
    (known,) = anna.session.workspace.interactions
    assert known.changes["Key3"].actor.origin != app.origin
    assert len(anna.client._expected) == 0
