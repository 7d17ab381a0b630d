"""The Python that the page runs, as archives that are the same for the same sources."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tools.messages import Failure

_DATA = frozenset({".py", ".typed", ".toml", ".html", ".svg", ".json", ".cfg", ".txt"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
SERVER = "scapi/gws/"
CLIENT = f"{SERVER}client/"
SHARED = frozenset(
    f"{SERVER}{name}.py"
    for name in ("__init__", "agent_state_table", "http_message", "operation_table", "status", "topics", "uris")
)
"""Genesys Web Services: the page is their client. The server is served by itself; these both of them read."""
_PURE_MARKUPSAFE = ("__init__.py", "_native.py")


def workspace_members(root: Path) -> dict[str, bytes]:
    """The members of the archive by name; the templates of the views stand beside their modules."""
    members: dict[str, bytes] = {}
    for package in ("scapi", "host_page"):
        members |= folder_members(root / package, package, _DATA)
    members = {name: text for name, text in members.items() if _is_in_the_page(name)}
    members |= folder_members(_installed("jinja2"), "jinja2", _DATA)
    members |= {f"markupsafe/{name}": (_installed("markupsafe") / name).read_bytes() for name in _PURE_MARKUPSAFE}
    return members


def _is_in_the_page(name: str) -> bool:
    return not name.startswith(SERVER) or name.startswith(CLIENT) or name in SHARED


def time_zone_members() -> dict[str, bytes]:
    """The time zone database: 600 small files, which the page imports from the archive without unpacking them."""
    return folder_members(_installed("tzdata"), "tzdata")


def folder_members(folder: Path, prefix: str, suffixes: frozenset[str] | None = None) -> dict[str, bytes]:
    """The files below a folder, without caches; of these suffixes only, when some are given."""
    return {
        f"{prefix}/{file.relative_to(folder).as_posix()}": file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts and (suffixes is None or file.suffix in suffixes)
    }


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive: sorted, with one fixed time, so that it changes with its content alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zip_file:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3  # the same on every system
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            zip_file.writestr(info, members[name], compresslevel=6)
    return buffer.getvalue()


def _installed(package: str) -> Path:
    found = importlib.import_module(package).__file__
    if found is None:
        raise Failure(f"The package {package} is not installed as files.")
    return Path(found).parent
