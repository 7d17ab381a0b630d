"""Whether the agent can see a client: the tab, the cover, the panel, the page, the dialog, the window."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from host_page.client_windows import ClientWindows
from host_page.views.apps.model import visible_frame
from host_page.views.regions import Region
from host_page.views.ui_state import PagePart
from host_page.visibility import Visibility
from scapi.frames import Frame, Level, Mode
from scapi.signing_in import SignInState
from tests.unit.views.stage import FULL, NONE, Stage


class FakeBridge:
    """The page as far as visibility goes: which frames it shows, and whether it is seen itself."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.visible = True
        self.narrow = False
        self.opened: list[str] = []

    def pageVisible(self) -> bool:  # noqa: N802 - the page's name
        return self.visible

    def frameShown(self, frame_id: str) -> bool:  # noqa: N802 - the page's name
        frame = self._stage.session.frames.get(frame_id)
        if frame is not None and frame.level is Level.DIALOG:
            return True
        panel = not self.narrow or self._stage.ui.part is PagePart.APPS
        return panel and visible_frame(self._stage.session, self._stage.ui) == frame_id

    def openPopup(self, frame_id: str, _: str) -> bool:  # noqa: N802 - the page's name
        self.opened.append(frame_id)
        return True


@pytest.fixture
def bridge(stage: Stage) -> FakeBridge:
    return FakeBridge(stage)


@pytest.fixture
def visibility(stage: Stage, bridge: FakeBridge) -> Visibility:
    windows = ClientWindows(bridge, stage.session)  # type: ignore[arg-type]
    return Visibility(bridge, stage.session, stage.ui, windows, stage.page)  # type: ignore[arg-type]


def test_only_the_selected_tab_is_visible_while_the_page_is(
    stage: Stage, bridge: FakeBridge, visibility: Visibility
) -> None:
    assert [visibility.is_visible(f"frame{n}") for n in (1, 2, 3, 4)] == [True, False, False, False]
    stage.run("app-select", "frame2")
    assert [visibility.is_visible(f"frame{n}") for n in (1, 2, 3)] == [False, True, False]
    bridge.visible = False
    assert not visibility.is_visible("frame2")


def test_a_covered_client_is_not_visible(stage: Stage, visibility: Visibility) -> None:
    stage.client(NONE).request("agent.get")
    stage.run("app-select", "frame3")
    assert not visibility.is_visible("frame3")
    stage.run("app-uncover", "frame3")
    assert visibility.is_visible("frame3")


def test_a_narrow_page_shows_one_panel(stage: Stage, bridge: FakeBridge, visibility: Visibility) -> None:
    bridge.narrow = True
    assert not visibility.is_visible("frame1")
    visibility.bring_to_front("frame1")
    assert visibility.is_visible("frame1")
    assert stage.ui.part is PagePart.APPS


def test_hidden_clients_never_are_and_the_embedding_page_is_while_we_are(
    stage: Stage, bridge: FakeBridge, visibility: Visibility
) -> None:
    frames = stage.session.frames
    for mode in (Mode.BACKGROUND, Mode.HIDDEN):
        frame = frames.add(Frame(frames.new_id(), "App", f"{FULL}/", mode=mode))
        stage.ui.app_tab = frame.id
        assert not visibility.is_visible(frame.id)
        visibility.bring_to_front(frame.id)
    frames.add(Frame("embedder", "CRM", "", Level.EMBEDDER, Mode.HIDDEN))
    assert visibility.is_visible("embedder")
    bridge.visible = False
    assert not visibility.is_visible("embedder")


def test_nothing_of_the_page_is_visible_under_the_login(stage: Stage, visibility: Visibility) -> None:
    stage.client(FULL).request("system.openDialog", f"{FULL}/dialog", {"label": "D"})
    dialog = stage.session.dialogs.open()[0]
    signing_in = SimpleNamespace(state=SignInState.SIGNED_IN)
    stage.session.signing_in = signing_in  # type: ignore[assignment]
    assert visibility.is_visible(dialog.frame.id)
    signing_in.state = SignInState.NEEDED
    assert not visibility.is_visible(dialog.frame.id)
    stage.session.dialogs.close(dialog.id)
    assert not visibility.is_visible("frame1")
    signing_in.state = SignInState.SIGNED_IN
    assert visibility.is_visible("frame1")


def test_the_topmost_dialog_is_visible(stage: Stage, visibility: Visibility) -> None:
    app = stage.client(FULL)
    for _ in range(2):
        app.request("system.openDialog", f"{FULL}/dialog", {"label": "D"})
    first, second = (dialog.frame.id for dialog in stage.session.dialogs.open())
    assert (visibility.is_visible(first), visibility.is_visible(second)) == (False, True)
    stage.session.dialogs.close(stage.session.dialogs.open()[1].id)
    assert visibility.is_visible(first)


def test_a_popup_is_visible_until_it_is_closed(stage: Stage, bridge: FakeBridge, visibility: Visibility) -> None:
    frames = stage.session.frames
    popup = frames.add(Frame(frames.new_id(), "App", f"{FULL}/", mode=Mode.POPUP))
    assert not visibility.is_visible(popup.id)
    visibility.bring_to_front(popup.id)
    assert bridge.opened == [popup.id]
    bridge.visible = False
    assert visibility.is_visible(popup.id)


def test_an_app_of_another_case_comes_with_its_case() -> None:
    stage = Stage("interaction.web-content = Pop")
    bridge = FakeBridge(stage)
    visibility = Visibility(bridge, stage.session, stage.ui, ClientWindows(bridge, stage.session), stage.page)  # type: ignore[arg-type]
    first = stage.talk()
    frame = stage.session.frames.of_interaction(first)[0]
    stage.talk()
    visibility.bring_to_front(frame.id)
    assert visibility.is_visible(frame.id)
    assert Region.CASE in stage.page.regions
