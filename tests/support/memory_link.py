"""The link without anything in between: messages are handed over as text, as the bridge of the page does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from scapi.driven import Through
from scapi.testing import Client, new_session
from scapi.values import Eventual, Failure, Success
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, contract_configuration
from tests.support.link import CallFailed, Found, LinkClient, Site

ORIGINS = {Site.ALLOWED: ALLOWED, Site.RESTRICTED: RESTRICTED, Site.UNLISTED: UNLISTED}


class MemoryClient(LinkClient):
    """Everything has happened when ``send`` returns."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client
        self.frame_id = client.frame_id
        self.origin = client.origin

    def send(self, message: Any) -> None:
        self._client.send(message)

    def messages(self) -> list[Any]:
        return self._client.received

    def settle(self) -> None:
        """Nothing is ever under way."""

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        found = find()
        assert found is not None, f"{what}: there is none"
        return found


class MemoryLink:
    """A session in this process."""

    def __init__(
        self,
        configuration: str | None = None,
        scenario: str | None = None,
        through: Through = lambda port: port,
    ) -> None:
        text = contract_configuration() if configuration is None else configuration
        self.session = new_session(text, scenario, through=through)

    def open(self, site: Site) -> MemoryClient:
        return MemoryClient(Client.opened(self.session, ORIGINS[site], site.value))

    def call(self, name: str, args: Mapping[str, Any] | None = None) -> Any:
        outcome = self.session.driver.call(name, args or {})
        assert not isinstance(outcome, Eventual), f"{name} must be answered at once"
        if isinstance(outcome, Failure):
            raise CallFailed(outcome.error)
        return self.data_of(outcome)

    def data_of(self, outcome: Success) -> Any:
        """What a call gives, as it would cross the border of the page."""
        return json.loads(json.dumps(outcome.data))


@contextmanager
def memory_link(_: pytest.FixtureRequest) -> Iterator[MemoryLink]:
    yield MemoryLink()
