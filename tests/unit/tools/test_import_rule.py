import ast
from pathlib import Path

import pytest

from tools.import_rule import breaches, forbidden_imports
from tools.paths import ROOT


def found(source: str, name: str = "scapi/service.py") -> list[str]:
    return [what for _, what in breaches(ast.parse(source), name)]


@pytest.mark.parametrize(
    "source",
    [
        "import js",
        "from pyodide.ffi import create_proxy",
        "import pyscript.ffi as ffi",
        "import time",
        "def f():\n    from random import random",
        "from uuid import uuid4",
        "import json, secrets",
        "import asyncio",
        "import host_page.boot",
        "datetime.now()",
        "datetime.datetime.now(tz)",
        "date.today()",
        "importlib.import_module('js')",
        "__import__('js')",
    ],
)
def test_the_core_may_not(source: str) -> None:
    assert len(found(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import json",
        "from datetime import datetime",
        "from scapi.values import Seconds",
        "from . import time",
        "from .js import x",
        "clock.now()",
        "host.monotonic()",
        "jsonschema = 1",
    ],
)
def test_the_core_may(source: str) -> None:
    assert found(source) == []


def test_the_server_at_the_edge_may_use_asyncio_and_no_more() -> None:
    assert found("import asyncio", "scapi/gws/server.py") == []
    assert found("import time", "scapi/gws/server_http.py") == ["imports time"]
    assert found("import asyncio", "scapi/gws/client.py") == ["imports asyncio"]


def test_the_tools_may_use_clocks_but_no_browser() -> None:
    assert found("import time, asyncio", "tools/server.py") == []
    assert found("import js", "tools/server.py") == ["imports js"]


def test_a_file_that_is_no_python_is_named(tmp_path: Path) -> None:
    (tmp_path / "scapi").mkdir()
    (tmp_path / "scapi" / "broken.py").write_text("x = 1\ndef f(:\n")
    assert forbidden_imports(tmp_path) == ["scapi/broken.py:2: cannot be read: invalid syntax"]


def test_the_project_keeps_the_rule() -> None:
    assert forbidden_imports(ROOT) == []
