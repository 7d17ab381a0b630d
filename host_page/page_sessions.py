"""The session of the page: on the simulator, or in front of Genesys Web Services when the server says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from host_page.bridge import Bridge
from host_page.gws_transports import BrowserChannel, BrowserRest
from host_page.start_texts import GwsPlace, StartTexts, scenario_of
from scapi.configuration import Configuration, parse_configuration
from scapi.driven import DrivenSession
from scapi.gws_session import GwsSession
from scapi.host import Host
from scapi.page_session import PageSession
from scapi.session import Failed, Published

Call: TypeAlias = Callable[[str, str, str], str | None]


@dataclass(frozen=True, slots=True)
class MadeSession:
    """The session, and what the page tells it besides, by kind."""

    session: PageSession
    calls: Mapping[str, Call] = field(default_factory=dict)


def make_session(
    texts: StartTexts, bridge: Bridge, host: Host, when_published: Published, when_failed: Failed
) -> MadeSession:
    """Raises what is wrong with the texts."""
    configuration = parse_configuration(texts.configuration.text, texts.configuration.name)
    if texts.gws is not None:
        return _in_front_of_gws(texts.gws, configuration, bridge, host, when_published, when_failed)
    session = DrivenSession(
        host,
        configuration,
        scenario_of(texts),
        own_origin=str(bridge.origin),
        when_published=when_published,
        when_failed=when_failed,
    )
    return MadeSession(session)


def _in_front_of_gws(
    place: GwsPlace,
    configuration: Configuration,
    bridge: Bridge,
    host: Host,
    when_published: Published,
    when_failed: Failed,
) -> MadeSession:
    bridge.gwsAt(place.path)
    rest, channel = BrowserRest(bridge), BrowserChannel(bridge)
    session = GwsSession(
        host, configuration, rest, channel, place.server, str(bridge.origin), when_published, when_failed
    )
    channel.when_refused = session.refused
    calls: Mapping[str, Call] = {
        "gws-answered": lambda number, status, content: rest.answered(number, status, content),
        "gws-listening": lambda _, __, ___: channel.listening(),
        "gws-told": lambda topic, data, _: channel.told(topic, data),
        "gws-lost": lambda status, _, __: channel.lost(status),
    }
    return MadeSession(session, calls)
