"""A test that was recorded in the workspace, as a module."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any


def imported(folder: Path, text: str) -> Any:
    """Writes the text of a test into a folder and imports it."""
    file = folder / "test_recorded.py"
    file.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("recorded", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
