"""What one origin may do: resolved once from the policy, then only looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.policy.events import MESSENGER, READ_REQUESTS, requests_for
from scapi.policy.origins import OPAQUE
from scapi.policy.permissions import ANY, Entry, Permissions
from scapi.protocol.registry import BY_SPELLING


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of an origin; a pure function of the list of origins, see :func:`resolve`."""

    origin: str
    listed: Decision
    entries: tuple[Entry, ...]
    """The entries that speak for it."""
    requests: Mapping[str, Decision]
    """The decision on every request, by each spelling."""
    events: Mapping[str, Decision]
    """The decision on every family of events that needs a permission."""
    other_events: Decision

    @property
    def by_wildcard(self) -> bool:
        """Whether ``*`` speaks for it, as it does for any origin that the same frame could go to."""
        return any(entry.subject == ANY for entry in self.entries)

    def may_receive(self, event: str) -> Decision:
        """Events follow the permission to read; an origin that is not listed gets none."""
        return self.events.get(MESSENGER if event.startswith(MESSENGER) else event, self.other_events)


def resolve(permissions: Permissions, origin: str) -> Rights:
    """All rights of an origin as the browser reports it."""
    entries = permissions.entries_for(origin)
    listed = permissions.listed_by(entries, origin)
    if entries:
        decide = permissions.decide_by
        requests = {name: decide(entries, origin, request.permitted) for name, request in BY_SPELLING.items()}
    else:
        requests = dict.fromkeys(BY_SPELLING, listed)
    families = (*READ_REQUESTS, MESSENGER)
    return Rights(
        origin,
        listed,
        entries,
        MappingProxyType(requests),
        MappingProxyType({event: _event(event, listed, requests, origin) for event in families}),
        _event("", listed, requests, origin),
    )


def _event(event: str, listed: Decision, requests: Mapping[str, Decision], origin: str) -> Decision:
    if not listed.allowed:
        return listed
    if origin == OPAQUE:
        return Decision(Verdict.REFUSED, Reason.EVENT_NOT_PERMITTED, listed.rule, "no events for a null origin")
    needed = requests_for(event)
    if not needed or any(requests[name].allowed for name in needed):
        return ALLOWED
    return Decision(Verdict.REFUSED, Reason.EVENT_NOT_PERMITTED, listed.rule, f"needs {' or '.join(needed)}")
