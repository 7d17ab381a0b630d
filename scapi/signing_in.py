"""Who the user is to a server that wants to know: shared by the tabs of a session, without a password or a token.

The page proves it, by whatever means the server takes; here it is only known whether the server knows the user now. The
leading tab asks, at its start and when the server has refused something; any tab may tell that the user has signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from scapi.commands import Remote, Shared, command
from scapi.gws.client.agent_reader import text
from scapi.gws.client.asking import Asking
from scapi.gws.client.transports import RestAnswer, RestOutcome
from scapi.gws.status import Status
from scapi.host import Area, Host
from scapi.store import Cell, Store
from scapi.values import DONE, Answer, Seconds

ASK_AGAIN_AFTER: Seconds = 5.0
"""When a server that was away is asked again."""
ENDED = "Your session at the server has ended. Log in to go on; your calls go on meanwhile."


class SignInState(StrEnum):
    UNKNOWN = "unknown"
    AWAY = "away"
    NEEDED = "needed"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True, slots=True)
class SignIn:
    """How it stands, and why, in words for the user."""

    state: SignInState = SignInState.UNKNOWN
    why: str = ""


class SigningIn:
    """One session's. The leading tab calls ``when_signed_in`` and ``when_needed``; the latter when it was otherwise."""

    def __init__(
        self,
        host: Host,
        asking: Asking,
        store: Store,
        shared: Shared,
        user: Callable[[], str],
    ) -> None:
        """``user`` is the name of whose session this is; empty while that is open."""
        self._host = host
        self._asking = asking
        self._shared = shared
        self._user = user
        self._cell: Cell[SignIn] = store.cell("signing-in", SignIn, SignIn())
        self._asked = False
        self._ask_again = False
        self.when_signed_in: Callable[[], None] = lambda: None
        self.when_needed: Callable[[], None] = lambda: None
        self.when_away: Callable[[], None] = lambda: None

    @property
    def remote(self) -> Remote | None:
        return self._shared.remote

    @property
    def state(self) -> SignInState:
        return self._cell.value.state

    @property
    def why(self) -> str:
        return self._cell.value.why

    @property
    def user(self) -> str:
        """Whose session this is; only this user can go on with it. Empty while that is open."""
        return self._user()

    @command
    def signed_in(self) -> Answer:
        """The user has signed in, in some tab."""
        self.check()
        return DONE

    def check(self) -> None:
        """Asks the server whether it knows the user; once at a time, and anew when something has happened meanwhile."""
        self._ask_again = self._asked
        if not self._asked:
            self._asked = True
            self._asking.ask("GET", "/me").when_settled(self._answered)

    def hear(self, outcome: RestOutcome) -> None:
        """What came of any request: one that was refused to nobody ends the session."""
        if is_nobody(outcome) and self.state is not SignInState.NEEDED:
            self._need(ENDED)

    def cannot_start(self, why: str) -> None:
        """The server knows the user, who cannot be an agent there for now."""
        self._set(SignIn(SignInState.AWAY, f"The server cannot be used: {why or 'it does not answer'}"))

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _answered(self, outcome: RestOutcome) -> None:
        self._asked = False
        if self._ask_again:
            self.check()
        elif is_nobody(outcome):
            self._need(ENDED if self.user else "")
        elif isinstance(outcome, RestAnswer) and outcome.code == Status.SUCCESS:
            self._known_as(_user_name(outcome))
        else:
            self._away(outcome)

    def _known_as(self, name: str) -> None:
        if self.user and name != self.user:
            self._need(f"The server knows this browser as {name}, and this workspace is that of {self.user}.")
        else:
            self._set(SignIn(SignInState.SIGNED_IN))
            self.when_signed_in()

    def _need(self, why: str) -> None:
        before = self.state
        self._set(SignIn(SignInState.NEEDED, why))
        if before is not SignInState.NEEDED:
            self.when_needed()

    def _away(self, outcome: RestOutcome) -> None:
        if self.state is not SignInState.SIGNED_IN:
            self._set(SignIn(SignInState.AWAY, why_away(outcome)))
        self.when_away()
        self._host.call_later(ASK_AGAIN_AFTER, self.check)

    def _set(self, value: SignIn) -> None:
        if value != self._cell.value:
            self._cell.set(value)
            self._host.changed(Area.SIGN_IN)


def is_nobody(outcome: RestOutcome) -> bool:
    """Whether a server has refused a request because it does not know the user."""
    if not isinstance(outcome, RestAnswer):
        return False
    return outcome.status == 401 or (outcome.status == 403 and outcome.code == Status.NOT_AUTHENTICATED)


def why_away(outcome: RestOutcome) -> str:
    """Why a server could not be asked, in a sentence."""
    if not isinstance(outcome, RestAnswer):
        return "The server does not answer."
    said = outcome.message or text(outcome.content, "error") or f"HTTP {outcome.status}"
    return f"The server cannot be used: {said}"


def _user_name(outcome: RestAnswer) -> str:
    user = outcome.content.get("user")
    return text(user, "userName") if isinstance(user, dict) else ""
