"""What is mutated, and by which tests it is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.paths import ROOT

PLANTED = "planted"
"""The group of the defects that are always tried; each must be found."""
_MESSAGE_PATH = (
    "bugs", "counting", "deadlines", "decisions", "document_watch", "frames", "outlet", "service", "silences",
    "traffic", "protocol/*", "namespaces/*",
)  # fmt: skip
_TABS = ("codec", "commands", "replication", "session", "shared_limits", "store", "tab_messages")
_TESTED = ("centre", "driver", "namespaces", "policy", "protocol", "views", "workspace")


@dataclass(frozen=True, slots=True)
class Project:
    """A tree of sources with tests.

    ``groups`` are patterns of files, by name of the group; ``tests`` are patterns of files of tests that need no
    browser, ``options`` what pytest is told besides;
    ``planted`` is the list of defects that are always tried, ``reasons`` says why a survivor may survive.
    """

    root: Path
    groups: Mapping[str, Sequence[str]]
    tests: Sequence[str]
    scratch: Path
    options: Sequence[str] = ()
    planted: Path | None = None
    reasons: Path | None = None

    @property
    def known_groups(self) -> tuple[str, ...]:
        """The groups, and that of the planted defects."""
        return (*self.groups, *((PLANTED,) if self.planted is not None else ()))

    def files(self, group: str) -> list[str]:
        """The files of a group, relative to the root, in order."""
        return self._found(self.groups[group])

    def test_files(self) -> list[str]:
        """The files of tests, in the same way."""
        return self._found(self.tests)

    def _found(self, patterns: Sequence[str]) -> list[str]:
        found = {file for pattern in patterns for file in self.root.glob(pattern)}
        return sorted(file.relative_to(self.root).as_posix() for file in found)


WORKSPACE = Project(
    root=ROOT,
    groups={
        "centre": ("scapi/centre/**/*.py",),
        "workspace": ("scapi/workspace/*.py",),
        "policy": ("scapi/policy/*.py",),
        "message path": tuple(f"scapi/{name}.py" for name in _MESSAGE_PATH),
        "tabs": tuple(f"scapi/{name}.py" for name in _TABS),
    },
    tests=(
        "tests/unit/test_*.py",
        *(f"tests/unit/{part}/**/test_*.py" for part in _TESTED),
        *(f"tests/{part}/test_*.py" for part in ("contract", "attack", "conformance")),
    ),
    # The cases of the catalogue are played once, over the prompt link; the late links have the contract.
    options=("-k", "not test_case_late"),
    scratch=ROOT / "build" / "mutants",
    planted=ROOT / "tests" / "mutants" / "planted.toml",
    reasons=ROOT / "tests" / "mutants" / "survivors.toml",
)
