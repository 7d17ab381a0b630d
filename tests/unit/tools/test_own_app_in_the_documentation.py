"""The app of one's own is the same one wherever the documentation takes it as its example."""

from __future__ import annotations

import re

import pytest

from scapi.configuration import parse_configuration
from scapi.policy.origins import parse_origin
from scapi.policy.permissions import OPTION
from scapi.settings import read_settings
from tools.paths import ROOT

ORIGIN = "http://127.0.0.1:9001"
PAGES = ("README.md", "docs/clients.md", "docs/configuration.md")


@pytest.mark.parametrize("page", PAGES)
def test_its_configuration_opens_it_and_admits_it(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    (first, *_) = re.findall(r"```ini\n(.*?)```", text, re.DOTALL)
    settings = read_settings(parse_configuration(first, page))
    (application,) = settings.applications
    assert (application.section, application.label) == ("MyApp", "My app")
    assert str(parse_origin(application.url)) == settings.configuration.value(OPTION) == ORIGIN
    assert settings.problems == ()


@pytest.mark.parametrize("page", [*PAGES, "docs/driver.md"])
def test_no_other_port_is_named_for_it(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"127\.0\.0\.1(?::|\", )(9\d{3})", text)) == {"9001"}
