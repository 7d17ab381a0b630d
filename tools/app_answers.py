"""Asks the servers of apps what they send with their pages, and tells what is in the way (:mod:`tools.app_headers`).

Only addresses that the configuration names as apps are asked, without what follows the path; once, and again when the
configuration or the watched files have changed, or while nothing answers. Nobody waits for it.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from scapi.configuration import ConfigurationError, parse_configuration
from scapi.frames import Mode
from scapi.policy.urls import origin_of, without_query
from scapi.workspace.web_applications import parse_web_applications
from tools.app_headers import NOBODY, Findings, PageAnswer, findings
from tools.served_files import NamedText

PATIENCE = 2.0
"""Seconds that a server has for each part of its answer."""
AGAIN_AFTER = 5.0
"""Seconds after which one that has not answered is asked again."""
MOST_APPS = 32
"""Addresses that are asked."""

Ask = Callable[[str], PageAnswer | None]
Found = Mapping[str, Mapping[str, str]]
"""What is wrong, by address and subject."""


def ask(address: str) -> PageAnswer | None:
    """What a server answers, without the page itself.

    ``None`` when that cannot be had from here: a browser may know a proxy, or a certificate that this machine does not.
    """
    headers = {"Accept": "text/html", "User-Agent": "agent-workspace"}
    try:
        parts = urlsplit(address)
        make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = make(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request("GET", quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), headers=headers)
            response = connection.getresponse()
            return PageAnswer(response.status, tuple(response.getheaders()))
        finally:
            connection.close()
    except ConnectionRefusedError:
        return NOBODY
    except (OSError, http.client.HTTPException, ValueError):
        return None


def apps_of(configuration: NamedText) -> Mapping[str, bool]:
    """Addresses of the apps, each with whether it is framed; those that a placeholder changes cannot be asked."""
    try:
        applications, _ = parse_web_applications(parse_configuration(configuration.text, configuration.name))
    except ConfigurationError:
        return {}
    named = {without_query(app.url): app.mode is not Mode.POPUP for app in applications}
    return {address: framed for address, framed in [*named.items()][:MOST_APPS] if "$" not in address}


@dataclass(slots=True)
class AppAnswers:
    """What is known of the servers of the apps.

    ``own`` are origins that need not be asked; ``tell`` gets a line for the terminal, once for each thing that is
    wrong.
    """

    host_origin: str
    own: Sequence[str]
    tell: Callable[[str], None]
    ask: Ask = ask
    now: Callable[[], float] = time.monotonic
    _found: dict[str, Findings] = field(default_factory=dict)
    _asked: tuple[str, str] | None = None
    _again: float | None = None
    _told: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _busy: bool = False
    _thread: threading.Thread | None = None

    def state(self, configuration: NamedText, files: str) -> Found:
        """What is known now. ``files`` changes with the files of the apps; a look begins when one is due."""
        with self._lock:
            wanted = (configuration.text, files)
            again = self._again is not None and self.now() >= self._again
            if not self._busy and (wanted != self._asked or again):
                self._asked, self._again, self._busy = wanted, None, True
                self._thread = threading.Thread(target=self._look, args=(configuration,), daemon=True)
                self._thread.start()
            return {address: found.as_json() for address, found in self._found.items() if found.told}

    def wait(self) -> None:
        """Until the look that has begun last is over."""
        if self._thread is not None:
            self._thread.join()

    def _look(self, configuration: NamedText) -> None:
        found: dict[str, Findings] = {}
        try:
            for address, framed in apps_of(configuration).items():
                if origin_of(address) not in self.own:
                    found[address] = findings(self.ask(address), address, self.host_origin, framed=framed)
        finally:
            new = self._take(found)
        for line in new:
            self.tell(line)

    def _take(self, found: dict[str, Findings]) -> list[str]:
        """Ends a look; gives what has not been told yet."""
        lines = [f"serve: {address}: {text}" for address, each in found.items() for text in each.told]
        with self._lock:
            self._found, self._busy = found, False
            if any(each.reaching for each in found.values()):
                self._again = self.now() + AGAIN_AFTER
            new = [line for line in lines if line not in self._told]
            self._told = set(lines)
        return new
