"""A request is answered late, when another page is in the frame: the answer must not reach that page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scapi.decisions import Reason
from scapi.frames import Mode
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Failure, Outcome, Success
from tests.support.configurations import ALLOWED, UNLISTED, configuration

SECRET = "what the first page asked for"
OTHER = "https://other.example"


class Setting:
    """A client whose ``agent.get`` is answered when the test says so."""

    def __init__(self) -> None:
        self.session = new_session(configuration(f"{ALLOWED}, {OTHER}"))
        self.client = Client.opened(self.session, ALLOWED)
        self.client.loaded()
        self.eventual = Eventual()
        self.session.service.handle_with({"agent.get": lambda _, __: self.eventual})
        assert self.client.request("agent.get") is None

    def settle(self, outcome: Outcome | None = None) -> None:
        self.eventual.settle(outcome or Success(SECRET))

    @property
    def posted(self) -> str:
        return str(fake_host(self.session).posted)

    @property
    def reasons(self) -> list[Reason | None]:
        return [entry.decision.reason for entry in self.client.log if entry.direction.value == "out"]


def another_origin(setting: Setting) -> None:
    Client(setting.session, setting.client.frame_id, OTHER).request("agent.getState")


def unlisted_origin(setting: Setting) -> None:
    Client(setting.session, setting.client.frame_id, UNLISTED).request("agent.getState")


def unlisted_origin_that_does_not_speak_our_language(setting: Setting) -> None:
    Client(setting.session, setting.client.frame_id, UNLISTED).send("hello")


def null_origin(setting: Setting) -> None:
    Client(setting.session, setting.client.frame_id, "null").send({})


def same_origin_loaded_again(setting: Setting) -> None:
    setting.client.loaded()


def same_origin_that_speaks_and_loads(setting: Setting) -> None:
    Client(setting.session, setting.client.frame_id, ALLOWED).subscribe("agent")
    setting.client.loaded()


def same_origin_that_loads_and_speaks(setting: Setting) -> None:
    setting.client.loaded()
    Client(setting.session, setting.client.frame_id, ALLOWED).subscribe("agent")


def there_and_back(setting: Setting) -> None:
    another_origin(setting)
    setting.client.loaded()
    Client(setting.session, setting.client.frame_id, ALLOWED).request("agent.getState")
    setting.client.loaded()


@pytest.mark.parametrize(
    "navigate",
    [
        another_origin,
        unlisted_origin,
        unlisted_origin_that_does_not_speak_our_language,
        null_origin,
        same_origin_loaded_again,
        same_origin_that_speaks_and_loads,
        same_origin_that_loads_and_speaks,
        there_and_back,
    ],
    ids=lambda function: function.__name__,
)
@pytest.mark.parametrize("outcome", [Success(SECRET), Failure(f"Error: {SECRET}")], ids=["success", "failure"])
def test_the_answer_is_dropped(navigate: Callable[[Setting], None], outcome: Outcome) -> None:
    setting = Setting()
    navigate(setting)
    setting.settle(outcome)
    assert SECRET not in setting.posted
    assert setting.reasons[-1] is Reason.FRAME_NAVIGATED


def test_the_answer_is_dropped_when_the_frame_is_gone() -> None:
    setting = Setting()
    setting.session.driver.call("closeClient", {"frameId": setting.client.frame_id})
    setting.settle()
    assert SECRET not in setting.posted
    assert setting.reasons[-1] is Reason.FRAME_GONE


def test_the_answer_arrives_when_nothing_has_moved() -> None:
    setting = Setting()
    setting.client.subscribe("agent")
    setting.settle()
    assert SECRET in setting.posted
    assert fake_host(setting.session).posted[-1].target_origin == ALLOWED


def test_the_answer_arrives_when_the_load_event_is_that_of_the_asking_page() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    eventual = Eventual()
    session.service.handle_with({"agent.get": lambda _, __: eventual})
    client.request("agent.get")
    client.loaded()
    eventual.settle(Success("here"))
    assert [reply["data"] for reply in client.replies] == ["here"]


def test_a_new_page_that_speaks_before_its_load_event_gets_its_own_late_answers() -> None:
    setting = Setting()
    page = Client(setting.session, setting.client.frame_id, ALLOWED)
    mine = Eventual()
    setting.session.service.handle_with({"agent.getState": lambda _, __: mine})
    page.request("agent.getState")
    page.loaded()
    mine.settle(Success("the new page's"))
    setting.settle()
    assert [reply.get("data") for reply in page.replies] == ["the new page's"]


def test_a_pop_up_whose_ids_start_again_is_another_page() -> None:
    setting = Setting()
    setting.client.frame.mode = Mode.POPUP
    Client(setting.session, setting.client.frame_id, ALLOWED).request("agent.getState")
    setting.settle()
    assert SECRET not in setting.posted


def test_events_do_not_follow_a_frame_to_another_origin() -> None:
    session = new_session(configuration(f"{ALLOWED}, {OTHER}"))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    moved = Client(session, client.frame_id, OTHER)
    moved.send("any message at all")
    session.driver.call("ring", {"ani": "1"})
    assert client.events == []
    assert moved.events == []
    back = Client(session, client.frame_id, ALLOWED)
    back.request("agent.get")
    session.driver.call("ring", {"ani": "2"})
    assert back.events == [], "coming back does not bring the subscriptions back"


def test_an_event_names_the_origin_that_subscribed_as_its_target() -> None:
    """A page that has moved and said nothing yet: the browser drops what is posted for another origin."""
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    session.driver.call("ring", {"ani": "1"})
    assert {posted.target_origin for posted in fake_host(session).posted} == {ALLOWED}
