"""The page's scripts as few files."""

from __future__ import annotations

import json
import subprocess

import pytest

from tools.bundling import bundled_modules, joined_scripts
from tools.environment import node_program
from tools.messages import Failure
from tools.paths import NODE_MODULES

FILES = {
    "main.js": b'import "./first.js";\nimport { name } from "./second.js";\nconsole.log(name);\n',
    "first.js": b'import { name } from "./second.js";\nconsole.log(`first of ${name}`);\n',
    "second.js": b'console.log("once");\nexport const name = "it";\n',
    "unused.js": b'console.log("never");\n',
}


def run(script: bytes, kind: str) -> list[str]:
    node, env = node_program()
    command = [node, f"--input-type={kind}", "-"]
    return subprocess.run(command, input=script, env=env, capture_output=True, check=True).stdout.decode().split("\n")


def test_modules_become_one_that_does_the_same() -> None:
    made = bundled_modules(FILES, "main.js", NODE_MODULES)
    assert set(made) == {"main.js", "main.js.map"}
    assert run(made["main.js"], "module") == ["once", "first of it", "it", ""]
    assert made["main.js"].rstrip().endswith(b"//# sourceMappingURL=main.js.map")
    sources = json.loads(made["main.js.map"])
    assert [each.split("/")[-1] for each in sources["sources"]] == ["second.js", "first.js", "main.js"]
    assert sources["sourcesContent"][0] == FILES["second.js"].decode()


def test_the_same_sources_give_the_same_files() -> None:
    assert bundled_modules(FILES, "main.js", NODE_MODULES) == bundled_modules(FILES, "main.js", NODE_MODULES)


def test_a_module_that_is_missing_is_named() -> None:
    with pytest.raises(Failure, match=r"(?s)Page scripts:.*host_page/(first|main)\.js:\d.*second\.js"):
        bundled_modules({name: FILES[name] for name in ("main.js", "first.js")}, "main.js", NODE_MODULES)


def test_classic_scripts_run_in_order() -> None:
    joined = joined_scripts({"a.js": b"var order = ['a']", "b.js": b"(() => order.push('b'))() // end"})
    assert run(joined + b"console.log(order.join())", "commonjs") == ["a,b", ""]
