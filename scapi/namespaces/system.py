"""system: permissions, activity, visibility and the browser tab. Source: reference, "System Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import DONE, Answer, Success
from scapi.workspace.parts import Parts
from scapi.workspace.tabs import TabState


def allowed_services(policy: Policy, origin: str) -> list[str]:
    """Every request, in every spelling, that an origin may send: what ``getAllowedServices`` answers."""
    reads_options = policy.may_read_options(origin).allowed
    return [
        name
        for name, decision in policy.rights(origin).requests.items()
        if decision.allowed and (reads_options or not name.startswith("configuration."))
    ]


def handlers(parts: Parts) -> dict[str, Handler]:
    """The handlers of this half of the namespace."""
    tabs = parts.tabs

    def get_allowed_services(caller: Caller, _: Arguments) -> Answer:
        return Success(allowed_services(parts.policy, caller.origin))

    def trigger_activity(_: Caller, __: Arguments) -> Answer:
        parts.inactivity.activity()
        return DONE

    def am_i_visible(caller: Caller, _: Arguments) -> Answer:
        return Success(parts.host.frame_visible(caller.frame.id))

    def whether(question: Callable[[], bool]) -> Handler:
        return lambda _, __: Success(question())

    return {
        "system.getAllowedServices": get_allowed_services,
        "system.triggerActivity": trigger_activity,
        "system.amIVisible": am_i_visible,
        "system.isFrameLeading": whether(lambda: tabs.state is TabState.LEADING),
        "system.isFrameFollowing": whether(lambda: tabs.state is TabState.FOLLOWING),
        "system.isFrameNegotiating": whether(lambda: tabs.state is TabState.NEGOTIATING),
        "system.isFrameLeadingOrNegotiating": whether(lambda: tabs.state is not TabState.FOLLOWING),
        "system.isLastActiveFrame": whether(lambda: tabs.last_active),
    }
