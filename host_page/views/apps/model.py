"""The client apps: a tab for each frame, the bar of the selected one, and what is shown in place of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.apps import permissions
from host_page.views.apps.permissions import Grant, Line, Summary
from host_page.views.formats import address, count
from host_page.views.ui_state import UiState
from scapi.frames import Frame, Level, Mode
from scapi.policy.origins import OriginError, parse_origin
from scapi.policy.permissions import OPTION
from scapi.session import Session
from scapi.workspace.web_applications import may_open_window

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


@dataclass(frozen=True, slots=True)
class Cover:
    """What is shown in place of the page of an origin that is not listed."""

    origin: str
    entry: str
    refused: int


@dataclass(frozen=True, slots=True)
class AppBar:
    """The selected app."""

    id: str
    label: str
    origin: str | None
    confirmed: bool
    """Whether the page that is loaded now has been heard; else the origin is that of the page before it."""
    permission: Summary
    lines: Sequence[Line]
    sources: Sequence[str]
    state: str
    window: bool
    can_reload: bool
    can_open: bool
    cover: Cover | None


@dataclass(frozen=True, slots=True)
class Apps:
    tabs: Sequence[AppTab]
    bar: AppBar | None


def shown_frames(session: Session) -> list[Frame]:
    """The frames that have a tab now: those of the workspace, then those of the interaction that is open."""
    selected = session.workspace.cases.selected
    mine = {i.id for i in session.workspace.interactions.of_case(selected)} if selected is not None else set()
    frames = [frame for frame in session.frames if frame.level is not Level.DIALOG]
    return [f for f in frames if f.interaction_id is None] + [f for f in frames if f.interaction_id in mine]


def selected_frame(session: Session, ui: UiState) -> Frame | None:
    """The frame of the chosen tab, else of the first one that can be seen."""
    frames = shown_frames(session)
    chosen = next((frame for frame in frames if frame.id == ui.tab), None)
    visible = next((frame for frame in frames if frame.mode is Mode.TAB), None)
    return chosen or visible or next(iter(frames), None)


def visible_frame(session: Session, ui: UiState) -> str | None:
    """The id of the frame whose page is to be seen now."""
    frame = selected_frame(session, ui)
    if frame is None or frame.mode is not Mode.TAB or _cover(session, ui, frame) is not None:
        return None
    return frame.id


def apps_model(session: Session, ui: UiState) -> Apps:
    frames = shown_frames(session)
    chosen = selected_frame(session, ui)
    tabs = []
    for position, frame in enumerate(frames):
        divided = position > 0 and frame.interaction_id is not None and frames[position - 1].interaction_id is None
        tabs.append(_tab(session, frame, frame is chosen, divided))
    return Apps(tabs, None if chosen is None else _bar(session, ui, chosen))


def _tab(session: Session, frame: Frame, selected: bool, divided: bool) -> AppTab:
    permission = permissions.summary(session, frame.origin)
    badge, tone, note = "", "warn", ""
    if permission.grant is Grant.NONE and frame.held_back:
        badge, tone = "refused", "bad"
    elif moved := _moved_to(frame):
        badge, note = f"moved to {address(moved)}", "another origin than the configured one"
    elif frame.held_back:
        badge, note = str(frame.held_back), "held back"
    loading = frame.mode is Mode.TAB and frame.loads == 0 and frame.heard == 0
    return AppTab(frame.id, frame.label, permission, badge, tone, note, selected, loading, divided)


def _moved_to(frame: Frame) -> str | None:
    """The origin of the last message, when it is not that of the frame's own address."""
    if frame.origin is None or not frame.url:
        return None
    try:
        own = str(parse_origin(frame.url))
    except OriginError:
        return None
    return frame.origin if frame.origin not in (own, "null") else None


def _bar(session: Session, ui: UiState, frame: Frame) -> AppBar:
    origin = frame.origin
    embedder = frame.level is Level.EMBEDDER
    return AppBar(
        id=frame.id,
        label=frame.label,
        origin=origin,
        confirmed=frame.confirmed,
        permission=permissions.summary(session, origin),
        lines=[] if origin is None else permissions.lines(session, origin),
        sources=[] if origin is None else permissions.sources(session, origin),
        state="This page embeds the workspace." if embedder else _STATES.get(frame.mode, ""),
        window=frame.mode is Mode.POPUP,
        can_reload=not embedder and frame.mode is not Mode.POPUP,
        can_open=not embedder and frame.mode in (Mode.TAB, Mode.POPUP) and may_open_window(frame.sandbox),
        cover=_cover(session, ui, frame),
    )


def _cover(session: Session, ui: UiState, frame: Frame) -> Cover | None:
    origin = frame.origin
    if origin is None or frame.mode is not Mode.TAB or frame.id in ui.lifted:
        return None
    if session.policy.permissions.listed(origin).allowed:
        return None
    option = session.configuration.option(OPTION)
    entry = f"{OPTION} = {option.value}, {origin}" if option is not None and option.value else f"{OPTION} = {origin}"
    return Cover(origin, entry, frame.held_back)


def refused_text(number: int) -> str:
    """How many requests of an unlisted origin were refused."""
    return f"{count(number, 'message')} refused so far." if number else ""
