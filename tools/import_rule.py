"""The import rule: the core knows no browser, no clock and no chance; only ``host_page`` knows the browser."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

BROWSER = frozenset({"js", "pyodide", "pyscript", "pyodide_js", "_pyodide", "_pyscript", "polyscript"})
_CLOCKS_AND_CHANCE = frozenset({"time", "random", "uuid", "secrets", "asyncio", "sched", "threading"})
_OUTER = frozenset({"host_page", "tools", "tests"})
_CLOCK_CALLS = frozenset({"now", "utcnow", "today"})
_CLOCK_OWNERS = frozenset({"datetime", "date"})
_SERVER_EDGE = "scapi/gws/server"


def forbidden_imports(root: Path) -> list[str]:
    """Every breach of the rule as ``file:line: what``."""
    complaints: list[str] = []
    for folder in ("scapi", "tools"):
        for file in sorted((root / folder).rglob("*.py")):
            name = file.relative_to(root).as_posix()
            try:
                tree = ast.parse(file.read_bytes(), filename=name)
            except SyntaxError as error:
                complaints.append(f"{name}:{error.lineno}: cannot be read: {error.msg}")
                continue
            complaints += [f"{name}:{line}: {what}" for line, what in breaches(tree, name)]
    return complaints


def breaches(tree: ast.AST, name: str) -> Iterator[tuple[int, str]]:
    """Line and description of everything in a module that it may not do."""
    refused = refused_modules(name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in _modules(node):
                if module.partition(".")[0] in refused:
                    yield node.lineno, f"imports {module}"
        elif isinstance(node, ast.Call) and name.startswith("scapi/"):
            what = _hidden_way(node)
            if what:
                yield node.lineno, what


def refused_modules(name: str) -> frozenset[str]:
    """The top-level modules that a file may not import."""
    if not name.startswith("scapi/"):
        return BROWSER
    refused = BROWSER | _CLOCKS_AND_CHANCE | _OUTER
    return refused - {"asyncio"} if name.startswith(_SERVER_EDGE) else refused


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if node.module and not node.level else []


def _hidden_way(call: ast.Call) -> str | None:
    """A call that reads a clock or imports by name."""
    match call.func:
        case ast.Attribute(attr=attribute, value=ast.Name(id=owner) | ast.Attribute(attr=owner)):
            if attribute in _CLOCK_CALLS and owner in _CLOCK_OWNERS:
                return f"calls {owner}.{attribute}()"
            return "imports by name" if attribute == "import_module" else None
        case ast.Name(id="__import__" | "import_module"):
            return "imports by name"
        case _:
            return None
