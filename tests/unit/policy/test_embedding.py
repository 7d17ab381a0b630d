"""The Content-Security-Policy of the page."""

from __future__ import annotations

import pytest

from scapi.configuration import ConfigurationError, parse_configuration
from scapi.policy.embedding import configured_origins, content_security_policy, frame_ancestors
from tests.support.configurations import configuration

A, B, C = "https://a.example", "https://b.example", "https://c.example:8443"


def directives(*arguments: str, sections: str = "") -> dict[str, str]:
    policy = content_security_policy(parse_configuration(configuration(*arguments, sections=sections)))
    return {name: rest for name, _, rest in (part.partition(" ") for part in policy.split("; "))}


def test_by_default_nothing_comes_from_elsewhere_but_frames_and_images() -> None:
    policy = directives("")
    assert policy["default-src"] == "'none'"
    assert policy["frame-src"] == "http: https:"
    assert policy["img-src"] == "'self' data: http: https:"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"].split() == ["default", "workspace"]
    for name in ("object-src", "base-uri", "form-action", "frame-ancestors"):
        assert policy[name] == "'none'", name
    for name in ("script-src", "style-src", "connect-src", "font-src"):
        assert policy[name].startswith("'self'")
        assert "http" not in policy[name]
        assert "unsafe-inline" not in policy[name]


@pytest.mark.parametrize(
    ("origins", "ancestors"),
    [
        ("", ()),
        ("*", ()),
        ("null", ()),
        (A, (A,)),
        (f"{A} (*), {B} (agent.*), {C}", (A, C)),
        (f"*, {A}, null", (A,)),
        (f"{A}, {A} (agent.get)", (A,)),
        (f"nonsense, {A}", (A,)),
    ],
)
def test_only_concrete_unfiltered_entries_may_embed(origins: str, ancestors: tuple[str, ...]) -> None:
    assert frame_ancestors(parse_configuration(configuration(origins))) == ancestors
    assert directives(origins)["frame-ancestors"] == (" ".join(ancestors) or "'none'")


def test_own_option_adds_ancestors_but_no_star() -> None:
    policy = directives(
        f"{A} (agent.*)", f"service-client-api.embedding-origins = {B}, *, null, nonsense, HTTPS://C.example:8443/x"
    )
    assert policy["frame-ancestors"] == f"{B} {C}"


def test_strict_narrows_to_the_configured_origins() -> None:
    strict = "service-client-api.content-sources.strict = true"
    sections = f"[App]\nurl={C}/app\n[Other]\nurl=javascript:alert(1)\n[Unused]\nurl=https://unused.example"
    policy = directives(f"{A}, *, {B} (agent.*)", strict, "workspace.web-content = App, Other, None", sections=sections)
    assert policy["frame-src"] == f"{A} {B} {C}"
    assert policy["img-src"] == f"'self' data: {A} {B} {C}"
    nobody = directives("", strict)
    assert (nobody["frame-src"], nobody["img-src"]) == ("'none'", "'self' data:")


def test_configured_origins_of_interactions_too() -> None:
    text = configuration(A, "interaction.web-content = App", sections=f"[App]\nurl={C}/$Interaction.Id$")
    assert configured_origins(parse_configuration(text)) == (A, C)


def test_bad_flag() -> None:
    with pytest.raises(ConfigurationError, match=r"content-sources\.strict"):
        directives(A, "service-client-api.content-sources.strict = maybe")
