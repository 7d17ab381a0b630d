"""What is done once, when the memory snapshot is made, so that no start has to do it: imports and templates.

The snapshot is the memory of the interpreter after :func:`prepare`. Each start goes on from there with :func:`awake`.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import sys
import tempfile
from pathlib import Path

from jinja2 import BytecodeCache

from host_page.views.renderer import environment

PACKAGES = ("scapi", "host_page")
NOT_IMPORTED = frozenset({"host_page.main", "scapi.testing"})
"""The first runs the page; the second serves tests."""
NEEDED_LATER = (
    "_strptime", "asyncio", "base64", "email", "encodings.idna", "encodings.punycode", "encodings.utf_16",
    "encodings.utf_8_sig", "html.entities", "importlib.metadata", "importlib.readers", "importlib.resources",
    "importlib.resources._adapters", "traceback", "zlib",
)  # fmt: skip
"""What PyScript, Pyodide and the standard library import only when it comes to it: the library itself comes later."""


def prepare(templates: Path, compiled: BytecodeCache | None = None) -> None:
    """Imports every module and compiles every template; ``compiled`` keeps the code of these, or has it."""
    for name in NEEDED_LATER:
        importlib.import_module(name)
    for package in PACKAGES:
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if found.name not in NOT_IMPORTED:
                importlib.import_module(found.name)
    made = environment(templates)
    made.bytecode_cache = compiled
    for name in made.list_templates(["html"]):
        made.get_template(name)
    made.bytecode_cache = None


def library() -> Path:
    """The archive from which the interpreter imports the standard library."""
    return next(Path(entry) for entry in sys.path if entry.endswith(".zip"))


def awake() -> None:
    """Makes what two starts from one snapshot would have in common differ again, as it does in two processes.

    The archive of the standard library is another one than that of which the snapshot was made: at first an empty one.
    """
    importlib.invalidate_caches()
    random.seed()
    vars(tempfile)["_name_sequence"] = None
