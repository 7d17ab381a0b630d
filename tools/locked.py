"""What the lock files pin: each package with its version, its checksums and what it is for."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_ENTRY = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_LONGEST = "sha512-"


class Purpose(StrEnum):
    """What a package is needed for."""

    PAGE = "in the page, for building and serving it"
    TESTS = "for tests and checks"
    SET_UP = "for machines without Node.js"


PYTHON_LOCKS = {
    "requirements.txt": Purpose.PAGE,
    "requirements-dev.txt": Purpose.TESTS,
    "requirements-node.txt": Purpose.SET_UP,
}
NPM_LOCK = "package-lock.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One package; ``checksums`` are pairs of algorithm and hexadecimal digits, one for each file of it."""

    ecosystem: str
    name: str
    version: str
    checksums: tuple[tuple[str, str], ...]
    purpose: Purpose

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:{self.ecosystem}/{self.name.replace('@', '%40')}@{self.version}"


def locked_packages(root: Path) -> tuple[Package, ...]:
    """Every package of every lock file, each once, in order."""
    found: dict[str, Package] = {}
    for package in (*_python(root), *_npm(root)):
        found.setdefault(package.purl, package)
    return tuple(found[purl] for purl in sorted(found))


def _python(root: Path) -> Iterator[Package]:
    for file, purpose in PYTHON_LOCKS.items():
        text = (root / file).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            entry = _ENTRY.match(line)
            if entry is not None:
                checksums = tuple(("SHA-256", digest) for digest in _HASH.findall(line))
                yield Package("pypi", entry["name"], entry["version"], checksums, purpose)


def _npm(root: Path) -> Iterator[Package]:
    lock = json.loads((root / NPM_LOCK).read_text(encoding="utf-8"))
    for path, entry in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            purpose = Purpose.TESTS if entry.get("dev") else Purpose.PAGE
            yield Package("npm", name, entry["version"], _integrity(entry["integrity"]), purpose)


def _integrity(text: str) -> tuple[tuple[str, str], ...]:
    digests = [word.removeprefix(_LONGEST) for word in text.split() if word.startswith(_LONGEST)]
    return tuple(("SHA-512", base64.b64decode(digest).hex()) for digest in digests)
