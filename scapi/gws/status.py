"""How Genesys Web Services says what came of a request: the ``statusCode`` of an answer and the HTTP status with it.

Source: reference, "Return values". Which HTTP status goes with which code is documented nowhere; what a real server was
seen to do is marked so, the rest is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from scapi.gws.http_message import Response
from scapi.values import JsonObject


class Status(IntEnum):
    """Values of ``statusCode``."""

    SUCCESS = 0
    PARAMETER_MISSING = 1
    WRONG_STATE = 2
    FORBIDDEN = 3
    INTERNAL_ERROR = 4
    NO_PERMISSION = 5
    NOT_FOUND = 6
    PARTIAL_SUCCESS = 7
    PASSWORD_CHANGE_NEEDED = 8
    INCOMPLETE = 9
    OUT_OF_RANGE = 10
    READ_ONLY = 11
    NOT_RETRIEVED = 12
    NOT_CREATED = 13
    NOT_DELETED = 14
    NOT_UPDATED = 15
    NOT_ASSIGNED = 16
    NOT_UNASSIGNED = 17
    EXISTS_ALREADY = 18
    IN_USE = 19
    NOT_AUTHENTICATED = 20


HTTP_STATUS: Mapping[Status, int] = {
    Status.SUCCESS: 200,  # seen
    Status.PARAMETER_MISSING: 400,
    Status.WRONG_STATE: 400,
    Status.FORBIDDEN: 403,
    Status.INTERNAL_ERROR: 500,  # seen: the back end refuses
    Status.NO_PERMISSION: 403,
    Status.NOT_FOUND: 404,
    Status.PARTIAL_SUCCESS: 200,  # seen
    Status.PASSWORD_CHANGE_NEEDED: 403,
    Status.INCOMPLETE: 400,
    Status.OUT_OF_RANGE: 400,
    Status.READ_ONLY: 400,
    Status.NOT_RETRIEVED: 400,
    Status.NOT_CREATED: 400,
    Status.NOT_DELETED: 400,
    Status.NOT_UPDATED: 400,
    Status.NOT_ASSIGNED: 400,
    Status.NOT_UNASSIGNED: 400,
    Status.EXISTS_ALREADY: 409,
    Status.IN_USE: 409,
    Status.NOT_AUTHENTICATED: 403,  # seen: 403, not 401
}

ACCESS_DENIED = "Access denied"
"""What a real server says to a request without credentials."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not carried out. ``http`` is its HTTP status, where that of the code does not fit."""

    status: Status
    message: str
    http: int | None = None

    @property
    def response(self) -> Response:
        """Code and message and nothing else, as the reference says of what did not succeed."""
        content = {"statusCode": self.status.value, "statusMessage": self.message}
        return Response(self.http or HTTP_STATUS[self.status], content)


NO_CREDENTIALS = Problem(Status.NOT_AUTHENTICATED, ACCESS_DENIED)


def success(content: JsonObject | None = None) -> Response:
    """What was asked for, beside ``statusCode`` 0."""
    return Response(200, {"statusCode": Status.SUCCESS.value, **(content or {})})


def missing(name: str) -> Problem:
    return Problem(Status.PARAMETER_MISSING, f"The parameter '{name}' is missing.")


def out_of_range(name: str, expected: str) -> Problem:
    return Problem(Status.OUT_OF_RANGE, f"The parameter '{name}' must be {expected}.")


def not_found(what: str) -> Problem:
    return Problem(Status.NOT_FOUND, f"There is no {what}.")


def not_possible(operation: str) -> Problem:
    """An operation that is not among the capabilities. The code is decided here; no source has one."""
    return Problem(Status.WRONG_STATE, f"The operation '{operation}' is not possible in this state.")


def no_permission(what: str) -> Problem:
    return Problem(Status.NO_PERMISSION, f"{what} needs another role.")


def internal(message: str) -> Problem:
    return Problem(Status.INTERNAL_ERROR, message)
