"""Users, sessions, channels, settings, the directory.

Source: reference, "User", "Channel", "Agent states", "Settings".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scapi.gws import session_operations
from scapi.gws.agent_state_table import definitions
from scapi.gws.contact_centre_state import ContactCentreState
from scapi.gws.http_message import Response
from scapi.gws.notices import password_message, password_message_of
from scapi.gws.operation_body import SET_STATE, Asked
from scapi.gws.resources import Call, Resource
from scapi.gws.roster import User
from scapi.gws.selection import ALL, list_answer, names_of, one_answer
from scapi.gws.session_operations import Partly
from scapi.gws.status import HTTP_STATUS, Problem, Status, no_permission, not_found, out_of_range, success
from scapi.gws.topics import ME, USERS
from scapi.gws.user_resource import SUBRESOURCES, contact_resource, feature_resources, user_resource
from scapi.values import Json

COUNTRY: Mapping[str, Json] = {"countryCode": "US", "countryDigits": "1", "countryName": "United States"}
"""``general-settings``, which can be read only."""
_GROUPS: Mapping[str, str] = {"agent-states": "Agent states", "general-settings": "General settings"}


# ── users ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_COLLECTIONS: Mapping[str, Callable[[ContactCentreState, User, Call], Json]] = {
    "devices": lambda state, user, call: [state.line(user).device_resource(call.uris)],
    "channels": lambda state, user, call: state.line(user).channel_resources(call.uris),
    "calls": lambda state, user, call: [
        state.line(user).call_resource(leg, call.uris) for leg in state.line(user).calls()
    ],
    "interactions": lambda *_: [],
    "chats": lambda *_: [],
    "features": lambda state, user, call: feature_resources(call.uris),
    "settings": lambda *_: {},
    "skills": lambda *_: [],
}


def _with_subresources(state: ContactCentreState, user: User, call: Call) -> dict[str, Json] | Problem:
    """A user with the collections that are asked for."""
    asked = names_of(call.request, "subresources")
    unknown = [name for name in asked if name not in SUBRESOURCES and name != ALL]
    if unknown:
        return out_of_range("subresources", f"of {', '.join(SUBRESOURCES)} or *")
    resource = user_resource(user, state.roster, call.uris)
    for name in SUBRESOURCES if ALL in asked else asked:
        resource[name] = _COLLECTIONS[name](state, user, call)
    if "channels" in resource:
        resource["channelStates"] = resource["channels"]
    return resource


def _me(state: ContactCentreState, call: Call) -> Response | Problem:
    resource = _with_subresources(state, call.user, call)
    return resource if isinstance(resource, Problem) else one_answer(call.request, "user", resource)


def _users(state: ContactCentreState, call: Call) -> Response | Problem:
    return list_answer(call.request, "users", [user_resource(user, state.roster, call.uris) for user in state.roster])


def _user(state: ContactCentreState, call: Call) -> Response | Problem:
    user = state.roster.user(call.id)
    if user is None:
        return not_found(f"user '{call.id[:100]}'")
    if user.id != call.user.id and not call.user.manages:
        return no_permission("Somebody else's user")
    resource = _with_subresources(state, user, call)
    return resource if isinstance(resource, Problem) else one_answer(call.request, "user", resource)


def _do_to_user(state: ContactCentreState, call: Call, asked: Asked) -> Response | Problem:
    """A new password for somebody, told to supervisors and administrators."""
    user = state.roster.user(call.id)
    if user is None:
        return not_found(f"user '{call.id[:100]}'")
    if not call.user.is_admin:
        return no_permission("The password of somebody else")
    error = state.passwords.change(user.id, asked.text("newPassword"))
    if error is None:
        _end_sessions(state, user, call)
    told = [each for each in state.roster if each.manages]
    state.bayeux.publish(told, USERS, lambda uris: password_message_of(user, error, uris))
    return success()


def _end_sessions(state: ContactCentreState, user: User, call: Call) -> None:
    """Who has logged in with the password before has to do so anew; but whoever changes it goes on."""
    for ended in state.sessions.end_others(user, call.session):
        state.bayeux.end_of(ended.id)


# ── the session ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _do_to_me(state: ContactCentreState, call: Call, asked: Asked) -> Response | Problem:
    line = state.line(call.user)
    match asked.key:
        case (_, "start"):
            outcome = session_operations.start(line, asked, state.options)
            if not isinstance(outcome, Problem):
                state.session_begun()
            return _told(outcome)
        case (_, "end"):
            problem = session_operations.end(line)
            if problem is None:
                state.sessions.end(call.session)
                state.bayeux.end_of(call.session.id)
            return problem or success()
        case (_, "changePassword"):
            return _change_password(state, call, asked)
        case key if key == SET_STATE:
            return _told(session_operations.set_state(line, asked, None))
        case (_, act):
            return _told(session_operations.do_not_disturb_anywhere(line, on=act == "doNotDisturbOn"))


def _change_password(state: ContactCentreState, call: Call, asked: Asked) -> Response:
    """The answer says that it was asked for; what came of it is told on the user's own channel."""
    user = call.user
    error = state.passwords.change(user.id, asked.text("newPassword"), asked.text("oldPassword"))
    if error is None:
        _end_sessions(state, user, call)
    state.bayeux.publish([user], ME, lambda _: password_message(error))
    return success()


