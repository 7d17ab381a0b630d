"""A third of the catalogue of calls, agent and media in a real browser in front of a server: every third of a request.

Played are the cases that are played in CPython and come to the same in v2, when what is driven in them can be driven
over HTTP. One page for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame

from scapi.centre.scenario import parse_scenario
from tests.conformance.case import Case, Drive
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import Stage
from tests.e2e.contract.browser_link import BrowserClient, BrowserLink
from tests.e2e.contract.kept_frames import KeptFrames
from tests.e2e.gws.gws_page import OPTIONS, GwsPage, address_of
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import UNSEEN
from tests.support.conformance_setting import configurations, scenario
from tests.support.gws import PASSWORD
from tests.support.gws_catalogue import CASES as IN_CPYTHON
from tests.support.gws_catalogue import DIFFERENCES
from tests.support.gws_http import HttpAgent
from tests.support.link import CallFailed, Message, Site
from tools.gws_serving import RunningGws
from tools.served_files import NamedText
from tools.server import Servers

USER = "elena.brandt"
DRIVEN = frozenset({"ring", "farEnd", "device", "logOut"})


def names_an_id(case: Case) -> bool:
    """Whether it says which id the first interaction has: here the page goes on counting from case to case."""
    shown = [members.get("interaction", {}) for _, members in case.events or ()]
    return case.id.endswith("id-as-number") or any(str(each.get("interactionId", "$")).isdigit() for each in shown)


def every_third() -> dict[str, Case]:
    """The chosen cases by id."""
    seen: Counter[str] = Counter()
    chosen = {}
    for name, case in IN_CPYTHON.items():
        driven = {step.call for step in case.steps if isinstance(step, Drive)}
        if case.in_browser and name not in DIFFERENCES and driven <= DRIVEN and not names_an_id(case):
            if seen[case.request] % 3 == 0:
                chosen[name] = case
            seen[case.request] += 1
    return chosen


CASES = every_third()


class GwsBrowserLink(BrowserLink):
    """One case in the page that lasts; the contact centre is driven over HTTP."""

    def __init__(
        self, workspace: GwsPage, sites: Sites, kept: KeptFrames, server: RunningGws, agent: HttpAgent
    ) -> None:
        self._server = server
        self._agent = agent
        super().__init__(workspace, sites, kept)

    def _client(self, frame_id: str, origin: str, frame: Frame) -> GwsBrowserClient:
        return GwsBrowserClient(self, frame_id, origin, frame)

    def call(self, name: str, args: Mapping[str, Any] | None = None) -> Any:
        given = dict(args or {})
        if name not in DRIVEN:
            return super().call(name, given)
        if name == "farEnd":
            given["callUuid"] = self._uuid(given.pop("interactionId"))
        response, content = self._agent.ask(
            "POST", f"/driver/calls/{name}", {"agent": USER, **given}, Authorization=f"Bearer {self._server.token}"
        )
        if response.status != 200:
            raise CallFailed(content["error"])
        self.until(self.heard, "what has come of it")
        return {"interactionId": self._interaction(content["callUuid"])} if name == "ring" else content

    def heard(self) -> bool | None:
        """Whether the page has everything that the server has told: it waits for more."""
        state = self._server.application.server.state
        user = state.roster.named(USER)
        assert user is not None
        listening = [each for each in list(state.bayeux._of_user.get(user.id, {}).values()) if each.subscriptions]
        waits = listening and all(session.held is not None and not len(session) for session in listening)
        return True if waits else None

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _uuid(self, interaction_id: str) -> str:
        return str(self._workspace.interaction(interaction_id)["interactionUUID"])

    def _interaction(self, uuid: str) -> str:
        def find() -> str | None:
            found = [i["interactionId"] for i in self._workspace.state["interactions"] if i["interactionUUID"] == uuid]
            return found[-1] if found else None

        return self.until(find, "the interaction of the call")

    def _begin(self) -> None:
        """As at the start: the agent is ready, nothing is open, and no client is there but those that are kept."""
        self._agent.drive("reset")
        self.until(self.heard, "the end of all calls")
        self._kept.let_go()
        client = self.open(Site.ALLOWED)
        state = self._workspace.state
        for interaction in state["interactions"]:
            client.request("interaction.unblockMarkdone", interaction["interactionId"])  # fails where nobody blocks
            client.data("interaction.markdone", interaction["interactionId"])
        media = [medium["name"] for medium in state["media"]]
        self._agent.do("/me", "StartContactCenterSession", channels=media)
        self.until(self._ready, "the agent being ready")
        self._clients.clear()
        self._workspace.leave_behind(kept=self._kept.let_go())

    def _ready(self) -> bool | None:
        if not self.heard():  # asked first: it costs the page nothing
            return None
        state = self._workspace.state
        return True if state["agent"]["state"]["type"] == "READY" and not state["interactions"] else None


class GwsBrowserClient(BrowserClient):
    """Goes on when the page has heard what came of a request."""

    _link: GwsBrowserLink

    def _exchange(self, message: str | None, others: int, wanted: str) -> Message:
        reply = super()._exchange(message, others, wanted)
        self._link.until(self._link.heard, "what came of the request")
        return reply

    def settle(self) -> None:
        self._link.until(self._link.heard, "all that the server has told")
        super().settle()


@pytest.fixture(scope="module")
def server() -> Iterator[RunningGws]:
    """Whom the scenario does not seat is a far end, as in CPython."""
    with RunningGws(0, parse_scenario(scenario()), PASSWORD, OPTIONS) as started:
        yield started


@pytest.fixture(scope="module")
def page(browser: Browser, server: RunningGws, sites: Sites) -> Iterator[GwsPage]:
    """One workspace under the usual configuration of the catalogue."""
    configuration = configurations(sites.origin("listed"), sites.origin("reader"))["standard"]
    context = browser.new_context(viewport=UNSEEN)
    with Servers(configuration=NamedText("test.cfg", configuration), gws=address_of(server)) as servers:
        page = GwsPage(context.new_page(), sites.url("listed", "raw.html")).open_at(servers.host_url)
        page.log_in(USER).shown("ready").draw_as_unseen()
        yield page
        context.close()


@pytest.fixture(scope="module")
def agent(server: RunningGws) -> HttpAgent:
    agent = HttpAgent(server, USER)
    agent.get("/me")
    return agent


@pytest.fixture(scope="module")
def kept_frames() -> KeptFrames:
    return KeptFrames()


@pytest.fixture
def stage(page: GwsPage, sites: Sites, kept_frames: KeptFrames, server: RunningGws, agent: HttpAgent) -> Stage:
    return Stage(GwsBrowserLink(page, sites, kept_frames, server, agent))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_case_in_front_of_gws(stage: Stage, case: Case) -> None:
    SITUATIONS[case.situation](stage)
    stage.play(case)


def test_the_third_has_agent_media_voice_interactions_and_their_events() -> None:
    assert {name.partition(".")[0].partition("/")[0] for name in CASES} >= {
        "agent",
        "media",
        "voice",
        "interaction",
        "event",
    }
    assert len(CASES) > len(IN_CPYTHON) / 4
