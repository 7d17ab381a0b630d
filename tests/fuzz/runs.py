"""How much is fuzzed, with which seeds, and where a failing input is written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tools.paths import BUILD

SHARDS = 8
_INPUTS = int(os.environ.get("FUZZ_INPUTS", "20000"))
_SEED = int(os.environ.get("FUZZ_SEED", "1"))
INPUTS_OF_SHARD = -(-_INPUTS // SHARDS)
SEEDS = range(_SEED * SHARDS, (_SEED + 1) * SHARDS)


def write_down(name: str, content: Any) -> Path:
    """Keeps what failed; gives the file."""
    place = BUILD / "fuzz" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return place
