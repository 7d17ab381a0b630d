"""The closed list of error texts that clients receive.

Two are documented word for word: that of the rate limit and ``Error: Interaction not found.`` The others are decided
here in the same shape, ``Error: `` and a sentence. None carries more than the client sent or may know.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from scapi.decisions import Reason
from scapi.protocol.parameters import BadArgument
from scapi.values import Seconds

INTERACTION_NOT_FOUND = "Error: Interaction not found."
CASE_NOT_FOUND = "Error: Case not found."
MEDIA_NOT_FOUND = "Error: Media not found."
CAMPAIGN_NOT_FOUND = "Error: Campaign not found."
TARGET_NOT_FOUND = "Error: Target not found."
SUBSCRIPTION_NOT_FOUND = "Error: Subscription not found."
OPTION_NOT_READABLE = "Error: This origin may not read options."
WILDCARD_AT_START = "Error: A wildcard is allowed at the end of a word only, such as 'voice.*'."
URL_NOT_ALLOWED = "Error: The url must begin with http:// or https://."
ICON_URL_NOT_ALLOWED = "Error: The iconUrl must begin with http://, https:// or data:image/."
LEADER_LOST = "Error: The leading browser tab was closed before it answered."
NO_ANSWER_IN_TIME = "Error: The contact centre did not answer in time."
INTERNAL = "Error: Internal error."
DO_NOT_CALL_SET = "Error: The record is marked do not call."
NOT_RESCHEDULED = "Error: The record is not rescheduled."
NOT_OUTBOUND = "Error: The interaction is not an outbound one."
NO_RECIPIENT = "Error: The e-mail has no recipient."
REFUSED_BY_CENTRE = "Error: The contact centre refused the operation."
TARGET_NOT_REACHABLE = "Error: Nobody can be reached at the target now."
OWN_NUMBER = "Error: The target is the agent's own number."
ALREADY_A_PARTY = "Error: The target takes part already."
NOT_OFFERED = "Error: This contact centre has no such operation."
NO_LINK = "Error: The link to the contact centre is lost."
UNDER_WAY = "Error: The operation is under way already."
NOT_BLOCKED = "Error: This origin does not block the interaction."
TOO_MANY_VIEWS = "Error: There are too many views in the menu bar."
TOO_MANY_DIALOGS = "Error: There are too many dialogs."
CHOOSE_PREVIEW = "Error: There is not exactly one open preview; the interaction must be named."
LOGGED_OUT = "Error: The agent is logged out of this medium."
NO_PURE_CLOUD = "Error: There is no PureCloud behind this workspace."


def not_listed(reason: Reason | None) -> str:
    """The origin is not in the list."""
    if reason is Reason.NULL_ORIGIN_NOT_LISTED:
        return "Error: The origin 'null' is not accepted."
    return "Error: This origin is not accepted."


def not_allowed(request: str) -> str:
    return f"Error: The request '{request}' is not allowed for this origin."


def unknown_request(request: str) -> str:
    return f"Error: The request '{request}' is unknown."


def not_available(request: str) -> str:
    """The request is known, and nothing here carries it out."""
    return f"Error: The request '{request}' is not available in this workspace."


def rate_limited(request: str, delay: Seconds) -> str:
    """The documented text; ``delay`` 0 means for ever, whose text is decided here."""
    first = f"The rate limit for the request '{request}' has been reached."
    if delay == 0 or math.isinf(delay):
        return f"{first}\nFurther requests of the same type will be ignored."
    return f"{first}\nFurther requests of the same type will be ignored for {int(delay)} seconds."


def malformed(problem: str) -> str:
    return f"Error: The message is malformed: {problem}."


def parameters_not_array(request: str, found: str) -> str:
    return f"Error: The parameters of '{request}' must be an array, not {found}."


def bad_argument(request: str, bad: BadArgument) -> str:
    return f"Error: The parameter '{bad.parameter}' of '{request}' must be {bad.expected}, not {bad.found}."


def bad_value(name: str, expected: str) -> str:
    """An argument of the right type that means nothing here."""
    return f"Error: The parameter '{name}' must be {expected}."


def unknown_state(operation: str) -> str:
    return f"Error: The state '{operation}' is not in the list of states."


def key_not_writable(key: str) -> str:
    return f"Error: The key '{key}' of the user data is not writable."


def wrong_state(verb: str, state: str) -> str:
    """The interaction is in a state in which this cannot be done; ``verb`` is an infinitive."""
    return f"Error: The interaction cannot be {verb} in the state {state}."


def wrong_medium(verb: str, media: str) -> str:
    return f"Error: An interaction of the medium '{media}' cannot be {verb}."


def refused_by_centre(text: str) -> str:
    """What the contact centre says of its own, if it says anything."""
    return f"Error: The contact centre refused the operation: {text}" if text else REFUSED_BY_CENTRE


def too_large(name: str) -> str:
    """More than the workspace keeps; the limits are documented."""
    return f"Error: The parameter '{name}' is larger than the workspace keeps."


def not_kept(name: str, why: str) -> str:
    """The same, with what the contact centre says of it."""
    return f"Error: The parameter '{name}' is larger than the workspace keeps: {why}"


def field_refused(problem: str) -> str:
    """One field is wrong, so none is changed."""
    return f"Error: No field was changed: {problem}."


def campaign_mode(name: str, mode: str) -> str:
    return f"Error: The campaign '{name}' runs in the mode '{mode}'."


def campaign_not_started(name: str) -> str:
    return f"Error: The campaign '{name}' is not started."


def no_record_left(name: str) -> str:
    return f"Error: The campaign '{name}' has no record left."


def mark_done_blocked(warnings: Iterable[str]) -> str:
    """The warning of the application that blocks, for the client that asked."""
    return f"Error: {' '.join(warnings)}"


def text_too_long(name: str, limit: int) -> str:
    """A text of an application is longer than the workspace shows."""
    return f"Error: The parameter '{name}' must have at most {limit} characters."


def too_many_parts(name: str, limit: int) -> str:
    """A list or an object of an application has more parts than the workspace shows."""
    return f"Error: The parameter '{name}' must have at most {limit} parts."


def too_many_of_origin(what: str, limit: int) -> str:
    """An origin has opened its share of something; ``what`` is a plural."""
    return f"Error: This origin has {limit} {what}; more are not opened."


def dialogs_refused(seconds: int) -> str:
    """The agent has closed dialogs of this application one after the other."""
    return f"Error: The agent closes the dialogs of this application; none is opened for {seconds} seconds."
