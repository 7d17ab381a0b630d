"""E-mails, chats and items: commands by verb, drafts, what is said, what is unread, the workbin."""

from __future__ import annotations

import pytest

from host_page.views.announcements import Announcements
from host_page.views.case.mail.drafts import RESTS
from host_page.views.notices.toasts import toasts_model
from host_page.views.rail.model import entries
from host_page.views.regions import Region
from scapi.centre.contents import ChatContent, EmailContent
from scapi.centre.conversations import State
from scapi.centre.scenario import StandardResponse
from scapi.driver import CALLS
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage
from tools.paths import BUILT_IN_SCENARIO

RESPONSES = """
[[responses]]
name = "Late delivery"
text = "It arrives on Tuesday."
"""


def commands(stage: Stage) -> list[tuple[str, bool]]:
    """The labels of the commands, and whether each can be used."""
    buttons = Page(stage.html(Region.CASE)).all("button", class_="large")
    return [("".join(e.text).strip(), e.attributes.get("aria-disabled") != "true") for e in buttons]


def state_of(stage: Stage, interaction_id: str) -> State | None:
    interaction = stage.session.workspace.interactions.get(interaction_id)
    return None if interaction is None else interaction.state


def content_of(stage: Stage, interaction_id: str) -> object:
    interaction = stage.session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    return interaction.conversation.content


def draft_of(stage: Stage) -> str:
    """An answer to an e-mail that came in."""
    stage.run("email-reply", stage.opened("email"))
    return "2"


def with_responses() -> Stage:
    return Stage(scenario=BUILT_IN_SCENARIO.read_text(encoding="utf-8") + RESPONSES)


@pytest.mark.parametrize("name", ["email", "chat", "workitem"])
def test_an_invitation_is_a_toast_and_can_be_rejected(stage: Stage, name: str) -> None:
    interaction = stage.come_in(name)
    (toast,) = toasts_model(stage.session, stage.ui).toasts
    assert (toast.id, toast.note) == (interaction, "")
    assert Page(stage.html(Region.RAIL)).all(data_action="accept")
    stage.run("reject-oldest")
    assert state_of(stage, interaction) is None


def test_the_toasts_are_in_the_tab_that_the_agent_was_in_last(stage: Stage) -> None:
    stage.ring()
    stage.session.tabs.last_active = False
    assert toasts_model(stage.session, stage.ui).toasts == ()
    assert stage.title().startswith("(1)")


def test_an_email_has_its_commands_and_its_parts(stage: Stage) -> None:
    stage.opened("email")
    assert [label for label, _ in commands(stage)] == ["Reply", "Transfer", "To queue", "To workbin", "Mark done"]
    page = Page(stage.html(Region.CASE))
    assert page.text("h2") == "Invoice"
    tabs = [e.attributes["data-arg"] for e in page.all(data_action="case-tab")]
    assert tabs == ["main", "data", "contact"]
    stage.run("case-tab", "data")
    assert "Add a key" in stage.html(Region.CASE)
    stage.run("case-tab", "no such part")
    assert stage.ui.case_tab.value == "data"


def test_an_answer_is_written_and_sent(stage: Stage) -> None:
    draft = draft_of(stage)
    assert [label for label, _ in commands(stage)] == ["Send", "Save draft", "Discard"]
    page = Page(stage.html(Region.CASE))
    assert page.text("h2") == "Re: Invoice"
    assert page.one("button", type="submit", form=f"draft-{draft}")
    assert [entry.flag for entry in entries(stage.session, stage.ui)] == ["", "Draft"]
    stage.run("email-edit", draft, to="tomas@lindqvist.example", subject="Re: Invoice", body="Dear", value="Dear")
    stage.host.advance(RESTS)
    content = content_of(stage, draft)
    assert isinstance(content, EmailContent)
    assert content.body == "Dear"
    stage.run("media-act", f"{draft} save")
    assert "Saved " in stage.html(Region.CASE)
    stage.run("email-send", draft, to="tomas@lindqvist.example", body="Dear Mr Lindqvist")
    assert state_of(stage, draft) is None
    assert stage.ui.errors == {}


