"""The memory snapshot that the page starts from: made by Node.js with the page's own interpreter, kept by its sources.

Making one takes seconds and two never have the same bytes, so that it is kept under ``build/cache`` and made again only
when the packages, the interpreter or the way of making it have changed.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from itertools import groupby
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


_BLOCK = 4096
_SHORTEST_HOLE = 16 * _BLOCK


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of the file, what the page checks them by, and what it puts back between them.

    ``holes`` are the places of the memory, as their beginning and their length, that hold nothing but zeros, as the
    stack of the interpreter does. They are not in the file: reading and checking it takes the time of a start.
    """

    content: bytes
    holes: tuple[tuple[int, int], ...] = ()

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
    return without_holes(KEPT.get_or_make(parts, lambda: _made(packages, pyodide)))


def without_holes(memory: bytes) -> Snapshot:
    """A snapshot whose file leaves out every 64 KiB and more of zeros."""
    kept, holes, end = [], [], 0
    starts = range(0, len(memory), _BLOCK)
    for empty, run in groupby(starts, lambda start: not memory[start : start + _BLOCK].strip(b"\0")):
        blocks = list(run)
        start, stop = blocks[0], min(blocks[-1] + _BLOCK, len(memory))
        if empty and stop - start >= _SHORTEST_HOLE:
            kept.append(memory[end:start])
            holes.append((start, stop - start))
            end = stop
    return Snapshot(b"".join([*kept, memory[end:]]), tuple(holes))


def _made(packages: bytes, pyodide: Path) -> bytes:
    say("Making the memory snapshot ...")
    node, env = node_program()
    with tempfile.TemporaryDirectory() as folder:
        archive, result = Path(folder, "packages.zip"), Path(folder, "snapshot.bin")
        archive.write_bytes(packages)
        command: list[str | Path] = [node, _MAKER, pyodide, archive, result]
        run_quietly(command, purpose="Memory snapshot", cwd=ROOT, env=env, seconds=_SECONDS)
        return result.read_bytes()
