"""Cookies of a server that is reached through another one: no script reads them, and they go back there alone.

Ports of one host share their cookies in a browser. So each name gets the port at its end: two workspaces on one machine
are two users.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_KEPT = frozenset({"max-age", "expires"})
"""Attributes that stay as the server has set them: by these it takes a cookie back."""


@dataclass(frozen=True, slots=True)
class CookiePlace:
    """Where the browser keeps the cookies: the port of the page, the path, how it came there, who embeds it."""

    port: int
    path: str
    tls: bool = False
    embedded: bool = False

    def given(self, header: str) -> str | None:
        """A ``Set-Cookie`` of the server as the browser gets it; ``None`` for one that is none."""
        pair, *attributes = header.split(";")
        name, equals, value = pair.strip().partition("=")
        if not equals or not name:
            return None
        kept = [each.strip() for each in attributes if each.partition("=")[0].strip().lower() in _KEPT]
        return "; ".join([f"{name}{self._ending}={value}", f"Path={self.path}", *kept, *self._guards])

    def taken(self, header: str) -> str:
        """A ``Cookie`` of the browser as the server gets it: its own ones under their own names, no others."""
        return "; ".join(self._own(each.strip() for each in header.split(";")))

    @property
    def _ending(self) -> str:
        return f"-{self.port}"

    @property
    def _guards(self) -> list[str]:
        if self.embedded:  # a page within a page of another site: its browser keeps cookies for that one site
            return ["HttpOnly", "SameSite=None", "Secure", "Partitioned"]
        return ["HttpOnly", "SameSite=Strict", *(["Secure"] if self.tls else [])]

    def _own(self, pairs: Iterable[str]) -> Iterable[str]:
        for pair in pairs:
            name, equals, value = pair.partition("=")
            if equals and name.endswith(self._ending):
                yield f"{name.removesuffix(self._ending)}={value}"