def _told(outcome: Problem | Partly | None) -> Response | Problem:
    if isinstance(outcome, Partly):
        status = Status.PARTIAL_SUCCESS
        return Response(HTTP_STATUS[status], {"statusCode": status.value, **outcome.content})
    return outcome or success()


def _channels(state: ContactCentreState, call: Call) -> Response | Problem:
    """Clients read the states themselves here, not addresses."""
    return success({"channels": state.line(call.user).channel_resources(call.uris)})


def _channel(state: ContactCentreState, call: Call) -> Response | Problem:
    for channel in state.line(call.user).channel_resources(call.uris):
        if isinstance(channel, dict) and channel.get("channel") == call.id:
            return success({"channel": channel})
    return not_found(f"channel '{call.id[:100]}'")


def _do_to_channel(state: ContactCentreState, call: Call, asked: Asked) -> Response | Problem:
    return _told(session_operations.set_state(state.line(call.user), asked, call.id))


# ── settings, directory, the server ──────────────────────────────────────────────────────────────────────────────────


def _settings(_: ContactCentreState, call: Call) -> Response | Problem:
    if not call.user.is_admin:
        return no_permission("The list of settings")
    groups = [{"displayName": shown, "uri": call.uris.of(f"/settings/{name}")} for name, shown in _GROUPS.items()]
    return success({"settings": groups})


def _agent_states(state: ContactCentreState, _: Call) -> Response:
    known = definitions(state.centre.scenario.states)
    return success({"key": "operationName", "settings": [each.setting for each in known]})


def _contacts(state: ContactCentreState, call: Call) -> Response | Problem:
    """The internal directory. ``type`` chooses a kind, ``filterParameters`` what a name or number begins with."""
    entries = state.centre.exchange.directory("")
    found = [contact_resource(entry, state.roster.profile(entry.destination), call.uris) for entry in entries]
    kind = call.request.query.get("type")
    if kind is not None:
        found = [contact for contact in found if contact["type"] == kind]
    begins = call.request.query.get("filterParameters", "").rstrip("*").casefold()
    if begins:
        found = [contact for contact in found if _begins(contact, begins)]
    if call.request.query.get("sortBy") == "name":
        backwards = call.request.query.get("order", "").casefold() == "descending"
        found.sort(key=lambda contact: str(contact["name"]).casefold(), reverse=backwards)
    return list_answer(call.request, "contacts", found)


def _contact(state: ContactCentreState, call: Call) -> Response | Problem:
    for entry in state.centre.exchange.directory(""):
        contact = contact_resource(entry, state.roster.profile(entry.destination), call.uris)
        if contact["id"] == call.id:
            return one_answer(call.request, "contact", contact)
    return not_found(f"contact '{call.id[:100]}'")


def _begins(contact: Mapping[str, Json], text: str) -> bool:
    words = [str(contact["name"]), *str(contact["name"]).split()]
    numbers = contact["phoneNumbers"]
    digits = [str(each["phoneNumber"]) for each in numbers] if isinstance(numbers, list) else []
    return any(word.casefold().startswith(text) for word in [*words, *digits])


def _features(_: ContactCentreState, call: Call) -> Response | Problem:
    features = [dict(each) for each in feature_resources(call.uris) if isinstance(each, dict)]
    return list_answer(call.request, "features", features)


def _feature(_: ContactCentreState, call: Call) -> Response | Problem:
    for feature in feature_resources(call.uris):
        if isinstance(feature, dict) and feature["id"] == call.id:
            return one_answer(call.request, "feature", feature)
    return not_found(f"feature '{call.id[:100]}'")


USER_RESOURCES: Mapping[str, Resource] = {
    "/me": Resource(_me, _do_to_me),
    "/me/channels": Resource(_channels),
    "/me/channels/{id}": Resource(_channel, _do_to_channel),
    "/users": Resource(_users),
    "/users/{id}": Resource(_user, _do_to_user),
    "/settings": Resource(_settings),
    "/settings/agent-states": Resource(_agent_states),
    "/settings/general-settings": Resource(lambda *_: success({"settings": COUNTRY})),
    "/contacts": Resource(_contacts),
    "/contacts/{id}": Resource(_contact),
    "/features": Resource(_features),
    "/features/{id}": Resource(_feature),
    "/diagnostics/version": Resource(lambda state, _: success({"version": state.options.version})),
}
