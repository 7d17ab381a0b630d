"""What only showed when several things came together; each test is about one of the defects that are planted."""

from __future__ import annotations

from scapi.centre.acts import Consult
from scapi.centre.agents import StateType
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE
from scapi.centre.open_media import EMAIL
from scapi.centre.simulator.clock import SimulatorClock
from scapi.host import Area
from scapi.protocol import errors
from scapi.store import Store
from scapi.testing import Client, FakeHost, fake_host, new_session
from scapi.values import Eventual, Failure, Outcome, when_answered
from scapi.workspace.cases import MOST_REMEMBERED
from tests.support.configurations import ALLOWED, configuration
from tests.unit.centre.simulator.bench import ADA, ELENA, Bench
from tests.unit.centre.simulator.scenes import inside
from tests.unit.test_replication import Network, Tab, ring


def tabs() -> tuple[Network, Tab, Tab]:
    network = Network()
    leader = network.tab()
    leader.replication.lead()
    return network, leader, network.follower()


def test_timers_that_were_cancelled_do_not_stay() -> None:
    clock = SimulatorClock(FakeHost(), Store())
    clock.call_later(3600, lambda: None)
    for _ in range(1000):
        clock.call_later(3600, lambda: None)()
    assert len(clock._timers) <= 3


def test_the_cases_that_were_looked_at_are_bounded() -> None:
    session = new_session(configuration(ALLOWED))
    cases = session.workspace.cases
    for number in range(3 * MOST_REMEMBERED):
        cases.select(f"case{number}")
    assert cases._history.value == tuple(f"case{number}" for number in range(2 * MOST_REMEMBERED, 3 * MOST_REMEMBERED))


def test_who_is_logged_out_of_voice_alone_consults_nobody_by_voice() -> None:
    bench = Bench()
    item = bench.accepted(EMAIL)
    desk = bench.centre.desks[ELENA]
    out = next(state for state in desk.states if state.type is StateType.LOGOUT)
    with bench.board.turn():
        desk.set_state([VOICE], out.operation)
    assert bench.refused(item, Consult(inside(ADA, VOICE), {}, {})) == CentreError(ErrorKind.LOGGED_OUT, VOICE)


def test_a_tab_that_follows_shows_that_the_link_is_lost() -> None:
    network, leader, follower = tabs()
    host = fake_host(follower.session)
    host.areas.clear()
    leader.session.drive("connection", {"state": "DISCONNECTED"})
    leader.replication.flush()
    network.deliver()
    assert Area.CONNECTION in host.areas


def test_an_answer_comes_after_the_state_that_it_tells_of() -> None:
    network, _, follower = tabs()
    seen: list[dict[str, str]] = []
    when_answered(follower.session.drive("ring", {"ani": "1"}), lambda _: seen.append(follower.states))
    network.deliver()
    assert seen == [{"1": "RINGING"}]


def test_what_was_asked_of_the_leader_before_fails_when_another_tab_leads() -> None:
    network, leader, follower = tabs()
    third = network.follower()
    leader.alive = False
    outcomes: list[Outcome] = []
    answer = follower.session.workspace.telephony.dial("5001", {}, {})
    assert isinstance(answer, Eventual)
    when_answered(answer, outcomes.append)
    network.deliver()
    third.replication.lead()
    network.deliver()
    assert outcomes == [Failure(errors.LEADER_LOST)]


def test_what_comes_after_its_failure_was_told_is_not_carried_out() -> None:
    network, leader, follower = tabs()
    outcomes: list[Outcome] = []
    when_answered(follower.session.drive("ring", {"ani": "1"}), outcomes.append)
    on_its_way, network.sent = network.sent, []
    for tab in (leader, follower):
        fake_host(tab.session).advance(20)
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [True]
    network.sent = on_its_way
    network.deliver()
    assert leader.states == {}


def test_tabs_that_both_lead_do_not_take_over_what_the_other_tells() -> None:
    """Until one of them has seen that it does not."""
    network = Network()
    one, other = network.tab(), network.tab()
    one.replication.lead()
    other.replication.lead()
    network.deliver()
    for tab in (one, other):
        tab.replication._epoch, tab.replication._seq = "same", 7
    ring(network, one)
    one.replication.flush()
    network.deliver()
    assert (one.states, other.states) == ({"1": "RINGING"}, {})


def test_a_block_stands_although_the_leading_tab_has_no_client_of_its_origin() -> None:
    network, leader, follower = tabs()
    ring(network, leader)
    blocking = follower.client()
    blocking.request("interaction.blockMarkdone", "1", "Not yet")
    network.deliver()
    leader.session.note_origins(leader.session.tabs.name, leader.session.origins)
    interaction = leader.session.workspace.interactions.get("1")
    assert interaction is not None
    assert len(interaction.blocks) == 1


def test_a_script_goes_on_in_the_tab_that_takes_over() -> None:
    network = Network()
    steps = '[[script]]\nat = 5\ncall = "ring"\n[script.args]\nani = "1"\n'
    for _ in range(2):
        session = new_session(configuration(ALLOWED), f'extends = "built-in"\n{steps}')
        Tab(network, session)
    leader, follower = network.tabs
    leader.replication.lead()
    leader.session.open_workspace()
    follower.replication.follow()
    network.deliver()
    network.crash(leader)
    follower.replication.lead()
    fake_host(follower.session).advance(6)
    assert follower.states == {"1": "RINGING"}


def test_no_toast_outlives_a_reset() -> None:
    session = new_session(configuration(ALLOWED))
    Client.opened(session, ALLOWED).data("system.popupToast", {"title": "News"})
    assert len(session.toasts.open()) == 1
    session.drive("reset", {})
    assert session.toasts.open() == ()


def test_a_tab_that_follows_logs_nobody_out() -> None:
    """The leading tab may have heard of the agent's work, and the clocks of tabs differ."""
    network = Network()
    option = "security.inactivity-timeout = 5"
    leader = network.tab(option)
    leader.replication.lead()
    leader.session.inactivity.resume()
    follower = network.follower(option)
    follower.session.inactivity.resume()
    fake_host(follower.session).advance(400)
    network.deliver()
    assert leader.session.workspace.presence.state.type is not StateType.LOGOUT
    assert network.sent == []
