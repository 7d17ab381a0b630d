"""Devices and calls. Source: reference, "Device", "Call"; the vendor's "Devices API", "Dial" and "Call Resource"."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.gws import session_operations
from scapi.gws.contact_centre_state import ContactCentreState
from scapi.gws.http_message import Response
from scapi.gws.operation_body import Asked
from scapi.gws.resources import Call, Resource
from scapi.gws.roster import User
from scapi.gws.selection import list_answer, one_answer
from scapi.gws.status import Problem, no_permission, not_found, success


def owner_of(state: ContactCentreState, call: Call) -> User | Problem:
    """Whose a device is: an agent reaches its own, an administrator every one."""
    owner = state.roster.owner_of(call.id)
    if owner is None:
        return not_found(f"device '{call.id[:100]}'")
    if owner.id != call.user.id and not call.user.is_admin:
        return no_permission("A device of somebody else")
    return owner


def _devices(state: ContactCentreState, call: Call) -> Response | Problem:
    if not call.user.is_admin:
        return no_permission("The list of all devices")
    return list_answer(call.request, "devices", [state.line(user).device_resource(call.uris) for user in state.roster])


def _devices_of(state: ContactCentreState, call: Call) -> Response | Problem:
    user = state.roster.user(call.id)
    if user is None:
        return not_found(f"user '{call.id[:100]}'")
    if user.id != call.user.id and not call.user.is_admin:
        return no_permission("The devices of somebody else")
    return list_answer(call.request, "devices", [state.line(user).device_resource(call.uris)])


def _own_devices(state: ContactCentreState, call: Call) -> Response | Problem:
    return list_answer(call.request, "devices", [state.line(call.user).device_resource(call.uris)])


def _device(state: ContactCentreState, call: Call) -> Response | Problem:
    owner = owner_of(state, call)
    if isinstance(owner, Problem):
        return owner
    return one_answer(call.request, "device", state.line(owner).device_resource(call.uris))


def _own_device(state: ContactCentreState, call: Call) -> Response | Problem:
    if call.id != call.user.device_id:
        return not_found(f"device '{call.id[:100]}' of this user")
    return one_answer(call.request, "device", state.line(call.user).device_resource(call.uris))


def _tserver_settings(state: ContactCentreState, call: Call) -> Response | Problem:
    """The section "TServer" of the DN: nothing is set there."""
    owner = owner_of(state, call)
    return owner if isinstance(owner, Problem) else success({"key": "name", "settings": []})


def _do_to_device(state: ContactCentreState, call: Call, asked: Asked) -> Response | Problem:
    if call.id != call.user.device_id:
        return not_found(f"device '{call.id[:100]}' of this user")
    line = state.line(call.user)
    match asked.key[1]:
        case "forwardOn":
            problem = session_operations.forward(line, asked.text("destination").strip())
        case "forwardOff":
            problem = session_operations.forward(line, "")
        case act:
            problem = session_operations.do_not_disturb(line, on=act == "doNotDisturbOn")
    return problem or success()


def _dial(state: ContactCentreState, call: Call, asked: Asked) -> Response | Problem:
    if call.id != call.user.device_id:
        return not_found(f"device '{call.id[:100]}' of this user")
    return state.calls.dial(state.line(call.user), asked) or success()


def _calls(state: ContactCentreState, call: Call) -> Response | Problem:
    line = state.line(call.user)
    return list_answer(call.request, "calls", [line.call_resource(leg, call.uris) for leg in line.calls()])


def _call(state: ContactCentreState, call: Call) -> Response | Problem:
    line = state.line(call.user)
    leg = line.call(call.id)
    if leg is None:
        return not_found(f"call '{call.id[:100]}'")
    return one_answer(call.request, "call", line.call_resource(leg, call.uris))


def _do_to_call(state: ContactCentreState, call: Call, asked: Asked) -> Response | Problem:
    return state.calls.do(state.line(call.user), call.id, asked) or success()


VOICE_RESOURCES: Mapping[str, Resource] = {
    "/devices": Resource(_devices),
    "/devices/{id}": Resource(_device),
    "/devices/{id}/calls": Resource(post=_dial),
    "/devices/{id}/settings/tserver": Resource(_tserver_settings),
    "/users/{id}/devices": Resource(_devices_of),
    "/me/devices": Resource(_own_devices),
    "/me/devices/{id}": Resource(_own_device, _do_to_device),
    "/me/devices/{id}/calls": Resource(post=_dial),
    "/me/devices/{id}/settings/tserver": Resource(_tserver_settings),
    "/me/calls": Resource(_calls),
    "/me/calls/{id}": Resource(_call, _do_to_call),
}
