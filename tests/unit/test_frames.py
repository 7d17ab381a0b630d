"""Frames: which document a subscription belongs to, whatever order messages and load events come in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.frames import SUBSCRIPTIONS_KEPT, Frame, Frames, Mode, split_address
from scapi.protocol.messages import MISSING
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Success
from tests.support.configurations import configuration

A, B = "https://a.example", "https://b.example"


@dataclass(frozen=True)
class Page:
    """A document: what it says before and after its load event, and how long it stays."""

    before: tuple[bool, ...]
    after: tuple[bool, ...]
    origin: str
    stays: float

    @property
    def speaks(self) -> bool:
        return bool(self.before or self.after)


messages = st.lists(st.booleans(), max_size=3).map(tuple)  # whether each is a subscribe
pages = st.builds(Page, messages, messages, st.sampled_from([A, A, A, B]), st.sampled_from([20.0, 100.0]))


class Play:
    """Lets documents with library-like ids follow each other in one frame, and looks at it after every step."""

    def __init__(self) -> None:
        self.frame = Frame("frame1", "", "")
        self.now = 0.0

    def document(self, number: int, page: Page) -> None:
        event = f"document {number}"
        subscribed = 0
        for reference, subscribe in enumerate((*page.before, None, *page.after)):
            if subscribe is None:
                self.frame.loaded(self.now)
            else:
                said = reference if reference < len(page.before) else reference - 1
                self.frame.hear(page.origin, str(said), self.now)
            if subscribe:
                self.frame.subscribe((event,), page.origin, self.now)
                subscribed += 1
            held = [subscription.events[0] for subscription in self.frame.subscriptions.values()]
            assert held.count(event) == subscribed, "the document keeps its own subscriptions"
            if subscribe is None:
                assert set(held) <= {event}, "no earlier subscription survives a load"
            self.now += 0.2
        self.now += page.stays


def play(documents: list[Page]) -> None:
    running = Play()
    for number, page in enumerate(documents):
        running.document(number, page)


@given(st.lists(pages.filter(lambda page: page.speaks), min_size=1, max_size=6))
def test_documents_that_speak(documents: list[Page]) -> None:
    play(documents)


@given(st.lists(pages, min_size=1, max_size=6))
def test_documents_some_of_which_are_silent(documents: list[Page]) -> None:
    play(documents)


@pytest.mark.parametrize("mode", [Mode.TAB, Mode.BACKGROUND, Mode.HIDDEN])
@pytest.mark.parametrize("earlier", ["nothing", "a page that spoke", "a silent page", "a page of another origin"])
@pytest.mark.parametrize("order", ["subscribe, load", "load, subscribe"])
def test_a_new_document_keeps_its_subscription(order: str, earlier: str, mode: Mode) -> None:
    session = new_session(configuration(f"{A}, {B}"))
    client = Client.opened(session, A)
    client.frame.mode = mode
    host = fake_host(session)
    if earlier == "a page that spoke":
        client.loaded()
        client.subscribe("media")
    elif earlier == "a silent page":
        client.loaded()
    elif earlier == "a page of another origin":
        Client(session, client.frame_id, B).subscribe("media")
        client.loaded()
    host.advance(30)
    client.new_document()
    if order == "subscribe, load":
        client.subscribe("agent")
        host.advance(0.5)
        client.loaded()
    else:
        client.loaded()
        host.advance(0.5)
        client.subscribe("agent")
    client.forget()
    session.workspace.presence.set_state("NotReady")
    assert [event["event"] for event in client.events] == ["agent"]


@pytest.mark.parametrize("speaks_again", [False, True])
def test_a_reload_ends_what_was_subscribed(speaks_again: bool) -> None:
    session = new_session(configuration(A))
    client = Client.opened(session, A)
    client.subscribe("agent")
    client.loaded()
    fake_host(session).advance(10)
    client.new_document()
    if speaks_again:
        client.request("agent.get")
    client.loaded()
    client.forget()
    session.workspace.presence.set_state("NotReady")
    assert client.events == []


def test_a_document_is_introduced_once_and_the_next_one_again() -> None:
    session = new_session(configuration(A))
    client = Client.opened(session, A)

    def introductions() -> int:
        return sum("frameId" in message for message in client.received)

    client.request("agent.get")
    client.loaded()
    client.request("agent.get")
    assert introductions() == 1
    fake_host(session).advance(10)
    client.new_document()
    client.request("agent.get")
    client.loaded()
    client.request("agent.get")
    assert introductions() == 1
    fake_host(session).advance(10)
    client.new_document()
    client.loaded()
    client.request("agent.get")
    assert introductions() == 1


@pytest.mark.parametrize("origin_before", [None, A, B])
def test_a_document_that_speaks_before_its_load_event_is_introduced_once(origin_before: str | None) -> None:
    session = new_session(configuration(f"{A}, {B}"))
    client = Client.opened(session, A)
    if origin_before is not None:
        Client(session, client.frame_id, origin_before).request("agent.get")
    client.loaded()
    fake_host(session).advance(60)
    client.new_document()
    client.request("agent.get")
    client.loaded()
    client.request("agent.get")
    assert sum("frameId" in message for message in client.received) == 1


@pytest.mark.parametrize("references", [["0"], ["a-1"], [7]])
def test_a_request_before_the_load_event_is_answered_after_it(references: list[str | int]) -> None:
    """A silent page (a log-in, say) was in the frame before, so that the ids alone say nothing."""
    session = new_session(configuration(A))
    client = Client.opened(session, A)
    eventual = Eventual()
    session.service.handle_with({"agent.get": lambda _, __: eventual})
    client.loaded()
    fake_host(session).advance(60)
    for reference in references:
        client.request("agent.get", referenceId=reference)
    fake_host(session).advance(0.5)
    client.loaded()
    eventual.settle(Success("here"))
    assert [reply["data"] for reply in client.replies] == ["here"]


def test_another_origin_ends_the_subscriptions_at_once() -> None:
    frame = Frame("frame1", "", "")
    frame.hear(A, "0")
    frame.subscribe(("agent",), A, 0.0)
    assert frame.hear(B, None) is True
    assert frame.subscriptions == {}
    assert frame.hear(B, "0") is False
    assert frame.hear(A, "0") is True


def test_a_pop_up_begins_again_with_its_ids() -> None:
    frame = Frame("frame1", "", "", mode=Mode.POPUP)
    for reference in ("0", "1", "2"):
        frame.hear(A, reference)
    frame.subscribe(("agent",), A, 0.0)
    frame.hear(A, "1")
    assert frame.subscribed("agent"), "a repeated id other than 0 says nothing"
    frame.hear(A, "0")
    assert not frame.subscribed("agent")
    assert frame.subscribe(("agent",), A, 0.0) == 0


@pytest.mark.parametrize("reference", ["own", 0, 1.5, None, [], {"a": 1}, MISSING, "9" * 100, "٣"])
def test_ids_of_their_own_are_no_hint_in_the_first_document(reference: object) -> None:
    frame = Frame("frame1", "", "")
    for _ in range(3):
        frame.hear(A, reference)  # type: ignore[arg-type]
        frame.subscribe(("agent",), A, 0.0)
    frame.loaded(1.0)
    assert len(frame.subscriptions) == 3


@pytest.mark.parametrize("spoke_before", [False, True])
@pytest.mark.parametrize("prefix", ["session-", "session-" * 20], ids=["short", "long"])
def test_ids_that_are_no_numbers(prefix: str, spoke_before: bool) -> None:
    frame = Frame("frame1", "", "")
    if spoke_before:
        frame.hear(A, f"{prefix}first", 0.0)
        frame.subscribe(("media",), A, 0.0)
    frame.loaded(0.1)
    for number in range(5):
        frame.hear(A, f"{prefix}{number}", 100.0)
        if number == 0:
            frame.subscribe(("agent",), A, 100.0)
    frame.loaded(100.5)
    assert frame.subscribed("agent")
    assert not frame.subscribed("media")


def test_subscription_numbers_count_from_zero_and_are_not_used_again() -> None:
    frame = Frame("frame1", "", "")
    assert [frame.subscribe(("a",), A, 0.0) for _ in range(3)] == [0, 1, 2]
    assert frame.unsubscribe(1)
    assert not frame.unsubscribe(1)
    assert frame.subscribe(("a",), A, 0.0) == 3
    for wrong in (True, "0", 0.0, None, [], 99, -1):
        assert not frame.unsubscribe(wrong), wrong


def test_subscriptions_have_an_end() -> None:
    frame = Frame("frame1", "", "")
    for _ in range(SUBSCRIPTIONS_KEPT + 10):
        frame.subscribe(("a",), A, 0.0)
    assert len(frame.subscriptions) == SUBSCRIPTIONS_KEPT
    assert 0 not in frame.subscriptions


def test_ids_of_frames_are_never_used_again() -> None:
    frames = Frames()
    first = frames.add(Frame(frames.new_id(), "", "", interaction_id="1"))
    assert (first.id, frames.get("frame1"), len(frames)) == ("frame1", first, 1)
    assert frames.of_interaction("1") == (first,)
    assert frames.remove("frame1") is first
    assert frames.remove("frame1") is None
    assert (frames.new_id(), list(frames)) == ("frame2", [])


def test_a_constant_id_in_a_tab_gets_every_answer() -> None:
    """Ids alone are no proof of another document: an answer is dropped after a load event, not before."""
    session = new_session(configuration(A))
    client = Client.opened(session, A)
    client.loaded()
    eventual = Eventual()
    session.service.handle_with({"agent.get": lambda _, __: eventual})
    for reference in ("0", "1", "0", "0"):
        client.request("agent.get", referenceId=reference)
    eventual.settle(Success("here"))
    assert [reply["referenceId"] for reply in client.replies] == ["0", "1", "0", "0"]


def test_a_pop_up_with_a_constant_id_hears_its_events() -> None:
    session = new_session(configuration(A))
    client = Client.opened(session, A)
    client.frame.mode = Mode.POPUP
    client.subscribe("agent", referenceId="0")
    for _ in range(3):
        fake_host(session).advance(30)
        client.request("agent.get", referenceId="0")
    session.workspace.presence.set_state("NotReady")
    assert [event["event"] for event in client.events] == ["agent"]
    assert sum("frameId" in message for message in client.received) == 1


def test_an_unlisted_document_is_not_introduced_at_its_load() -> None:
    session = new_session(configuration(A))
    client = Client.opened(session, B)
    for _ in range(2):
        client.request("agent.get")
        client.loaded()
        fake_host(session).advance(20)
        client.new_document()
    assert [posted for posted in fake_host(session).posted if "frameId" in posted.message] == []


def test_a_silent_page_is_not_introduced_in_the_name_of_the_one_before() -> None:
    session = new_session(configuration(A))
    client = Client.opened(session, A)
    client.request("agent.get")
    client.loaded()
    fake_host(session).advance(20)
    before = len(client.log)
    client.loaded()
    assert client.log[before:] == []


def test_a_document_is_introduced_at_its_load_when_its_ids_said_nothing_before() -> None:
    session = new_session(configuration(A))
    client = Client.opened(session, A)
    client.request("agent.get", referenceId="own-1")
    client.loaded()
    fake_host(session).advance(60)
    client.new_document()
    client.request("agent.get", referenceId="own-2")
    assert not [message for message in client.received if "frameId" in message], "it could be the same page"
    client.loaded()
    assert len([message for message in client.received if "frameId" in message]) == 1


def test_a_frame_is_named_alike_in_every_tab() -> None:
    assert Frame("frame7", "", "", section="App", interaction_id="3").place == "App#3"
    assert Frame("frame8", "", "", section="App").place == "App#"
    assert Frame("frame9", "", "").place == "frame9"


def test_a_page_is_confirmed_by_a_message_of_its_own() -> None:
    frame = Frame("frame1", "", "")
    assert not frame.confirmed
    frame.loaded(0)
    assert not frame.confirmed
    frame.hear(A, "0", 1)
    assert frame.confirmed
    frame.hear(A, "1", 30)
    frame.loaded(60)
    assert not frame.confirmed, "whatever is there now has said nothing"
    frame.hear(B, None, 61)
    assert frame.confirmed, "also by what is none of ours"


def test_a_page_that_speaks_before_its_load_event_is_confirmed() -> None:
    frame = Frame("frame1", "", "")
    for reference in ("0", "1", "2"):
        frame.hear(A, reference, 1)
    frame.loaded(1.5)
    assert frame.confirmed
    frame.hear(A, "0", 60)
    frame.loaded(60.5)
    assert frame.confirmed


def test_a_page_is_not_confirmed_by_what_may_have_been_said_before_it() -> None:
    frame = Frame("frame1", "", "")
    frame.loaded(0)
    frame.hear(A, "own-1", 1)
    frame.hear(A, "own-2", 60)
    frame.loaded(62)
    assert not frame.confirmed
    frame.hear(A, "own-3", 63)
    assert frame.confirmed


@pytest.mark.parametrize(
    ("address", "split"),
    [
        ("frame1", ("frame1", 0)),
        ("frame1/2", ("frame1", 2)),
        ("", ("", 0)),
        ("/:", ("/:", 0)),
        ("frame1/", ("frame1/", 0)),
        ("frame1/-1", ("frame1/-1", 0)),
        ("frame1/\u0661", ("frame1/\u0661", 0)),
        ("a/b/3", ("a/b", 3)),
    ],
)
def test_an_address_is_a_frame_or_its_port(address: str, split: tuple[str, int]) -> None:
    assert split_address(address) == split
