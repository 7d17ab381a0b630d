"""The client apps: a tab for each frame, the bar of the selected one, and what is shown in place of its page."""

from __future__ import annotations

from dataclasses import dataclass

from host_page.views.apps.permissions import Grant, Quarantine, Summaries, Summary, quarantine
from host_page.views.apps.silence import Trouble, moved_to, trouble
from host_page.views.formats import address, count
from host_page.views.ui_state import UiState
from scapi.configuration import MAIN_SECTION, Option
from scapi.frames import Frame, Level, Mode
from scapi.policy.permissions import OPTION
from scapi.session import Session
from scapi.workspace.web_applications import may_open_window

BUILT_IN_CONFIGURATION = "built-in configuration"
"""How the server names the one that it makes itself."""
_STATES = {
    Mode.POPUP: "This app opens in a window of its own, which no sandbox holds.",
    Mode.BACKGROUND: "This app runs in the background and shows nothing.",
    Mode.HIDDEN: "This app is loaded, but not shown.",
}


@dataclass(frozen=True, slots=True)
class AppTab:
    """One tab."""

    id: str
    label: str
    permission: Summary
    badge: str
    badge_tone: str
    badge_note: str
    selected: bool
    loading: bool
    divided: bool
    """Whether the thin line between the workspace's apps and those of the interaction stands before it."""
    panel: str
    """The id of the element in which the app is seen."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What is shown in place of the page of an origin that is not listed."""

    origin: str
    entry: str
    refused: int
    place: str
    """Where that option stands, or is to stand."""
    configured: str
    """The address that it was opened with, when that is of another origin."""


@dataclass(frozen=True, slots=True)
class AppBar:
    """The selected app."""

    id: str
    label: str
    origin: str | None
    confirmed: bool
    """Whether the page that is loaded now has been heard; else the origin is that of the page before it."""
    permission: Summary
    quarantine: Quarantine | None
    can_reload: bool
    can_open: bool


@dataclass(frozen=True, slots=True)
class AppBody:
    """What is shown in place of the page of an app that has none to be seen; ``id`` and ``label`` are the app's."""

    id: str
    label: str
    state: str
    window: bool
    """Whether it can be opened in a window."""
    cover: Cover | None
    trouble: Trouble | None
    """What is told above its page, unless something is shown in place of that."""
    can_reload: bool
    can_open: bool


def shown_frames(session: Session) -> list[Frame]:
    """The frames that have a tab now: those of the workspace, then those of the interaction that is open."""
    selected = session.workspace.cases.selected
    mine = {i.id for i in session.workspace.interactions.of_case(selected)} if selected is not None else set()
    frames = [frame for frame in session.frames if frame.level is not Level.DIALOG]
    return [f for f in frames if f.interaction_id is None] + [f for f in frames if f.interaction_id in mine]


def selected_frame(session: Session, ui: UiState) -> Frame | None:
    """The frame of the chosen tab, else of the first one that can be seen."""
    frames = shown_frames(session)
    chosen = next((frame for frame in frames if frame.id == ui.app_tab), None)
    visible = next((frame for frame in frames if frame.mode is Mode.TAB), None)
    return chosen or visible or next(iter(frames), None)


def visible_frame(session: Session, ui: UiState) -> str | None:
    """The id of the frame whose page is to be seen now."""
    frame = selected_frame(session, ui)
    if frame is None or frame.mode is not Mode.TAB or _cover(session, ui, frame) is not None:
        return None
    return frame.id


