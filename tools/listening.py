"""Sockets that listen: on a wanted port or a free one, never on one that somebody else has."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Sequence

from tools.messages import USAGE, Failure

LOOPBACK = "127.0.0.1"
LOOPBACK_6 = "::1"
_BACKLOG = 128


def listen(address: str, port: int = 0) -> socket.socket:
    """A listening socket; a taken port is a :class:`Failure` that names it.

    Its protocol is named: asyncio sends small answers at once (``TCP_NODELAY``) only where it is. Otherwise the second
    part of an answer waits 40 ms for the other side.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: there the other option lets two servers share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        raise _refusal(address, port, error) from error
    return made


def _refusal(address: str, port: int, error: OSError) -> Failure:
    if error.errno == errno.EADDRINUSE:
        return Failure(f"Port {port} is in use. Free it, or choose others with --port (4 in a row are needed).", USAGE)
    if error.errno == errno.EADDRNOTAVAIL:
        return Failure(f"--host {address}: not an address of this machine.", USAGE)
    return Failure(f"Port {port} cannot be used: {error.strerror}. Choose others with --port.", USAGE)


def has_ipv6() -> bool:
    """Whether ``localhost`` may mean an IPv6 address here."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind((LOOPBACK_6, 0))
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def addresses_of(host: str) -> Sequence[str]:
    """The numeric addresses of a name or address of this machine."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Failure(f"--host {host}: no such name or address.", USAGE) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_every_address(host: str) -> bool:
    """Whether this is ``0.0.0.0`` or ``::``."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether only this machine itself gets there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
