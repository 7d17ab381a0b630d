"""Browser assets out of the npm packages: exactly the files that the page loads."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from tools.messages import Failure

_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"
# The core, and the plug-ins that it loads at every start whether the page uses them or not.
_PYSCRIPT_CHUNKS = ("core", "deprecations-manager", "donkey", "error", "py-editor", "py-game", "py-terminal")
_STATIC_IMPORT = re.compile(r'(?:from|import)"\./([^"]+)"')
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=[^\n]*\s*$")


def asset_folders(node_modules: Path) -> dict[str, dict[str, bytes]]:
    """The files by folder and name."""
    folders = {
        "pyodide": {name: _read(node_modules / "pyodide" / name) for name in _PYODIDE},
        "pyscript": pyscript_files(_pyscript(node_modules)),
    }
    folders["cometd"] = cometd_files(node_modules / "cometd")
    folders["pyodide"][_LOCK] = without_packages(_read(node_modules / "pyodide" / _LOCK))
    return {folder: {name: _served(name, data) for name, data in files.items()} for folder, files in folders.items()}


def page_libraries(node_modules: Path) -> dict[str, bytes]:
    """The libraries that the page's modules import, by the name that they give them."""
    return {
        "idiomorph.js": _read(node_modules / "idiomorph" / "dist" / "idiomorph.esm.js"),
        "text-field-edit.js": _read(node_modules / "text-field-edit" / "index.js"),
    }


def without_packages(lock: bytes) -> bytes:
    """Pyodide's list of packages without the packages, of which the page loads none: 250 bytes instead of 119 kB."""
    return json.dumps({**json.loads(lock), "packages": {}}).encode()


def _served(name: str, data: bytes) -> bytes:
    return _SOURCE_MAP.sub(b"\n", data) if name.endswith("js") else data


def pyscript_core(node_modules: Path) -> str:
    """The source of PyScript's core chunk."""
    return _chunk(_pyscript(node_modules), "core").read_text(encoding="utf-8")


def pyscript_files(dist: Path) -> dict[str, bytes]:
    """The entry, the style sheet and the chunks of PyScript; every chunk that these import is among them."""
    files: dict[str, bytes] = {name: _read(dist / name) for name in ("core.js", "core.css")}
    for name in _PYSCRIPT_CHUNKS:
        chunk = _chunk(dist, name)
        files[chunk.name] = chunk.read_bytes()
    _check_imports(files)
    return files


def cometd_files(package: Path) -> dict[str, bytes]:
    """The CometD client: its modules, which are loaded only in front of a server."""
    files = {file.name: file.read_bytes() for file in sorted(package.glob("*.js"))}
    if "cometd.js" not in files:
        raise Failure("npm package incomplete: cometd.js is missing in cometd.")
    return files


def _check_imports(files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        for wanted in _STATIC_IMPORT.findall(data.decode("utf-8")):
            if wanted not in files:
                raise Failure(f"PyScript: {name} imports {wanted}, which tools/assets.py does not copy.")


def _chunk(dist: Path, name: str) -> Path:
    """The one file of a chunk: its name ends with a fingerprint of eight characters."""
    found = [file for file in dist.glob(f"{name}-*.js") if re.fullmatch(rf"{name}-[\w-]{{8}}\.js", file.name)]
    if len(found) != 1:
        raise Failure(f"PyScript: expected one chunk {name}-*.js, found {len(found)}.")
    return found[0]


def _pyscript(node_modules: Path) -> Path:
    return node_modules / "@pyscript" / "core" / "dist"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise Failure(f"npm package incomplete: {file.name} is missing in {file.parent.name}.") from error
