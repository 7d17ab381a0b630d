"""The port: what an agent knows before the contact centre has said anything."""

from __future__ import annotations

from dataclasses import fields

import pytest

from scapi.centre.port import NOBODY, CentreView

LISTS = [each.name for each in fields(CentreView) if each.name not in {"profile", "device"}]


@pytest.mark.parametrize("name", LISTS)
def test_there_is_nothing_yet(name: str) -> None:
    assert list(getattr(CentreView(), name)) == []


def test_there_is_nobody_yet() -> None:
    view = CentreView()
    assert (view.profile, view.device) == (NOBODY, None)
    assert {getattr(NOBODY, each.name) for each in fields(NOBODY)} <= {"", None, (), frozenset()}
