import json
from collections.abc import Callable

import pytest

from scapi.protocol import writing
from scapi.protocol.writing import write_json
from scapi.values import Json

VALUE: Json = {"a": [1, 2.5, None, True], "b": {"ü": '\u2028"\\'}, "c": [], "d": {}}


@pytest.fixture(params=["accelerated", "plain"])
def write(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[Json], str]:
    if request.param == "plain":
        monkeypatch.setattr(json.encoder, "c_make_encoder", None)
        return writing._writer()
    return write_json


def test_a_text_is_compact_and_reads_as_what_was_written(write: Callable[[Json], str]) -> None:
    assert write(VALUE) == json.dumps(VALUE, separators=(",", ":"))
    assert json.loads(write(VALUE)) == VALUE


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {"a": {1, 2}}])
def test_what_json_does_not_have_is_an_error(write: Callable[[Json], str], value: Json) -> None:
    with pytest.raises((ValueError, TypeError)):
        write(value)


def test_what_contains_itself_is_an_error_and_costs_nothing_else(write: Callable[[Json], str]) -> None:
    around: list[Json] = []
    inner: list[Json] = [around, float("nan")]
    around.append([float("nan")])
    with pytest.raises(ValueError, match="JSON"):
        write(around)
    around[0] = inner
    with pytest.raises(ValueError, match="ircular"):
        write(around)
    around[0] = 1
    inner.pop()
    assert (write(around), write(inner)) == ("[1]", "[[1]]")
