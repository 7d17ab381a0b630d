"""The cases of the catalogue that are about agent, media, voice and interactions, and where v2 differs.

Played are those in whose situation there are calls, or nothing.
"""

from __future__ import annotations

from tests.conformance.case import Case, Tab
from tests.conformance.catalogue import CATALOGUE

REQUESTS = frozenset({"agent", "media", "voice", "interaction", "event", "fidelity"})
OTHER_EVENTS = ("event/outbound", "event/system", "event/messenger", "fidelity/14", "fidelity/15")
"""Cases under these names that are about none of the four, but about toasts, tabs, the link or outbound."""
SITUATIONS_OF_CALLS = frozenset(
    {
        "idle", "ringing", "dialing", "talking", "held", "released", "two-calls", "blocked", "consulting",
        "consulting-dialing", "conference", "recording", "paused",
    }
)  # fmt: skip

_CONTACTS = "v2 knows no customers"
_EXTENSIONS = "v2 takes no extensions"
_MUTE = "v2 mutes a call, not the halves of a SIP endpoint, and there is no call"
_OTHER_MEDIA = "other media are not served"

DIFFERENCES = {
    "interaction.getByInteractionId/success": _CONTACTS,
    "interaction.getByInteractionId/success:id-as-number": _CONTACTS,
    "interaction.getInteractions/success": _CONTACTS,
    "interaction.getByCaseId/success": _CONTACTS,
    "interaction.consult/success": _EXTENSIONS,
    "interaction.completeTransfer/success": "v2 tells the end of the original call first",
    "voice.dialEx/success": _EXTENSIONS,
    "voice.muteMicrophone/success": _MUTE,
    "voice.muteSpeaker/success": _MUTE,
    "voice.unmuteSpeaker/success": _MUTE,
    "event/interaction/CONTACT_CHANGED": _CONTACTS,
    "event/interaction/UNKNOWN": "nothing happens in v2 that has no name",
    "event/interaction/RELEASED:rona-REDIRECTED": "v2 does not say why a call was not answered",
    "event/interaction/INVITED": _OTHER_MEDIA,
    "event/interaction/CREATED": _OTHER_MEDIA,
    "event/interaction/INVITED_CONFERENCE": _OTHER_MEDIA,
    "fidelity/4:logout-dnd": "do not disturb is a state of the telephone, with a name of its own",
    "fidelity/21:log-out": "v2 tells of voice and of the other media in messages of their own",
    "fidelity/5:direction": "v2 has no calls of an unknown direction",
}


def chosen() -> dict[str, Case]:
    """The cases by id; those that need another browser tab are played in memory only."""
    return {
        name: case
        for name, case in CATALOGUE.items()
        if case.request.partition(".")[0] in REQUESTS
        and not name.startswith(OTHER_EVENTS)
        and case.situation in SITUATIONS_OF_CALLS
        and not any(isinstance(step, Tab) for step in case.steps)
    }


CASES = chosen()
