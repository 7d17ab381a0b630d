"""Every request that succeeds, in front of a contact centre that fails it: one failure, nothing changed, nothing left.

A centre refuses at once, fails after it has taken the operation on, or never answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from scapi.protocol import errors
from scapi.service import REPLY_WITHIN
from scapi.testing import fake_host
from tests.conformance.case import Ask, Case
from tests.conformance.catalogue import CATALOGUE
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import WATCHED, Stage
from tests.support.conformance_setting import configurations, scenario
from tests.support.failing_link import Failing, FailingLink
from tests.support.link import LinkClient, Site, workspace_state

SUCCEEDING = {
    name: case
    for name, case in CATALOGUE.items()
    if case.kind == "success" and len(case.steps) == 1 and isinstance(case.steps[0], Ask)
}
NEVER_ASKED = frozenset(
    {
        "agent.get", "agent.getState", "agent.getStateList", "auth.getJwtToken", "auth.getPureCloudToken",
        "configuration.getOption", "configuration.getContextualOption", "interaction.getInteractions",
        "interaction.getByInteractionId", "interaction.getByBundleId", "interaction.getByCaseId",
        "interaction.selectCaseByCaseId", "interaction.blockMarkdone", "interaction.unblockMarkdone",
        "media.getMediaList", "media.getMediaByName", "messenger.broadcastMessage", "outbound.getCampaigns",
        "outbound.getListOfCallResults", "outbound.getCallResult", "outbound.getChainedRecords",
        "outbound.getRecordFields", "voice.isMicrophoneMute", "voice.isSpeakerMute", "sipEndpoint.isMicrophoneMute",
        "sipEndpoint.isSpeakerMute",
    }
)  # fmt: skip
"""Requests that ask the contact centre for nothing, besides all of the namespace system."""


def _cases() -> Iterator[Case]:
    for case in SUCCEEDING.values():
        if case.request not in NEVER_ASKED and not case.request.startswith("system."):
            yield case


def _rest(link: FailingLink) -> dict[str, Any]:
    """What must not be left behind."""
    session = link.session
    return {
        "under way": len(session.workspace.link.underway),
        "timers": fake_host(session).timers,
        "rows": session.store.sizes(),
    }


@pytest.mark.parametrize("how", list(Failing), ids=lambda how: how.value)
@pytest.mark.parametrize("case", list(_cases()), ids=lambda case: case.id)
def test_what_fails_changes_nothing(case: Case, how: Failing) -> None:
    link = FailingLink(how, configurations()[case.configuration], scenario())
    stage = Stage(link)
    SITUATIONS[case.situation](stage)
    told: list[str] = []
    link.session.workspace.arrivals.when_failed = lambda _, text: told.append(text)
    watcher, client = link.open(Site.ALLOWED), stage.client()
    watcher.subscribe(*WATCHED)
    before, rest = workspace_state(link), _rest(link)
    ask = case.steps[0]
    assert isinstance(ask, Ask)

    link.centre.fails = True
    answered = len(client.replies())
    client.post({"request": ask.request, "parameters": stage.filled(list(ask.arguments))})
    assert link.centre.asked == 1, "the request must ask the contact centre, once"
    if how is Failing.AFTER_ACCEPTANCE:
        link.centre.fail_what_was_taken_on()
    elif how is Failing.NEVER_ANSWERED:
        assert client.replies()[answered:] == []
        fake_host(link.session).advance(REPLY_WITHIN)
    link.centre.fails = False

    assert _failures(client, answered, watcher, told) == _EXPECTED[how]
    assert workspace_state(link) == before
    assert _rest(link) == rest


_REFUSED = errors.REFUSED_BY_CENTRE
_EXPECTED = {
    Failing.REFUSED: [("reply", _REFUSED)],
    Failing.AFTER_ACCEPTANCE: [("agent", _REFUSED)],
    Failing.NEVER_ANSWERED: [("reply", errors.NO_ANSWER_IN_TIME)],
}


def _failures(client: LinkClient, answered: int, watcher: LinkClient, told: list[str]) -> list[tuple[str, str]]:
    """Every failure that anybody has heard of; an ERROR event tells clients what the agent is told."""
    replies = client.replies()[answered:]
    assert len(replies) == 1, "exactly one reply"
    found = [("reply", reply["errorMessage"]) for reply in replies if "errorMessage" in reply]
    events = [event["data"]["eventType"] for event in watcher.events()]
    assert events in ([], ["ERROR"]), "nothing happened but the failure"
    assert len(events) <= len(told)
    return found + [("agent", text) for text in told]
