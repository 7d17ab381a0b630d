"""Compiles what a memory snapshot imports; runs in the page's interpreter, before another one makes the snapshot.

The one that makes it then has nothing to compile, and its memory holds no remains of compilers. What a visitor has to
download and no start needs is left out: docstrings, and (with ``PYTHONNODEBUGRANGES``) the columns of each instruction.
Lines stay, and with them tracebacks.
"""

from __future__ import annotations

import ast
import importlib.util
import marshal
import zipfile
from collections.abc import Iterable
from pathlib import Path

UNCHECKED = (0b01).to_bytes(4, "little")
"""The flags of a compiled file that is loaded without a look at its source (PEP 552)."""


def compile_folder(folder: Path) -> None:
    """Puts beside each source below a folder what the import system looks for first."""
    for source in folder.rglob("*.py"):
        target = Path(importlib.util.cache_from_source(str(source)))
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compiled(source.read_bytes(), str(source)))


def compile_archive(archive: Path, wanted: Iterable[str], target: Path) -> None:
    """Writes a copy of an archive with the wanted sources, paths like ``/lib/python.zip/json/decoder.py``, compiled."""
    with zipfile.ZipFile(archive) as given, zipfile.ZipFile(target, "w") as written:
        members = {f"{archive}/{name}": given.read(name) for name in given.namelist()}
        for path in sorted(members.keys() & set(wanted)):
            written.writestr(path.removeprefix(f"{archive}/") + "c", compiled(members[path], path))
        for path, content in members.items():
            written.writestr(path.removeprefix(f"{archive}/"), content)


def compiled(source: bytes, path: str) -> bytes:
    """The content of a ``.pyc`` file, without docstrings."""
    tree = ast.parse(source, path)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            _leave_out_docstring(node)
    code = compile(tree, path, "exec", dont_inherit=True)
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def _leave_out_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    if ast.get_docstring(node, clean=False) is None:
        return
    docstring = node.body.pop(0)
    if not node.body and not isinstance(node, ast.Module):
        node.body.append(ast.copy_location(ast.Pass(), docstring))
