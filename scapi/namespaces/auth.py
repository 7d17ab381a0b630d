"""auth: tokens of the session. Source: reference, "Auth Namespace".

``getJwtToken`` must be granted by its name; ``*`` does not cover it.
"""

from __future__ import annotations

from scapi.outlet import Caller
from scapi.protocol import errors
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Failure, Success
from scapi.workspace.tokens import Tokens


def handlers(tokens: Tokens) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def get_jwt_token(caller: Caller, _: Arguments) -> Answer:
        token = tokens.token(caller.origin)
        return Success({"jwtToken": token.text, "expiration": token.expiration})

    def get_pure_cloud_token(_: Caller, __: Arguments) -> Answer:
        return Failure(errors.NO_PURE_CLOUD)

    return {"auth.getJwtToken": get_jwt_token, "auth.getPureCloudToken": get_pure_cloud_token}
