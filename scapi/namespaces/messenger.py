"""messenger: messages between client applications. Source: reference, "Messenger Namespace"."""

from __future__ import annotations

from scapi.outlet import Caller, Outlet
from scapi.policy.events import MESSENGER
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import DONE, Answer


def handlers(outlet: Outlet) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def broadcast_message(caller: Caller, arguments: Arguments) -> Answer:
        """Reaches the other frames only, in every tab; the sender does not hear itself (decided here)."""
        channel = f"{MESSENGER}{arguments.text('channel')}"
        outlet.publish_everywhere(channel, arguments.value("message"), not_to=caller.frame.id)
        return DONE

    return {"messenger.broadcastMessage": broadcast_message}
