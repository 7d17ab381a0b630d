"""Version numbers that must agree: of the project, of its npm manifests, and of the latest entry in the changelog."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

_ENTRY = re.compile(r"^## \[?(\d+\.\d+\.\d+)\b", re.MULTILINE)
LIBRARY = "client_iframes/library/package.json"


def disagreements(root: Path) -> list[str]:
    """Complaints about version numbers that differ from that of ``pyproject.toml``."""
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    found: dict[str, str | None] = {
        LIBRARY: json.loads((root / LIBRARY).read_text(encoding="utf-8")).get("version"),
        "package.json": json.loads((root / "package.json").read_text(encoding="utf-8")).get("version"),
        "package-lock.json": json.loads((root / "package-lock.json").read_text(encoding="utf-8")).get("version"),
        "CHANGELOG.md": latest_entry(root / "CHANGELOG.md"),
    }
    wrong = {file: other for file, other in found.items() if other != version}
    return [f"{file}: version {other}, pyproject.toml has {version}" for file, other in wrong.items()]


def latest_entry(changelog: Path) -> str | None:
    """The version of the first entry of a changelog."""
    entry = _ENTRY.search(changelog.read_text(encoding="utf-8")) if changelog.is_file() else None
    return entry[1] if entry else None
