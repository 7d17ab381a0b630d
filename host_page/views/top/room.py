"""What is drawn of the top bar."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.drawing import Context, Panel, View
from host_page.views.link import link_model
from host_page.views.notices.model import messages_model, unread_messages
from host_page.views.regions import Region
from host_page.views.scene import Scene
from host_page.views.top.agent import agent_model
from host_page.views.top.communicator import TEAM, communicator_model
from host_page.views.top.menu_views import menu_views


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui

    def top() -> Context:
        team = communicator_model(session, ui.communicator, ui.errors.get(TEAM.spot, ""))
        return {
            "team": {name: getattr(team, name) for name in ("text", "marked", "expanded", "error")},
            "link": link_model(session),
            "views": menu_views(session),
            "unread": unread_messages(session),
            "sound": ui.sound,
            "sound_blocked": ui.sound_blocked,
            "settings": {"theme": ui.theme.value, "shortcuts": ui.keys},
        }

    def team() -> Context:
        return {"team": communicator_model(session, ui.communicator, "")}

    return (
        Panel(Region.TOP, "top/top.html", top),
        Panel(Region.TEAM, "top/team.html", team),
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
