"""The pages of the tests in a browser, for a part of its own."""

from __future__ import annotations

from tests.e2e.conftest import browser_type_launch_args as browser_type_launch_args
from tests.e2e.conftest import pytest_configure as pytest_configure
from tests.e2e.conftest import servers as servers
