"""Files in and out by the driver: e-mails that come with some, and what the receiver of an e-mail has."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from scapi.centre.attachments import LARGEST_FILE, attachment
from scapi.centre.contents import EmailContent
from scapi.centre.scenario_error import ScenarioError
from scapi.driven import DrivenSession
from scapi.driver import outbox
from scapi.testing import BUILT_IN_SCENARIO, fake_host, new_session
from scapi.values import Failure, Json, Success
from tests.support.configurations import ALLOWED, configuration


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(ALLOWED))


def done(session: DrivenSession, call: str, **args: Json) -> Any:
    outcome = session.driver.call(call, args)
    assert isinstance(outcome, Success), outcome
    return outcome.data


def refused(session: DrivenSession, call: str, **args: Json) -> str:
    outcome = session.driver.call(call, args)
    assert isinstance(outcome, Failure), outcome
    return outcome.error


def act(session: DrivenSession, interaction_id: str, action: str, **more: Json) -> None:
    done(session, "act", interactionId=interaction_id, action=action, **more)


def test_an_e_mail_comes_with_files(session: DrivenSession) -> None:
    encoded = base64.b64encode(b"%PDF").decode()
    files: Json = [
        {"name": "notes.txt", "text": "Grüße"},
        {"name": "C:\\plan.pdf", "base64": f"{encoded[:3]}\n{encoded[3:]}", "type": "Application/PDF"},
        {"name": "plan.pdf", "base64": ""},
        {"name": "half.txt", "text": "\ud800"},
    ]
    assert done(session, "email", subject="s", files=files) == {"interactionId": "1"}
    (interaction,) = session.workspace.interactions
    content = interaction.conversation.content
    assert isinstance(content, EmailContent)
    assert [(file.name, file.media_type, file.data) for file in content.files] == [
        ("notes.txt", "text/plain", "Grüße".encode()),
        ("plan.pdf", "application/pdf", b"%PDF"),
        ("plan (2).pdf", "application/octet-stream", b""),
        ("half.txt", "text/plain", b"?"),
    ]
    assert "files" not in interaction.user_data


WRONG: list[tuple[Json, str]] = [
    ("x", "email: files must be an array of objects, not a string."),
    ({"name": "a"}, "email: files must be an array of objects, not an object."),
    ([1], "email: files[0] must be an object, not a number."),
    ([{"name": "a", "text": ""}, None], "email: files[1] must be an object, not null."),
    ([{"text": "x"}], "email: files[0].name must be a string that is not empty, not nothing."),
    ([{"name": " ", "text": "x"}], "email: files[0].name must be a string that is not empty, not a string."),
    ([{"name": 1, "text": "x"}], "email: files[0].name must be a string, not a number."),
    ([{"name": "a"}], "email: files[0] must have either text or base64."),
    ([{"name": "a", "text": "x", "base64": "eA=="}], "email: files[0] must have either text or base64."),
    ([{"name": "a", "text": None}], "email: files[0].text must be a string, not null."),
    ([{"name": "a", "txt": "x"}], "email: files[0] has no member 'txt'; known are name, text, base64, type."),
    ([{"name": "a", "base64": "eA="}], "email: files[0].base64 must be base64: "),
    ([{"name": "a", "base64": "e!A="}], "email: files[0].base64 must be base64: "),
    ([{"name": "a", "base64": "ü"}], "email: files[0].base64 must be base64: "),
    ([{"name": "a", "text": "", "type": "pdf"}], "email: files[0].type must be a media type such as 'text/plain', not"),
    ([{"name": "a", "text": "x" * (LARGEST_FILE + 1)}], "email: files[0] must have at most 262144 bytes, not 262145."),
    ([{"name": "a", "text": ""}] * 11, "email: files must be at most 10, not 11."),
]


@pytest.mark.parametrize(("files", "error"), WRONG, ids=[error for _, error in WRONG])
def test_what_is_wrong_with_a_file_is_told_with_its_place(session: DrivenSession, files: Json, error: str) -> None:
    assert refused(session, "email", files=files).startswith(error)
    assert len(session.workspace.interactions) == 0


def test_a_file_of_just_the_limit_comes_in(session: DrivenSession) -> None:
    done(session, "email", files=[{"name": "a", "text": "x" * LARGEST_FILE}])


@pytest.mark.parametrize("media", ["chat", "workitem"])
def test_files_belong_to_e_mails(session: DrivenSession, media: str) -> None:
    error = refused(session, "email", media=media, files=[{"name": "a", "text": "x"}])
    assert error == f"email: files belong to e-mails, not to the medium {media}."


SCRIPT = """
[[script]]
at = 1
call = "email"
args = {subject = "s", files = [{name = "a.txt", %s}]}
"""


def test_a_script_brings_files() -> None:
    session = new_session(scenario=BUILT_IN_SCENARIO.read_text(encoding="utf-8") + SCRIPT % 'text = "x"', opened=True)
    fake_host(session).advance(1)
    assert done(session, "readEmail", interactionId="1")["files"] == [
        {"name": "a.txt", "size": 1, "type": "text/plain"}
    ]


def test_a_mistake_in_a_file_of_a_script_is_told_when_the_scenario_is_read() -> None:
    with pytest.raises(ScenarioError, match=r"line \d+.*email: files\[0\] must have either text or base64\."):
        new_session(scenario=BUILT_IN_SCENARIO.read_text(encoding="utf-8") + SCRIPT % 'type = "text/plain"')


def test_the_receiver_of_an_e_mail_has_what_was_sent(session: DrivenSession) -> None:
    done(session, "email", **{"from": "jo@crm.example", "subject": "Invoice", "body": "Hello"})
    act(session, "1", "accept")
    assert done(session, "readEmail", interactionId="1") == {
        "from": "jo@crm.example", "to": session.simulator.scenario.email_address, "cc": "", "subject": "Invoice",
        "body": "Hello", "files": [], "sent": False,
    }  # fmt: skip
    act(session, "1", "reply")
    act(session, "2", "edit", text="Dear Jo")
    session.workspace.media.edit_draft("2", cc="b@crm.example")
    session.workspace.media.attach("2", attachment("plan.pdf", "application/pdf", b"%PDF"))
    written = done(session, "readEmail", interactionId="2")
    assert written == {
        "from": session.simulator.scenario.email_address, "to": "jo@crm.example", "cc": "b@crm.example",
        "subject": "Re: Invoice", "body": "Dear Jo", "sent": False,
        "files": [{"name": "plan.pdf", "size": 4, "type": "application/pdf"}],
    }  # fmt: skip
    act(session, "2", "send")
    assert session.workspace.interactions.get("2") is None
    assert done(session, "readEmail", interactionId="2") == {**written, "sent": True}


def test_an_e_mail_that_was_not_sent_has_no_receiver(session: DrivenSession) -> None:
    session.workspace.media.create_email("jo@crm.example", {})
    act(session, "1", "cancel")
    error = "readEmail: there is no interaction '1', and no e-mail was sent by it."
    assert refused(session, "readEmail", interactionId="1") == error
    done(session, "chat")
    assert refused(session, "readEmail", interactionId="2") == "readEmail: the interaction 2 is of the medium chat."


def test_reset_forgets_what_was_sent(session: DrivenSession) -> None:
    session.workspace.media.create_email("jo@crm.example", {})
    act(session, "1", "send")
    done(session, "reset")
    assert "no e-mail was sent" in refused(session, "readEmail", interactionId="1")


def test_the_oldest_of_many_is_forgotten(session: DrivenSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOST_SENT", 2)
    for number in ("1", "2", "3"):
        session.workspace.media.create_email(f"{number}@crm.example", {})
        act(session, number, "send")
    assert "no e-mail was sent" in refused(session, "readEmail", interactionId="1")
    assert [done(session, "readEmail", interactionId=number)["to"] for number in ("2", "3")] == [
        "2@crm.example", "3@crm.example",
    ]  # fmt: skip
