"""Tests in JavaScript, run by Node.js."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def node() -> str:
    """The machine's Node.js, else the one beside this Python."""
    search = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    found = shutil.which("node", path=search)
    if found is None:
        pytest.skip("needs Node.js on PATH or in the virtual environment")
    return found


def run_node(script: Path) -> subprocess.CompletedProcess[str]:
    """Runs a script to its end."""
    return subprocess.run([node(), str(script)], capture_output=True, text=True, timeout=60, check=False)
