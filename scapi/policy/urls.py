"""Which addresses the page opens: those of clients and of the configuration alike.

Pages: ``http`` and ``https``. Icons: also ``data:image/``. Anything else (``javascript:``, ``file:``, an address
relative to the workspace) is refused. A browser drops tabs and line breaks inside an address and blanks around it, so
an address with any control character is refused before its beginning is looked at. A page without a host is none.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scapi.decisions import ALLOWED, Decision, Reason, Verdict

PAGE_SCHEMES = ("http://", "https://")
ICON_SCHEMES = (*PAGE_SCHEMES, "data:image/")


def page_url(url: str) -> Decision:
    """Whether the address may be loaded into a frame, a dialog or a window."""
    return _decide(url, PAGE_SCHEMES, "http or https")


def icon_url(url: str) -> Decision:
    """Whether the address may be shown as an icon."""
    return _decide(url, ICON_SCHEMES, "http, https or data:image/")


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
