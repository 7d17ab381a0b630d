"""What is patched step by step shows what a page that is drawn anew would show, whatever has happened."""

from __future__ import annotations

import random

import pytest

from host_page.changes import Changes
from host_page.views.regions import POPOVERS, WITHIN, Region
from host_page.views.renderer import Renderer
from scapi.host import Area
from tests.unit.host_page.fake_bridge import FakeBridge
from tests.unit.views.paper import Paper
from tests.unit.views.places import TEMPLATES
from tests.unit.views.stage import FULL, NONE, SOME, Stage

STEPS = 60
WHOLE = [region for region in Region if region not in {part for parts in WITHIN.values() for part in parts}]


class FollowedStage(Stage):
    """A page that is told what has changed, as the browser's is, and draws nothing else."""

    def __init__(self) -> None:
        super().__init__("interaction.web-content = Pop\ninteraction.markdone.can-close-anyway = true")
        self.changes = Changes(FakeBridge())
        self.host.when_changed = self._heard
        self.page.changed = self.changes.mark  # type: ignore[method-assign]
        self.changes.mark(*Region)
        self._other = Renderer(TEMPLATES, self.session, self.ui)
        self.follow()

    def _heard(self, area: Area, of: str) -> None:
        self.changes.area(area, of)

    def follow(self) -> None:
        self.changes.mark_traffic()
        for region, left in self.renderer.due().items():
            if left <= 0:
                self.changes.mark(region)
        self.paper.take(self.renderer.draw(self.changes.regions, _failed))

    def is_due(self) -> None:
        """Time goes on to where something looks different by itself, as the page's timer does."""
        due = self.renderer.due()
        if due:
            soonest = min(due.values())
            self.host.advance(soonest)
            self.changes.mark(*(region for region, left in due.items() if left <= soonest))

    def anew(self) -> Paper:
        """The same by a renderer that remembers nothing of what it has drawn."""
        paper = Paper()
        for view in self._other._views.values():
            view.forget()
        unseen, self.ui.unseen = self.ui.unseen, frozenset()
        paper.take(self._other.draw(dict.fromkeys(Region), _failed))
        self.ui.unseen = unseen
        return paper

    def closed(self) -> list[Region]:
        """What cannot be seen, for its popover is closed."""
        return [region for popover, region in POPOVERS.items() if popover not in self.ui.opened]


def _failed(region: Region) -> None:
    raise


class Hand:
    """Does something at random, of what an agent, a customer, an app or the contact centre may do."""

    def __init__(self, stage: FollowedStage, seed: int) -> None:
        self._stage = stage
        self._chance = random.Random(seed)

    def step(self) -> str:
        stage, chance = self._stage, self._chance
        ids = [each.id for each in stage.session.workspace.interactions]
        one = chance.choice(ids) if ids else "1"
        of = stage.session.workspace.interactions.get(one)
        case = of.case_id if of is not None else ""
        frame = chance.choice(["frame1", "frame2", "frame3"])
        acts = {
            "ring": lambda: stage.ring(str(chance.randrange(3)), userData={"Segment": "Silver"}),
            "chat": lambda: stage.come_in("chat"),
            "email": lambda: stage.come_in("email"),
            "accept": lambda: stage.run("accept", one),
            "reject": lambda: stage.run("reject", one),
            "hold": lambda: stage.run("hold", one),
            "resume": lambda: stage.run("resume", one),
            "hang up": lambda: stage.run("hang-up", one),
            "mark done": lambda: stage.run("mark-done", one),
            "far end": lambda: stage.run("sim-far-end", f"{one} hangUp"),
            "select": lambda: stage.run("select", f"{case} {one}"),
            "tab": lambda: stage.run("case-tab", chance.choice(["main", "data", "contact"])),
            "say": lambda: stage.run("sim-say", one, text="Hello"),
            "type": lambda: stage.run("sim-customer", f"{one} type"),
            "answer": lambda: stage.run("chat-say", one, text="Hi"),
            "reply": lambda: stage.run("email-reply", one),
            "write": lambda: stage.run("email-edit", one, body=str(chance.random())),
            "consult": lambda: stage.run("join-consult", f"{one} AGENT SIP_5001"),
            "recording": lambda: stage.run("record", f"{one} startRecording"),
            "data": lambda: stage.client(FULL).request(
                "interaction.setUserData", one, {"Segment": str(chance.random())}
            ),
            "delete": lambda: stage.client(FULL).request("interaction.deleteUserData", one, "Key"),
            "edit": lambda: stage.run("data-edit", "Segment"),
            "add": lambda: stage.run("data-add"),
            "block": lambda: stage.client(FULL).request("interaction.blockMarkdone", one, "Not yet"),
            "refused": lambda: stage.client(NONE).request("agent.get"),
            "limited": lambda: stage.client(SOME).request("voice.dial", 5),
            "app": lambda: stage.run("app-select", frame),
            "uncover": lambda: stage.run("app-uncover", frame),
            "state": lambda: stage.run("set-state", chance.choice(["Ready", "Break"])),
            "link": lambda: stage.run("sim-link", chance.choice(["DISCONNECTED", "RECONNECTED"])),
            "toast": lambda: stage.client(FULL).request("system.popupToast", {"title": "T", "message": "M"}),
            "simulator": lambda: stage.run("sim-tab", chance.choice(["calls", "media", "campaigns", "link", "apps"])),
            "message": lambda: stage.run("traffic-select", str(stage.session.traffic.total)),
            "filter": lambda: stage.run("traffic-filter", value=chance.choice(["", "agent", "refused"])),
            "bench": lambda: stage.run("bench"),
            "part": lambda: stage.run("part", chance.choice(["rail", "case", "apps"])),
            "hold list": lambda: stage.run(chance.choice(["order-hold", "order-free"]), "list"),
            "popover": self._popover,
            "panel": self._panel,
            "time": lambda: stage.is_due(),
            "reset": lambda: stage.session.driver.call("reset", {}) if chance.random() < 0.2 else None,
        }
        name = chance.choice(list(acts))
        acts[name]()
        return f"{name} {one}"

    def _popover(self) -> None:
        popover = self._chance.choice(list(POPOVERS))
        opened = self._stage.ui.opened
        (opened.discard if popover in opened else opened.add)(popover)
        self._stage.changes.regions[POPOVERS[popover]] = None

    def _panel(self) -> None:
        """A panel goes out of view, or comes back."""
        panels = (Region.RAIL, Region.CASE, Region.TABS, Region.TRAFFIC, Region.SIMULATOR)
        self._stage.ui.unseen = frozenset(region for region in panels if self._chance.random() < 0.3)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_patched_is_what_would_be_drawn_anew(seed: int) -> None:
    stage = FollowedStage()
    hand = Hand(stage, seed)
    done: list[str] = []
    for _ in range(STEPS):
        done.append(hand.step())
        stage.follow()
        anew = stage.anew()
        stage.paper.empty(stage.closed())
        now, own = stage.session.workspace.now, stage.host.wall_clock()
        for region in WHOLE:
            if region not in stage.ui.unseen:
                assert stage.paper.html(region, now, own) == anew.html(region, now, own), (region, done)
