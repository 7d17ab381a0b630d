"""The life of outbound previews, as data: the table of the reference, row by row.

Source: reference, "Outbound preview events". Each row is an ``interaction`` event: type, state, capabilities. The call
is an interaction of its own beside the preview. Decided here: a pull preview's call has the capabilities of a regular
push preview's when it is answered, for the reference has no row for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.records import CampaignMode, OutboundContent

if TYPE_CHECKING:
    from scapi.centre.conversations import CallType, Conversation, State

MEDIUM = "outboundpreview"

INVITED = ("ACCEPT", "REJECT")
PREVIEWING = ("CALL", "REJECT_RECORD", "CANCEL_RECORD")
MARK_DONE = ("MARK_DONE",)
NONE: tuple[str, ...] = ()

PREVIEW_CALL_TYPES: Mapping[CampaignMode, str] = {
    CampaignMode.PULL_PREVIEW: "OUTBOUND_PREVIEW",
    CampaignMode.PUSH_PREVIEW: "OUTBOUND_PUSH_PREVIEW",
    CampaignMode.DIRECT_PUSH_PREVIEW: "OUTBOUND_PREVIEW",
}
"""Call type of the preview itself; that of its call is always OUTBOUND."""

ESTABLISHED: Mapping[CampaignMode, tuple[str, ...]] = {
    CampaignMode.PULL_PREVIEW: ("HANGUP", "HOLD"),
    CampaignMode.PUSH_PREVIEW: ("HANGUP", "HOLD"),
    CampaignMode.DIRECT_PUSH_PREVIEW: ("HANGUP",),
}
DIALING = ("HANGUP",)

PREVIEW_LEAVES: Mapping[CampaignMode, str] = {
    CampaignMode.PULL_PREVIEW: "when the call is placed",
    CampaignMode.DIRECT_PUSH_PREVIEW: "when the call is answered",
    CampaignMode.PUSH_PREVIEW: "when the call is marked done",
}
"""When the preview is removed after its record was called."""


def call_capabilities(call: Conversation, state: State) -> tuple[str, ...]:
    """Capabilities of the call of a record in a state."""
    if state.value == "IDLE":
        return MARK_DONE
    if state.value == "DIALING" or not isinstance(call.content, OutboundContent):
        return DIALING
    established = ESTABLISHED[call.content.mode]
    return established if state.value == "TALKING" else tuple(c for c in established if c != "HOLD")


def preview_call_type(mode: CampaignMode, types: type[CallType]) -> CallType:
    """The call type of a preview of this mode."""
    return types(PREVIEW_CALL_TYPES[mode])
