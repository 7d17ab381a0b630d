"""Numbers, times and names as a person reads them."""

from __future__ import annotations

from datetime import datetime

from scapi.values import Seconds

SHOWN_CHARACTERS = 1_000
"""Of one text that an app or a caller has made: drawing a text of both directions takes a browser long."""

_HEX = frozenset("0123456789abcdefABCDEF")


def duration(seconds: Seconds) -> str:
    """``04:37``, or ``1:12:40`` from an hour on."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def short_duration(seconds: Seconds) -> str:
    """``0:08``: what rings or is held, which is rarely long."""
    text = duration(seconds)
    return text[1:] if text.startswith("0") else text


def ago(at: Seconds, now: Seconds) -> str:
    """``8 s ago`` within a minute, then the time of day."""
    seconds = max(0, int(now - at))
    return f"{seconds} s ago" if seconds < 60 else clock_time(at)[:5]


def clock_time(epoch: Seconds) -> str:
    """``14:02:38`` in the time zone of the page."""
    return datetime.fromtimestamp(epoch).strftime("%H:%M:%S")


def exact_time(epoch: Seconds) -> str:
    """``14:02:38.310``."""
    whole = int(epoch)
    return f"{clock_time(whole)}.{int((epoch - whole) * 1000):03}"


def day_and_time(epoch: Seconds) -> str:
    """``2026-11-22 14:02:38`` in the time zone of the page."""
    return datetime.fromtimestamp(epoch).strftime("%Y-%m-%d %H:%M:%S")


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def count(number: int, one: str, many: str = "") -> str:
    """``1 key``, ``3 keys``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def colour(text: str) -> str:
    """A CSS colour for the hexadecimal one of an option, alpha first; empty for anything else.

    Decided here: 3 to 8 digits are read, short of 6 or 8 from the right, as a number would be.
    """
    digits = text.strip().removeprefix("#")
    if not 3 <= len(digits) <= 8 or not set(digits) <= _HEX:
        return ""
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    digits = digits.zfill(6 if len(digits) <= 6 else 8).lower()
    return f"#{digits[2:]}{digits[:2]}" if len(digits) == 8 else f"#{digits}"


def address(origin: str) -> str:
    """An origin without ``http://``, which every local one has; ``https`` stays."""
    return origin.removeprefix("http://")


def in_hexadecimal(text: str) -> str:
    """Any text as part of an id; half of a surrogate pair, which a client can send, is a text too."""
    return text.encode(errors="surrogatepass").hex()


def clipped(text: str, characters: int = SHOWN_CHARACTERS) -> str:
    """The beginning of a long text."""
    return text if len(text) <= characters else f"{text[:characters]}…"
