"""What Hypothesis makes for the tests of the core."""

from __future__ import annotations

from ipaddress import IPv6Address
from typing import Any

from hypothesis import strategies as st

from scapi.protocol.registry import BY_SPELLING
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED


@st.composite
def mostly(draw: st.DrawFn, likely: st.SearchStrategy[Any], other: st.SearchStrategy[Any]) -> Any:
    """Four times the first, once the second; ``one_of`` would flatten both and give each branch the same weight."""
    return draw(likely if draw(st.integers(0, 4)) else other)


texts = st.text(max_size=12)
NAMES = ["a", "b", "Secret", "userData", "records", "chainedRecords", "__proto__", "constructor", ""]
keys = st.one_of(st.sampled_from(NAMES), texts)
WORDS = ["1", "2", "3", "99", "5001", "Ready", "voice", "WWE Client"]
scalars = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    texts,
)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4))


json_values = st.recursive(scalars, nested, max_leaves=12)
json_objects = st.dictionaries(keys, json_values, max_size=4)
small_values = st.one_of(scalars, scalars, st.recursive(scalars, nested, max_leaves=4))

known_requests = st.sampled_from(sorted(BY_SPELLING))

envelopes = st.fixed_dictionaries(
    {
        "userAgent": st.sampled_from(["WWE Client"] * 16 + ["WWE Server", "other", 5, None]),
        "request": mostly(known_requests, small_values),
        "parameters": mostly(st.lists(small_values, max_size=3), small_values),
        "referenceId": small_values,
    },
    optional={"frameId": small_values, "data": small_values, "errorMessage": scalars},
)
"""Messages that look like a request."""

subscriptions = st.fixed_dictionaries(
    {
        "userAgent": st.just("WWE Client"),
        "event": mostly(st.sampled_from(["subscribe", "subscribe", "unsubscribe", "interaction"]), small_values),
    },
    optional={"data": mostly(st.sampled_from(["agent", "interaction", 0, 1]), small_values), "referenceId": scalars},
)
"""Messages that look like a subscribe."""

origins = st.one_of(
    st.sampled_from(
        [ALLOWED, RESTRICTED, UNLISTED, "null", "", "*", "http://", "https://a.b:99999", "http://[::1", f"{ALLOWED}/"]
    ),
    texts,
)
frame_ids = st.one_of(st.sampled_from(["frame1", "frame2", "frame3", "embedder", "", "frame99", "__proto__"]), texts)

# What a browser can report, and how a person may write it down.
hosts = st.one_of(
    st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?(\.[a-z]([a-z0-9]{0,6}))?", fullmatch=True),
    st.ip_addresses(v=4).map(str),
    st.integers(0x2001 << 112, (0x2002 << 112) - 1).map(lambda number: f"[{IPv6Address(number)}]"),
    st.sampled_from(["xn--mnchen-3ya.example", "localhost", "127.0.0.1", "[::1]"]),
)
