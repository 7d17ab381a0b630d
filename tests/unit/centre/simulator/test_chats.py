"""A chat with two agents in it; what an agent who is logged out may begin; and what a call does not have."""

from __future__ import annotations

import pytest

from scapi.centre.acts import Conference, CreateEmail, Dial, Opening, Say
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contents import Author, ChatContent
from scapi.centre.conversations import Verb
from scapi.centre.open_media import CHAT
from tests.unit.centre.simulator.bench import ADA, ELENA, Bench
from tests.unit.centre.simulator.scenes import inside


def said(bench: Bench, chat: str) -> list[tuple[Author, str]]:
    content = bench.leg(chat).content
    assert isinstance(content, ChatContent)
    return [(message.author, message.text) for message in content.messages]


def test_what_one_agent_says_the_other_reads_as_a_colleagues() -> None:
    bench = Bench()
    chat = bench.accepted(CHAT)
    bench.act(chat, Conference(inside(ADA), {}, {}))
    theirs = bench.newest(ADA)
    bench.act(theirs, Verb.ACCEPT, ADA)
    bench.act(chat, Say("Hello"))
    bench.act(theirs, Say("Hi"), ADA)
    assert said(bench, chat) == [(Author.AGENT, "Hello"), (Author.COLLEAGUE, "Hi")]
    assert said(bench, theirs) == [(Author.COLLEAGUE, "Hello"), (Author.AGENT, "Hi")]


@pytest.mark.parametrize(
    ("opening", "medium"), [(CreateEmail("a@crm.example", {}), "email"), (Dial("0302", {}, {}), "voice")]
)
def test_who_is_logged_out_begins_nothing_and_is_told_of_which_medium(opening: Opening, medium: str) -> None:
    bench = Bench()
    bench.centre.log_out(ELENA)
    assert bench.centre.port(ELENA).open(opening) == CentreError(ErrorKind.LOGGED_OUT, medium)


def test_a_call_has_nothing_that_only_open_media_have() -> None:
    bench = Bench()
    for call in (bench.talk(), bench.open(Dial("0302", {}, {}))):
        leg = bench.leg(call)
        assert (leg.content, leg.expires, leg.parent, leg.recording) == (None, None, None, None)
