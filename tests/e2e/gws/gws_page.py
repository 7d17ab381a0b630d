"""The page in front of a server of Genesys Web Services, as the tests see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from playwright.sync_api import Frame, Page

from scapi.centre.scenario import parse_scenario
from scapi.gws.server_options import ServerOptions
from tests.e2e.workspace_page import BOOT_SECONDS, WorkspacePage
from tests.support.gws import PASSWORD, SCENARIO
from tests.support.gws_http import HttpAgent
from tools.gws_address import GwsAddress, read_address
from tools.gws_serving import RunningGws, everybody_seated

OPTIONS = ServerOptions(csrf_protection=True, long_poll=5.0, client_gone=10.0)
HEAR = """async () => {
    window.heard = [];
    const note = (event) => window.heard.push([event.event, event.data]);
    await genesys.wwe.service.subscribe(["interaction", "agent", "media", "system"], note);
}"""
ASK = """([name, args]) => {
    const [namespace, request] = name.split(".");
    return genesys.wwe.service[namespace][request](...args).then(
        ({ data }) => ({ data }), (failure) => ({ error: failure.errorMessage ?? String(failure.message ?? failure) }));
}"""


def running_gws(port: int = 0, log: Callable[[str], None] = lambda _: None) -> RunningGws:
    """A server in which everybody is an agent who can log in."""
    return RunningGws(port, everybody_seated(parse_scenario(SCENARIO)), PASSWORD, OPTIONS, log)


def address_of(server: RunningGws) -> GwsAddress:
    return read_address(server.url)


class App:
    """A client app in a frame of the page, on an origin of its own."""

    def __init__(self, workspace: GwsPage, frame: Frame) -> None:
        self.workspace = workspace
        self.frame = frame
        frame.evaluate(HEAR)

    def ask(self, name: str, *args: Any) -> dict[str, Any]:
        """The reply: ``data`` or ``error``."""
        answer: dict[str, Any] = self.frame.evaluate(ASK, [name, list(args)])
        return answer

    def data(self, name: str, *args: Any) -> Any:
        answer = self.ask(name, *args)
        assert "error" not in answer, f"{name}: {answer['error']}"
        return answer.get("data")

    def events(self, name: str) -> list[dict[str, Any]]:
        heard: list[tuple[str, dict[str, Any]]] = self.frame.evaluate("heard")
        return [data for event, data in heard if event == name]

    def told(self) -> list[tuple[str, str]]:
        """Type and state of every event about an interaction."""
        events = [data for data in self.events("interaction") if "interaction" in data]
        return [(data["eventType"], data["interaction"]["state"]) for data in events]

    def links(self) -> list[str]:
        """What was told of the link to the contact centre."""
        return [data["state"] for data in self.events("system") if data.get("eventType") == "REALTIME_CONNECTION"]

    def interactions(self) -> list[dict[str, Any]]:
        return list(self.data("interaction.getInteractions"))

    def states(self) -> dict[str, str]:
        return {each["interactionId"]: each["state"] for each in self.interactions()}

    def until_states(self, **wanted: str) -> None:
        """Waits until there are these interactions, by ids of the form ``i1``, in these states."""
        expected = {name.removeprefix("i"): state for name, state in wanted.items()}
        self.workspace.until(lambda: self.states() == expected, f"interactions in the states {expected}")


class GwsPage(WorkspacePage):
    """One tab. ``apps`` is where its client apps are served."""

    def __init__(self, page: Page, app_url: str) -> None:
        super().__init__(page)
        self._app_url = app_url

    def open_at(self, url: str) -> Self:
        """Goes there, and waits for whatever comes: the workspace, or its login."""
        self.page.goto(url)
        return self.shown("login", "ready")

    def shown(self, *states: str) -> Self:
        """Waits until the page is in one of these states."""
        wanted = ", ".join(f"html[data-workspace={state}]" for state in (*states, "failed"))
        self.page.locator(wanted).wait_for(state="attached", timeout=BOOT_SECONDS * 1000)
        assert self.shows in states, self.page.locator("#failure").inner_text()
        return self

    @property
    def shows(self) -> str | None:
        return self.page.locator("html").get_attribute("data-workspace")

    def log_in(self, user: str, password: str = PASSWORD) -> Self:
        """As the agent does; the user name may be there already."""
        name = self.page.get_by_label("User name")
        if name.get_attribute("readonly") is None:
            name.fill(user)
        self.page.get_by_label("Password").fill(password)
        self.page.locator("#login").get_by_role("button", name="Log in", exact=True).click()
        return self

    def app(self) -> App:
        """Opens a client app that hears everything."""
        _, frame = self.open_client(self._app_url)
        return App(self, frame)


def driver(server: RunningGws) -> HttpAgent:
    """Whoever drives the server's contact centre over HTTP."""
    return HttpAgent(server, "anna")