def test_without_a_recipient_the_field_says_so_and_takes_the_focus(stage: Stage) -> None:
    draft = draft_of(stage)
    stage.run("case-tab", "contact")
    stage.run("email-send", draft, to="  ", body="Dear")
    page = Page(stage.html(Region.CASE))
    assert page.text(id="draft-to-error") == "Not sent: no recipient."
    assert page.one(id=f"draft-to-{draft}").attributes["aria-invalid"] == "true"
    assert ("focus", f"#draft-to-{draft}") in stage.page.calls
    assert state_of(stage, draft) is State.CREATED
    stage.run("email-edit", draft, to="t@x.example")
    assert "Not sent" not in stage.html(Region.CASE)


def test_discarding_a_draft_shows_the_email_again(stage: Stage) -> None:
    draft = draft_of(stage)
    stage.run("media-act", f"{draft} cancel")
    assert Page(stage.html(Region.CASE)).text("h2") == "Invoice"


def test_an_address_begins_an_email(stage: Stage) -> None:
    stage.talk()
    page = Page(stage.html(Region.CASE))
    address = page.all(data_action="email-new")[0].attributes["data-arg"]
    stage.run("email-new", address)
    assert isinstance(content_of(stage, "2"), EmailContent)
    stage.run("team-query", value="new@customer.example")
    assert "Write to new@customer.example" in stage.html(Region.TOP)
    stage.run("team-submit", team="new@customer.example")
    assert isinstance(content_of(stage, "3"), EmailContent)


def test_a_chat_has_its_log_and_is_ended(stage: Stage) -> None:
    chat = stage.opened("chat", history=["Anybody there?"])
    assert commands(stage) == [("End chat", True), ("Transfer", True), ("Consult", True), ("Mark done", False)]
    stage.run("chat-type", chat, value="Good afternoon")
    assert "Good afternoon</textarea>" in stage.html(Region.CASE)
    stage.run("chat-say", chat, text=" Good afternoon ")
    content = content_of(stage, chat)
    assert isinstance(content, ChatContent)
    assert [message.text for message in content.messages] == ["Anybody there?", "Hello", "Good afternoon"]
    assert ("value", f"#chat-text-{chat}", "") in stage.page.calls
    stage.run("chat-say", chat, text="   ")
    assert len(content.messages) == 3
    log = Page(stage.html(Region.CASE))
    assert log.text(class_="chat-across") == "Before you joined"
    assert len(log.all(class_="out")) == 1
    stage.run("media-act", f"{chat} end")
    assert "The chat has ended." in stage.html(Region.CASE)
    assert not Page(stage.html(Region.CASE)).all(class_="composer")
    stage.run("mark-done", chat)
    assert state_of(stage, chat) is None


def test_a_chat_that_cannot_be_joined_says_so(stage: Stage) -> None:
    stage.opened("chat", joinFails=True)
    assert "The chat could not be joined." in stage.html(Region.CASE)


