"""Runs every case of the contract over every link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.late_link import Order, late_link
from tests.support.link import LINKS, Link, LinkClient, Site
from tests.support.memory_link import memory_link

LINKS["memory"] = memory_link
for order in Order:
    LINKS[f"memory, {order.value}"] = late_link(order)


@pytest.fixture(params=list(LINKS))
def link(request: pytest.FixtureRequest) -> Iterator[Link]:
    """A workspace at the start of the built-in scenario."""
    with LINKS[request.param](request) as opened:
        yield opened


@pytest.fixture
def client(link: Link) -> LinkClient:
    """A client on the origin that may send every request."""
    return link.open(Site.ALLOWED)