def app_tab(session: Session, ui: UiState, summaries: Summaries, frame_id: str) -> AppTab | None:
    """The tab of a frame; ``None`` when it has gone."""
    frame = session.frames.get(frame_id)
    if frame is None:
        return None
    permission = summaries.of(frame.origin)
    badge, tone, note = "", "warn", ""
    if permission.grant is Grant.NONE and frame.held_back:
        badge, tone = "refused", "bad"
    elif moved := moved_to(frame):
        badge, note = f"moved to {address(moved)}", "another origin than the configured one"
    elif frame.held_back:
        badge, note = str(frame.held_back), "held back"
    chosen = selected_frame(session, ui)
    frames = shown_frames(session)
    position = next((at for at, each in enumerate(frames) if each is frame), 0)
    return AppTab(
        frame.id,
        frame.label,
        permission,
        badge,
        tone,
        note,
        chosen is frame,
        frame.mode is Mode.TAB and frame.loads == 0 and frame.heard == 0,
        position > 0 and frame.interaction_id is not None and frames[position - 1].interaction_id is None,
        BODY if _body_is_shown(session, ui, frame) else panel_id(frame.id),
    )


BODY = "app-body"


def panel_id(frame_id: str) -> str:
    """The id of the element around the frame of an app (``frames.js``)."""
    return f"panel-{frame_id}"


def app_bar(session: Session, ui: UiState, summaries: Summaries) -> AppBar | None:
    """The bar of the selected app; ``None`` when there is no app."""
    frame = selected_frame(session, ui)
    if frame is None:
        return None
    origin = frame.origin
    return AppBar(
        id=frame.id,
        label=frame.label,
        origin=origin,
        confirmed=frame.confirmed,
        permission=summaries.of(origin),
        quarantine=None if origin is None else quarantine(session, origin),
        can_reload=_can_reload(frame),
        can_open=_can_open(frame),
    )


def app_body(session: Session, ui: UiState) -> AppBody | None:
    frame = selected_frame(session, ui)
    if frame is None:
        return None
    embedder = frame.level is Level.EMBEDDER
    cover = _cover(session, ui, frame)
    return AppBody(
        frame.id,
        frame.label,
        "This page embeds the workspace." if embedder else _STATES.get(frame.mode, ""),
        frame.mode is Mode.POPUP,
        cover,
        None if cover is not None or frame.id in ui.lifted else trouble(session, frame, ui.to_load_again),
        _can_reload(frame),
        _can_open(frame),
    )


def _can_reload(frame: Frame) -> bool:
    return frame.level is not Level.EMBEDDER and frame.mode is not Mode.POPUP


def _can_open(frame: Frame) -> bool:
    embedder = frame.level is Level.EMBEDDER
    return not embedder and frame.mode in (Mode.TAB, Mode.POPUP) and may_open_window(frame.sandbox)


def _body_is_shown(session: Session, ui: UiState, frame: Frame) -> bool:
    return frame.mode is not Mode.TAB or frame.level is Level.EMBEDDER or _cover(session, ui, frame) is not None


def _cover(session: Session, ui: UiState, frame: Frame) -> Cover | None:
    origin = frame.origin
    if origin is None or frame.mode is not Mode.TAB or frame.id in ui.lifted:
        return None
    if session.policy.rights(origin).listed.allowed:
        return None
    option = session.configuration.option(OPTION)
    entry = f"{OPTION} = {option.value}, {origin}" if option is not None and option.value else f"{OPTION} = {origin}"
    return Cover(origin, entry, frame.held_back, _place(session, option), frame.url if moved_to(frame) else "")


def _place(session: Session, option: Option | None) -> str:
    """Where to write the option, in words; the built-in configuration is no file that could be edited."""
    name, section = session.tried.file.name, f"[{MAIN_SECTION}]"
    if name == BUILT_IN_CONFIGURATION:
        return f"In a file of yours, below {section}, for build.py serve --config FILE.cfg:"
    written = session.tried.file.option(OPTION) if option is not None else None
    if written is None:
        return f"In {name}, below {section}:"
    return f"In {name}, section {section}, in place of line {written.line}:"


def refused_text(number: int) -> str:
    """How many requests of an unlisted origin were refused."""
    return f"{count(number, 'message')} refused so far." if number else ""
