"""What v2 has and this server has not yet: whoever asks for it is told so, and not that there is no such thing.

Source: reference, "Resource map", "Topics and message types", "Supervisor monitoring". A part that is built is taken
out here and added to the tables of resources, operations and topics; nothing else has to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scapi.gws.operation_table import CALL, DEVICE
from scapi.gws.status import Problem, Status
from scapi.gws.uris import ROOT


@dataclass(frozen=True, slots=True)
class Unserved:
    """One part of v2: everything below some paths, some operations on resources that are served, some topics."""

    name: str
    paths: tuple[str, ...] = ()
    operations: tuple[tuple[str, str], ...] = ()
    """Path of the table of operations, and ``operationName``."""
    topics: tuple[str, ...] = ()


UNSERVED: Sequence[Unserved] = (
    Unserved("Chat", ("/me/chats", "/chats"), topics=("/v2/me/chats",)),
    Unserved("E-mail", ("/me/emails",), topics=("/v2/me/emails",)),
    Unserved("Work items", ("/me/workitems",), topics=("/v2/me/workitems",)),
    Unserved("Workbins", ("/workbins", "/me/workbins", "/users/{id}/workbins"), topics=("/v2/me/workbins",)),
    Unserved(
        "Other open media",
        ("/me/openmedia", "/me/smssessions", "/me/facebooksession", "/me/interactions"),
        topics=("/v2/me/interactions",),
    ),
    Unserved("Outbound", ("/me/outbound-campaigns", "/me/outbound-records"), topics=("/v2/me/outbound",)),
    Unserved(
        "Monitoring by supervisors",
        operations=(
            *((DEVICE, name) for name in ("ListenIn", "BargeIn", "Coach", "CancelSupervisorMonitoring")),
            *((CALL, name) for name in ("SwitchToListenIn", "SwitchToBargeIn", "SwitchToCoach")),
            *((CALL, name) for name in ("MuteMonitoredUser", "UnmuteMonitoredUser")),
        ),
    ),
)
"""The parts that come later."""


def unserved_path(path: str) -> Problem | None:
    """What is said of a path for which there is no resource, if it is of such a part."""
    segments = path.removeprefix(ROOT).strip("/").split("/")
    if segments[0] == "users" and len(segments) > 1:
        segments[1] = "{id}"
    beginnings = {"/" + "/".join(segments[:count]) for count in range(1, 4)}
    part = next((each for each in UNSERVED if beginnings.intersection(each.paths)), None)
    return None if part is None else Problem(Status.NOT_FOUND, _said(part))


def unserved_operation(path: str, name: str) -> Problem | None:
    """What is said of an operation on a resource that is served, if it is of such a part."""
    part = next((each for each in UNSERVED if (path, name) in each.operations), None)
    return None if part is None else Problem(Status.FORBIDDEN, f"{_said(part)} ({name})")


def _said(part: Unserved) -> str:
    return f"{part.name}: a part of the API that this server does not serve yet."
