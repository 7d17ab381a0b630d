"""The page's scripts as a few files instead of forty: each that a browser has to fetch takes a moment of the start.

Modules become one by esbuild, with a source map that is fetched when the browser's tools are opened; classic scripts,
which run in the order in which they stand, are put one after the other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tools.environment import node_program
from tools.paths import ROOT
from tools.processes import run_quietly

_BUNDLER = ROOT / "tools" / "bundle.mjs"
_SECONDS = 60


def bundled_modules(files: Mapping[str, bytes], entry: str, node_modules: Path) -> dict[str, bytes]:
    """A module with everything that it imports statically, and its source map; ``files`` is all by name."""
    node, env = node_program()
    with tempfile.TemporaryDirectory() as folder:
        sources, result = Path(folder, "host_page"), Path(folder, "result")
        sources.mkdir()
        for name, content in files.items():
            (sources / name).write_bytes(content)
        command: list[str | Path] = [node, _BUNDLER, node_modules / "esbuild", sources, entry, result]
        run_quietly(command, purpose="Page scripts", cwd=ROOT, env=env, seconds=_SECONDS)
        return {file.name: file.read_bytes() for file in sorted(result.iterdir())}


def joined_scripts(files: Mapping[str, bytes]) -> bytes:
    """Classic scripts one after the other; each begins on a line of its own, and says whose it is."""
    return b"".join(b"/* " + name.encode() + b" */\n" + content.rstrip() + b"\n;\n" for name, content in files.items())
