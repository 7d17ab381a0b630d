"""Tests in JavaScript, run by Node.js."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run_node(script: Path) -> subprocess.CompletedProcess[str]:
    """Runs a script with the machine's Node.js, else with the one beside this Python."""
    search = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    node = shutil.which("node", path=search)
    if node is None:
        pytest.skip("needs Node.js on PATH or in the virtual environment")
    return subprocess.run([node, str(script)], capture_output=True, text=True, timeout=60, check=False)
