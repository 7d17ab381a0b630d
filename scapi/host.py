"""What the core may ask of its surroundings: the page in the browser, a fake in the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from scapi.values import Cancel, Seconds
from scapi.words import Word


class Area(Word):
    """Parts of the workspace that a view shows and that may have changed."""

    AGENT = "agent"
    INTERACTIONS = "interactions"
    CASE = "case"
    FRAMES = "frames"
    TRAFFIC = "traffic"
    DIRECTORY = "directory"
    WORKBIN = "workbin"
    SIMULATOR = "simulator"
    CONNECTION = "connection"
    NOTICES = "notices"
    POLICY = "policy"
    SIGN_IN = "sign-in"
    """Whether the contact centre knows who the user is."""
    CLOCK = "clock"
    """The simulator's clock was turned, or stopped or started: what runs with it has jumped."""


class Host(Protocol):
    """Every effect the core can have, and every fact it cannot compute."""

    def post(self, frame_id: str, target_origin: str, text: str) -> None:
        """Posts one message (JSON text) to an address: a frame's window, where ``target_origin`` only may read it, or
        its port, ``frame_id/number``; nothing is posted to a port that is closed.
        """

    def post_all(self, receivers: Sequence[tuple[str, str]], text: str) -> Mapping[str, Exception]:
        """Posts one message to several addresses, each with its target origin, in their order; gives the addresses at
        which that failed, with the reason. One costs the others nothing. Never raises.
        """

    def offer_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        """Posts a message with a MessagePort to a frame's window; any other port of the frame is closed.

        What comes by the port is told with its address, ``frame_id/number``, and can be posted to with it.
        """

    def open_port(self, frame_id: str, target_origin: str, number: int, text: str) -> None:
        """Posts the last message by the window, and hears the port from then on."""

    def close_port(self, frame_id: str, text: str) -> None:
        """Posts the last message by a frame's port, and closes it."""

    def monotonic(self) -> Seconds:
        """Time of the page that never goes back; rate limits and reply times use it."""

    def wall_clock(self) -> Seconds:
        """Seconds since the epoch."""

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        """Calls back once after a delay of page time."""

    def new_uuid(self) -> str:
        """A fresh random UUID, lower case with dashes."""

    def random_bytes(self, count: int) -> bytes:
        """Random bytes fit for keys."""

    def frame_visible(self, frame_id: str) -> bool:
        """Whether the agent can see a frame now: its tab, its panel and the page."""

    def show_frame(self, frame_id: str) -> None:
        """Brings a frame to the front."""

    def limit_time(self, python: Seconds, measuring: Seconds) -> None:
        """How much of each second a frame may take, of Python and of reading its messages; 0 lifts a limit."""

    def silence(self, frame_id: str, origin: str, duration: Seconds) -> None:
        """Nothing that this origin sends from this window need be looked at for so long: it only has to be counted."""

    def end_silences(self) -> None:
        """What was silenced may be heard again."""

    def changed(self, area: Area, of: str = "") -> None:
        """Something that a view of this area shows has changed; called often, must be cheap.

        ``of`` is the id of the one interaction or frame that has changed; empty when it may be any of them.
        """
