"""The cases of the catalogue about agent, media, voice and interactions through service, client and server.

Played are the cases in whose situation there are calls, or nothing. Where v2 has no such thing a case must fail, and
why is written beside it.
"""

from __future__ import annotations

import pytest

from scapi.testing import FakeHost
from tests.conformance.case import Case
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import Stage
from tests.support.conformance_setting import configurations, scenario
from tests.support.gws import new_server
from tests.support.gws_catalogue import CASES, DIFFERENCES
from tests.support.gws_link import GwsLink


def marked(name: str) -> object:
    marks = [pytest.mark.differs(DIFFERENCES[name])] if name in DIFFERENCES else []
    return pytest.param(CASES[name], id=name, marks=marks)


@pytest.mark.parametrize("case", [marked(name) for name in CASES])
def test_case(case: Case) -> None:
    host = FakeHost()
    configuration = configurations()[case.configuration]
    stage = Stage(GwsLink(server=new_server(host, scenario()), host=host, configuration=configuration))
    SITUATIONS[case.situation](stage)
    stage.play(case)


def test_every_difference_is_of_a_case() -> None:
    assert DIFFERENCES.keys() <= CASES.keys()
