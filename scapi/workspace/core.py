"""What the parts of one workspace share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scapi.centre.port import Clock
from scapi.commands import Shared
from scapi.host import Host
from scapi.values import Json
from scapi.workspace.arrivals import Arrivals
from scapi.workspace.cases import Cases
from scapi.workspace.interactions import Interactions
from scapi.workspace.link import CentreLink


@dataclass(frozen=True, slots=True)
class Core:
    """The agent's list, the cases, what is known, and the link to the contact centre."""

    host: Host
    publish: Callable[[str, Json], None]
    clock: Clock
    shared: Shared
    link: CentreLink
    interactions: Interactions
    cases: Cases
    arrivals: Arrivals
