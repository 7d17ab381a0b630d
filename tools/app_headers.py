"""What the headers of an app's page say of being framed and of being kept by the browser: a sentence each, or none.

Sources: Content Security Policy Level 3 (frame-ancestors, which takes the place of X-Frame-Options), RFC 9111 (what may
be kept without being asked for again).
"""

from __future__ import annotations

import http
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from scapi.policy.origins import DEFAULT_PORTS, Origin, OriginError, parse_origin

_ASKED_AGAIN = ("no-store", "no-cache", "max-age=0")
_SOURCE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[^/:*]+)(?::(?P<port>\d+|\*))?(?:/.*)?"
)


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What a server sends before the page itself: the status, and headers as they came."""

    status: int
    headers: Sequence[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        """The values of a header, which may come several times."""
        return [value.strip() for key, value in self.headers if key.lower() == name]


NOBODY = PageAnswer(0, ())
"""Nothing listens at an address."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with an answer, and what to do; an empty text is nothing."""

    reaching: str = ""
    framing: str = ""
    caching: str = ""

    def as_json(self) -> dict[str, str]:
        return {name: text for name, text in asdict(self).items() if text}

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(self.as_json().values())


def findings(answer: PageAnswer | None, address: str, host_origin: str, *, framed: bool = True) -> Findings:
    """What keeps the page of this address from being seen within that of the host, or from being seen as it is now.

    ``None`` is one that could not be had from here, which says nothing of what a browser gets. A redirection does not
    say where it leads, and a refusal nothing at all, for nobody is logged in here.
    """
    if answer is None:
        return Findings()
    if answer is NOBODY:
        return Findings("Nothing answers there: its server is not running, or listens at another address.")
    if answer.status in (404, 410):
        return Findings(f"It has no such page: its server answers {answer.status}{_phrase(answer.status)}.")
    if answer.status >= 500:
        return Findings(f"Its server has failed: it answers {answer.status}{_phrase(answer.status)}.")
    if answer.status >= 300:
        return Findings()
    return Findings("", _framing(answer, address, host_origin) if framed else "", _caching(answer))


def _phrase(status: int) -> str:
    try:
        return f" ({http.HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _framing(answer: PageAnswer, address: str, host_origin: str) -> str:
    lists = list(_frame_ancestors(answer))
    for sources in lists:
        if not any(_admits(source.lower(), host_origin, address) for source in sources):
            return (
                f"It forbids to be framed here: its header Content-Security-Policy has frame-ancestors "
                f"{' '.join(sources) or 'and nothing after it'}. Add {host_origin} there."
            )
    forbidden = [
        value for value in answer.all("x-frame-options") if re.search(r"deny|sameorigin", value, re.IGNORECASE)
    ]
    if forbidden and not lists:
        return (
            f"It forbids to be framed: its header is X-Frame-Options: {forbidden[0]}. Leave it out, or send "
            f"Content-Security-Policy: frame-ancestors {host_origin} besides, which takes its place."
        )
    return ""


def _frame_ancestors(answer: PageAnswer) -> Iterator[list[str]]:
    """The sources of each policy that has any: all of them must admit the page around it."""
    for value in answer.all("content-security-policy"):
        for policy in value.split(","):
            for directive in policy.split(";"):
                name, *sources = directive.split() or [""]
                if name.lower() == "frame-ancestors":
                    yield sources
                    break  # a second one of a policy does not count


def _admits(source: str, host_origin: str, address: str) -> bool:
    """Whether a source of ``frame-ancestors`` is the host, or may be: what cannot be read is taken for one that is."""
    host = parse_origin(host_origin)
    if source == "'none'":
        return False
    if source == "'self'":
        return _origin(address) == host
    if source == "*":
        return True
    if re.fullmatch(r"[a-z][a-z0-9+.-]*:", source):
        return _scheme_fits(source[:-1], host.scheme)
    found = _SOURCE.fullmatch(source)
    if found is None:
        return True
    scheme, name, port = found["scheme"] or urlsplit(address).scheme, found["host"], found["port"]
    name_fits = name == "*" or host.host == name or (name.startswith("*.") and host.host.endswith(name[1:]))
    wanted = str(DEFAULT_PORTS.get(host.scheme, 0)) if port is None else port
    return name_fits and _scheme_fits(scheme, host.scheme) and wanted in ("*", str(host.port))


def _scheme_fits(scheme: str, of_host: str) -> bool:
    return scheme == of_host or (scheme, of_host) == ("http", "https")


def _origin(address: str) -> Origin | None:
    try:
        return parse_origin(address)
    except OriginError:
        return None


def _caching(answer: PageAnswer) -> str:
    control = ", ".join(answer.all("cache-control"))
    directives = [each.strip().lower() for each in control.split(",")]
    if any(each in directives for each in _ASKED_AGAIN) or answer.all("pragma") == ["no-cache"]:
        return ""
    kept = next((each for each in directives if each.startswith("max-age=") or each == "immutable"), "")
    if kept:
        why = f"its header is Cache-Control: {control}"
    elif answer.all("expires"):
        why = f"its header is Expires: {answer.all('expires')[0]}"
    elif answer.all("last-modified"):
        why = "it has Last-Modified, and no header Cache-Control"
    else:
        return ""
    return (
        f"The browser may show it as it was for a while: {why}. Send Cache-Control: no-store while you write the app."
    )
