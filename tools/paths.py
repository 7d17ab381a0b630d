"""Where things are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SITE = BUILD / "site"
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
BUILT_IN_CONFIGURATION = ROOT / "tools" / "configurations" / "built-in.cfg"
SCENARIOS = ROOT / "scapi" / "centre" / "scenarios"
BUILT_IN_SCENARIO = SCENARIOS / "built-in.toml"
