"""When the page opens: in front of a server that wants to know its user, after the login."""

from __future__ import annotations

from collections.abc import Callable

from host_page.bridge import Bridge
from host_page.changes import Changes
from host_page.gws_transports import read_outcome
from host_page.views.regions import Region
from host_page.views.ui_state import LoginForm, UiState, shown_error
from scapi.gws.client.transports import RestAnswer
from scapi.gws.status import Status
from scapi.page_session import PageSession
from scapi.signing_in import SignInState, is_nobody, why_away
from scapi.values import Failure, Outcome, when_answered

WRONG = "The user name or the password is wrong."


class Entrance:
    """Opens the page once, and shows the login whenever the server does not know the user."""

    def __init__(
        self, bridge: Bridge, session: PageSession, ui: UiState, changes: Changes, draw: Callable[[], None]
    ) -> None:
        self._bridge = bridge
        self._session = session
        self._ui = ui
        self._changes = changes
        self._draw = draw
        self._open: Callable[[], None] | None = None
        self._opened = False
        self._shown = "booting"

    @property
    def shows_something(self) -> bool:
        """Whether there is more to be seen than the boot screen."""
        return self._opened or self._shown != "booting"

    def part_known(self, open_page: Callable[[], None]) -> None:
        """This tab leads, or follows and has been told the state: the page opens when its user is let in."""
        self._open = open_page
        self.look()

    def look(self) -> None:
        """Something of the login, or of what is known of the agent, may have changed."""
        if self._open is None:
            return
        if not self._opened and self._session.admits:
            self._opened = True
            self._show("booting")
            self._open()
        elif self._session.signing_in is not None:
            self._show("login" if self._is_needed() else "ready" if self._opened else "booting")

    def login_begun(self) -> None:
        """The user name and the password are on their way."""
        self._tell(LoginForm(busy=True))

    def login_answered(self, status: str, content: str) -> None:
        """The server knows the user, or has said why not; the password is forgotten."""
        signing_in = self._session.signing_in
        outcome = read_outcome(status, content)
        if signing_in is None:
            return
        if not isinstance(outcome, RestAnswer) or outcome.code != Status.SUCCESS:
            self._tell(LoginForm(WRONG if is_nobody(outcome) else why_away(outcome)))
            return

        def told(answer: Outcome) -> None:
            self._tell(LoginForm(shown_error(answer.error) if isinstance(answer, Failure) else ""))

        when_answered(signing_in.signed_in(), told)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_needed(self) -> bool:
        signing_in = self._session.signing_in
        if signing_in is None:
            return False
        return signing_in.state is SignInState.NEEDED or (signing_in.state is SignInState.AWAY and not self._opened)

    def _tell(self, form: LoginForm) -> None:
        self._ui.login = form
        self._changes.mark(Region.LOGIN)

    def _show(self, state: str) -> None:
        if state == self._shown:
            return
        self._shown = state
        self._changes.mark(Region.LOGIN)
        self._draw()  # first: what has the focus then is in it
        self._bridge.showLogin(state)
