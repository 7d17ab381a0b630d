"""A session in front of Genesys Web Services: the leading tab alone is its client, once it knows the user.

The other tabs follow, as they do in front of the simulator. A tab that takes over, or is loaded again, goes on with the
interactions as they were; the end of the last one logs nobody out.
"""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.centre_error import CentreError
from scapi.centre.port import Connection, Result
from scapi.configuration import Configuration
from scapi.driver.driver import Driver
from scapi.driver.page_calls import PAGE_CALLS
from scapi.gws.client.asking import Asking
from scapi.gws.client.gws_client import GwsClient
from scapi.gws.client.transports import Channel, Rest, RestOutcome
from scapi.host import Host
from scapi.host_clock import HostClock
from scapi.page_session import PageSession
from scapi.session import Failed, Published, unheard
from scapi.signing_in import SigningIn, SignInState
from scapi.store import Store
from scapi.values import Eventual, JsonObject

SERVER = "Genesys Web Services"


class GwsSession(PageSession):
    """``rest`` and ``channel`` carry what the leading tab asks and hears; ``place`` says where the server is."""

    def __init__(
        self,
        host: Host,
        configuration: Configuration,
        rest: Rest,
        channel: Channel,
        place: str,
        own_origin: str = "",
        when_published: Published = unheard,
        when_failed: Failed = unheard,
    ) -> None:
        store, clock = Store(), HostClock(host)
        heard = HeardRest(rest)
        self.client = GwsClient(host, heard, channel, clock.now)
        self._place = place
        self._started = False
        self._paused = False
        super().__init__(host, configuration, self.client, clock, store, own_origin, when_published, when_failed)
        user = lambda: self.workspace.known.profile.username  # noqa: E731 - a name for what it gives
        signing_in = self._signing_in = SigningIn(host, Asking(host, rest), store, self.workspace.shared, user)
        self.signing_in = signing_in
        heard.hear = signing_in.hear
        signing_in.when_signed_in = self._signed_in
        signing_in.when_needed = self._pause
        signing_in.when_away = self._away
        self.driver = Driver(self, PAGE_CALLS)
        self.route_driver_call = self.driver.call

    @property
    def contact_centre(self) -> str:
        return f"{SERVER} at {self._place}" if self._place else SERVER

    @property
    def admits(self) -> bool:
        """Whether the server knows the user, and what it has of the agent has been read: clients may come."""
        known = bool(self.workspace.known.profile.username) and self._signing_in.state is not SignInState.NEEDED
        return known and (self._started or self.remote is not None)

    def begin(self) -> None:
        """Nothing begins until this tab leads."""

    def begin_to_lead(self) -> None:
        super().begin_to_lead()
        self._signing_in.check()

    def commanded(self, part: str) -> object | None:
        return self._signing_in if part == SigningIn.__name__ else super().commanded(part)

    def refused(self) -> None:
        """The notification channel was refused: perhaps the server does not know the user any more."""
        if self._started and not self._paused:
            self._signing_in.check()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _signed_in(self) -> None:
        if self._started:
            if self._paused:
                self._paused = False
                self.client.go_on()
            return
        self._started = True
        if self._signing_in.user:
            conversations = [each.conversation for each in self.workspace.interactions]
            self.client.go_on_with(self.workspace.known.media, conversations, lost=self.workspace.link.lost)
        answer = self.client.start(self.workspace.arrivals)
        if isinstance(answer, Eventual):
            answer.when_settled(self._answered)

    def _answered(self, result: Result) -> None:
        """The first reading; the client reads again by itself when that failed."""
        if isinstance(result, CentreError) and not self._signing_in.user:
            self._signing_in.cannot_start(result.text)

    def _pause(self) -> None:
        if self._started:
            self._paused = True
            self.client.pause()
        else:
            self._away()

    def _away(self) -> None:
        """The server is away, or knows nobody: whoever was in front of it before is told."""
        if not self._started and self._signing_in.user and not self.workspace.link.lost:
            self.workspace.link.changed(Connection.DISCONNECTED)


class HeardRest:
    """Tells what comes of every request besides."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self.hear: Callable[[RestOutcome], None] = lambda _: None

    def ask(self, method: str, path: str, body: JsonObject | None = None) -> Eventual[RestOutcome]:
        answer = self._rest.ask(method, path, body)
        answer.when_settled(lambda outcome: self.hear(outcome))
        return answer
