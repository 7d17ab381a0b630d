"""Every resource: which there is at a path, and what its ``GET`` and ``POST`` answer.

Source: reference, "Resource map". A path may end with a slash; what stands in braces is the id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scapi.gws import operation_table as table
from scapi.gws.contact_centre_state import ContactCentreState
from scapi.gws.http_message import Request, Response
from scapi.gws.operation_body import Asked, read_operation
from scapi.gws.roster import User
from scapi.gws.status import Problem, Status
from scapi.gws.unserved import unserved_path
from scapi.gws.uris import ROOT, Uris
from scapi.gws.web_sessions import WebSession

LONGEST_PATH = 500


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a resource: who asks, and the id in the path."""

    request: Request
    session: WebSession
    id: str

    @property
    def user(self) -> User:
        return self.session.user

    @property
    def uris(self) -> Uris:
        return Uris(self.request.base)


Read: TypeAlias = Callable[[ContactCentreState, Call], "Response | Problem"]
Change: TypeAlias = Callable[[ContactCentreState, Call, Asked], "Response | Problem"]


@dataclass(frozen=True, slots=True)
class Resource:
    """What a path answers; ``None`` is a method that it does not have."""

    get: Read | None = None
    post: Change | None = None

    @property
    def methods(self) -> str:
        has = (("GET", self.get), ("POST", self.post))
        return ", ".join(name for name, handler in has if handler is not None)


def template_of(path: str, known: Mapping[str, Resource]) -> tuple[str, str] | None:
    """The path of the table that a path is, and the id in it; ``None`` when there is none."""
    if not path.startswith(f"{ROOT}/") or len(path) > LONGEST_PATH:
        return None
    parts = path[len(ROOT) + 1 :].removesuffix("/").split("/")
    exact = "/" + "/".join(parts)
    if exact in known:
        return exact, ""
    for at in range(len(parts) - 1, 0, -1):
        template = "/" + "/".join([*parts[:at], "{id}", *parts[at + 1 :]])
        if template in known and parts[at]:
            return template, parts[at]
    return None


def answer(state: ContactCentreState, request: Request, session: WebSession, known: Mapping[str, Resource]) -> Response:
    """What comes of a request whose user is known."""
    found = template_of(request.path, known)
    if found is None:
        return (unserved_path(request.path) or Problem(Status.NOT_FOUND, "There is no such resource.")).response
    template, key = found
    resource, call = known[template], Call(request, session, key)
    outcome: Response | Problem
    if request.method in ("GET", "HEAD") and resource.get is not None:
        outcome = resource.get(state, call)
    elif request.method == "POST" and resource.post is not None:
        asked = read_operation(request, table.path_of(template))
        outcome = asked if isinstance(asked, Problem) else resource.post(state, call, asked)
    else:
        problem = Problem(Status.FORBIDDEN, f"The method {request.method[:20]} is not allowed here.", http=405)
        return problem.response.with_headers(("Allow", resource.methods))
    return outcome.response if isinstance(outcome, Problem) else outcome
