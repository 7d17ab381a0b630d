"""What the page may load and who may embed it: the headers that it is served with.

PyScript builds one known function from a string, so ``unsafe-eval`` is allowed, but only together with Trusted Types:
the ``default`` policy admits that one string, and all HTML that the page renders enters through ``workspace``.
Decided here: being allowed to call is not being allowed to frame. The page may be embedded by origins that are written
out without a filter, and by those of an option of its own; a listed ``*`` does not open it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scapi.configuration import Configuration
from scapi.known_options import CONTENT_OPTIONS
from scapi.policy.delegation import permissions_policy
from scapi.policy.origins import OPAQUE, OriginError, parse_origin
from scapi.policy.permissions import ANY, parse_origin_list, parse_permissions
from scapi.protocol.registry import REQUEST_NAMES

EMBEDDING_OPTION = "service-client-api.embedding-origins"
STRICT_OPTION = "service-client-api.content-sources.strict"
_EMBEDDING_DIRECTIVE = "frame-ancestors"
TRUSTED_TYPES_POLICIES = ("default", "workspace")


def security_headers(configuration: Configuration) -> Mapping[str, str]:
    """Every header that the page is served with; raises ``ConfigurationError`` for a bad strict flag.

    Pop-ups keep their opener, for that is where a client looks for its host; whoever opened the workspace has no hold
    of it. ``Cross-Origin-Resource-Policy`` concerns what the page consists of, not whether it may be embedded.
    """
    return {
        "Content-Security-Policy": content_security_policy(configuration),
        "Permissions-Policy": permissions_policy(configuration),
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Origin-Agent-Cluster": "?1",
        "Referrer-Policy": "no-referrer",
    }


def frame_ancestors(configuration: Configuration) -> tuple[str, ...]:
    """The origins that may embed the page, in canonical form."""
    listed = parse_permissions(configuration, REQUEST_NAMES).unfiltered_origins()
    own, _ = parse_origin_list(configuration, EMBEDDING_OPTION)
    return tuple(dict.fromkeys((*listed, *(origin for origin in own if origin not in (ANY, OPAQUE)))))


def configured_origins(configuration: Configuration) -> tuple[str, ...]:
    """Every origin that the configuration names: of the origins list and of the web applications."""
    urls = (
        configuration.value("url", section=section)
        for option in CONTENT_OPTIONS
        for section in configuration.names(option)
    )
    listed = parse_permissions(configuration, REQUEST_NAMES).concrete_origins()
    return tuple(dict.fromkeys((*listed, *_origins(urls))))


def content_security_policy(configuration: Configuration) -> str:
    """The value of the header ``Content-Security-Policy``; raises ``ConfigurationError`` for a bad strict flag."""
    sources: tuple[str, ...] = ("http:", "https:")
    if configuration.flag(STRICT_OPTION):
        sources = configured_origins(configuration) or ("'none'",)
    images = " ".join(source for source in sources if source != "'none'")
    directives = (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'",
        "style-src 'self'",
        f"img-src 'self' data: {images}".rstrip(),
        "font-src 'self'",
        "connect-src 'self'",
        f"frame-src {' '.join(sources)}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        f"trusted-types {' '.join(TRUSTED_TYPES_POLICIES)}",
        f"{_EMBEDDING_DIRECTIVE} {' '.join(frame_ancestors(configuration)) or chr(39) + 'none' + chr(39)}",
    )
    return "; ".join(directives)


def within_the_page(configuration: Configuration) -> tuple[str, str]:
    """What the page may load and delegate: of the headers, what counts only for a page that is loaded with them. Who
    may embed it is left out, for a page that is embedded already."""
    directives = content_security_policy(configuration).split("; ")
    loads = "; ".join(each for each in directives if not each.startswith(_EMBEDDING_DIRECTIVE))
    return loads, permissions_policy(configuration)


def _origins(urls: Iterable[str]) -> Iterable[str]:
    for url in urls:
        try:
            yield str(parse_origin(url))
        except OriginError:
            continue
