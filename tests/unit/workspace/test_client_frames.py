"""Frames of clients: opened with what they belong to, closed with it."""

from __future__ import annotations

from scapi.driven import DrivenSession
from scapi.frames import Level, Mode
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

TEXT = configuration(
    ALLOWED,
    "workspace.web-content = Tab, Background",
    "interaction.web-content = Form, Popup",
    sections=f"""
[Tab]
label=Tab of $Agent.FullName$
url={ALLOWED}/?agent=$Agent.UserName$&id=$Interaction.Id$
[Background]
url={ALLOWED}/b
mode=background
[Form]
url={ALLOWED}/form?id=$Interaction.Id$&name=$Agent.FullName$
[Popup]
url={ALLOWED}/popup
mode=popup
""",
)


def urls(session: DrivenSession) -> list[str]:
    return [frame.url.removeprefix(ALLOWED) for frame in session.frames]


def test_workspace_applications_open_at_once() -> None:
    session = new_session(TEXT)
    assert urls(session) == ["/?agent=elena.brandt&id=$Interaction.Id$", "/b"]
    assert [(frame.level, frame.mode) for frame in session.frames] == [
        (Level.WORKSPACE, Mode.TAB),
        (Level.WORKSPACE, Mode.BACKGROUND),
    ]


def test_interaction_applications_live_with_their_interaction() -> None:
    session = new_session(TEXT)
    workspace = session.workspace
    for number in ("1", "2"):
        session.driver.call("ring", {"ani": number})
    assert len(session.frames) == 2, "not while it rings"
    workspace.handling.accept("1")
    workspace.handling.accept("2")
    forms = [frame for frame in session.frames if frame.section == "Form"]
    assert [frame.url for frame in forms] == [f"{ALLOWED}/form?id={n}&name=Elena Brandt" for n in ("1", "2")]
    assert [frame.interaction_id for frame in forms] == ["1", "2"]
    client = Client(session, forms[0].id, ALLOWED)
    client.subscribe("interaction")
    session.workspace.telephony.hang_up("1")
    session.workspace.telephony.hold("2")
    assert len(session.frames) == 6, "until it is marked done"
    workspace.marking_done.mark_done("1")
    assert [frame.interaction_id for frame in session.frames] == [None, None, "2", "2"]
    assert client.request("agent.get") is None


def test_a_call_that_was_never_answered_opens_nothing() -> None:
    session = new_session(TEXT)
    session.driver.call("ring", {"ani": "1"})
    session.driver.call("farEnd", {"interactionId": "1", "action": "hangUp"})
    assert len(session.frames) == 2


def test_reset_closes_what_belongs_to_interactions() -> None:
    session = new_session(TEXT)
    session.driver.call("ring", {"ani": "1"})
    session.workspace.handling.accept("1")
    session.driver.call("reset", {})
    assert urls(session) == ["/?agent=elena.brandt&id=$Interaction.Id$", "/b"]


def test_embedding_page_is_registered_once() -> None:
    session = new_session(TEXT)
    embedder = session.client_frames.embedded()
    assert session.client_frames.embedded() is embedder
    assert (embedder.level, embedder.mode) == (Level.EMBEDDER, Mode.HIDDEN)
    session.client_frames.close_all()
    assert [frame.id for frame in session.frames] == [embedder.id]
