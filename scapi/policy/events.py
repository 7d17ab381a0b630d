"""Which permission lets an origin receive which events.

Decided here: events follow the permission to read. An origin that may ask for the agent's state may be told of it; a
subscribe is answered all the same, and what may not be delivered is recorded instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MESSENGER = "messenger:"

READ_REQUESTS: Mapping[str, Sequence[str]] = {
    "agent": ("agent.get", "agent.getState"),
    "media": ("media.getMediaList", "media.getMediaByName"),
    "interaction": ("interaction.getInteractions", "interaction.getByInteractionId"),
    "markdone": ("interaction.getInteractions", "interaction.getByInteractionId"),
    "outbound": ("outbound.getCampaigns",),
}
"""Any one of the requests is enough. ``system`` is not here: every listed origin receives it."""


def requests_for(event: str) -> Sequence[str]:
    """The requests of which an origin needs one to receive the event; none needed for ``system``."""
    if event.startswith(MESSENGER):
        return ("messenger.broadcastMessage",)
    return READ_REQUESTS.get(event, ())
