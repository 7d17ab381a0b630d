"""What the pinned dependencies promise."""

import json
import re

import pytest

from tools.paths import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt", "requirements-audit.txt")


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


@pytest.mark.parametrize("file", LOCKS)
def test_every_python_package_is_an_exact_version_with_checksums(file: str) -> None:
    entries = requirements(file)
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\d+(\.\d+)+( ;.*?)? --hash=sha256:[0-9a-f]{64}( |$)", entry), entry


@pytest.mark.parametrize("file", LOCKS)
def test_no_python_lock_names_a_place_that_packages_came_from(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("file", LOCKS)
def test_a_lock_has_what_its_source_asks_for(file: str) -> None:
    locked = {entry.split(" ")[0] for entry in requirements(file)}
    source = (ROOT / file).with_suffix(".in").read_text(encoding="utf-8")
    wanted = set(re.findall(r"^[a-z0-9-]+==[\d.]+", source, re.MULTILINE))
    assert wanted
    assert wanted <= locked


def test_serving_needs_no_tool_of_the_tests() -> None:
    names = {entry.partition("==")[0] for entry in requirements("requirements.txt")}
    assert {"starlette", "uvicorn", "jinja2"} <= names
    assert names.isdisjoint({"pytest", "playwright", "ruff", "mypy", "hypothesis"})


def test_every_dependency_is_documented_with_its_version() -> None:
    documented = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    manifest = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    wanted = dict(manifest["dependencies"] | manifest["devDependencies"])
    for file in LOCKS[:-1]:  # the tool for audits is documented by its name alone
        wanted |= dict(entry.split(" ")[0].split("==") for entry in requirements(file))
    for name, version in wanted.items():
        assert re.search(rf"\| `{re.escape(name)}` \| {re.escape(version)} \|", documented), f"{name} {version}"


def requirements(file: str) -> list[str]:
    """The entries of a requirements file, each on one line."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
