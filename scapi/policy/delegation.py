"""Which powerful features of the browser the page and its clients may use: its Permissions-Policy.

Source: W3C, "Permissions Policy". All of them are denied but those that a section's ``allow`` delegates to its own
origin, and the few that the page itself needs. ``storage-access`` is left to the browser, which asks the agent: apps
need it to sign on.
"""

from __future__ import annotations

from collections.abc import Mapping

from scapi.configuration import Configuration
from scapi.known_options import CONTENT_OPTIONS
from scapi.policy.origins import OriginError, parse_origin

FEATURES = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "clipboard-write", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""The features that are denied unless they are delegated."""
OWN = frozenset({"autoplay", "clipboard-write"})
"""What the page does itself: it rings, and it copies what the agent asks it to."""
_SELF = "self"


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
