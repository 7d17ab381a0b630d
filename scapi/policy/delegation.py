"""Which powerful features of the browser the page and its clients may use: its Permissions-Policy.

Source: W3C, "Permissions Policy". All of them are denied but those that a section's ``allow`` delegates to its own
origin, and the few that the page itself needs. ``storage-access`` is left to the browser, which asks the agent: apps
need it to sign on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scapi.configuration import Configuration
from scapi.known_options import CONTENT_OPTIONS
from scapi.nearest import hint
from scapi.policy.origins import OriginError, parse_origin

FEATURES = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "clipboard-write", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""The features that are denied unless they are delegated."""
LEFT_TO_THE_BROWSER = (
    "all-screens-capture", "ambient-light-sensor", "attribution-reporting", "aria-notify", "battery", "bluetooth",
    "browsing-topics", "captured-surface-control", "compute-pressure", "controlled-frame", "cross-origin-isolated",
    "deferred-fetch", "deferred-fetch-minimal", "device-attributes", "digital-credentials-create",
    "digital-credentials-get", "direct-sockets", "direct-sockets-private", "document-domain",
    "execution-while-not-rendered", "execution-while-out-of-viewport", "focus-without-user-activation",
    "interest-cohort", "join-ad-interest-group", "keyboard-lock", "language-detector", "language-model",
    "local-network", "local-network-access", "loopback-network", "manual-text", "mediasession", "monetization", "nfc",
    "on-device-speech-recognition", "otp-credentials", "private-aggregation", "private-state-token-issuance",
    "private-state-token-redemption", "proofreader", "rewriter", "run-ad-auction", "shared-storage",
    "shared-storage-select-url", "smart-card", "speaker-selection", "storage-access", "sub-apps", "summarizer",
    "sync-xhr", "translator", "unload", "vertical-scroll", "web-app-installation", "web-share", "window-placement",
    "writer",
)  # fmt: skip
"""Other features that an ``allow`` may name, beside those of the client hints (``ch-...``).

Source: W3C, "Policy Controlled Features", and what browsers add to it.
"""
OWN = frozenset({"autoplay", "clipboard-write"})
"""What the page does itself: it rings, and it copies what the agent asks it to."""
_SELF = "self"
_CLIENT_HINT = "ch-"
_KEYWORDS = ("*", "'src'", "'self'", "'none'")


def permissions_policy(configuration: Configuration) -> str:
    """The value of the header ``Permissions-Policy``."""
    delegated = delegations(configuration)
    return ", ".join(f"{feature}={_allowlist(delegated.get(feature, ()), feature in OWN)}" for feature in FEATURES)


def delegations(configuration: Configuration) -> Mapping[str, tuple[str, ...]]:
    """The origins that the sections of web applications delegate a feature to, ``*`` for any."""
    found: dict[str, dict[str, None]] = {}
    for section in dict.fromkeys(name for option in CONTENT_OPTIONS for name in configuration.names(option)):
        own = _origin(configuration.value("url", section=section))
        for directive in configuration.value("allow", section=section).split(";"):
            feature, *sources = directive.split() or [""]
            if feature.lower() in FEATURES:
                origins = [_source(source, own) for source in sources or ["'src'"]]
                found.setdefault(feature.lower(), {}).update(dict.fromkeys(filter(None, origins)))
    return {feature: tuple(origins) for feature, origins in found.items()}


def mistakes(allow: str) -> Iterator[tuple[str, str]]:
    """What a browser would pass over in an ``allow`` attribute, each with what was expected in its place."""
    known = (*FEATURES, *LEFT_TO_THE_BROWSER)
    for directive in allow.split(";"):
        feature, *sources = directive.split() or [""]
        if feature and feature.lower() not in known and not feature.lower().startswith(_CLIENT_HINT):
            yield feature, f"the name of a feature, and semicolons between several{hint(feature, known)}"
        for source in sources:
            if source.lower() not in _KEYWORDS and not _origin(source):
                yield source, f"an origin, *, 'src', 'self' or 'none' behind {feature}{hint(source, _KEYWORDS)}"


def _source(text: str, own: str) -> str:
    """The origin that one source of an ``allow`` attribute means; empty for none, or for the page itself."""
    if text == "*":
        return text
    if text.lower() == "'src'":
        return own
    return "" if text.startswith("'") else _origin(text)


def _origin(url: str) -> str:
    try:
        return str(parse_origin(url))
    except OriginError:
        return ""


def _allowlist(origins: tuple[str, ...], own: bool) -> str:
    if "*" in origins:
        return "*"
    # A page that lacks a feature has none to delegate.
    sources = [_SELF] if own or origins else []
    quoted = [f'"{origin}"' for origin in origins]
    return f"({' '.join([*sources, *quoted])})"
