"""Files of e-mails in the page: chosen, refused, taken out, saved."""

from __future__ import annotations

import base64

import pytest

from host_page.views.case.mail.model import FILES
from host_page.views.regions import Region
from scapi.centre.attachments import LARGEST_FILE, MOST_FILES
from scapi.centre.contents import EmailContent
from scapi.values import Json
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage

PLAN: Json = {"name": "the plan.pdf", "text": "%PDF", "type": "application/pdf"}


def draft_of(stage: Stage) -> str:
    """An answer to an e-mail with a file."""
    stage.run("email-reply", stage.opened("email", files=[PLAN]))
    return "2"


def choose(
    stage: Stage, draft: str, name: str, data: bytes | None = b"x", *, first: bool = True, size: int = 1
) -> None:
    """A file, as the page tells it."""
    fields = {"name": name, "type": "text/plain", "size": str(size), "first": "true" if first else "false"}
    if data is not None:
        fields["data"] = base64.b64encode(data).decode()
    stage.run("email-attach", draft, **fields)


def files(stage: Stage, draft: str) -> list[tuple[str, str, bytes]]:
    interaction = stage.session.workspace.interactions.get(draft)
    assert interaction is not None
    content = interaction.conversation.content
    assert isinstance(content, EmailContent)
    return [(file.name, file.media_type, file.data) for file in content.files]


def problems(stage: Stage) -> list[str]:
    return ["".join(line.text) for line in Page(stage.html(Region.CASE)).all("p", class_="problem")]


def test_files_are_chosen_and_listed(stage: Stage) -> None:
    draft = draft_of(stage)
    page = Page(stage.html(Region.CASE))
    assert page.one("input", id=f"files-{draft}").attributes["data-largest"] == str(LARGEST_FILE)
    stage.run("email-choose", page.one(data_action="email-choose").attributes["data-arg"])
    assert stage.page.calls == [("choose", f"#files-{draft}")]
    choose(stage, draft, "a b.txt", b"1")
    choose(stage, draft, "c.txt", b"2" * 2000, first=False, size=2000)
    assert files(stage, draft) == [("a b.txt", "text/plain", b"1"), ("c.txt", "text/plain", b"2" * 2000)]
    assert Region.CASE in stage.page.regions
    page = Page(stage.html(Region.CASE))
    shown = [" ".join("".join(each.text).split()) for each in page.all("button", data_action="email-file")]
    assert shown == ["a b.txt1 byte", "c.txt2 kB"]
    remove = page.one("button", aria_label="Remove a b.txt")
    stage.run("email-detach", remove.attributes["data-arg"])
    assert [name for name, _, _ in files(stage, draft)] == ["c.txt"]
    assert stage.page.calls[-1] == ("focus", f"#attach-{draft}")
    assert page.one(id=f"attach-{draft}")
    assert problems(stage) == []


def test_a_file_that_is_too_large_says_so_and_the_others_are_there(stage: Stage) -> None:
    draft = draft_of(stage)
    stage.run("email-edit", draft, body="Dear")
    choose(stage, draft, "large.zip", None, size=LARGEST_FILE + 1)
    choose(stage, draft, "gone.txt", None, first=False)
    choose(stage, draft, "good.txt", first=False)
    assert [name for name, _, _ in files(stage, draft)] == ["good.txt"]
    assert problems(stage) == [
        "large.zip is not attached: it has 257 kB, the limit is 256 kB.",
        "gone.txt is not attached: it could not be read.",
    ]
    assert "Dear</textarea>" in stage.html(Region.CASE)
    choose(stage, draft, "more.txt")
    assert problems(stage) == []


def test_one_file_too_many_says_so(stage: Stage) -> None:
    draft = draft_of(stage)
    for number in range(MOST_FILES + 1):
        choose(stage, draft, f"{number}.txt", first=number == 0)
    assert len(files(stage, draft)) == MOST_FILES
    assert problems(stage) == ["10.txt is not attached: the limit is 10 files in an e-mail."]
    stage.run("email-detach", f"{draft} 3.txt")
    assert problems(stage) == []


def test_data_that_is_no_base64_is_not_attached(stage: Stage) -> None:
    draft = draft_of(stage)
    stage.run("email-attach", draft, name="a.txt", type="", size="1", first="true", data="no base64")
    assert files(stage, draft) == []
    assert problems(stage) == ["a.txt is not attached: it could not be read."]


def test_files_are_saved_and_never_opened(stage: Stage) -> None:
    email = stage.opened("email", files=[PLAN])
    for arg in (f"{email} the plan.pdf", f"{email} no such file", "9 the plan.pdf"):
        stage.run("email-file", arg)
    assert stage.page.calls == [("download", "the plan.pdf", "application/pdf", "%PDF")]
    assert Page(stage.html(Region.CASE)).one("button", data_action="email-file", data_arg=f"{email} the plan.pdf")
    assert not Page(stage.html(Region.CASE)).all(data_action="email-detach")


@pytest.mark.parametrize("tab", ["main", "original"])
def test_the_files_of_the_answered_e_mail_are_with_its_text(stage: Stage, tab: str) -> None:
    draft = draft_of(stage)
    stage.run("case-tab", tab)
    button = Page(stage.html(Region.CASE)).one("button", data_action="email-quoted-file")
    stage.run("email-quoted-file", button.attributes["data-arg"])
    assert stage.page.calls[-1] == ("download", "the plan.pdf", "application/pdf", "%PDF")
    choose(stage, draft, "own.txt")
    assert len(Page(stage.html(Region.CASE)).all("button", data_action="email-quoted-file")) == 1


def test_an_answer_to_files_alone_is_an_answer(stage: Stage) -> None:
    stage.run("email-reply", stage.opened("email", body="", files=[PLAN]))
    html = stage.html(Region.CASE)
    assert [e.attributes["data-arg"] for e in Page(html).all(data_action="case-tab")][:2] == ["main", "original"]
    assert "Reply to tomas@lindqvist.example" in html


def test_without_the_link_files_stay_as_they_are(stage: Stage) -> None:
    draft = draft_of(stage)
    stage.session.driver.call("connection", {"state": "DISCONNECTED"})
    page = Page(stage.html(Region.CASE))
    for control in ("attach", "files"):
        assert page.one(id=f"{control}-{draft}").attributes["data-action"] in stage.actions.need_link
    choose(stage, draft, "a.txt")
    assert files(stage, draft) == []


def test_what_is_no_e_mail_takes_no_file(stage: Stage) -> None:
    chat = stage.opened("chat")
    choose(stage, chat, "a.txt")
    stage.run("email-detach", "9 a.txt")
    assert stage.ui.errors == {}
    stage.run("email-detach", f"{chat} a.txt")
    assert "cannot be edited" in stage.ui.errors[FILES.of(chat)]


def test_the_bar_has_the_marks_and_the_files(stage: Stage) -> None:
    draft = draft_of(stage)
    page = Page(stage.html(Region.CASE))
    buttons = page.all("button", aria_controls=f"draft-body-{draft}")
    assert [(b.attributes["data-mark"], b.attributes["aria-label"], b.attributes["aria-pressed"]) for b in buttons] == [
        ("bold", "Bold", "false"), ("italic", "Italic", "false"), ("list", "List", "false"),
    ]  # fmt: skip
    assert page.one(role="toolbar", aria_label="Text and files")
    assert "Kept as you write" in stage.html(Region.CASE)
