"""What is patched step by step shows what a page that is drawn anew would show, whatever has happened."""

from __future__ import annotations

import base64
import random

import pytest

from host_page.changes import Changes
from host_page.views.bench.bench_state import Shows
from host_page.views.bench.traffic.entry_file import kept_object
from host_page.views.bench.traffic.saved_log import page_object, read_kept
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.regions import POPOVERS, WITHIN, Region
from host_page.views.renderer import Renderer
from host_page.views.ui_state import DetailTab
from scapi.host import Area
from tests.unit.host_page.fake_bridge import FakeBridge
from tests.unit.views.paper import Paper
from tests.unit.views.places import TEMPLATES
from tests.unit.views.stage import FULL, NONE, SOME, Stage

STEPS = 60
OFTEN = ("ring", "accept", "data", "refused", "app", "message", "edit request") * 2
"""Acts that much else needs."""
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
        self.changes.mark_messages()
        self.changes.mark_counts()
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
        """What cannot be seen: its popover is closed, or another panel stands in its place."""
        closed = [region for popover, region in POPOVERS.items() if popover not in self.ui.opened]
        return closed if self.ui.bench_shows is Shows.POLICY else [*closed, Region.POLICY]


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
            "only": lambda: stage.run("traffic-only", chance.choice(['app:"Screen Pop"', f'interaction:"{one}"'])),
            "unfilter": lambda: stage.run("traffic-unfilter"),
            "verdict": lambda: stage.run("traffic-chip", chance.choice(["", "allowed", "refused", "limited"])),
            "pair": lambda: stage.run("traffic-pair"),
            "pause": lambda: stage.run("traffic-pause"),
            "scroll": self._scroll,
            "move": lambda: stage.run("traffic-move", chance.choice(["next", "previous", "first", "last"])),
            "details": lambda: stage.run("traffic-tab", chance.choice([each.value for each in DetailTab])),
            "close details": lambda: stage.run("traffic-close"),
            "filter help": lambda: stage.run("traffic-help"),
            "menu": lambda: stage.run("traffic-menu", self._message()),
            "copy": lambda: stage.run("traffic-copy", f"{chance.choice(['json', 'post', 'call'])} {self._message()}"),
            "send again": lambda: stage.run("traffic-resend", self._message()),
            "edit request": lambda: stage.run("traffic-edit", self._message()),
            "stop editing": lambda: stage.run("traffic-edit-cancel"),
            "send edited": self._send_edited,
            "time line": lambda: stage.run("timeline", one),
            "messages": lambda: stage.run("timeline-close"),
            "clear": lambda: stage.run("traffic-clear"),
            "keep": lambda: stage.run("traffic-keep", chance.choice(["on", "off"])),
            "save": lambda: stage.run("traffic-export"),
            "open saved": self._open_saved,
            "live": lambda: stage.run("traffic-live"),
            "close problem": lambda: stage.run("traffic-problem-close"),
            "earlier": self._earlier,
            "traffic of an app": lambda: stage.run("app-traffic", frame),
            "what if": lambda: stage.run("policy-of", chance.choice([FULL, SOME, NONE])),
            "traffic": lambda: stage.run("bench-shows", "traffic"),
            "bench": lambda: stage.run("bench"),
            "part": lambda: stage.run("part", chance.choice(["rail", "case", "apps"])),
            "hold list": lambda: stage.run(chance.choice(["order-hold", "order-free"]), "list"),
            "popover": self._popover,
            "panel": self._panel,
            "time": lambda: stage.is_due(),
            "reset": lambda: stage.session.driver.call("reset", {}) if chance.random() < 0.2 else None,
        }
        name = chance.choice([*acts, *OFTEN])
        acts[name]()
        return f"{name} {one}"

    def _message(self) -> str:
        """The number of a message: one of the newest of the log that is shown, or of none."""
        stage = self._stage
        log = ShownLog(stage.session.traffic, stage.session.frames, stage.ui.traffic)
        return str(log.newest - self._chance.randrange(6))

    def _send_edited(self) -> None:
        request = self._chance.choice(["agent.get", "voice.dial", ""])
        self._stage.run("traffic-edit-send", request=request, parameters=self._chance.choice(["[]", '["5001"]', "{"]))

    def _scroll(self) -> None:
        top, whole = self._chance.randrange(600), 20 * len(tuple(self._stage.session.traffic.since(0)))
        self._stage.run("traffic-scroll", top=str(top), height="200", whole=str(max(200, whole)))

    def _open_saved(self) -> None:
        """A file that was saved a moment ago, or one that is none."""
        saved = [call for call in self._stage.page.calls if call[:2] == ("download", "traffic.json")]
        text = self._chance.choice([saved[-1][3] if saved else "[]", "{"])
        self._stage.run("traffic-import", name="saved.json", data=base64.b64encode(text.encode()).decode())

    def _earlier(self) -> None:
        """What the page before has kept comes back, a moment after the start."""
        stage = self._stage
        if stage.ui.traffic.earlier is None and stage.ui.traffic.keeps:
            entries = tuple(stage.session.traffic.since(0))
            rows = [
                page_object(0.0),
                *(kept_object(each, stage.session.frames.label(each.frame), 4096) for each in entries),
            ]
            stage.ui.traffic.earlier = read_kept([rows], stage.host.wall_clock(), 100)
            stage.changes.mark(Region.TRAFFIC)

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
