"""The toasts of what rings: how long it still does, and how it ended."""

from __future__ import annotations

import pytest

from host_page.views.notices.endings import STAYS, Endings
from host_page.views.notices.toasts import Toast, toasts_model
from host_page.views.rail.model import entries
from host_page.views.regions import Region
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, Stage


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.session.outlet.when_published = Endings(stage.session, stage.ui, stage.page).hear
    return stage


def far_end(stage: Stage, interaction_id: str, action: str) -> None:
    stage.session.driver.call("farEnd", {"interactionId": interaction_id, "action": action})


def customer(stage: Stage, interaction_id: str, action: str) -> None:
    stage.session.driver.call("customer", {"interactionId": interaction_id, "action": action})


def toasts(stage: Stage) -> list[Toast]:
    return list(toasts_model(stage.session, stage.ui).toasts)


def ended(stage: Stage) -> list[tuple[str, str]]:
    return [(toast.name, toast.line) for toast in toasts(stage) if toast.ended]


@pytest.mark.parametrize(
    ("action", "line"), [("hangUp", "Caller hung up"), ("noAnswer", "Went back to the queue")]
)  # fmt: skip
def test_a_call_that_ends_by_itself_says_how_for_a_moment(stage: Stage, action: str, line: str) -> None:
    call = stage.ring()
    stage.page.regions.clear()
    far_end(stage, call, action)
    assert ended(stage) == [("Jonas Whitfield", line)]
    assert Region.TOASTS in stage.page.regions
    page = Page(stage.html(Region.TOASTS))
    assert page.text(id=f"toast-line-{call}") == line
    assert page.all("button") == page.all("time") == []
    stage.page.regions.clear()
    stage.host.advance(STAYS)
    assert toasts(stage) == []
    assert Region.TOASTS in stage.page.regions


@pytest.mark.parametrize(
    ("action", "line"), [("revoke", "Went back to the queue"), ("take", "Went to another agent")]
)  # fmt: skip
@pytest.mark.parametrize("name", ["email", "chat", "workitem"])
def test_an_invitation_that_is_taken_back_says_so(stage: Stage, name: str, action: str, line: str) -> None:
    customer(stage, stage.come_in(name), action)
    assert [how for _, how in ended(stage)] == [line]


@pytest.mark.parametrize("action", ["accept", "reject", "reject-oldest", "hang-up"])
def test_what_the_agent_does_here_is_no_news(stage: Stage, action: str) -> None:
    stage.run(action, stage.ring())
    assert toasts(stage) == []
    # And what rings next is told of again.
    stage.session.driver.call("reset", {})
    far_end(stage, stage.ring(), "hangUp")
    assert len(ended(stage)) == 1


def test_an_invitation_rejected_among_the_commands_is_no_news(stage: Stage) -> None:
    stage.run("media-act", f"{stage.come_in('email')} reject")
    assert toasts(stage) == []


def test_what_a_client_rejects_says_where_it_went(stage: Stage) -> None:
    stage.client(FULL).request("voice.hangUp", stage.ring())
    assert [how for _, how in ended(stage)] == ["Went back to the queue"]


def test_the_end_of_a_conversation_that_was_accepted_is_not_told(stage: Stage) -> None:
    far_end(stage, stage.talk(), "hangUp")
    customer(stage, stage.opened("email"), "revoke")
    assert toasts(stage) == []


def test_a_toast_keeps_its_place_when_it_ends(stage: Stage) -> None:
    calls = [stage.ring(str(number)) for number in range(3)]
    far_end(stage, calls[1], "hangUp")
    assert [(toast.id, toast.ended, toast.first) for toast in toasts(stage)] == [
        (calls[0], False, True),
        (calls[1], True, False),
        (calls[2], False, False),
    ]


def test_what_was_not_shown_does_not_end_in_view(stage: Stage) -> None:
    calls = [stage.ring(str(number)) for number in range(4)]
    far_end(stage, calls[3], "hangUp")
    assert ended(stage) == []
    stage.session.tabs.last_active = False
    far_end(stage, calls[0], "hangUp")
    stage.session.tabs.last_active = True
    assert ended(stage) == []


def test_what_rings_after_the_start_over_takes_the_place_of_what_ended_before(stage: Stage) -> None:
    far_end(stage, stage.ring(), "hangUp")
    stage.session.driver.call("reset", {})
    stage.ring()
    assert [toast.ended for toast in toasts(stage)] == [False]
    stage.host.advance(STAYS)
    assert len(toasts(stage)) == 1


def test_the_time_until_it_goes_back_is_counted_down(stage: Stage) -> None:
    stage.talk()
    stage.ring(noAnswerAfter=30)
    stage.host.advance(18)
    page = Page(stage.html(Region.TOASTS))
    assert page.text("p", class_="toast-note") == (
        "12 s until it goes back to the queue. Accepting holds Jonas Whitfield."
    )
    bar = page.one(class_="closing-bar").attributes
    assert float(bar["data-until"]) - float(bar["data-since"]) == 30
    rail = Page(stage.html(Region.RAIL))
    assert rail.text(class_="entry-flag") == "12 s left"
    assert rail.one(class_="closing-bar").attributes["data-until"] == bar["data-until"]
    stage.host.advance(11.5)
    assert Page(stage.html(Region.RAIL)).text(class_="entry-flag") == "1 s left"
    stage.host.advance(1)
    assert [how for _, how in ended(stage)] == ["Went back to the queue"]
    assert "left</span>" not in stage.html(Region.RAIL)


def test_what_never_goes_back_has_no_bar_and_no_seconds(stage: Stage) -> None:
    stage.ring()
    assert "closing-bar" not in stage.page_html()
    assert "until it goes back" not in stage.page_html()
    assert entries(stage.session, stage.ui)[0].left is None


def test_what_is_accepted_is_not_counted_down_any_more(stage: Stage) -> None:
    stage.run("accept", stage.ring(noAnswerAfter=30))
    assert entries(stage.session, stage.ui)[0].left is None
    assert "closing-bar" not in stage.page_html()


@pytest.mark.parametrize("data", [None, "text", [], {}, {"interaction": None}, {"eventType": "RELEASED"}])
def test_events_of_other_kinds_are_let_by(stage: Stage, data: object) -> None:
    stage.ring()
    for event in ("interaction", "system", "messenger:news"):
        stage.session.outlet.when_published(event, data)  # type: ignore[arg-type]
    assert [toast.ended for toast in toasts(stage)] == [False]


def test_what_is_answered_by_itself_says_when() -> None:
    stage = Stage("voice.auto-answer = true\nvoice.auto-answer.timer = 5")
    stage.ring()
    assert "5 s</time> until it is answered by itself." in stage.html(Region.TOASTS)
    stage.host.advance(3)
    assert "2 s</time> until it is answered by itself." in stage.html(Region.TOASTS)
    stage.host.advance(2)
    assert toasts(stage) == []
