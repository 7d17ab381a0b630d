"""Which part of the core may know which: the protocol stands alone, policy stands on it, and both on plain values.

The contact centre knows nothing of workspaces, clients or browser tabs; a session nothing of its driver. There are no
circles, and no two files of one name for different ideas.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

import scapi

ROOT = Path(scapi.__file__).parent


def modules() -> Mapping[str, Path]:
    """Every module of the core by its name; a package by that of its folder."""
    found = {}
    for file in ROOT.rglob("*.py"):
        parts = file.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


MODULES = modules()

LAYERS: dict[str, tuple[str, ...]] = {
    "words.py": (),
    "replacing.py": (),
    "differences.py": (),
    "decisions.py": ("scapi.words",),
    "values.py": ("scapi.decisions",),
    "nearest.py": (),
    "protocol": ("scapi.words", "scapi.decisions", "scapi.values", "scapi.nearest", "scapi.protocol"),
    "policy": (
        "scapi.decisions",
        "scapi.values",
        "scapi.protocol",
        "scapi.configuration",
        "scapi.known_options",
        "scapi.nearest",
        "scapi.policy",
    ),
    "known_options.py": ("scapi.configuration",),
    "store.py": (),
    "commands.py": ("scapi.values",),
    "host.py": ("scapi.words", "scapi.values"),
    "centre": (
        "scapi.words",
        "scapi.replacing",
        "scapi.differences",
        "scapi.values",
        "scapi.nearest",
        "scapi.store",
        "scapi.host",
        "scapi.centre",
    ),
    # The server stands in front of the contact centre as a workspace does; it knows what an origin is.
    "gws": (
        "scapi.values",
        "scapi.store",
        "scapi.host",
        "scapi.centre",
        "scapi.policy.origins",
        "scapi.protocol.parameters",
        "scapi.gws",
    ),
    "document_watch.py": ("scapi.values", "scapi.protocol"),
    "traffic.py": ("scapi.words", "scapi.decisions", "scapi.values", "scapi.protocol"),
}
"""What each part may import of the core."""


def imported(tree: ast.AST) -> set[str]:
    """The modules of the core that a module imports, also within functions and for type checking."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            # ``from scapi import x`` names the module x; a relative import would hide where it leads.
            names = [f"{module}.{alias.name}" for alias in node.names]
            found.update(name if name in MODULES else module for name in names)
            assert node.level == 0, "no relative imports"
    return {module for module in found if module.partition(".")[0] == "scapi"}


def allowed(module: str, parts: tuple[str, ...]) -> bool:
    return any(module == part or module.startswith(f"{part}.") for part in parts)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_knows_only_what_is_below_it(layer: str) -> None:
    path = ROOT / layer
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    assert files, "the layer exists"
    for file in files:
        wrong = [m for m in imported(ast.parse(file.read_bytes())) if not allowed(m, LAYERS[layer])]
        assert wrong == [], f"{file.relative_to(ROOT)} must not import {wrong}"


NOT_BEHIND_THE_PORT = ("scapi.workspace", "scapi.protocol", "scapi.commands", "scapi.session", "scapi.driver")


@pytest.mark.parametrize("module", NOT_BEHIND_THE_PORT)
def test_nothing_behind_the_port_knows_what_is_before_it(module: str) -> None:
    """Neither the table above nor an exception in it lets one of these in."""
    assert not allowed(module, LAYERS["centre"])
    for file in sorted((ROOT / "centre").rglob("*.py")):
        assert [m for m in imported(ast.parse(file.read_bytes())) if allowed(m, (module,))] == [], file.name


# ── circles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def imported_to_run(tree: ast.Module) -> set[str]:
    """The modules that a module needs to run: not those for type checking."""
    left = [each for each in tree.body if not (isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING")]
    return imported(ast.Module(left, []))


def needs(imports: Mapping[str, set[str]], module: str) -> set[str]:
    """Everything that a module needs, and what that needs in turn."""
    found: set[str] = set()
    left = [module]
    while left:
        for each in imports.get(left.pop(), ()):
            if each not in found:
                found.add(each)
                left.append(each)
    return found


def test_no_module_needs_itself() -> None:
    imports = {name: imported_to_run(ast.parse(file.read_bytes())) for name, file in MODULES.items()}
    assert [name for name in imports if name in needs(imports, name)] == []


def test_a_session_knows_nothing_of_the_simulator_and_its_driver() -> None:
    """Not even for type checking: a session in front of a real contact centre has neither."""
    imports = {name: imported(ast.parse(file.read_bytes())) for name, file in MODULES.items()}
    found = needs(imports, "scapi.session")
    assert [m for m in found if allowed(m, ("scapi.driver", "scapi.driven", "scapi.centre.simulator"))] == []


def test_a_circle_is_seen() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert [name for name in imports if name in needs(imports, name)] == ["a", "b", "c"]
    later = ast.parse("if TYPE_CHECKING:\n    from scapi.driven import DrivenSession\nfrom scapi.store import Store")
    assert imported_to_run(later) == {"scapi.store"}


# ── names of files ───────────────────────────────────────────────────────────────────────────────────────────────────

SAME_IDEA: Mapping[str, frozenset[str]] = {
    name: frozenset({f"namespaces/{name}", f"workspace/{name}"}) for name in ("joining.py", "media.py", "outbound.py")
} | {"configuration.py": frozenset({"configuration.py", "namespaces/configuration.py"})}
"""Files of one name that are meant to have it: the requests of a namespace, and the part that carries them out."""


def names_twice(paths: list[str]) -> dict[str, frozenset[str]]:
    """Names that several files have, with those files."""
    found = defaultdict(set)
    for path in paths:
        found[path.rpartition("/")[2]].add(path)
    return {name: frozenset(all_) for name, all_ in found.items() if len(all_) > 1 and name != "__init__.py"}


def test_no_two_files_of_one_name_for_different_ideas() -> None:
    assert names_twice([file.relative_to(ROOT).as_posix() for file in ROOT.rglob("*.py")]) == SAME_IDEA


def test_a_name_that_is_taken_is_seen() -> None:
    assert names_twice(["centre/calls.py", "driver/calls.py", "a/__init__.py", "b/__init__.py"]) == {
        "calls.py": frozenset({"centre/calls.py", "driver/calls.py"})
    }


@pytest.mark.parametrize(
    "source",
    [
        "from scapi.policy.rules import Policy",
        "from scapi import policy",
        "import scapi.policy.origins as origins",
        "if TYPE_CHECKING:\n    from scapi.service import Service",
        "def f():\n    from scapi.policyx import y",
    ],
)
def test_a_breach_is_seen(source: str) -> None:
    assert [m for m in imported(ast.parse(source)) if not allowed(m, LAYERS["protocol"])]
