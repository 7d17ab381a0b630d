"""What is drawn of the login: who logs in where, and why it did not work."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.drawing import Context, Panel, View
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.signing_in import SignInState


def views(scene: Scene) -> Sequence[View]:
    session, ui, signing_in = scene.session, scene.ui, scene.session.signing_in
    if signing_in is None:
        return ()

    def login() -> Context:
        away = signing_in.state is SignInState.AWAY
        return {
            "contact_centre": session.contact_centre,
            "user": signing_in.user,
            "why": signing_in.why,
            "away": away,
            "busy": ui.login.busy,
            "problem": "" if away else ui.login.problem,
        }

    return (Panel(Region.LOGIN, "login/login.html", login),)
