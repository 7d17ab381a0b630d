"""Files served over HTTP: one site, its routes, its headers, and nothing beside them."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".py": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".toml": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}

_LONGEST_PATH = 200  # shorter than any file system's limit for one name


@dataclass(frozen=True, slots=True)
class Document:
    """A body with its type and a tag that changes when the body does; a browser keeps it unless told otherwise."""

    content_type: str
    body: bytes
    etag: str
    kept: bool = True


def document(content_type: str, body: bytes, *, kept: bool = True) -> Document:
    return Document(content_type, body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', kept)


@dataclass(slots=True)
class StaticSite:
    """What one server serves.

    A path is looked up among the fixed documents, then in each folder in turn; ``/`` is ``index.html``. Hidden files,
    folders themselves, and whatever lies outside of the folders (by ``..``, encoded or not, or by a link) do not exist.
    With ``host_names`` the site answers only requests that are addressed to one of these: another name that resolves
    to this machine is somebody else's page trying to read it.
    """

    folders: Sequence[Path]
    headers: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    host_names: frozenset[str] | None = None
    _read: dict[Path, tuple[tuple[int, int], Document]] = field(default_factory=dict)

    def accepts_host(self, host_header: str | None) -> bool:
        if self.host_names is None:
            return True
        try:
            return urlsplit(f"//{host_header or ''}").hostname in self.host_names
        except ValueError:
            return False

    def find(self, target: str) -> Document | None:
        """The document that a request target names."""
        path = request_path(target)
        if path is None:
            return None
        fixed = self.documents.get(path)
        if fixed is not None:
            return fixed
        name = "index.html" if path == "/" else path[1:]
        for folder in self.folders:
            file = (folder / name).resolve()
            if file.is_relative_to(folder.resolve()) and file.is_file():
                return self._document(file)
        return None

    def _document(self, file: Path) -> Document:
        status = file.stat()
        version = (status.st_mtime_ns, status.st_size)
        known = self._read.get(file)
        if known is None or known[0] != version:
            known = (version, document(content_type(file), file.read_bytes()))
            self._read[file] = known
        return known[1]


def request_path(target: str) -> str | None:
    """The decoded path of a request target; None for one that cannot name a document of ours."""
    if not target.startswith("/"):
        return None
    path = _decoded(target)
    if path is None or len(path) > _LONGEST_PATH or "\\" in path or "\0" in path:
        return None
    parts = path[1:].split("/")
    if path != "/" and any(part == "" or part.startswith(".") for part in parts):
        return None
    return path


def _decoded(target: str) -> str | None:
    try:
        return unquote(target.partition("?")[0].partition("#")[0], errors="strict")
    except UnicodeDecodeError:
        return None


def content_type(file: Path) -> str:
    """The media type by suffix; our own table first, since the system's may lack the new ones."""
    known = _TYPES.get(file.suffix.lower())
    return known or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
