"""Marks in a chat: how far the customer has read, and that the customer is writing."""

from __future__ import annotations

from host_page.views.announcements import Announcements
from host_page.views.formats import clock_time
from host_page.views.regions import Region
from scapi.centre.open_media import TYPING
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


def log(stage: Stage) -> Page:
    return Page(stage.html(Region.CASE))


def lines(stage: Stage) -> list[str]:
    """What stands in the log, each message with what stands under it."""
    return [" ".join(each.text) for each in log(stage).all(class_="chat-line")]


def test_the_last_message_that_was_read_says_so(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.run("chat-say", chat, text="Good afternoon")
    stage.run("chat-say", chat, text="How can I help?")
    at = clock_time(stage.session.workspace.now)[:5]
    said = [f"{text} {at}" for text in ("Hello", "Good afternoon", "How can I help?")]
    assert lines(stage) == said
    stage.run("sim-customer", f"{chat} read")
    said[2] += " read"
    assert lines(stage) == said
    stage.run("chat-say", chat, text="Are you there?")
    stage.run("sim-say", chat, text="Yes")
    assert lines(stage) == [*said, f"Are you there? {at}", f"Yes {at}"]


def test_nothing_of_the_customers_own_is_read(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.run("sim-customer", f"{chat} read")
    assert "read" not in "".join(lines(stage))


def test_a_customer_who_is_known_types_by_the_first_name(stage: Stage) -> None:
    chat = stage.opened("chat", **{"from": "priya.raman@mail.example"})
    assert not log(stage).all(class_="chat-typing")
    stage.run("sim-customer", f"{chat} type")
    assert log(stage).text(class_="chat-typing") == "Priya is typing"
    stage.run("contact-remove", chat)
    assert log(stage).text(class_="chat-typing") == "priya.raman@mail.example is typing"


def test_typing_is_over_after_a_while_without_an_event(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.run("sim-customer", f"{chat} type")
    stage.html(Region.CASE)
    stage.host.advance(TYPING - 1)
    assert stage.renderer.due() == {Region.CHAT_LOG: 1}
    assert log(stage).all(class_="chat-typing")
    stage.host.advance(1)
    assert not log(stage).all(class_="chat-typing")
    assert stage.renderer.due() == {}


def test_typing_and_reading_are_not_announced(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.run("chat-say", chat, text="Good afternoon")
    announcements = Announcements(stage.session)
    for verb in ("type", "read"):
        stage.run("sim-customer", f"{chat} {verb}")
    assert announcements.take() == []


def test_the_simulator_has_both_where_the_customer_speaks(stage: Stage) -> None:
    chat = stage.come_in("chat")
    stage.run("sim-tab", "media")
    marks = {f"{chat} type": "Typing", f"{chat} read": "Read"}
    assert not [arg for arg in marks if Page(stage.html(Region.SIMULATOR)).all(data_arg=arg)]
    stage.run("accept", chat)
    page = Page(stage.html(Region.SIMULATOR))
    shown = {arg: page.text(data_action="sim-customer", data_arg=arg) for arg in marks}
    assert shown == marks
    stage.run("sim-customer", f"{chat} type", altKey="true")
    call = f'await workspace.call("customer", {{"interactionId": "{chat}", "action": "type"}})'
    assert ("copy", call) in stage.page.calls
