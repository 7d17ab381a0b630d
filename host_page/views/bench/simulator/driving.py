"""What every action of the simulator does with its driver call: makes it, says it, records it, or copies it."""

from __future__ import annotations

from collections.abc import Callable

from host_page.views.action_group import ActionGroup, Fields
from host_page.views.bench.simulator import calls
from host_page.views.bench.simulator.calls import Call
from host_page.views.places import Spot
from host_page.views.regions import Region
from host_page.views.ui_state import shown_error
from scapi.values import Failure, Json, Outcome, when_answered

_SHOWN = (Region.SIMULATOR, Region.STRIP, Region.RAIL, Region.CASE, Region.TOASTS, Region.TOP)
_BEGIN_ANEW = frozenset({"reset", "situation"})
"""Calls after which a recording begins anew: what was before is gone."""


class Driving(ActionGroup):
    """Actions that are driver calls."""

    def press(
        self,
        name: str,
        arg: str,
        fields: Fields,
        done: Callable[[Json], None] = lambda _: None,
        *,
        at: Spot | None = None,
    ) -> None:
        """A button without a form."""
        self.drive(calls.BUTTONS[name](arg), fields, done, at=at)

    def edited(self, code: str) -> None:
        self.ui.said_call, self.ui.copied_call = code, ""
        self.page.changed(Region.SIM_BODY, Region.SIM_CALL)

    def copied(self, code: str) -> None:
        self.ui.copied_call = code
        self.page.copy_text(code)
        self.page.changed(Region.SIM_CALL)

    def drive(
        self,
        call: Call,
        fields: Fields,
        done: Callable[[Json], None] = lambda _: None,
        *,
        at: Spot | None = None,
    ) -> None:
        spot = at or self.here
        self.ui.errors.pop(spot, None)
        self.ui.said_call = call.code
        if fields.get("altKey") == "true" or self.ui.copies_calls:
            self.copied(call.code)
            return
        self.ui.copied_call = ""
        noted = self.ui.recorder.drove(self.workspace.now, call.name, call.args)

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self.ui.errors[spot] = shown_error(outcome.error)
                self.ui.recorder.failed(noted)
            else:
                self.ui.recorder.made(noted, outcome.data)
                if self.ui.recorder.on and call.name in _BEGIN_ANEW:
                    self.ui.recorder.start(self.workspace.now)
                done(outcome.data)
            self.page.changed(*_SHOWN)

        when_answered(self.session.drive(call.name, call.args), answered)
