"""The calls of a scenario: its script, as far as it is about telephones, from the first login of an agent on.

The steps are those of the page's driver; an interaction that they name is the call that a step before has made. What
is about other media, about the page, or what agents do themselves is left to clients, and named by :func:`left_out`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scapi.centre.scenario import Scenario
from scapi.centre.scenario_script import ScriptStep
from scapi.gws.driving import Refused, drive
from scapi.gws.gws_server import GwsServer
from scapi.values import Json, Seconds

PLAYED = frozenset({"ring", "farEnd", "attach", "device", "logOut"})
"""Calls that both drivers have."""
_OTHER_NAMES = {"interactionId": "callUuid"}
_NOT_TAKEN = frozenset({"contact"})
"""v2 knows no customers."""


def left_out(scenario: Scenario) -> tuple[str, ...]:
    """The calls of a script that are not played."""
    return tuple(sorted({step.call for step in scenario.script} - PLAYED))


class ScenarioCalls:
    """Plays them on one server; what fails is told to ``log`` and stops nothing."""

    def __init__(self, server: GwsServer, log: Callable[[str], None]) -> None:
        self._server = server
        self._log = log
        self._made: dict[str, Json] = {}
        self._began = False
        server.when_session_begun = self.begin
        server.when_reset = self.forget

    def begin(self) -> None:
        """Somebody has logged in: the times of the script run from the first login."""
        if not self._began:
            self._began = True
            clock = self._server.centre.clock
            started = clock.now()
            for step in self._server.centre.scenario.script:
                if step.call in PLAYED:
                    self._at(started + step.at, step)

    def forget(self) -> None:
        """The contact centre is as at the start, and has forgotten its timers."""
        self._began = False
        self._made.clear()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _at(self, due: Seconds, step: ScriptStep) -> None:
        self._server.centre.clock.call_at(due, lambda: self._play(step))

    def _play(self, step: ScriptStep) -> None:
        try:
            result = drive(self._server, step.call, self._arguments(step))
        except Refused as refused:
            self._log(f"script, {step.at:g} s, {step.call}: {refused}")
            return
        if step.name and isinstance(result, Mapping):
            self._made[step.name] = result.get("callUuid")

    def _arguments(self, step: ScriptStep) -> Json:
        """In the words of the server's driver."""
        return {
            _OTHER_NAMES.get(name, name): self._made.get(value[1:-1], value)
            if isinstance(value, str) and value.startswith("{") and value.endswith("}")
            else value
            for name, value in step.args.items()
            if name not in _NOT_TAKEN
        }
