"""HTTP sessions and who a request is from: Basic credentials first, then the cookie ``JSESSIONID``.

Source: reference, "Authentication, session, CSRF, CORS". A session has a token that, with ``enableCsrfProtection``,
every request that may change something repeats in the header ``X-CSRF-TOKEN``.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass

from scapi.gws.http_message import Request, Response
from scapi.gws.passwords import Passwords
from scapi.gws.roster import Roster, User
from scapi.gws.server_options import ServerOptions
from scapi.gws.status import Problem, Status
from scapi.host import Host
from scapi.values import Seconds

COOKIE = "JSESSIONID"
CSRF_HEADER = "X-CSRF-TOKEN"
CSRF_NAME_HEADER = "X-CSRF-HEADER"
MOST_SESSIONS = 10_000
"""Sessions at a time; with one more the one that was idle longest ends (decided here)."""
_ID_BYTES = 24
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

CSRF_FAILED = Problem(Status.FORBIDDEN, "Missing or invalid CSRF token.", http=403)


@dataclass(slots=True)
class WebSession:
    """One HTTP session; ``used`` is when it was last, by the server's monotonic clock."""

    id: str
    user: User
    csrf_token: str
    used: Seconds
    new: bool = True


class WebSessions:
    """Every HTTP session."""

    def __init__(self, host: Host, roster: Roster, passwords: Passwords, options: ServerOptions) -> None:
        self._host = host
        self._roster = roster
        self._passwords = passwords
        self._options = options
        self._sessions: dict[str, WebSession] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def authenticate(self, request: Request) -> WebSession | None:
        """The session of a request, a new one where credentials are given; ``None`` is nobody.

        Wrong credentials are nobody, whatever the cookie says.
        """
        known = self._by_cookie(request)
        credentials = basic_credentials(request.headers.get("authorization", ""))
        if credentials is None:
            return known
        user = self._roster.named(credentials[0])
        if user is None:
            self._passwords.take_time(credentials[1])
            return None
        if not self._passwords.verify(user.id, credentials[1]):
            return None
        return known if known is not None and known.user.id == user.id else self._begin(user)

    def guarded(self, request: Request, session: WebSession) -> Problem | None:
        """Whether the token is missing where one is needed."""
        if not self._options.csrf_protection or request.method in _SAFE:
            return None
        token = request.headers.get(CSRF_HEADER.lower(), "")
        if hmac.compare_digest(token.encode("utf-8", "surrogatepass"), session.csrf_token.encode()):
            return None
        return CSRF_FAILED

    def mark(self, request: Request, response: Response, session: WebSession) -> Response:
        """The response with the cookie of a new session, and with the token if it answers a ``GET``."""
        if session.new and session.id in self._sessions:
            session.new = False
            secure = "; Secure" if request.base.startswith("https://") else ""
            cookie = f"{COOKIE}={session.id}; Path=/; HttpOnly; SameSite=Lax{secure}"
            response = response.with_headers(("Set-Cookie", cookie))
        if self._options.csrf_protection and request.method == "GET":
            response = response.with_headers(
                (CSRF_NAME_HEADER, CSRF_HEADER), (CSRF_HEADER, session.csrf_token), ("Cache-Control", "no-store")
            )
        return response

    def end(self, session: WebSession) -> None:
        """The session is no longer valid."""
        self._sessions.pop(session.id, None)

    def end_others(self, user: User, but: WebSession | None) -> list[WebSession]:
        """Ends the sessions of a user whose password is another now; gives them."""
        ended = [each for each in self._sessions.values() if each.user.id == user.id and each is not but]
        for each in ended:
            self.end(each)
        return ended

    def known(self, request: Request) -> WebSession | None:
        """The session of a cookie, without using it."""
        return self._sessions.get(cookies(request.headers.get("cookie", "")).get(COOKIE, ""))

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _by_cookie(self, request: Request) -> WebSession | None:
        session = self.known(request)
        if session is None:
            return None
        now = self._host.monotonic()
        if now - session.used > self._options.session_idle:
            self.end(session)
            return None
        session.used = now
        self._sessions[session.id] = self._sessions.pop(session.id)  # the one that was idle longest stands first
        return session

    def _begin(self, user: User) -> WebSession:
        now = self._host.monotonic()
        while self._sessions:
            oldest = next(iter(self._sessions.values()))
            if len(self._sessions) < MOST_SESSIONS and now - oldest.used <= self._options.session_idle:
                break
            self.end(oldest)
        session = WebSession(self._host.random_bytes(_ID_BYTES).hex(), user, self._host.new_uuid(), now)
        self._sessions[session.id] = session
        return session


def basic_credentials(header: str) -> tuple[str, str] | None:
    """User name and password of an ``Authorization`` header; ``None`` for another one."""
    scheme, _, given = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(given.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    name, _, password = text.partition(":")
    return name, password


def cookies(header: str) -> dict[str, str]:
    """Values by name; of two of one name the first."""
    found: dict[str, str] = {}
    for part in header.split(";"):
        name, separator, value = part.strip().partition("=")
        if separator:
            found.setdefault(name, value.strip('"'))
    return found
