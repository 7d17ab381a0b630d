"""Which part of the core may know which: the protocol stands alone, policy stands on it, and both on plain values."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import scapi

ROOT = Path(scapi.__file__).parent

LAYERS: dict[str, tuple[str, ...]] = {
    "decisions.py": (),
    "values.py": ("scapi.decisions",),
    "protocol": ("scapi.decisions", "scapi.values", "scapi.protocol"),
    "policy": ("scapi.decisions", "scapi.values", "scapi.protocol", "scapi.configuration", "scapi.policy"),
    "document_watch.py": ("scapi.values", "scapi.protocol"),
    "traffic.py": ("scapi.decisions", "scapi.values", "scapi.protocol"),
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
            found.update(f"{module}.{alias.name}" for alias in node.names) if module == "scapi" else found.add(module)
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
