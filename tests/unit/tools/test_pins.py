"""What the pinned dependencies promise."""

import json
import re

import pytest

from tools.paths import ROOT


def test_the_npm_lock_names_no_place_that_packages_came_from() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert "http" not in text


def test_every_npm_package_is_locked_with_a_checksum() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_npm_dependencies_are_exact_versions() -> None:
    manifest = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for version in (manifest["dependencies"] | manifest["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"])
def test_python_requirements_are_exact_versions(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    pins = [line.partition("#")[0].strip() for line in lines]
    for pin in filter(None, pins):
        assert re.fullmatch(r"[a-z0-9-]+==\d+(\.\d+)+", pin), pin


def test_every_direct_dependency_is_documented_with_its_version() -> None:
    documented = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    manifest = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    wanted = dict(manifest["dependencies"] | manifest["devDependencies"])
    for file in ("requirements.txt", "requirements-dev.txt", "requirements-node.txt"):
        text = (ROOT / file).read_text(encoding="utf-8")
        wanted |= dict(re.findall(r"^([a-z0-9-]+)==([\d.]+)", text, re.MULTILINE))
    for name, version in wanted.items():
        assert re.search(rf"\| `{re.escape(name)}` \| {re.escape(version)} \|", documented), f"{name} {version}"
