"""Web origins: parsed once, compared exactly, never matched by pattern.

Source: Service Client API Reference, "Origin"; RFC 6454 for what an origin is. A browser reports an origin in canonical
form (lower case, punycode, no default port); a person writes it in any form, with a path by mistake.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
OPAQUE = "null"
_PORT_DIGITS = 5
_IDNA_DEVIATIONS = frozenset("ßẞς\u200c\u200d")
"""Letters that IDNA 2003, Python's codec, maps to another domain than browsers do."""
_HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-._")


class OriginError(ValueError):
    """The text is no origin; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port; equal when all three are."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        if self.port == DEFAULT_PORTS[self.scheme]:
            return f"{self.scheme}://{self.host}"
        return f"{self.scheme}://{self.host}:{self.port}"


def parse_origin(text: str) -> Origin:
    """The origin that a text names; a path after it is ignored. Raises :class:`OriginError`."""
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in DEFAULT_PORTS:
        raise OriginError("an origin such as https://crm.example, beginning with http:// or https://")
    end = min((at for at in (rest.find(mark) for mark in "/?#\\") if at >= 0), default=len(rest))
    authority = rest[:end]
    if "\\" in rest[: end + 1]:
        raise OriginError("an origin without a backslash")
    if "@" in authority:
        raise OriginError("an origin without a user name: scheme, host and port only")
    host, port = _split_port(authority)
    return Origin(scheme, _canonical_host(host), DEFAULT_PORTS[scheme] if port is None else port)


def reported_origin(text: str) -> Origin | None:
    """The origin of a message as the browser reports it; ``None`` when it is opaque or not of the web."""
    try:
        origin = parse_origin(text)
    except OriginError:
        return None
    # A browser reports the canonical form and nothing after it. Anything else did not come from a browser.
    return origin if str(origin) == text else None


def _split_port(authority: str) -> tuple[str, int | None]:
    if authority.startswith("["):
        host, bracket, after = authority.partition("]")
        if not bracket or (after and not after.startswith(":")):
            raise OriginError("an IPv6 address in brackets, such as http://[::1]:8080")
        host, colon, digits = host + bracket, after[:1], after[1:]
    else:
        host, colon, digits = authority.partition(":")
    if not colon or not digits:
        return host, None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _PORT_DIGITS or int(digits) > 65535:
        raise OriginError("a port between 0 and 65535")
    return host, int(digits)


def _canonical_host(host: str) -> str:
    if not host:
        raise OriginError("a host name after the scheme")
    if host.startswith("["):
        return f"[{_canonical_ipv6(host[1:-1])}]"
    if not host.isascii():
        if not _IDNA_DEVIATIONS.isdisjoint(host):
            raise OriginError("the punycode form (xn--...) of a host with ß, ς or a joiner")
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise OriginError("a host name that has an ASCII (punycode) form") from None
    host = host.lower()
    if any(character not in _HOST_CHARACTERS for character in host) or ".." in host or host.startswith("."):
        raise OriginError("a host name of letters, digits, hyphens and dots; a wildcard in a host is not supported")
    if host.rstrip(".").rpartition(".")[2].isdigit():
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise OriginError("an IPv4 address of four numbers, such as http://127.0.0.1:8001") from None
    return host


def _canonical_ipv6(text: str) -> str:
    """The form that browsers write: compressed, and without the dotted form of mapped IPv4 addresses."""
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        address = None
    if address is None or address.scope_id is not None:
        raise OriginError("an IPv6 address in brackets, such as http://[::1]:8080")
    if address.ipv4_mapped is not None:
        mapped = int(address.ipv4_mapped)
        return f"::ffff:{mapped >> 16:x}:{mapped & 0xFFFF:x}"
    return str(address)
