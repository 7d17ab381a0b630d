"""Files of e-mails: names, sizes, limits; and drafts that get and lose them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.acts import SaveDraft
from scapi.centre.attachments import (
    ANY_TYPE,
    LARGEST_FILE,
    MOST_FILES,
    Attachment,
    attachment,
    plain_name,
    problem,
    size_text,
    with_file,
    without_file,
)
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contents import EmailContent
from scapi.driven import DrivenSession
from scapi.testing import Client, new_session
from scapi.values import DONE, Failure
from scapi.workspace.failures import failure_of
from tests.support.configurations import ALLOWED, configuration

PLAN = attachment("plan.pdf", "application/pdf", b"%PDF")


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("../../plan.pdf", "plan.pdf"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  two words.txt ", "two words.txt"),
        ("", "file"),
        ("..", "file"),
        ("folder/", "file"),
        (".profile", ".profile"),
    ],
)
def test_a_name_can_be_shown_and_saved(given_name: str, shown: str) -> None:
    assert plain_name(given_name) == shown


@given(st.text())
def test_any_name_becomes_one(name: str) -> None:
    shown = plain_name(name)
    assert 0 < len(shown) <= 120
    assert shown.isprintable()
    assert not set(shown) & set("/\\")
    assert plain_name(shown) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = plain_name(f"{'long ' * 60}.pdf")
    assert len(shown) == 120
    assert shown.endswith(".pdf")


@pytest.mark.parametrize("written", ["", "pdf", "text/plain; charset=utf-8", "text/ht ml", "text/html\nx"])
def test_what_is_no_media_type_is_any(written: str) -> None:
    assert attachment("a", written, b"").media_type == ANY_TYPE


def test_a_media_type_is_kept_in_lower_case() -> None:
    assert attachment("a", "Image/SVG+xml", b"").media_type == "image/svg+xml"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1 kB"),
        (86_000, "84 kB"),
        (LARGEST_FILE, "256 kB"),
        (LARGEST_FILE + 1, "257 kB"),
        (1024**2 - 1, "1.0 MB"),
        (3_300_000, "3.2 MB"),
    ],
)
def test_sizes_as_a_person_reads_them(size: int, text: str) -> None:
    assert size_text(size) == text


def test_a_file_may_be_just_as_large_as_the_limit() -> None:
    assert problem((), "a.bin", LARGEST_FILE) is None
    assert problem((), "x/a.bin", LARGEST_FILE + 1) == "a.bin is not attached: it has 257 kB, the limit is 256 kB."


def test_one_file_too_many_is_refused() -> None:
    files = (PLAN,) * MOST_FILES
    assert problem(files[1:], "a.bin", 1) is None
    assert problem(files, "a.bin", 1) == "a.bin is not attached: the limit is 10 files in an e-mail."


def test_a_name_that_is_taken_gets_a_number() -> None:
    files: tuple[Attachment, ...] = ()
    for name in ("plan.pdf", "plan.pdf", "plan (2).pdf", "plan.pdf", "notes", "notes", ".profile", ".profile"):
        files = with_file(files, Attachment(name, ANY_TYPE, b""))
    assert [file.name for file in files] == [
        "plan.pdf", "plan (2).pdf", "plan (2) (2).pdf", "plan (3).pdf", "notes", "notes (2)", ".profile",
        ".profile (2)",
    ]  # fmt: skip


def test_a_file_is_taken_out_by_its_name() -> None:
    files = with_file((PLAN,), PLAN)
    assert without_file(files, "plan.pdf") == files[1:]
    assert without_file(files, "no such file") == files


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def draft(session: DrivenSession) -> EmailContent:
    """What the outgoing e-mail of the session says."""
    content = session.simulator.board.leg(list(session.workspace.interactions)[-1].conversation.id)
    assert content is not None
    assert isinstance(content.content, EmailContent)
    return content.content


def draft_id(session: DrivenSession) -> str:
    return list(session.workspace.interactions)[-1].id


@pytest.fixture
def session() -> DrivenSession:
    session = new_session(configuration(ALLOWED))
    session.workspace.media.create_email("a@crm.example", {})
    return session


def test_a_draft_gets_and_loses_files_and_clients_hear_nothing(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    client.forget()
    for _ in range(2):
        assert session.workspace.media.attach(draft_id(session), PLAN) is DONE
    assert [file.name for file in draft(session).files] == ["plan.pdf", "plan (2).pdf"]
    session.workspace.media.edit_draft(draft_id(session), body="See below.")
    assert session.workspace.media.detach(draft_id(session), "plan.pdf") is DONE
    assert session.workspace.media.detach(draft_id(session), "plan.pdf") is DONE
    assert [file.name for file in draft(session).files] == ["plan (2).pdf"]
    assert draft(session).body == "See below."
    assert client.events == []


def test_the_limits_hold_in_the_contact_centre_too(session: DrivenSession) -> None:
    large = Attachment("large.bin", ANY_TYPE, bytes(LARGEST_FILE + 1))
    port = session.simulator.port("SIP_5000")
    (leg,) = session.simulator.board.legs_of("SIP_5000")
    for files in ((large,), (PLAN,) * (MOST_FILES + 1)):
        refused = port.do(leg.id, SaveDraft("a@crm.example", "", "", "", files))
        assert isinstance(refused, CentreError)
        assert refused.kind is ErrorKind.TOO_LARGE
        assert failure_of(refused).error.startswith("Error: The parameter 'files' is larger than the workspace keeps: ")
        assert draft(session).files == ()
    outcome = session.workspace.media.attach(draft_id(session), large)
    assert isinstance(outcome, Failure)
    assert outcome.error.startswith("large.bin is not attached: ")
    for _ in range(MOST_FILES):
        assert session.workspace.media.attach(draft_id(session), PLAN) is DONE
    assert isinstance(session.workspace.media.attach(draft_id(session), PLAN), Failure)
    assert len(draft(session).files) == MOST_FILES


def test_only_a_draft_takes_files(session: DrivenSession) -> None:
    session.driver.call("email", {"subject": "s"})
    session.driver.call("act", {"interactionId": "2", "action": "accept"})
    before = draft(session)
    for outcome in (
        session.workspace.media.attach(draft_id(session), PLAN),
        session.workspace.media.detach(draft_id(session), PLAN.name),
    ):
        assert isinstance(outcome, Failure)
        assert "cannot be edited in the state ACCEPTED" in outcome.error
    assert draft(session) == before
    assert session.workspace.media.attach("9", PLAN) == Failure("Error: Interaction not found.")


def test_an_answer_quotes_the_files_and_has_none_of_its_own(session: DrivenSession) -> None:
    session.driver.call("email", {"body": "See below.", "files": [{"name": "plan.pdf", "text": "x"}]})
    for action in ("accept", "reply"):
        session.driver.call("act", {"interactionId": "2", "action": action})
    assert [file.name for file in draft(session).original_files] == ["plan.pdf"]
    assert draft(session).files == ()


def test_files_lie_in_the_workbin_with_their_e_mail(session: DrivenSession) -> None:
    session.driver.call("email", {"files": [{"name": "plan.pdf", "text": "x"}]})
    for action in ("accept", "placeInWorkbin"):
        session.driver.call("act", {"interactionId": "2", "action": action})
    session.driver.call("pull", {})
    assert [(file.name, file.data) for file in draft(session).files] == [("plan.pdf", b"x")]
