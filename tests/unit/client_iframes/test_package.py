"""The library as a package: an app imports it, and its types are those of the requests that there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scapi.protocol.registry import BY_SPELLING
from tests.support.node import node, run_node
from tools.paths import ROOT
from tools.reference.declarations import declarations, signatures

LIBRARY = ROOT / "client_iframes" / "library"
APP = Path(__file__).parent / "app"
TSC = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
STRICT = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--lib", "es2022,dom", "--types"]
_EXAMPLE = re.compile(r"^```ts\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that has the library among its packages, with what the tests have written for it."""
    shutil.copytree(LIBRARY, tmp_path / "node_modules" / "service-client-api")
    for file in APP.iterdir():
        shutil.copy(file, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    return tmp_path


def test_an_app_imports_every_namespace(project: Path) -> None:
    result = run_node(project / "app.mjs")
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) == len({spelling.partition(".")[0] for spelling in BY_SPELLING})


@pytest.mark.parametrize("resolution", [("nodenext", "nodenext"), ("esnext", "bundler")], ids=lambda pair: pair[1])
def test_types_admit_what_can_be_sent_and_nothing_else(project: Path, resolution: tuple[str, str]) -> None:
    examples = _EXAMPLE.findall((ROOT / "docs" / "clients.md").read_text(encoding="utf-8"))
    assert examples
    for number, example in enumerate(examples):
        (project / f"example{number}.ts").write_text(example)
    module, resolves = resolution
    files = sorted(file.name for file in project.glob("*.ts"))
    command = [node(), str(TSC), *STRICT, "", "--module", module, "--moduleResolution", resolves, *files]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("spelling", BY_SPELLING)
def test_a_request_has_a_type_with_all_its_parameters(spelling: str) -> None:
    namespace, _, method = spelling.partition(".")
    body = re.search(rf"^  {namespace}: \{{\n(.*?)^  \}};", declarations(), re.DOTALL | re.MULTILINE)
    assert body is not None
    found = re.findall(rf"^    {method}(\(.*\): .*);$", body[1], re.MULTILINE)
    assert found == list(signatures(BY_SPELLING[spelling]))
    names = [re.findall(r"(\w+)\??: ", each.rpartition("): ")[0]) for each in found]
    asked = [each.name for each in BY_SPELLING[spelling].parameters]
    assert names[0] == [*asked, "requestOptions"]
    assert [*asked, "rest"] in names


def test_the_package_has_all_that_it_names() -> None:
    package = json.loads((LIBRARY / "package.json").read_text(encoding="utf-8"))
    assert {*package["files"], "package.json"} == {file.name for file in LIBRARY.iterdir()}
    for file in (*package["exports"]["."].values(), package["types"]):
        assert (LIBRARY / file).is_file()
