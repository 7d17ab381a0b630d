"""Files as they are served: in the smallest form that a browser takes, of the right type, kept while they last."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from tools.compression import ENCODINGS
from tools.site_folders import is_lasting

_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/plain",
    ".mjs": "text/javascript",
    ".py": "text/plain",
    ".svg": "image/svg+xml",
    ".toml": "text/plain",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
LASTING = "public, max-age=31536000, immutable"
CHANGING = "no-cache"


class SiteFiles(StaticFiles):
    """The files of some folders; an earlier folder goes before a later one, ``/`` is ``index.html``.

    Hidden files do not exist, and neither does what lies outside of the folders, by ``..`` or by a link. Beside a file
    there may be compressed forms of it (:mod:`tools.compression`).
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(html=True, check_dir=False)
        self.all_directories = list(folders)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if any(part.startswith(".") for part in Path(path).parts):
            return "", None
        return super().lookup_path(path)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        asked = Headers(scope=scope)
        headers = {"Cache-Control": LASTING if is_lasting(scope["path"]) else CHANGING}
        served = str(full_path)
        accepted = accepted_encodings(asked.get("accept-encoding", ""))
        compressed = {name: served + suffix for name, suffix in ENCODINGS.items() if os.path.isfile(served + suffix)}
        if compressed:
            headers["Vary"] = "Accept-Encoding"
        for name, file in compressed.items():
            if name in accepted:
                headers["Content-Encoding"] = name
                served, stat_result = file, os.stat(file)
                break
        media_type = content_type(Path(full_path))
        response = _WholeFile(served, status_code, headers, media_type, stat_result=stat_result)
        return NotModifiedResponse(response.headers) if self.is_not_modified(response.headers, asked) else response


class _WholeFile(FileResponse):
    """Reads large files in a few pieces: each is a trip to another thread."""

    chunk_size = 4 * 1024 * 1024


def accepted_encodings(header: str) -> frozenset[str]:
    """The encodings that an ``Accept-Encoding`` names and does not refuse."""
    found = set()
    for item in header.split(","):
        name, _, parameters = item.partition(";")
        weight = parameters.replace(" ", "").lower()
        if not (weight.startswith("q=0") and not weight[3:].strip(".0")):
            found.add(name.strip().lower())
    return frozenset(found - {""})


def content_type(file: Path) -> str:
    """The media type by suffix; our own table first, since the system's may lack the new ones."""
    known = _TYPES.get(file.suffix.lower())
    return known or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
