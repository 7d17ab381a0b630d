"""What the desktop attaches to a call that it makes through a routing point.

Source: the vendor's keys of routing-based calls (``IW_RoutingBased...``), which tell the strategy behind the routing
point who asks for what. The values are decided here: the library's words for the request and the target.
"""

from __future__ import annotations

from scapi.centre.directory import TargetType
from scapi.values import JsonObject
from scapi.workspace.core import Core


def routing_based(core: Core, destination: str, request: str) -> JsonObject:
    """The keys for a destination that is a routing point; none for any other.

    ``request`` is MakeCall, InitTransfer, OneStepTransfer or OneStepConference.
    """
    known = core.arrivals.known
    point = next(
        (
            entry
            for entry in known.directory
            if entry.type is TargetType.ROUTING_POINT and destination in (entry.number, entry.destination)
        ),
        None,
    )
    if point is None:
        return {}
    return {
        "IW_RoutingBasedOriginEmployeeId": known.profile.employee_id,
        "IW_RoutingBasedRequestType": request,
        "IW_RoutingBasedTargetId": point.destination,
        "IW_RoutingBasedTargetType": TargetType.ROUTING_POINT.value,
    }
