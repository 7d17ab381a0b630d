"""The very cases of ``tests/contract`` through service, client and server.

Where v2 has no such thing a case must fail here, and why is written beside it; a case that does not fail any more is
told as well.
"""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.contract import test_agent_and_media, test_envelope, test_interactions, test_policy, test_voice
from tests.support.gws_link import GwsLink
from tests.support.link import LinkClient, Site

_NAMES = "the states of the system have names of v2's own"
_MUTE = "v2 mutes a call, not the halves of a SIP endpoint, and there is no call"
_EXTENSIONS = "v2 takes no extensions"
_CONTACTS = "v2 knows no customers"

DIFFERENCES = {
    "agent_and_media_get_state_list": _NAMES,
    "agent_and_media_set_state[AfterCallWork]": _NAMES,
    "agent_and_media_set_state[Dnd]": _NAMES,
    "agent_and_media_set_state[LogOff]": _NAMES,
    "agent_and_media_logged_out_voice_cannot_dial": _NAMES,
    "interactions_the_contact_appears_changes_and_goes": _CONTACTS,
    "interactions_typing_and_reading_in_a_chat_are_no_events": "chat is not served",
    "policy_system_event_of_the_connection": "a link that is down was disconnected for a minute before",
    "policy_limit_counts_wrong_arguments_and_both_spellings": _MUTE,
    "voice_inbound_call_without_an_answer[noAnswer-REDIRECTED]": "v2 does not say why a call was not answered",
    "voice_interaction_object_of_a_customer": _CONTACTS,
    "voice_dial_ex_takes_extensions": _EXTENSIONS,
    "voice_extensions_that_are_too_large_are_refused_whoever_brings_them": _EXTENSIONS,
    **{
        f"voice_microphone_and_speaker_under_both_names[{half}-{namespace}]": _MUTE
        for half in ("Microphone", "Speaker")
        for namespace in ("voice", "sipEndpoint")
    },
}


@pytest.fixture
def link(request: pytest.FixtureRequest) -> GwsLink:
    reason = DIFFERENCES.get(request.node.name.removeprefix("test_"))
    if reason is not None:
        request.applymarker(pytest.mark.differs(reason))
    return GwsLink()


@pytest.fixture
def client(link: GwsLink) -> LinkClient:
    return link.open(Site.ALLOWED)


def _collect(*modules: ModuleType) -> None:
    """Makes each case one of this module; the name tells the file that it is from."""
    for module in modules:
        part = module.__name__.rpartition(".test_")[2]
        for name, case in vars(module).items():
            if name.startswith("test_"):
                globals()[f"test_{part}_{name.removeprefix('test_')}"] = case


_collect(test_agent_and_media, test_envelope, test_interactions, test_policy, test_voice)
# Modules that are named like tests are no tests themselves.
del test_agent_and_media, test_envelope, test_interactions, test_policy, test_voice


def test_every_difference_is_of_a_case() -> None:
    known = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {name.partition("[")[0] for name in DIFFERENCES} <= known
