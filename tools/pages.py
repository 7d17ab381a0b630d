"""The built page: every file under ``build/site``, made from the sources and the pinned packages."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from host_page.views.renderer import environment
from tools import compression
from tools import snapshot as snapshots
from tools.assets import asset_folders, page_libraries, pyscript_core
from tools.bundling import bundled_modules, joined_scripts
from tools.environment import LOCK
from tools.icons import icon_names, sprite
from tools.locked import NPM_LOCK, PYTHON_LOCKS
from tools.messages import Failure, say
from tools.packaging import archive, time_zone_members, workspace_members
from tools.paths import BUILD, NODE_MODULES, ROOT, SITE
from tools.processes import one_at_a_time
from tools.pyscript_strings import evaluated_strings, script
from tools.sbom import sbom
from tools.site_folders import SiteFolders
from tools.stamps import digest, is_current, write_stamp
from tools.styles import style_files

_SOURCES = ("scapi", "host_page", "site", "tools")
SBOM = BUILD / "sbom.cdx.json"
_STAMP = BUILD / "site.stamp"
PACKAGES = "packages.zip"
TIME_ZONES = "tzdata.zip"
SNAPSHOT = "snapshot.bin"
NO_LIBRARY = "no-library.zip"
"""What a start from the snapshot gets as standard library: all that it needs of it is in the snapshot."""
EARLY = (
    "pyscript-strings.js", "trusted_types.js", "measuring.js", "budgets.js", "intake.js", "ports.js", "bridge.js",
    "violations.js",
)  # fmt: skip
"""The classic scripts, in order: what may be evaluated, and then whatever hears the first messages."""


def build() -> int:
    """Brings ``build/site`` up to date; quick when nothing changed."""
    with one_at_a_time(LOCK):
        wanted = _fingerprint()
        if is_current(_STAMP, wanted) and (SITE / "index.html").is_file():
            return 0
        say("Building the page ...")
        _STAMP.unlink(missing_ok=True)
        synchronise(SITE, compression.with_compressed(site_files(ROOT, NODE_MODULES)))
        SBOM.write_text(sbom(ROOT, version(ROOT)), encoding="utf-8")
        write_stamp(_STAMP, wanted)
        for kept in (compression.KEPT, snapshots.KEPT):
            kept.tidy()
    return 0


def _fingerprint() -> str:
    files = [ROOT / name for name in (*PYTHON_LOCKS, NPM_LOCK, "pyproject.toml")]
    for folder in _SOURCES:
        found = (ROOT / folder).rglob("*")
        files += sorted(file for file in found if file.is_file() and "__pycache__" not in file.parts)
    return digest(files, *(str(file.relative_to(ROOT)) for file in files))


def site_files(root: Path, node_modules: Path) -> dict[str, bytes]:
    """The whole site by path: but for the snapshot nothing in it depends on the machine or the time."""
    folders = SiteFolders()
    for name, files in asset_folders(node_modules).items():
        folders.add(name, files)
    folders.add("style", style_files(root))
    folders.add("page", _page_scripts(root, node_modules))
    configuration = {"name": "agent-workspace", "interpreter": f"{folders.addresses['page']}/interpreter.mjs"}
    folders.add(
        "python",
        {
            "main.py": _read(root / "host_page" / "main.py"),
            "pyscript.json": (json.dumps(configuration, indent=2) + "\n").encode(),
        },
    )
    packages = archive(workspace_members(root))
    memory = snapshots.snapshot(packages, node_modules / "pyodide")
    folders.add("packages", {PACKAGES: packages})
    folders.add("zones", {TIME_ZONES: archive(time_zone_members())})
    folders.add("snapshot", {SNAPSHOT: memory.content, NO_LIBRARY: archive({})})
    index = _index(root, node_modules, folders.addresses, memory)
    return {"index.html": index.encode(), **folders.files}


def _page_scripts(root: Path, node_modules: Path) -> dict[str, bytes]:
    """The browser side in JavaScript: what runs before all else, the modules as one, and the interpreter's module."""
    sources = {file.name: file.read_bytes() for file in sorted((root / "host_page").glob("*.js"))}
    sources["pyscript-strings.js"] = script(evaluated_strings(pyscript_core(node_modules))).encode()
    modules = sources | page_libraries(node_modules)
    return {
        "requirements.js": sources["requirements.js"],
        "early.js": joined_scripts({name: sources[name] for name in EARLY}),
        **bundled_modules(modules, "main.js", node_modules),
        **{name: _read(root / "host_page" / name) for name in ("interpreter.mjs", "snapshot.mjs")},
    }


def page_context(addresses: Mapping[str, str], memory: snapshots.Snapshot) -> dict[str, object]:
    """What ``index.html`` is told: where the folders are, what is fetched ahead, what the interpreter starts from."""
    pyodide, image = addresses["pyodide"], f"{addresses['snapshot']}/{SNAPSHOT}"
    modules = (f"{pyodide}/pyodide.mjs", f"{pyodide}/pyodide.asm.mjs")
    data = ("/workspace.json", f"{addresses['python']}/main.py")
    return {
        "folders": addresses,
        "preloads": {"modules": modules, "data": data},
        "assets": {
            "pyodide": pyodide,
            "snapshot": {
                "url": image,
                "length": memory.length,
                "sha256": memory.sha256,
                "holes": memory.holes,
            },
            "noLibrary": f"{addresses['snapshot']}/{NO_LIBRARY}",
            "packages": f"{addresses['packages']}/{PACKAGES}",
            "timeZones": f"{addresses['zones']}/{TIME_ZONES}",
            "cometd": addresses["cometd"],
        },
    }


def _index(root: Path, node_modules: Path, addresses: Mapping[str, str], memory: snapshots.Snapshot) -> str:
    """The host page, rendered by the same template engine as the views."""
    names = icon_names(_read(root / "site" / "icons.txt").decode("utf-8"), "site/icons.txt")
    icons = sprite(names, node_modules / "lucide-static" / "icons")
    try:
        template = environment(root / "site" / "templates").get_template("index.html")
        # Marked as safe: made from the pinned icon package alone.
        return template.render(icon_sprite=Markup(icons), version=version(root), **page_context(addresses, memory))
    except TemplateError as error:
        raise Failure(f"site/templates/index.html: {type(error).__name__}: {error}") from error


def version(root: Path) -> str:
    """The version of the project."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def synchronise(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes a folder hold exactly these files; a server that reads from it meanwhile sees each file whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in files:
            path.unlink()
    for name, data in files.items():
        target = folder / name
        if target.is_file() and target.read_bytes() == data:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(target.name + ".partial")
        partial.write_bytes(data)
        partial.replace(target)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise Failure(f"{file.parent.name}/{file.name} is missing.") from error
