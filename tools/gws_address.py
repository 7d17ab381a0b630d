"""The address of a server of Genesys Web Services, as somebody writes it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from tools.listening import is_loopback
from tools.messages import USAGE, Failure

API = "/api/v2"
_EXAMPLE = "http://gws.example:8080 or https://gws.example/api/v2"
_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class GwsAddress:
    """Where the server is: scheme, name and port, without a slash at the end."""

    origin: str
    name: str

    @property
    def is_open_on_the_way(self) -> bool:
        """Whether what is sent there can be read on the way: another machine without TLS."""
        return self.origin.startswith("http://") and not is_loopback(self.name)


def read_address(text: str) -> GwsAddress:
    """Understands what follows ``--gws``; anything else than the address of a server is a :class:`Failure`."""
    try:
        parts = urlsplit(text.strip())
        name, port = parts.hostname, parts.port
    except ValueError:
        raise _wrong(text, "it is no address") from None
    if parts.scheme not in _SCHEMES or not name:
        raise _wrong(text, "it does not begin with http:// or https:// and a name")
    if parts.username is not None or parts.password is not None:
        raise _wrong("with a user name in it", "who the user is, the page asks")
    _check_rest(text, parts)
    shown = f"[{name}]" if ":" in name else name
    return GwsAddress(f"{parts.scheme}://{shown}{'' if port is None else f':{port}'}", name)


def _check_rest(text: str, parts: SplitResult) -> None:
    if parts.query or parts.fragment:
        raise _wrong(text, "it has something after the path")
    if parts.path.rstrip("/") not in ("", API):
        raise _wrong(text, f"its path is not {API}")


def _wrong(text: str, why: str) -> Failure:
    return Failure(f"--gws {text}: {why}. Expected is an address such as {_EXAMPLE}.", USAGE)
