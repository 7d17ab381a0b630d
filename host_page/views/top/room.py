"""What is drawn of the top bar."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.drawing import Context, Panel, View
from host_page.views.link import link_model
from host_page.views.notices.model import messages_model, unread_messages
from host_page.views.regions import Region
from host_page.views.scene import Scene
from host_page.views.top.agent import agent_model
from host_page.views.top.communicator import TEAM, communicator_model, reach
from host_page.views.top.menu_views import menu_views

_OF_THE_BOX = ("text", "marked", "expanded", "error", "closed", "can_open")
"""What of the communicator is in the bar itself; its list is drawn by itself."""


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui

    def top() -> Context:
        team = communicator_model(session, ui, ui.errors.get(TEAM.spot, ""))
        return {
            "team": {name: getattr(team, name) for name in _OF_THE_BOX},
            "link": link_model(session),
            "views": menu_views(session),
            "unread": unread_messages(session),
            "sound": ui.sound,
            "sound_blocked": ui.sound_blocked,
            "settings": {"theme": ui.theme.value, "shortcuts": ui.keys},
        }

    def team() -> Context:
        return {"team": communicator_model(session, ui, "")}

    return (
        Panel(Region.TOP, "top/top.html", top, glance=lambda: reach(session, ui)),
        Panel(Region.TEAM, "top/team.html", team, glance=lambda: reach(session, ui)),
        Panel(
            Region.AGENT,
            "top/agent.html",
            lambda: {"agent": agent_model(session, ui)},
            glance=lambda: session.workspace.interactions.earliest,
        ),
        Panel(
            Region.MESSAGES,
            "top/messages.html",
            lambda: {"messages": messages_model(session)},
            there=lambda: "messages" in ui.opened,
        ),
    )
