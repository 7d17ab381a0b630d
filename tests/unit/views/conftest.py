"""The stage of the tests of the views."""

from __future__ import annotations

import pytest

from tests.unit.views.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()
