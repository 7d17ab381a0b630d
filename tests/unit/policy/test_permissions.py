"""The grammar of the origins list, and who may do what by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.configuration import parse_configuration
from scapi.decisions import Reason, Verdict
from scapi.policy.permissions import Permissions, parse_permissions, split_top_level
from scapi.protocol.registry import BY_SPELLING, REQUEST_NAMES
from tests.support.configurations import configuration

A, B, C = "https://a.example", "https://b.example", "https://c.example"
NAMESPACES = sorted({name.partition(".")[0] for name in REQUEST_NAMES})
TOKEN = "auth.getJwtToken"

filters = st.one_of(
    st.just("*"),
    st.sampled_from([f"{namespace}.*" for namespace in NAMESPACES]),
    st.sampled_from(sorted(REQUEST_NAMES)),
)
blanks = st.sampled_from(["", " ", "\t", "  "])


def parsed(text: str) -> Permissions:
    return parse_permissions(parse_configuration(configuration(text)), REQUEST_NAMES)


def allowed(text: str, origin: str) -> set[str]:
    permissions = parsed(text)
    return {name for name in REQUEST_NAMES if permissions.decide(origin, BY_SPELLING[name].permitted).allowed}


def covered(filters_: list[str]) -> set[str]:
    """An independent reading of the rule: what these filters allow."""
    found = set()
    for name in REQUEST_NAMES:
        spellings = BY_SPELLING[name].spellings
        by_name = any(spelling in filters_ for spelling in spellings)
        by_group = "*" in filters_ or any(spelling.split(".")[0] + ".*" in filters_ for spelling in spellings)
        if by_name or (by_group and name != TOKEN):
            found.add(name)
    return found


@given(st.dictionaries(st.sampled_from([A, B, C, "*", "null"]), st.lists(filters, max_size=5), max_size=4), st.data())
def test_grammar(entries: dict[str, list[str]], data: st.DataObject) -> None:
    texts = []
    for subject, names in entries.items():
        blank = [data.draw(blanks) for _ in range(4)]
        inside = f",{blank[0]}".join(f"{blank[1]}{name}" for name in names)
        texts.append(f"{blank[2]}{subject}{blank[3]}" + (f"({inside}{blank[0]})" if names else ""))
    text = ",".join(texts)
    assert parsed(text).problems == ()
    for origin in (A, B, C, "https://other.example"):
        wanted = (
            covered(entries.get(origin, entries.get("*", [])) or ["*"])
            if origin in entries or "*" in entries
            else set()
        )
        assert allowed(text, origin) == wanted
    null = covered(entries["null"] or ["*"]) - {TOKEN} if "null" in entries else set()
    assert allowed(text, "null") == null


@given(st.text(alphabet="htps:/.*(), abcnul\t", max_size=60))
def test_any_text_is_read_and_admits_nobody_by_accident(text: str) -> None:
    permissions = parsed(text.replace("\n", " "))
    for entry in permissions.entries:
        assert entry.subject in ("*", "null") or entry.subject.startswith(("http://", "https://"))
    if "*" not in [entry.subject for entry in permissions.entries]:
        assert not permissions.listed("https://evil.example").allowed


@given(st.lists(st.text(alphabet="ab.*:/ "), max_size=5))
def test_top_level_commas(parts: list[str]) -> None:
    wrapped = [f"{part}(x, {part}, (y,z))" for part in parts]
    assert list(split_top_level(",".join(wrapped))) == [part.strip() for part in wrapped]


@pytest.mark.parametrize(
    ("text", "origin", "some"),
    [
        (A, A, {"agent.get", "voice.dial", "sipEndpoint.muteSpeaker"}),
        (f"{A} (*)", A, {"agent.get", "system.getAllowedServices"}),
        (f"{A}(agent.*, voice.dial)", A, {"agent.get", "agent.setState", "voice.dial"}),
        (f"{A} (*, {TOKEN})", A, {TOKEN, "agent.get"}),
        (f"{A} ({TOKEN})", A, {TOKEN}),
        (f"{A} (voice.muteMicrophone)", A, {"voice.muteMicrophone", "sipEndpoint.muteMicrophone"}),
        (f"{A} (sipEndpoint.*)", A, {"voice.muteMicrophone", "sipEndpoint.isSpeakerMute"}),
        (f"{A} (agent.get), {A} (voice.dial)", A, {"agent.get", "voice.dial"}),
        (f"*, {A} (agent.get)", B, {"voice.dial"}),
        (f"{A} (interaction.consult(interactionId, target), agent.get)", A, {"interaction.consult", "agent.get"}),
    ],
)
def test_allowed(text: str, origin: str, some: set[str]) -> None:
    assert parsed(text).problems == ()
    assert some <= allowed(text, origin)


@pytest.mark.parametrize(
    ("text", "origin", "none"),
    [
        ("", A, REQUEST_NAMES),
        (B, A, REQUEST_NAMES),
        (f"{A} (agent.*)", A, {"voice.dial", TOKEN}),
        (A, A, {TOKEN}),
        (f"{A} (*)", A, {TOKEN}),
        (f"{A} (auth.*)", A, {TOKEN}),
        (f"*, {A} (agent.get)", A, {"voice.dial"}),
        ("*", "null", REQUEST_NAMES),
        (f"null ({TOKEN}), *", "null", {TOKEN, "agent.get"}),
        (f"{A} (voice.*)", A, {"agent.get", "system.getAllowedServices"}),
        (f"{A} (sipEndpoint.*)", A, {"voice.dial", "voice.answer"}),
        (f"{A} (Agent.get, agent.GET, agent)", A, REQUEST_NAMES),
    ],
)
def test_not_allowed(text: str, origin: str, none: set[str]) -> None:
    assert not allowed(text, origin) & none


@pytest.mark.parametrize(
    ("bad", "names", "expected"),
    [
        ("crm.example", "crm.example", "beginning with http:// or https://"),
        ("https://*.crm.example", "https://*.crm.example", "wildcard in a host is not supported"),
        ("https://u@crm.example", "u@crm.example", "without a user name"),
        ("https://crm.example:99999", "99999", "port between 0 and 65535"),
        ("https://crm.example other", "other", "without a space"),
        ("https://crm.example ()", "()", "at least one filter"),
        ("https://crm.example (agent.get", "(agent.get", "matching parentheses"),
        ("https://crm.example agent.get)", "agent.get)", "matching parentheses"),
        ("(agent.get)", "(agent.get)", "an origin before the parentheses"),
    ],
)
def test_malformed_entry_is_named_and_the_rest_works(bad: str, names: str, expected: str) -> None:
    # An opening parenthesis reaches to the end of the list, so the bad entry stands last.
    permissions = parsed(f"{A}, {bad}")
    (problem,) = permissions.problems
    assert names in problem.text
    assert expected in problem.expected
    assert "entry 2" in problem.text
    assert (problem.section, problem.line, problem.fatal) == ("interaction-workspace", 2, False)
    assert permissions.concrete_origins() == (A,)


@pytest.mark.parametrize("name", ["agent.fly", "Agent.get", "nothing.*", "agent.*.get", ".*", "agent.", "**"])
def test_unknown_filter_is_named_and_grants_nothing(name: str) -> None:
    permissions = parsed(f"{A} ({name}, agent.get)")
    (problem,) = permissions.problems
    assert f"filter {name}" in problem.text
    assert allowed(f"{A} ({name}, agent.get)", A) == {"agent.get"}


def test_an_entry_with_unknown_filters_only_grants_nothing_but_is_listed() -> None:
    permissions = parsed(f"{A} (agent.fly)")
    assert permissions.listed(A).allowed
    assert allowed(f"{A} (agent.fly)", A) == set()


def test_decisions_name_their_rule() -> None:
    permissions = parsed(f"{A} (agent.*), {B}")
    decision = permissions.decide(A, BY_SPELLING["voice.dial"].permitted)
    assert (decision.verdict, decision.reason) == (Verdict.REFUSED, Reason.REQUEST_NOT_LISTED)
    assert decision.rule == f"entry 1: {A} (agent.*)"
    assert permissions.decide(B, BY_SPELLING["voice.dial"].permitted).rule == f"entry 2: {B}"
    assert permissions.decide(B, BY_SPELLING[TOKEN].permitted).reason is Reason.REQUEST_MUST_BE_NAMED
    assert permissions.listed(C).reason is Reason.ORIGIN_NOT_LISTED
    assert permissions.listed("null").reason is Reason.NULL_ORIGIN_NOT_LISTED


def test_origins_that_are_written_out() -> None:
    permissions = parsed(f"*, null, {A}, {B} (*), {C} (agent.*), {A}")
    assert permissions.concrete_origins() == (A, B, C)
    assert permissions.unfiltered_origins() == (A, B)
