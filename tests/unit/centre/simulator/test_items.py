"""Open media: what is kept of an item, how a colleague gets it, and who takes it out of the workbin."""

from __future__ import annotations

import pytest

from scapi.centre.acts import Pull, Transfer
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Verb
from scapi.centre.open_media import CHAT, EMAIL
from scapi.testing import new_session
from tests.support.configurations import ALLOWED, configuration
from tests.unit.centre.simulator.bench import ADA, ELENA, Bench
from tests.unit.centre.simulator.scenes import inside


@pytest.mark.parametrize(("call", "kept"), [("chat", 1), ("email", 0), ("workitem", 0)])
def test_only_of_a_chat_it_is_kept_how_joining_goes(call: str, kept: int) -> None:
    session = new_session(configuration(ALLOWED))
    session.driver.call(call, {})
    assert session.simulator.store.sizes()["legs"] == 1
    assert session.simulator.store.sizes()["joinings"] == kept


def test_who_is_logged_out_pulls_nothing_and_it_stays_in_the_workbin() -> None:
    bench = Bench()
    item = bench.accepted(EMAIL)
    bench.act(item, Verb.PLACE_IN_WORKBIN)
    (kept,) = bench.centre.desks[ELENA].workbin
    bench.centre.log_out(ELENA)
    assert bench.centre.port(ELENA).open(Pull(kept.uuid)) == CentreError(ErrorKind.LOGGED_OUT, EMAIL)
    assert bench.centre.desks[ELENA].workbin == (kept,)


@pytest.mark.parametrize("media", [EMAIL, CHAT])
def test_a_colleague_joins_at_once_what_is_handed_over(media: str) -> None:
    bench = Bench()
    item = bench.accepted(media)
    bench.act(item, Transfer(inside(ADA), {}, {}))
    theirs = bench.newest(ADA)
    before = bench.centre.store.sizes()["joinings"]
    bench.act(theirs, Verb.ACCEPT, ADA)
    assert before == 0
    assert bench.centre.store.sizes()["joinings"] == 0
