"""The verb ``serve``: the built page and its sample clients, until somebody ends it."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

from tools.messages import say
from tools.pages import build
from tools.paths import BUILT_IN_CONFIGURATION, BUILT_IN_SCENARIO
from tools.served_files import NamedText, built_in_configuration, built_in_scenario, check_start, read_named_text
from tools.server import Addresses, Servers


def serve(port: int, config: Path | None, scenario: Path | None, *, open_page: bool) -> int:
    """Serves until SIGINT or SIGTERM, both of which arrive here as ``KeyboardInterrupt``."""
    given_configuration = None if config is None else read_named_text(config)
    given_scenario = None if scenario is None else read_named_text(scenario)
    _tell_problems(port, given_configuration, given_scenario)
    build()
    with Servers(port, given_configuration, given_scenario) as servers:
        print(f"Workspace ready: {servers.host_url}", flush=True)
        if open_page:
            webbrowser.open(servers.host_url)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def _tell_problems(port: int, configuration: NamedText | None, scenario: NamedText | None) -> None:
    """Says what is wrong with these texts; the page shows it too, and at which line."""
    origins = Addresses(port).client_origins
    problems = check_start(
        configuration or built_in_configuration(BUILT_IN_CONFIGURATION, origins),
        scenario or built_in_scenario(BUILT_IN_SCENARIO),
    )
    for problem in problems:
        say(f"serve: {problem}")
