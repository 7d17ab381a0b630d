"""Renders each region of the page from the session and from what the page remembers.

The HTML of a region is the content of the element with its id. Everything a template prints is escaped; a template may
use no ``style`` attribute and no event handler, for the page's policy allows neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from host_page.views import formats
from host_page.views.apps.dialogs import dialog_model
from host_page.views.apps.model import apps_model, refused_text, visible_frame
from host_page.views.apps.permissions import usage
from host_page.views.bench.simulator.model import by_hand, simulator_model
from host_page.views.bench.traffic.details import details
from host_page.views.bench.traffic.model import traffic_model
from host_page.views.case.data.model import is_fresh, row_id, time_key
from host_page.views.case.model import case_model, empty_case
from host_page.views.case.record.model import record_local_time
from host_page.views.expiry import expiry_times
from host_page.views.link import is_lost, link_model, with_waiting, without_link
from host_page.views.notices.model import messages_model, notices_model
from host_page.views.notices.toasts import toasts_model
from host_page.views.rail.model import entries, held_for, ringing, timer
from host_page.views.rail.shelves import campaign_shelf, workbin_shelf
from host_page.views.regions import Region
from host_page.views.selection import name_of, note_seen, selected
from host_page.views.top.agent import agent_model, channels, state_seconds
from host_page.views.top.communicator import communicator_model
from host_page.views.top.menu_views import menu_views
from host_page.views.ui_state import BENCH_HEIGHT, BENCH_HIGHEST, BENCH_LOWEST, Bench, PagePart, UiState
from scapi.centre.conversations import Recording, State
from scapi.centre.port import Connection
from scapi.centre.records import OutboundContent
from scapi.decisions import Verdict
from scapi.driven import DrivenSession
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction

Context = Mapping[str, object]

TEMPLATES: Mapping[Region, str] = {
    Region.TOP: "top/top.html",
    Region.BANNER: "notices/banner.html",
    Region.RAIL: "rail/rail.html",
    Region.CASE: "case/case.html",
    Region.TABS: "apps/tabs.html",
    Region.TOASTS: "notices/toasts.html",
    Region.TRAFFIC: "bench/traffic/traffic.html",
    Region.SIMULATOR: "bench/simulator/simulator.html",
    Region.STRIP: "bench/strip.html",
    Region.BOTTOM: "bench/bottom.html",
    Region.DIALOG: "apps/dialog-bar.html",
    Region.DOWN: "notices/down.html",
}
"""The template of each region, beside the modules of its room."""

BACK: Seconds = 6.0
"""How long it is told that the link is back."""


@cache
def environment(templates: Path) -> Environment:
    """Templates that escape everything and refuse names they were not given; each is read and compiled once."""
    made = Environment(
        loader=FileSystemLoader(templates),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(row_id=row_id, time_key=time_key, refused_text=refused_text)
    return made


class Renderer:
    """The views of one session."""

    def __init__(self, templates: Path, session: DrivenSession, ui: UiState) -> None:
        self._session = session
        self._ui = ui
        self._environment = environment(templates)
        self._recording_since: dict[str, Seconds] = {}
        self._connection = session.workspace.connection
        self._back_until: Seconds | None = None
        self._shows_typing = False
        self._contexts: Mapping[Region, Callable[[], Context]] = {
            Region.TOP: self._top,
            Region.BANNER: self._banner,
            Region.RAIL: self._rail,
            Region.CASE: self._case,
            Region.TABS: self._tabs,
            Region.TOASTS: self._toasts,
            Region.TRAFFIC: self._traffic,
            Region.SIMULATOR: self._simulator,
            Region.STRIP: self._strip,
            Region.BOTTOM: self._bottom,
            Region.DIALOG: lambda: {"dialog": dialog_model(session)},
            Region.DOWN: lambda: {"down": session.workspace.connection is Connection.DOWN},
        }

    def render(self, region: Region) -> str:
        """The HTML inside the element of a region."""
        template = self._environment.get_template(TEMPLATES[region])
        html = template.render(ui=self._ui, **self._contexts[region]())
        html = with_waiting(html, self._ui.under_way)
        return without_link(html) if is_lost(self._session) else html

    def times(self) -> dict[str, str]:
        """The texts of what runs, by the ``data-time`` of their elements."""
        session, now = self._session, self._session.workspace.now
        texts = {
            "agent": formats.duration(state_seconds(session)),
            "clock": formats.clock_time(now),
        }
        self._note_recordings()
        for interaction in session.workspace.interactions:
            texts[f"interaction-{interaction.id}"] = timer(session, interaction)
            texts |= expiry_times(session, interaction)
            if interaction.state is State.HELD:
                texts[f"held-{interaction.id}"] = held_for(session, interaction)
            if interaction.id in self._recording_since:
                texts[f"recording-{interaction.id}"] = self._recorded_for(interaction)
        if session.inactivity.left is not None:
            texts["inactivity"] = formats.short_duration(session.inactivity.left)
        if (shown := selected(session, self._ui)) is not None:
            if isinstance(content := shown.conversation.content, OutboundContent):
                texts[f"local-{shown.id}"] = record_local_time(session, content)
            for key, change in shown.changes.items():
                texts[time_key(shown.id, key)] = formats.ago(change.at, now)
        return texts

    def due(self) -> set[Region]:
        """Regions that look different after a second although nothing has happened."""
        session = self._session
        shown = selected(session, self._ui)
        found = set()
        if shown is not None and is_fresh(shown, session.workspace.now):
            found.add(Region.CASE)
        if any(use.left for f in session.frames if f.origin is not None for use in usage(session, f.origin)):
            found.add(Region.TABS)
        if self._shows_typing:
            found.add(Region.CASE)
        if self._back_until is not None:
            found.add(Region.BANNER)
        return found

    def title(self) -> str:
        """The title of the browser tab: how many ring, and the call that is open."""
        session = self._session
        waiting = len(ringing(session))
        shown = next(iter(ringing(session)), None) or selected(session, self._ui)
        parts = [f"({waiting})"] if waiting else []
        if shown is not None:
            parts += [timer(session, shown), name_of(shown), "·"]
        return " ".join([*parts, "Agent Workspace"])

    def visible_frame(self) -> str | None:
        """The id of the frame whose page is to be seen; every other wrapper is hidden."""
        return visible_frame(self._session, self._ui)

    # ── what the templates read ──────────────────────────────────────────────────────────────────────────────────────

    def _top(self) -> Context:
        session, ui = self._session, self._ui
        return {
            "agent": agent_model(session, ui),
            "agent_time": formats.duration(state_seconds(session)),
            "team": communicator_model(session, ui.communicator, ui.errors.get("team", "")),
            "link": link_model(session),
            "views": menu_views(session),
            "messages": messages_model(session),
        }

    def _banner(self) -> Context:
        shown = selected(self._session, self._ui)
        session = self._session
        left = session.inactivity.left
        return {
            "lost": session.workspace.connection is Connection.DISCONNECTED,
            "back": self._is_back(),
            "inactive": formats.short_duration(left) if session.inactivity.warning and left is not None else "",
            "problems": [] if self._ui.banner_closed else self._session.problems,
            "call": shown if shown is not None and shown.live else None,
            "call_name": "" if shown is None else name_of(shown),
            "call_time": "" if shown is None else timer(self._session, shown),
        }

    def _rail(self) -> Context:
        session, ui = self._session, self._ui
        note_seen(session, ui)
        return {
            "entries": entries(session, ui),
            "channels": channels(session, ui),
            "workbin": workbin_shelf(session),
            "campaigns": campaign_shelf(session),
        }

    def _case(self) -> Context:
        shown = selected(self._session, self._ui)
        self._note_recordings()
        note_seen(self._session, self._ui)
        recorded_for = "" if shown is None else self._recorded_for(shown)
        case = case_model(self._session, self._ui, recorded_for)
        self._shows_typing = case is not None and case.chat is not None and bool(case.chat.typing)
        return {"case": case, "empty": None if case is not None else empty_case(self._session)}

    def _tabs(self) -> Context:
        return {"apps": apps_model(self._session, self._ui)}

    def _toasts(self) -> Context:
        model = toasts_model(self._session, self._ui)
        notices = notices_model(self._session)
        return {
            "toasts": model.toasts,
            "more": model.more,
            "notices": notices.notices,
            "more_notices": notices.more,
        }

    def _traffic(self) -> Context:
        ui, session = self._ui, self._session
        view = ui.traffic
        return {
            "open": ui.bench is not Bench.CLOSED or ui.part is PagePart.BENCH,
            "log": traffic_model(session.traffic, view),
            "details": details(session.traffic, session.frames, view.selected, view.tab),
            "view": view,
            "height": ui.bench_height or BENCH_HEIGHT,
            "lowest": BENCH_LOWEST,
            "highest": BENCH_HIGHEST,
        }

    def _simulator(self) -> Context:
        now = formats.clock_time(self._session.workspace.now)
        return {"sim": simulator_model(self._session, self._ui), "clock": now}

    def _strip(self) -> Context:
        counts = self._session.traffic.by_verdict
        return {
            "total": sum(counts.values()),
            "refused": counts[Verdict.REFUSED],
            "limited": counts[Verdict.RATE_LIMITED],
            "quarantined": counts[Verdict.QUARANTINED],
            "clock": formats.clock_time(self._session.workspace.now),
            "by_hand": by_hand(self._session),
        }

    def _bottom(self) -> Context:
        return {"ringing": len(ringing(self._session))}

    def _is_back(self) -> bool:
        """Whether the link has come back a moment ago: the core tells that it is back, but not since when."""
        session, now = self._session, self._session.host.monotonic()
        if session.workspace.connection is not self._connection:
            self._connection = session.workspace.connection
            self._back_until = now + BACK if self._connection is Connection.RECONNECTED else None
        if self._back_until is not None and now >= self._back_until:
            self._back_until = None
        return self._back_until is not None

    # ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _note_recordings(self) -> None:
        """The contact centre does not tell since when it records: it is noted when it is first seen."""
        now = self._session.workspace.now
        running = {i.id for i in self._session.workspace.interactions if _records(i)}
        since = {key: at for key, at in self._recording_since.items() if key in running}
        self._recording_since = {**dict.fromkeys(running, now), **since}

    def _recorded_for(self, interaction: Interaction) -> str:
        since = self._recording_since.get(interaction.id)
        return "" if since is None else formats.duration(self._session.workspace.now - since)


def _records(interaction: Interaction) -> bool:
    return interaction.live and interaction.conversation.recording is Recording.RECORDING
