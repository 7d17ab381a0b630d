"""Driver calls of outbound: what campaigns do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.driver.calls import NOTHING, DriverCall, done, interaction_of, optional, required
from scapi.protocol.parameters import Arguments, Kind
from scapi.values import Failure, Outcome

if TYPE_CHECKING:
    from scapi.session import Session

ACTIONS = ("load", "unload", "start", "stop")


def _campaign(session: Session, arguments: Arguments) -> Outcome:
    action, name = arguments.text("action"), arguments.text("name")
    mode = arguments.optional_text("mode")
    outbound = session.simulator.outbound
    match action:
        case "load":
            outbound.load(name, mode)
            return NOTHING
        case "start":
            return done(outbound.start(name, mode))
        case "stop":
            return done(outbound.stop(name))
        case "unload":
            return done(outbound.unload(name))
    return Failure(f"campaign: action must be one of {', '.join(ACTIONS)}, not {action!r}.")


def _push_preview(session: Session, arguments: Arguments) -> Outcome:
    given = arguments.value("direct")
    direct = given if isinstance(given, bool) else None
    return interaction_of(session, session.simulator.outbound.push(arguments.text("campaign"), direct=direct))


OUTBOUND_CALLS: Mapping[str, DriverCall] = {
    "campaign": DriverCall(
        "A campaign is loaded, started, stopped or unloaded.",
        (
            required("action", Kind.NAME, "load, start, stop or unload."),
            required("name", Kind.NAME, "The campaign; loading an unknown name makes one with a sample list."),
            optional("mode", Kind.NAME, "Preview (default), PushPreview, DirectPushPreview, or any text for events."),
        ),
        _campaign,
    ),
    "pushPreview": DriverCall(
        "The campaign pushes its next record to the agent.",
        (
            required("campaign", Kind.NAME, "A campaign that is started."),
            optional("direct", Kind.FLAG, "Direct push preview; without it the campaign's mode decides."),
        ),
        _push_preview,
    ),
}
