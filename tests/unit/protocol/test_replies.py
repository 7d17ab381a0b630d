"""Messages to clients, member by member."""

from __future__ import annotations

import pytest

from scapi.protocol import replies
from scapi.protocol.messages import MISSING

SERVER = {"userAgent": "WWE Server", "protocolVersion": 2}


def test_shapes() -> None:
    assert replies.success("a.b", "1", [1]) == {"request": "a.b", "referenceId": "1", "data": [1], **SERVER}
    assert replies.success("a.b", "1", None) == {"request": "a.b", "referenceId": "1", **SERVER}
    assert replies.null_success("a.b", "1") == {"request": "a.b", "referenceId": "1", "data": None, **SERVER}
    assert replies.failure("a.b", "1", "E") == {"request": "a.b", "referenceId": "1", "errorMessage": "E", **SERVER}
    assert replies.subscribed("1", 0) == {"referenceId": "1", "subscriptionId": 0, **SERVER}
    assert replies.event("agent", {"x": 1}) == {"event": "agent", "data": {"x": 1}, **SERVER}
    assert replies.frame_identity("frame1") == {"frameId": "frame1", **SERVER}


@pytest.mark.parametrize("data", [False, 0, "", [], {}])
def test_falsy_data_is_data(data: object) -> None:
    assert replies.success("a.b", "1", data)["data"] == data  # type: ignore[arg-type]


def test_without_reference_there_is_none() -> None:
    for message in (
        replies.success("a", MISSING, 1),
        replies.failure("a", MISSING, "E"),
        replies.subscribed(MISSING, 0),
    ):
        assert "referenceId" not in message


def test_not_a_number_never_leaves() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        replies.encode({"x": float("nan")})
