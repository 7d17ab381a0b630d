"""The arguments of one request, checked against its row in the registry."""

from __future__ import annotations

from scapi.decisions import Decision, Reason, Verdict
from scapi.protocol import errors
from scapi.protocol.messages import RequestMessage
from scapi.protocol.parameters import Arguments, BadArgument, check_arguments, describe
from scapi.protocol.request_table import Request
from scapi.values import Failure


def arguments_of(message: RequestMessage, request: Request) -> Arguments | Failure:
    """What was sent, by parameter name; a failure names the first argument that is wrong."""
    given = message.parameters
    if given is None:
        given = []
    if not isinstance(given, list):
        return _wrong(errors.parameters_not_array(message.name, describe(given)))
    arguments = check_arguments(request.parameters, given)
    return _wrong(errors.bad_argument(message.name, arguments)) if isinstance(arguments, BadArgument) else arguments


def _wrong(error: str) -> Failure:
    return Failure(error, Decision(Verdict.FAILED, Reason.BAD_ARGUMENT))
