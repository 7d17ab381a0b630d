from pathlib import Path

import pytest

from tools.versions import LIBRARY, disagreements, latest_entry


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / LIBRARY).parent.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", LIBRARY):
        (tmp_path / name).write_text('{"version": "1.2.3"}')
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (today)\n\n## 1.2.2\n")
    return tmp_path


def test_agreement_has_no_complaints(project: Path) -> None:
    assert disagreements(project) == []


def test_each_disagreement_is_named(project: Path) -> None:
    (project / "package.json").write_text('{"version": "1.2.2"}')
    (project / LIBRARY).write_text('{"version": "1.2.1"}')
    (project / "CHANGELOG.md").unlink()
    assert disagreements(project) == [
        f"{LIBRARY}: version 1.2.1, pyproject.toml has 1.2.3",
        "package.json: version 1.2.2, pyproject.toml has 1.2.3",
        "CHANGELOG.md: version None, pyproject.toml has 1.2.3",
    ]


@pytest.mark.parametrize("text", ["", "# Changelog\n", "## Unreleased\n"])
def test_a_changelog_without_entries_has_no_version(text: str, tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(text)
    assert latest_entry(tmp_path / "CHANGELOG.md") is None
