"""Which addresses the page opens: those of clients and of the configuration alike.

Pages: ``http`` and ``https``, never on the workspace's own origin, where a page could reach into it. Icons: also
``data:image/``. Anything else (``javascript:``, ``file:``) is refused. A browser drops tabs and line breaks inside an
address and blanks around it, so an address with any control character is refused before its beginning is looked at. A
page without a host is none. A relative address means one on the site of the page that asks.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.policy.origins import OriginError, parse_origin, reported_origin

PAGE_SCHEMES = ("http://", "https://")
ICON_SCHEMES = (*PAGE_SCHEMES, "data:image/")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def page_url(url: str, own_origin: str = "") -> Decision:
    """Whether the address may be loaded into a frame, a dialog or a window of the page that lives on ``own_origin``."""
    decision = _decide(url, PAGE_SCHEMES, "http or https")
    if decision.allowed and own_origin and origin_of(url) in (own_origin, ""):
        return Decision(Verdict.REFUSED, Reason.URL_NOT_ALLOWED, note="expected another origin than the workspace's")
    return decision


def icon_url(url: str) -> Decision:
    """Whether the address may be shown as an icon."""
    return _decide(url, ICON_SCHEMES, "http, https or data:image/")


def origin_of(url: str) -> str:
    """The origin of an address in the form that a browser reports; empty when it has none."""
    try:
        return str(parse_origin(url))
    except OriginError:
        return ""


def without_query(url: str) -> str:
    """The address of a page without what is told to it: query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def page_address(frame_url: str, origin: str) -> str:
    """What relative addresses of a page are relative to: the address of its frame, if it is still on that site.

    Another page of the same site cannot be seen; one of another site is known by its origin only, an opaque one not
    at all.
    """
    if reported_origin(origin) is None:
        return ""
    return frame_url if origin_of(frame_url) == origin else f"{origin}/"


def resolved(address: str, page: str) -> str:
    """The address as the page at ``page`` means it; what cannot be resolved stays, to be refused."""
    if not page or _SCHEME.match(address) or not address.isprintable() or address != address.strip():
        return address
    try:
        return urljoin(page, address.replace("\\", "/"))
    except ValueError:
        return address


def _decide(url: str, schemes: tuple[str, ...], expected: str) -> Decision:
    clean = url.isprintable() and url == url.strip()
    if clean and url.lower().startswith(schemes) and (url.lower().startswith("data:") or _has_host(url)):
        return ALLOWED
    return Decision(Verdict.REFUSED, Reason.URL_NOT_ALLOWED, note=f"expected {expected}")


def _has_host(url: str) -> bool:
    """Whether the address names a host, in a form that a browser takes."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # such as an IPv6 address without its closing bracket
        return False
