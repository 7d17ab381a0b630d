"""Rule 7 of the architecture: what changes the session goes through commands of the workspace's parts.

The sources of those who ask (the page, the namespaces, the driver, the service) are read: none of them reaches behind
the workspace, to its link, the port, its lists or the store. And each method of a part that changes something is a
command, so that a browser tab that follows has it done by the one that leads.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import scapi
from scapi.commands import COMMANDS
from scapi.testing import new_session

ROOT = Path(scapi.__file__).parent
ASKING = (ROOT.parent / "host_page", ROOT / "namespaces", ROOT / "driver", ROOT / "service.py")
DRIVER = ROOT / "driver"

READ: Mapping[str, frozenset[str]] = {
    "interactions": frozenset(
        {"earliest", "get", "handled", "of_case", "of_conversation", "of_parent", "talking", "waiting", "watch"}
    ),
    "cases": frozenset({"view", "selected"}),
    "arrivals": frozenset({"known"}),
    "link": frozenset({"underway", "lost"}),
    "simulator": frozenset({"clock", "scenario"}),
    "clock": frozenset({"now", "mode", "runs"}),
    "store": frozenset(),
    "core": frozenset(),
    "board": frozenset(),
    "centre": frozenset(),
    "colleagues": frozenset(),
}
"""What those who ask may read of what is not theirs, by the name under which it is reached."""
PLAYED: Mapping[str, frozenset[str]] = {
    "simulator": frozenset(
        {
            "arrive", "board", "campaigns", "change_device", "clock", "desks", "do", "exchange", "far_end",
            "forget_state", "happen", "leg_of", "log_out", "play", "port", "push", "refusals", "ring", "scenario",
        }
    ),
    "clock": frozenset({"advance", "call_at", "mode", "now", "set_mode"}),
    "arrivals": frozenset({"known", "when_known"}),
    "store": frozenset({"cell", "table"}),
    "board": frozenset({"leg"}),
    "colleagues": frozenset({"get", "items"}),
}  # fmt: skip
"""What the driver may besides: it plays the far ends and the contact centre itself, and keeps tables of its own."""
BEHIND = (
    "scapi.centre.acts",
    "scapi.centre.simulator",
    "scapi.workspace.link",
    "scapi.workspace.arrivals",
    "scapi.store",
)
"""Modules that those who ask do not need."""
NEEDED = frozenset({"scapi.centre.simulator.clock.ClockMode"})
NEEDED_BY_DRIVER = NEEDED | {
    "scapi.centre.acts.AssignContact",
    "scapi.centre.acts.SetData",
    "scapi.centre.simulator.chats.Joining",
    "scapi.centre.simulator.items.Arrival",
    "scapi.centre.simulator.refusals.OPERATIONS",
    "scapi.store.Cell",
    "scapi.store.Store",
    "scapi.store.Table",
}
PORT = frozenset({"AgentPort", "Centre", "CentreLink", "CentreListener", "ContactCentre"})
"""Names of the port, of what stands behind it and of what asks it."""


def breaches(source: str, *, driver: bool = False) -> list[str]:
    """What a source reaches that it must not, as it is written."""
    tree = ast.parse(source)
    return [*_imports(tree, NEEDED_BY_DRIVER if driver else NEEDED), *_reaches(tree, driver=driver)]


def _imports(tree: ast.AST, needed: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            behind = any(name == each or name.startswith(f"{each}.") for each in BEHIND)
            if name not in needed and (behind or name.rpartition(".")[2] in PORT):
                yield f"import {name}"


def _reaches(tree: ast.AST, *, driver: bool) -> Iterator[str]:
    """Each watched name must be followed by what may be read of it; alone, only a list may be gone through.

    A method of the source itself that happens to have such a name is its own.
    """
    own = {f"self.{each.name}" for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "setattr"):
            if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and node.args[1].value in READ:
                yield ast.unparse(node)
            continue
        if not isinstance(node, ast.Attribute):
            continue
        of_port = isinstance(node.value, ast.Call) and ast.unparse(node.value.func).endswith(".port")
        if of_port and node.attr != "link":  # the driver cuts the line of an agent, and asks nothing
            yield ast.unparse(node)
        name = node.attr.lstrip("_")
        if name not in READ:
            continue
        above = parents[node]
        if ast.unparse(node) in own:
            continue
        if isinstance(node.ctx, ast.Store):
            yield ast.unparse(node)
        elif isinstance(above, ast.Attribute):
            may = READ[name] | (PLAYED.get(name, frozenset()) if driver else frozenset())
            if above.attr not in may or isinstance(above.ctx, ast.Store):
                yield ast.unparse(above)
        elif not (driver and of_port) and name not in ("interactions", "colleagues"):
            yield ast.unparse(node)


def files() -> list[Path]:
    return [file for each in ASKING for file in ([each] if each.is_file() else sorted(each.rglob("*.py")))]


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT.parent)))
def test_who_asks_reaches_nothing_behind_the_workspace(file: Path) -> None:
    assert breaches(file.read_text(encoding="utf-8"), driver=DRIVER in file.parents) == []


@pytest.mark.parametrize(
    "source",
    [
        "session.workspace.link.do(interaction, act)",
        "self.workspace.link.mute(device, True)",
        "workspace.link._centre.open(opening)",
        "workspace.interactions.put(replace(interaction, opened=True))",
        "workspace.interactions.remove(interaction)",
        "workspace.cases.select(case_id)",
        "workspace.arrivals.remove(interaction)",
        "workspace.arrivals.when_removed = print",
        "part.core.interactions.get('1')",
        "session.simulator.port('SIP_5000').do('leg', act)",
        "session.simulator.clock.advance(5)",
        "self._simulator.ring(agent)",
        "session.simulator.ring(agent)",
        "simulator = session.simulator",
        "getattr(session, 'simulator').reset()",
        "session.store.table('mine')",
        "centre.board.legs.put('x', leg)",
        "from scapi.centre.port import ContactCentre",
        "from scapi.centre.simulator.centre import Centre",
        "import scapi.centre.simulator.board",
        "from scapi.centre.acts import Step",
        "from scapi.workspace.link import CentreLink",
        "from scapi.store import Store",
    ],
)
def test_a_breach_is_seen(source: str) -> None:
    assert breaches(source)


@pytest.mark.parametrize(
    "source",
    [
        "session.simulator.port(agent).do('leg', act)",
        "session.simulator.port(agent).set_state(['voice'], 'Ready')",
        "session.simulator.operations.do(desk, 'leg', act)",
        "session.simulator.board.legs.put('x', leg)",
        "session.workspace.link.do(interaction, act)",
        "session.workspace.interactions.put(interaction)",
        "session.store.restore({})",
        "from scapi.centre.acts import Step",
        "from scapi.centre.simulator.board import Board",
    ],
)
def test_a_breach_of_the_driver_is_seen(source: str) -> None:
    assert breaches(source, driver=True)


def test_what_may_be_read_is_no_breach() -> None:
    assert (
        breaches(
            "for interaction in workspace.interactions:\n"
            "    workspace.telephony.hold(interaction.id)\n"
            "key in workspace.link.underway\n"
            "workspace.interactions.get('1')\n"
            "workspace.cases.view.selected\n"
            "session.simulator.scenario.campaigns"
        )
        == []
    )


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────

CHANGES = (
    "self.core.link.", "self._link.set_state(", "self.core.interactions.put(", "self.core.interactions.remove(",
    "self.core.cases.select(", "self.core.publish(", "self._publish(", "self._cell.set(",
)  # fmt: skip
"""How a part of the workspace changes something, or has it changed."""
TOLD: Mapping[str, str] = {
    "Presence.begin": "what the contact centre has told at the start",
    "Presence.media_changed": "what the contact centre tells",
}
"""Methods that change something and are no commands: nobody asks for them."""


def changing(source: str) -> set[str]:
    """The public methods of the classes of a source that change something, ``Class.method``; commands too."""
    found = set()
    for known in ast.parse(source).body:
        if not isinstance(known, ast.ClassDef):
            continue
        methods = {each.name: each for each in known.body if isinstance(each, ast.FunctionDef)}
        texts = {name: ast.unparse(method) for name, method in methods.items()}
        guilty = {name for name, text in texts.items() if any(change in text for change in CHANGES)}
        grown = True
        while grown:  # who calls a method of its own that changes something, changes something
            through = {
                name
                for name, text in texts.items()
                if any(f"self.{each}" in text and each.startswith("_") for each in guilty)
            }
            grown = not through <= guilty
            guilty |= through
        found |= {f"{known.name}.{name}" for name in guilty if not name.startswith("_")}
    return found


def test_what_changes_something_is_a_command() -> None:
    parts = {type(part) for part in new_session().workspace.parts}
    known: set[str] = set()
    for part in parts:
        path = ROOT.parent / f"{part.__module__.replace('.', '/')}.py"
        known |= {name for name in changing(path.read_text(encoding="utf-8")) if name.startswith(f"{part.__name__}.")}
    assert len(known) > 30
    assert known - set(COMMANDS) == set(TOLD)


def test_a_command_finds_its_part_by_the_name_of_the_class() -> None:
    session = new_session()
    names = [type(part).__name__ for part in session.workspace.parts]
    assert len(set(names)) == len(names)
    meant = {name.partition(".")[0] for name in COMMANDS} - {"SigningIn"}  # of a session that asks who the user is
    assert meant >= set(names)
    assert {name: type(session.commanded(name)).__name__ for name in meant} == {name: name for name in meant}


def test_a_change_is_seen() -> None:
    source = (
        "class Part:\n"
        "    def direct(self):\n        return self.core.link.do(1)\n"
        "    def through(self):\n        return self._do()\n"
        "    def deeper(self):\n        return self._through()\n"
        "    def reads(self):\n        return self.core.interactions.get('1')\n"
        "    def _through(self):\n        return self._do()\n"
        "    def _do(self):\n        return self.core.link.do(1)\n"
    )
    assert changing(source) == {"Part.direct", "Part.through", "Part.deeper"}
