"""What a desktop reads at its start besides the user: the servers behind this one, and groups.

Source: reference, "Start-up and recovery sequence", "Services, directory, groups".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scapi.centre.directory import TargetType
from scapi.centre.port import LOST
from scapi.gws.contact_centre_state import ContactCentreState
from scapi.gws.http_message import Response
from scapi.gws.resources import Call, Resource
from scapi.gws.roster import User
from scapi.gws.selection import list_answer
from scapi.gws.status import Problem
from scapi.gws.uris import guid, hexadecimal
from scapi.values import Json

BUSINESS_UNIT = "BusinessUnit"
"""The type of a group of agents."""
_OTHERS = (
    ("ON_PREMISE_ENVIRONMENT", "Configuration Server", "Provisioning", True),
    ("INTERACTION_SERVER", "Interaction Server", "MultiMediaState", False),
    ("UCS", "Universal Contact Server", "MultiMediaContent", False),
)
"""Id, name, type, and whether there is one, of the servers behind a real one besides T-Server."""


def _services(state: ContactCentreState, call: Call) -> Response | Problem:
    """T-Server is away while the link of the user who asks is lost."""
    voice = state.centre.links.get(call.user.agent) not in LOST
    rows = (*_OTHERS, (guid("voice-environment", ""), "T-Server", "Voice", voice))
    services: list[dict[str, Json]] = [
        {
            "id": key,
            "name": name,
            "type": kind,
            "state": "Active" if active else "Inactive",
            **call.uris.both(f"/services/{key}"),
        }
        for key, name, kind, active in rows
    ]
    return list_answer(call.request, "services", services)


def _groups(state: ContactCentreState, call: Call) -> Response | Problem:
    return _listed(call, _business_units(state, call, None))


def _own_groups(state: ContactCentreState, call: Call) -> Response | Problem:
    return _listed(call, _business_units(state, call, call.user))


def _listed(call: Call, groups: Iterator[dict[str, Json]]) -> Response | Problem:
    kind = call.request.query.get("type")
    return list_answer(call.request, "groups", [each for each in groups if kind in (None, each["type"])])


def _business_units(state: ContactCentreState, call: Call, member: User | None) -> Iterator[dict[str, Json]]:
    """The groups of agents, all or those of one; there are no others."""
    for entry in state.centre.scenario.places:
        reaches = member is None or member.agent in {desk.agent for desk in state.centre.exchange.members(entry.name)}
        if entry.type is TargetType.AGENT_GROUP and reaches:
            key = hexadecimal("group", entry.name)
            yield {
                "id": key, "name": entry.name, "type": BUSINESS_UNIT, "contains": [],
                **call.uris.both(f"/groups/{key}"),
            }  # fmt: skip


CENTRE_RESOURCES: Mapping[str, Resource] = {
    "/services": Resource(_services),
    "/groups": Resource(_groups),
    "/me/groups": Resource(_own_groups),
}
