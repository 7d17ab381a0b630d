"""The one way from the page into Python: a kind and up to three texts in, a text out."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping

from host_page.bridge import Bridge
from host_page.browser_host import BrowserHost
from host_page.browser_tabs import BrowserTabs
from host_page.client_windows import ClientWindows
from host_page.entrance import Entrance
from host_page.live_files import LiveFiles
from host_page.page_sessions import Call
from host_page.rendering import Rendering
from host_page.sound_controller import SoundController
from host_page.traffic_keeping import TrafficKeeping
from host_page.views.actions import Actions
from host_page.views.bench.timeline.causes import Causes
from scapi.decisions import Reason
from scapi.page_session import PageSession
from scapi.values import Eventual, Failure, Outcome


class Entry:
    """Hands what happens in the page to the part that it is for."""

    def __init__(
        self,
        bridge: Bridge,
        host: BrowserHost,
        session: PageSession,
        windows: ClientWindows,
        rendering: Rendering,
        sound: SoundController,
        actions: Actions,
        tabs: BrowserTabs,
        files: LiveFiles,
        entrance: Entrance,
        keeping: TrafficKeeping,
        causes: Causes,
        more: Mapping[str, Call],
    ) -> None:
        """``more`` is what the page tells of the contact centre that it is in front of, by kind."""
        self._bridge = bridge
        self._host = host
        self._session = session
        self._windows = windows
        self._rendering = rendering
        self._actions = actions
        self._tabs = tabs
        self._entrance = entrance
        self._keeping = keeping
        self._causes = causes
        self._later = itertools.count(1)
        self._calls: Mapping[str, Call] = {
            "message": lambda frame, origin, text: session.service.receive(frame, origin, text),
            "waited": self._waited,
            "listed": lambda origin, _, __: "yes" if session.service.is_listed(origin) else "",
            "dropped": lambda lines, _, __: self._dropped(lines),
            "violations": lambda lines, _, __: self._violations(lines),
            "loaded": lambda frame, waited, __: session.service.frame_loaded(frame, float(waited) / 1000),
            "closed": lambda frame, _, __: self._closed(frame),
            "timer": lambda number, _, __: host.timer_fired(int(number)),
            "soon": lambda _, __, ___: self._soon(),
            "draw": lambda _, __, ___: self._draw(),
            "tick": lambda _, __, ___: tabs.replication.tick(),
            "seen": lambda hidden, _, __: rendering.seen(hidden),
            "toggled": lambda popover, opened, _: rendering.toggled(popover, bool(opened)),
            "tab-leading": lambda stored, _, __: tabs.leading(stored),
            "tab-following": lambda _, __, ___: tabs.following(),
            "tab-message": lambda text, _, __: tabs.replication.receive(text),
            "tab-active": lambda active, _, __: session.tabs.set_last_active(bool(active)),
            "tab-leaving": lambda _, __, ___: self._leave(),
            "traffic-kept": lambda blocks, _, __: keeping.found(blocks),
            "tab-gone": lambda tab, _, __: tabs.replication.gone(tab),
            "action": self._action,
            "sound-blocked": lambda blocked, _, __: sound.blocked(bool(blocked)),
            "activity": lambda _, __, ___: self._activity(),
            "call": lambda name, args, _: self._driver_call(name, args),
            "files": lambda document, search, _: files.texts_changed(document, search),
            "unreadable": lambda problems, _, __: files.cannot_be_read(problems),
            "apps-changed": lambda told, _, __: files.apps_changed(told),
            "app-answers": lambda told, _, __: files.apps_answered(told),
            "login-begun": lambda _, __, ___: entrance.login_begun(),
            "login-answered": lambda status, content, _: entrance.login_answered(status, content),
            **more,
        }

    def __call__(self, kind: str, first: str, second: str, third: str) -> str:
        """Raises ``KeyError`` for a kind that no script of ours uses."""
        self._causes.begin(kind, first, self._session.traffic.total)
        answer = self._calls[kind](first, second, third) or ""
        self._tabs.replication.flush()
        self._rendering.follow_traffic()
        self._keeping.follow()
        return answer

    def _soon(self) -> None:
        self._windows.synchronise()
        self._entrance.look()

    def _draw(self) -> None:
        if self._entrance.shows_something:
            self._rendering.draw()

    def _leave(self) -> None:
        self._actions.leave()
        self._tabs.replication.leave()
        self._keeping.leave()

    def _closed(self, frame: str) -> None:
        self._windows.popup_closed(frame)

    def _activity(self) -> None:
        self._session.inactivity.activity()

    def _waited(self, frame: str, origin: str, text: str) -> None:
        """A message that had to wait in the page: for how many milliseconds, and its text."""
        waited, _, message = text.partition(" ")
        self._session.service.receive(frame, origin, message, float(waited) / 1000)

    def _dropped(self, lines: str) -> None:
        """Messages that the bridge held back, counted: a line for each frame, origin and reason."""
        service = self._session.service
        for frame_id, origin, reason, note, count in json.loads(lines):
            several = f"{count} times" if count > 1 else ""
            told = "; ".join(filter(None, (note, several)))
            service.not_heard(frame_id, origin, Reason(reason), told, times=count)

    def _violations(self, lines: str) -> None:
        """What the browser has blocked, counted: a line for each directive and source."""
        for directive, source, count in json.loads(lines):
            self._session.violations.note(directive, source, count)

    def _action(self, name: str, arg: str, fields: str) -> None:
        self._actions.run(name, arg, json.loads(fields))

    def _driver_call(self, name: str, args: str) -> str:
        """Answers at once, or with a number under which the answer comes when another tab has given it."""
        answer = self._session.drive(name, json.loads(args))
        if not isinstance(answer, Eventual):
            return _told(answer)
        number = next(self._later)
        answer.when_settled(lambda outcome: self._bridge.settleCall(number, _told(outcome)))
        return json.dumps({"later": number})


def _told(outcome: Outcome) -> str:
    if isinstance(outcome, Failure):
        return json.dumps({"error": outcome.error})
    return json.dumps({"data": {} if outcome.data is None else outcome.data})
