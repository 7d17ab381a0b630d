"""email: outgoing e-mails. Source: reference, "Email Namespace"."""

from __future__ import annotations

from scapi.namespaces.argument_rules import refused_arguments
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer
from scapi.workspace.caps import check_text
from scapi.workspace.workspace import Workspace


def handlers(workspace: Workspace, policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def create(caller: Caller, arguments: Arguments) -> Answer:
        user_data = arguments.mapping("userData")
        refused = refused_arguments(policy, "email.create", caller.origin, arguments)
        refused = refused or check_text("destination", arguments.text("destination"))
        return refused or workspace.media.create_email(arguments.text("destination"), user_data)

    return {"email.create": create}
