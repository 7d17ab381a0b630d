"""The built page: every file under ``build/site``, made from the sources and the pinned packages."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from host_page.views.renderer import environment
from tools.assets import asset_files, pyscript_core
from tools.environment import LOCK
from tools.icons import icon_names, sprite
from tools.messages import Failure, say
from tools.packaging import archive, folder_members, time_zone_members, workspace_members
from tools.paths import BUILD, NODE_MODULES, ROOT, SITE
from tools.processes import one_at_a_time
from tools.pyscript_strings import evaluated_strings, script
from tools.stamps import digest, is_current, write_stamp

_SOURCES = ("scapi", "host_page", "site", "tools")
_STAMP = BUILD / "site.stamp"
_PYSCRIPT_CONFIGURATION = {
    "name": "agent-workspace",
    "interpreter": "/assets/pyodide/pyodide.mjs",
    # The one is unpacked, the other imported from as it is.
    "files": {"/workspace.zip": "./*", "/tzdata.zip": "./tzdata.zip"},
}


def build() -> int:
    """Brings ``build/site`` up to date; quick when nothing changed."""
    with one_at_a_time(LOCK):
        wanted = _fingerprint()
        if is_current(_STAMP, wanted) and (SITE / "index.html").is_file():
            return 0
        say("Building the page ...")
        _STAMP.unlink(missing_ok=True)
        synchronise(SITE, site_files(ROOT, NODE_MODULES))
        write_stamp(_STAMP, wanted)
    return 0


def _fingerprint() -> str:
    files = [ROOT / "requirements.txt", ROOT / "package-lock.json", ROOT / "pyproject.toml"]
    for folder in _SOURCES:
        found = (ROOT / folder).rglob("*")
        files += sorted(file for file in found if file.is_file() and "__pycache__" not in file.parts)
    return digest(files, *(str(file.relative_to(ROOT)) for file in files))


def site_files(root: Path, node_modules: Path) -> dict[str, bytes]:
    """The whole site by path: nothing in it depends on the machine or the time."""
    files = {f"assets/{name}": data for name, data in asset_files(node_modules).items()}
    files |= folder_members(root / "site" / "static", "static")
    files |= {file.name: file.read_bytes() for file in sorted((root / "host_page").glob("*.js"))}
    files["main.py"] = _read(root / "host_page" / "main.py")
    files["pyscript-strings.js"] = script(evaluated_strings(pyscript_core(node_modules))).encode()
    files["pyscript.json"] = (json.dumps(_PYSCRIPT_CONFIGURATION, indent=2) + "\n").encode()
    files["workspace.zip"] = archive(workspace_members(root))
    files["tzdata.zip"] = archive(time_zone_members())
    files["index.html"] = _index(root, node_modules).encode()
    return files


def _index(root: Path, node_modules: Path) -> str:
    """The host page, rendered by the same template engine as the views."""
    names = icon_names(_read(root / "site" / "icons.txt").decode("utf-8"), "site/icons.txt")
    icons = sprite(names, node_modules / "lucide-static" / "icons")
    try:
        template = environment(root / "site" / "templates").get_template("index.html")
        # Marked as safe: made from the pinned icon package alone.
        return template.render(icon_sprite=Markup(icons), version=version(root))
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
