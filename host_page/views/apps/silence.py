"""An app from which nothing comes, or something else than was configured: what may be wrong, and what to do.

A page cannot see what a frame of another origin shows: an app, an error of the browser, or nothing. So what is told is
its address, how far it has come, and what it can be, likeliest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scapi.frames import Frame, Level, Mode
from scapi.policy.origins import OriginError, parse_origin
from scapi.session import Session
from scapi.values import Seconds

SILENT_AFTER: Seconds = 5.0
"""How long an app may say nothing before that is explained."""
FRAMES_REMEMBERED = 256
"""The addresses whose origins are not read again at each drawing."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is told of an app in its place; ``url`` is the address that it was opened with."""

    title: str
    url: str
    causes: Sequence[str]
    reload: str = "Reload it"
    """The words of the button that loads it again."""


def silent_for(session: Session, frame: Frame) -> Seconds | None:
    """How much longer an app may say nothing; ``None`` for one that has spoken, or from which nobody waits to hear."""
    if frame.origin is not None or frame.level is Level.EMBEDDER or frame.mode is Mode.POPUP:
        return None
    return max(0.0, frame.opened_at + SILENT_AFTER - session.host.monotonic())


def trouble(session: Session, frame: Frame, to_load_again: Mapping[str, int]) -> Trouble | None:
    """What is wrong with an app, as far as can be known; ``None`` when nothing seems to be.

    ``to_load_again`` are the frames whose page began before its origin was listed, with their loads until then.
    """
    if to_load_again.get(frame.id) == frame.loads:
        return _admitted_late(frame)
    left = silent_for(session, frame)
    if left is not None:
        return None if left > 0 else _silence(session, frame)
    moved = moved_to(frame)
    return None if moved is None else _moved(frame, moved)


def moved_to(frame: Frame) -> str | None:
    """The origin of the last message, when it is not that of the frame's own address."""
    if frame.origin is None or not frame.url:
        return None
    own = _own_origin(frame.url)
    return frame.origin if own and frame.origin not in (own, "null") else None


@lru_cache(FRAMES_REMEMBERED)
def _own_origin(url: str) -> str:
    """That of an address; empty when it has none."""
    try:
        return str(parse_origin(url))
    except OriginError:
        return ""


def _silence(session: Session, frame: Frame) -> Trouble:
    host = session.own_origin or "the workspace"
    if frame.loads == 0:
        return Trouble(
            "This app has not loaded yet",
            frame.url,
            (
                "Its server is not running, does not answer, or is very slow.",
                "The address is not the right one.",
            ),
        )
    return Trouble(
        "No message from this app yet",
        frame.url,
        (
            "Its server is not running, or has no such page: open the app in a window of its own to see.",
            f"It forbids to be framed: X-Frame-Options, or frame-ancestors in its policy, must let {host} frame it.",
            f"It talks to another page: its data-host-origin must be {host}.",
            "It has not loaded the client library, or has failed before it said anything: see its console.",
            "It does not use the API. Then nothing is wrong.",
        ),
    )


def _admitted_late(frame: Frame) -> Trouble:
    causes = (
        "What it asked for at its start was refused, and apps do not ask again: most likely it hears of no event.",
        "It was not loaded again by itself, for you may have done something in it that is not saved.",
    )
    if frame.mode is Mode.POPUP:
        causes = (causes[0], "Load it again in its window.")
    return Trouble("This app is listed now, and began before", frame.url, causes, "Load it again")


def _moved(frame: Frame, origin: str) -> Trouble:
    return Trouble(
        f"This app speaks from {origin}",
        frame.url,
        (
            "It has gone on to another origin than that of its address, as after a sign-on or a redirect.",
            "What it may do is decided by the origin that it speaks from: list that one, or give its address as url.",
        ),
    )
