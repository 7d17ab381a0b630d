"""The memory snapshot that the page starts from: made by Node.js with the page's own interpreter, kept by its sources.

Making one takes seconds and two never have the same bytes, so that it is kept under ``build/cache`` and made again only
when the packages, the interpreter or the way of making it have changed.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.environment import node_program
from tools.kept import Kept
from tools.messages import say
from tools.paths import BUILD, ROOT
from tools.processes import run_quietly

_MAKER = ROOT / "tools" / "make_snapshot.mjs"
_COMPILING = ROOT / "tools" / "compiling.py"
_INTERPRETER = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
KEPT = Kept(BUILD / "cache" / "snapshots", most_bytes=150_000_000)
_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes, and what the page checks them by."""

    content: bytes

    @property
    def length(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def snapshot(packages: bytes, pyodide: Path) -> Snapshot:
    """The snapshot with these packages (a zip archive) imported."""
    parts = [
        packages,
        _MAKER.read_bytes(),
        _COMPILING.read_bytes(),
        *((pyodide / name).read_bytes() for name in _INTERPRETER),
    ]
    return Snapshot(KEPT.get_or_make(parts, lambda: _made(packages, pyodide)))


def _made(packages: bytes, pyodide: Path) -> bytes:
    say("Making the memory snapshot ...")
    node, env = node_program()
    with tempfile.TemporaryDirectory() as folder:
        archive, result = Path(folder, "packages.zip"), Path(folder, "snapshot.bin")
        archive.write_bytes(packages)
        command: list[str | Path] = [node, _MAKER, pyodide, archive, result]
        run_quietly(command, purpose="Memory snapshot", cwd=ROOT, env=env, seconds=_SECONDS)
        return result.read_bytes()
