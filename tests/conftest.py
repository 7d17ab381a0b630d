"""Settings of all tests: how many examples Hypothesis tries, and where it keeps what it learns."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.support.examples import IN_CI

pytest.register_assert_rewrite("tests.support.link", "tests.support.memory_link", "tests.conformance.stage")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Names of cases that are the same in every process: an object without a text of its own is named by its type."""
    has_own_name = isinstance(val, str | bytes) or hasattr(val, "__name__")
    return None if has_own_name or " at 0x" not in repr(val) else type(val).__name__


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of collected tests stay until the end: to look through them for garbage again and again takes a tenth
    of the time of the tests in memory."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


_HOME = Path(__file__).parent.parent / "build" / "cache" / "hypothesis"
_COMMON = {
    "deadline": None,  # the machine may be shared
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
    "database": DirectoryBasedExampleDatabase(_HOME / "examples"),
}

set_hypothesis_home_dir(_HOME)
settings.register_profile("ci", max_examples=150, print_blob=True, **_COMMON)
settings.register_profile("local", max_examples=60, **_COMMON)
settings.load_profile("ci" if IN_CI else "local")
