"""media: the agent's media and the state of each. Source: reference, "Media Namespace"."""

from __future__ import annotations

from scapi.outlet import Caller
from scapi.protocol import errors
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Failure, Success
from scapi.workspace.wire import medium_object
from scapi.workspace.workspace import Workspace


def handlers(workspace: Workspace) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def get_media_list(_: Caller, __: Arguments) -> Answer:
        return Success(workspace.presence.media_objects())

    def get_media_by_name(_: Caller, arguments: Arguments) -> Answer:
        medium = workspace.presence.medium(arguments.text("name"))
        return Failure(errors.MEDIA_NOT_FOUND) if medium is None else Success(medium_object(medium))

    def set_state(_: Caller, arguments: Arguments) -> Answer:
        return workspace.presence.set_media_state(arguments.text("name"), arguments.text("stateOperationName"))

    return {
        "media.getMediaList": get_media_list,
        "media.getMediaByName": get_media_by_name,
        "media.setState": set_state,
    }
