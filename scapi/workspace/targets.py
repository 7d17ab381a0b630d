"""Targets of transfers, conferences and consultations, as clients write them.

Source: reference, ``consult``: a string is a custom contact with that destination; an object has ``type`` (the
library's name) or ``target`` (the document's, for ``consult``), ``destination`` and perhaps ``media``.
"""

from __future__ import annotations

from collections.abc import Mapping

from scapi.centre.directory import Target, TargetType
from scapi.protocol import errors
from scapi.values import Failure, Json, member
from scapi.workspace.caps import check_text


def parse_target(value: Json) -> Target | Failure:
    """The target that a value means, or the failure that says what was expected."""
    if isinstance(value, str):
        return check_text("destination", value) or Target(TargetType.CUSTOM_CONTACT, value.strip())
    if not isinstance(value, Mapping):
        return Failure(errors.bad_value("target", "a string or an object"))
    kind = member(TargetType, value.get("type", value.get("target")))
    if kind is None:
        return Failure(errors.bad_value("target.type", f"one of {', '.join(TargetType)}"))
    destination = value.get("destination")
    if not isinstance(destination, str) or not destination.strip():
        return Failure(errors.bad_value("target.destination", "a string that is not empty"))
    if too_long := check_text("destination", destination):
        return too_long
    media = value.get("media")
    if media is not None and not isinstance(media, str):
        return Failure(errors.bad_value("target.media", "the name of a medium"))
    return Target(kind, destination.strip(), media or None)
