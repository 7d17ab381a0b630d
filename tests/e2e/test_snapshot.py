"""What is in the snapshot that the page was built with: as Node.js sees it, which starts it twice."""

from __future__ import annotations

import getpass
import html
import json
import os
import re
import socket
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.test_failure import snapshot_file
from tools.environment import node_program
from tools.pages import NO_LIBRARY
from tools.paths import NODE_MODULES, ROOT, SITE

STARTS = """
import fs from "node:fs";
const [pyodide, snapshot, holes, stdLibURL, code] = process.argv.slice(1);
const { loadPyodide } = await import(pyodide);
const { instantiate } = WebAssembly;
let bytes = fs.readFileSync(snapshot);
for (const [start, length] of JSON.parse(holes)) {
  bytes = Buffer.concat([bytes.subarray(0, start), Buffer.alloc(length), bytes.subarray(start)]);
}
WebAssembly.instantiate = async (...what) => {
  const made = await instantiate(...what);
  const memory = made.instance?.exports.memory;
  memory?.grow(Math.max(0, Math.floor((bytes.length - memory.buffer.byteLength) / 65536)));
  return made;
};
const found = [];
for (let start = 0; start < 2; start += 1) {
  const python = await loadPyodide({ _loadSnapshot: bytes, stdLibURL });
  python.runPython("from host_page.preparation import awake; awake()");
  found.push(JSON.parse(python.runPython(code)));
}
console.log(JSON.stringify(found));
process.exit(0);
"""
LOOK = r"""
import gc, json, os, random, sys, tempfile, time, traceback, uuid
from host_page.boot import PACKAGES, TEMPLATES
from host_page.views.renderer import environment

try:
    import this_is_nowhere
except ImportError as error:
    told = traceback.format_exception(error)

json.dumps({
    "told": told,
    "read": [
        b"\xef\xbb\xbfa".decode("utf-8-sig"), "b".encode("utf-16").decode("utf-16"), "\xe9".encode("idna").decode()
    ],
    "unlike": {
        "random": random.random(),
        "tempfile": next(tempfile._get_candidate_names()),
        "urandom": os.urandom(8).hex(),
        "uuid": str(uuid.uuid4()),
    },
    "environment": dict(os.environ),
    "executable": sys.executable,
    "compiled": len(environment(PACKAGES / TEMPLATES).cache or ()),
    "files": sorted(os.listdir(PACKAGES)),
    "modules": len([name for name in sys.modules if name.startswith(("scapi", "host_page"))]),
    "monotonic": time.monotonic(),
    "frozen": gc.get_freeze_count(),
    "looked through": len(gc.get_objects()),
})
"""


def holes() -> str:
    """What the page puts back into the memory, as JSON."""
    (assets,) = re.findall(r'name="workspace-assets" content=\'([^\']*)\'', (SITE / "index.html").read_text("utf-8"))
    found: list[list[int]] = json.loads(html.unescape(assets))["snapshot"]["holes"]
    assert sum(length for _, length in found) > 5_000_000, "the stack alone"
    return json.dumps(found)


@cache
def two_starts() -> list[dict[str, Any]]:
    node, env = node_program()
    pyodide = (NODE_MODULES / "pyodide" / "pyodide.mjs").as_uri()
    library = str(snapshot_file().with_name(NO_LIBRARY))
    command = [node, "--input-type=module", "-e", STARTS, pyodide, str(snapshot_file()), holes(), library, LOOK]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=120)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("what", ["random", "tempfile", "urandom", "uuid"])
def test_two_starts_differ_where_they_must(what: str) -> None:
    first, second = two_starts()
    assert first["unlike"][what] != second["unlike"][what]


def test_everything_is_imported_and_compiled_and_no_file_is_needed() -> None:
    for start in two_starts():
        assert start["compiled"] == len(list((ROOT / "host_page" / "views").rglob("*.html")))
        assert start["modules"] > 150
        assert start["files"] == []


def test_what_stays_for_ever_is_not_looked_through_for_garbage() -> None:
    """Each time it costs 20 to 40 ms, many times what any message does."""
    for start in two_starts():
        assert start["frozen"] > 50_000
        assert start["looked through"] < 2_000


def test_an_error_is_told_before_the_standard_library_is_there() -> None:
    for start in two_starts():
        assert start["told"][-1] == "ModuleNotFoundError: No module named 'this_is_nowhere'\n"


def test_encodings_are_known_before_the_standard_library_is_there() -> None:
    assert [start["read"] for start in two_starts()] == [["a", "b", "xn--9ca"]] * 2


def test_nothing_of_the_machine_that_made_it_is_in_it() -> None:
    content = snapshot_file().read_bytes()
    own = {str(ROOT), str(Path.home()), socket.gethostname(), os.environ.get("VIRTUAL_ENV", ""), getpass.getuser()}
    for name in own:
        if len(name) > 5:  # a shorter one is a word that is there anyway
            assert name.encode() not in content, name
    for start in two_starts():
        # The folders are the interpreter's own.
        assert start["environment"].keys() <= {"HOME", "LD_LIBRARY_PATH"}
        assert start["environment"]["HOME"] == "/home/pyodide"
        assert start["executable"] in ("", "python")
