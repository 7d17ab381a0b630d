"""system: what the workspace itself offers. Source: reference, "System Namespace"."""

from __future__ import annotations

from scapi.outlet import Caller
from scapi.policy.rules import Policy
from scapi.protocol.parameters import Arguments
from scapi.protocol.registry import BY_SPELLING
from scapi.service import Handler
from scapi.values import Answer, Success


def allowed_services(policy: Policy, origin: str) -> list[str]:
    """Every request, in every spelling, that an origin may send."""
    permissions = policy.permissions
    return [name for name, request in BY_SPELLING.items() if permissions.decide(origin, request.permitted).allowed]


def handlers(policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def get_allowed_services(caller: Caller, _: Arguments) -> Answer:
        return Success(allowed_services(policy, caller.origin))

    return {"system.getAllowedServices": get_allowed_services}
