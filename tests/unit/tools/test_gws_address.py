"""What may follow ``--gws``."""

import pytest

from tools.gws_address import read_address
from tools.messages import Failure


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("https://gws.example/api/v2/", "https://gws.example"),
        (" https://GWS.example:8443/api/v2 ", "https://gws.example:8443"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_the_address_of_a_server(text: str, origin: str) -> None:
    assert read_address(text).origin == origin


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("gws.example", "http://"),
        ("ftp://gws.example", "http://"),
        ("http://", "http://"),
        ("http://gws.example:99999", "no address"),
        ("http://gws.example/ui", "/api/v2"),
        ("http://gws.example/api/v2?x=1", "after the path"),
        ("http://gws.example/#x", "after the path"),
    ],
)
def test_anything_else_is_told(text: str, why: str) -> None:
    with pytest.raises(Failure, match=why) as told:
        read_address(text)
    assert text in str(told.value)
    assert "http://gws.example:8080" in str(told.value)


def test_a_password_in_it_is_not_told_again() -> None:
    with pytest.raises(Failure) as told:
        read_address("http://anna:secret@gws.example")
    assert "secret" not in str(told.value)


def test_what_can_be_read_on_the_way() -> None:
    assert read_address("http://gws.example").is_open_on_the_way
    assert not read_address("https://gws.example").is_open_on_the_way
    assert not read_address("http://127.0.0.1:8080").is_open_on_the_way
