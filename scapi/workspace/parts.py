"""The parts of a workspace that requests are carried out by."""

from __future__ import annotations

from dataclasses import dataclass

from scapi.host import Host
from scapi.outlet import Outlet
from scapi.policy.rules import Policy
from scapi.workspace.dialogs import Dialogs
from scapi.workspace.inactivity import Inactivity
from scapi.workspace.menu_bar import MenuBar
from scapi.workspace.tabs import Tabs
from scapi.workspace.toasts import Toasts
from scapi.workspace.tokens import Tokens
from scapi.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a namespace may use."""

    host: Host
    policy: Policy
    outlet: Outlet
    workspace: Workspace
    toasts: Toasts
    dialogs: Dialogs
    menu_bar: MenuBar
    tabs: Tabs
    tokens: Tokens
    inactivity: Inactivity
