"""The Permissions-Policy of the page: everything denied but what is delegated."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.policy.delegation import FEATURES, OWN, permissions_policy
from tests.support.configurations import configuration

A, B = "https://a.example", "http://b.example:8001"


def policy(*sections: str) -> dict[str, str]:
    names = ", ".join(f"App{number}" for number in range(len(sections)))
    text = "\n".join(f"[App{number}]\n{section}" for number, section in enumerate(sections))
    parsed = parse_configuration(configuration(A, f"workspace.web-content = {names}", sections=text))
    return dict(part.split("=", 1) for part in permissions_policy(parsed).split(", "))


def test_by_default_nothing_is_delegated() -> None:
    assert policy(f"url = {A}/") == {name: "(self)" if name in OWN else "()" for name in FEATURES}


def test_every_door_that_a_browser_has_is_shut() -> None:
    """The features that give away devices, places or what is on the screen, by their names in the W3C's registry."""
    shut = (
        "accelerometer camera clipboard-read display-capture encrypted-media fullscreen gamepad geolocation gyroscope "
        "hid identity-credentials-get idle-detection keyboard-map local-fonts magnetometer microphone midi payment "
        "picture-in-picture publickey-credentials-create publickey-credentials-get screen-wake-lock serial usb "
        "window-management xr-spatial-tracking"
    )
    kept = {"autoplay": "(self)", "clipboard-write": "(self)"}
    assert policy(f"url = {A}/") == dict.fromkeys(shut.split(), "()") | kept


@pytest.mark.parametrize(
    ("allow", "microphone"),
    [
        ("microphone", f'(self "{A}")'),
        ("camera; Microphone", f'(self "{A}")'),
        ("microphone 'src'", f'(self "{A}")'),
        (f"microphone {B}", f'(self "{B}")'),
        (f"microphone 'src' {B}", f'(self "{A}" "{B}")'),
        ("microphone *", "*"),
        ("microphone 'none'", "()"),
        ("microphone 'self'", "()"),
        ("microphone nonsense", "()"),
        ("microphones", "()"),
        (";;", "()"),
        ('microphone "https://c.example), camera=*', "()"),
    ],
)
def test_allow_delegates_to_the_origin_of_its_section(allow: str, microphone: str) -> None:
    found = policy(f"url = {A}/app\nallow = {allow}")
    assert found["microphone"] == microphone
    assert found["geolocation"] == "()"


def test_sections_add_up() -> None:
    assert policy(f"url = {A}/\nallow = camera", f"url = {B}/\nallow = camera")["camera"] == f'(self "{A}" "{B}")'


def test_sections_that_are_not_shown_delegate_nothing() -> None:
    parsed = parse_configuration(configuration(A, sections=f"[Other]\nurl = {A}/\nallow = camera"))
    assert "camera=()" in permissions_policy(parsed)
