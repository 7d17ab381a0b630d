"""The user resource and what can stand in it, and the entries of the directory. Source: reference, "User"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scapi.centre.agents import AgentProfile, Medium
from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.gws.agent_state_table import Definition
from scapi.gws.roster import Roster, User, user_id
from scapi.gws.uris import Uris, hexadecimal
from scapi.values import Json

SUBRESOURCES = ("devices", "channels", "calls", "interactions", "chats", "features", "settings", "skills")
"""Collections that ``subresources`` can name; ``*`` is all of them."""

FEATURES: Mapping[str, str] = {
    "api-voice": "Voice",
    "api-provisioning-read": "Reading of users and devices",
}
"""What this server offers, of the features that were seen at real ones."""


def user_resource(user: User, roster: Roster, uris: Uris) -> dict[str, Json]:
    """A user, without collections. The password is never told, not even an empty one."""
    return {
        "id": user.id,
        "userName": user.name,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "emailAddress": "",
        "roles": list(user.roles),
        "enabled": True,
        "changePasswordOnFirstLogin": False,
        "contactCenterId": roster.contact_centre_id,
        **uris.both(user.path),
    }


def feature_resources(uris: Uris) -> list[Json]:
    """The licences of the contact centre."""
    return [
        {
            "id": name,
            "displayName": shown,
            "description": shown,
            "autoAssignOnContactCenterCreate": True,
            **uris.both(f"/features/{name}"),
        }
        for name, shown in FEATURES.items()
    ]


def channel_resource(medium: Medium, state: Definition | None, uris: Uris, *, undisturbed: bool) -> dict[str, Json]:
    """The state of a user on one medium, and whether the user is not to be disturbed there."""
    channel: dict[str, Json] = {"channel": medium.name, **uris.both(f"/me/channels/{medium.name}")}
    channel["dndState"] = "On" if undisturbed else "Off"
    if state is not None:
        channel["userState"] = state.user_state
    return channel


_CONTACT_TYPES: Mapping[TargetType, str] = {
    TargetType.AGENT: "User",
    TargetType.AGENT_GROUP: "BusinessUnit",
    TargetType.SKILL: "Skill",
    TargetType.INTERACTION_QUEUE: "Queue",
    TargetType.ROUTING_POINT: "RoutingPoint",
}


def contact_resource(entry: DirectoryEntry, who: AgentProfile | None, uris: Uris) -> dict[str, Json]:
    """Somebody or something of the internal directory that can be called; ``who`` is the agent, if it is one."""
    kind = _CONTACT_TYPES.get(entry.type, "Unknown")
    key = user_id(who.employee_id) if who is not None else hexadecimal(kind, entry.destination)
    contact: dict[str, Json] = {
        "id": key,
        "name": entry.name,
        "type": kind,
        "phoneNumbers": _numbers(entry),
        **uris.both(f"/contacts/{key}"),
    }
    if who is not None:
        contact |= {
            "employeeId": who.employee_id,
            "userName": who.username,
            "firstName": who.first_name,
            "lastName": who.last_name,
        }
    return contact


def _numbers(entry: DirectoryEntry) -> Sequence[Json]:
    if not entry.dialled:
        return []
    return [{"phoneNumber": entry.dialled, "description": "", "switchName": ""}]