def test_messages_are_unread_until_the_chat_is_in_view(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.html(Region.CASE)
    call = stage.talk()
    stage.html(Region.CASE)
    for text in ("One", "Two"):
        stage.run("sim-say", chat, text=text)
    assert [entry.unread for entry in entries(stage.session, stage.ui)] == [2, 0]
    assert Page(stage.html(Region.RAIL)).text(class_="unread") == "2 unread"
    case = {entry.id: entry.case_id for entry in entries(stage.session, stage.ui)}
    stage.run("select", f"{case[chat]} {chat}")
    assert Page(stage.html(Region.CASE)).text(class_="chat-across") == "2 new"
    assert [entry.unread for entry in entries(stage.session, stage.ui)] == [0, 0]
    stage.run("select", f"{case[call]} {call}")
    stage.html(Region.CASE)
    stage.run("select", f"{case[chat]} {chat}")
    assert "2 new" not in stage.html(Region.CASE)


def test_what_customers_say_is_announced_once(stage: Stage) -> None:
    chat = stage.opened("chat")
    announcements = Announcements(stage.session)
    stage.run("sim-say", chat, text="Hello?")
    stage.run("chat-say", chat, text="Yes")
    assert [(a.live, a.text) for a in announcements.take()] == [("log", "tomas@lindqvist.example: Hello?")]
    assert announcements.take() == []


def test_a_chat_consultation_is_joined_and_left(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.run("join-consult", f"{chat} AGENT SIP_5001")
    assert "Consulting Ada Novak" in Page(stage.html(Region.CASE)).text(id="consultation-2")
    stage.run("join-back", "2")
    assert state_of(stage, "2") is None
    stage.run("join-consult", f"{chat} AGENT SIP_5001")
    stage.run("join-complete", "3 completeConference")
    assert ("Leave", True) in commands(stage)
    stage.run("media-act", f"{chat} leave")
    assert state_of(stage, chat) is None


def test_standard_responses_go_into_drafts_and_into_what_is_being_said() -> None:
    stage = with_responses()
    assert StandardResponse("Late delivery", "It arrives on Tuesday.") in stage.session.workspace.known.responses
    draft = draft_of(stage)
    item = Page(stage.html(Region.CASE)).one(data_action="response", data_arg=f"{draft} Late delivery")
    stage.run("response", item.attributes["data-arg"])
    content = content_of(stage, draft)
    assert isinstance(content, EmailContent)
    assert content.body.endswith("It arrives on Tuesday.")
    assert ("value", f"#draft-body-{draft}", content.body) in stage.page.calls
    chat = stage.opened("chat")
    stage.run("chat-type", chat, value="Hello.")
    stage.run("response", f"{chat} Late delivery")
    assert stage.ui.said[chat] == "Hello. It arrives on Tuesday."


def test_an_item_goes_into_the_workbin_and_comes_back(stage: Stage) -> None:
    item = stage.opened("workitem")
    assert "Workbin" not in stage.html(Region.RAIL)
    stage.run("media-act", f"{item} placeInWorkbin")
    assert state_of(stage, item) is None
    stage.run("workbin-pull", Page(stage.html(Region.RAIL)).one(data_action="workbin-pull").attributes["data-arg"])
    assert [i.state for i in stage.session.workspace.interactions] == [State.PULLED]


def test_what_the_contact_centre_refuses_is_told_under_the_commands(stage: Stage) -> None:
    item = stage.opened("workitem")
    stage.run("sim-refuse", "placeInQueue")
    stage.run("media-act", f"{item} placeInQueue")
    assert "The contact centre refused the operation." in stage.html(Region.CASE)
    stage.run("media-act", f"{item} say")
    assert "must be one of" in stage.html(Region.CASE)


@pytest.mark.parametrize("verb", ["end", "revoke", "take", "fail"])
def test_the_customers_verbs_are_driver_calls(stage: Stage, verb: str) -> None:
    chat = stage.come_in("chat")
    if verb == "end":
        stage.run("accept", chat)
    stage.run("sim-tab", "media")
    page = Page(stage.html(Region.SIMULATOR))
    assert page.one(data_action="sim-customer", data_arg=f"{chat} {verb}")
    stage.run("sim-customer", f"{chat} {verb}", altKey="true")
    assert ("copy", f'await workspace.call("customer", {{"interactionId": "{chat}", "action": "{verb}"}})') in [
        *stage.page.calls
    ]
    before = state_of(stage, chat)
    stage.run("sim-customer", f"{chat} {verb}")
    assert state_of(stage, chat) is not before
    assert "customer" in CALLS


@pytest.mark.parametrize("media", ["email", "chat", "workitem"])
def test_the_form_lets_something_come_in(stage: Stage, media: str) -> None:
    stage.run("sim-media", media=media, sender="a@b.example", subject="S", body="B", fails="true")
    (interaction,) = stage.session.workspace.interactions
    assert interaction.media == media
    assert stage.ui.errors == {}
