"""Writing an e-mail in the browser: files in and out, and marks that undo takes back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.workspace_page import WorkspacePage

MAIL = {
    "from": "jonas@whitfield.example",
    "subject": "Invoice 20418",
    "body": "See below.",
    "files": [{"name": "page.html", "text": "<script>document.title = 'ran'</script>", "type": "text/html"}],
}


def answered(workspace: WorkspacePage) -> str:
    """An e-mail that came in with a file, and the answer that is being written."""
    email: str = workspace.call("email", MAIL)["interactionId"]
    for action in ("accept", "reply"):
        workspace.call("act", {"interactionId": email, "action": action})
    expect(workspace.page.locator(".draft-body")).to_be_visible()
    return str(int(email) + 1)


def test_files_come_and_go_with_an_e_mail(workspace: WorkspacePage, tmp_path: Path) -> None:
    page = workspace.page
    draft = answered(workspace)

    with page.expect_download() as download:
        page.get_by_role("button", name="page.html").click()
    assert download.value.suggested_filename == "page.html"
    assert Path(download.value.path()).read_text() == MAIL["files"][0]["text"]  # type: ignore[index]
    assert page.title() != "ran"

    (tmp_path / "invoice-20418-B.pdf").write_bytes(bytes(range(256)) * 336)
    (tmp_path / "large.zip").write_bytes(bytes(300_000))
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files([tmp_path / "large.zip", tmp_path / "invoice-20418-B.pdf"])
    expect(page.locator(".draft .file").first).to_contain_text("84 kB")
    expect(page.locator(".file-errors")).to_contain_text("large.zip is not attached")

    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".draft")).to_have_count(0)
    sent = workspace.call("readEmail", {"interactionId": draft})
    assert sent["sent"] is True
    assert sent["files"] == [{"name": "invoice-20418-B.pdf", "size": 86_016, "type": "application/pdf"}]
    assert workspace.complaints == []


def test_marks_are_put_on_taken_away_and_undone(workspace: WorkspacePage) -> None:
    page = workspace.page
    draft = answered(workspace)
    body = page.locator(".draft-body")
    bold = page.get_by_role("button", name="Bold")

    def selected() -> str:
        text: str = body.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
        return text

    body.press_sequentially("Dear Jonas, thank you")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("Control+b")
    expect(body).to_have_value("Dear Jonas, thank *you*")
    expect(bold).to_have_attribute("aria-pressed", "true")
    assert selected() == "you"
    page.get_by_role("button", name="Italic").click()
    expect(body).to_have_value("Dear Jonas, thank *_you_*")
    expect(body).to_be_focused()
    bold.click()
    expect(body).to_have_value("Dear Jonas, thank _you_")
    expect(bold).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="List", exact=True).click()
    expect(body).to_have_value("- Dear Jonas, thank _you_")
    assert selected() == "you"
    for before in ("Dear Jonas, thank _you_", "Dear Jonas, thank *_you_*", "Dear Jonas, thank *you*"):
        page.keyboard.press("Control+z")
        expect(body).to_have_value(before)
    workspace.until(
        lambda: workspace.call("readEmail", {"interactionId": draft})["body"] == "Dear Jonas, thank *you*",
        "the draft as it is written",
    )
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("Control+ArrowLeft")
    expect(bold).to_have_attribute("aria-pressed", "false")
