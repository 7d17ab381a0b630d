"""Who did something, through the token of the operation and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.workspace.actors import AGENT, CENTRE, Actor, ActorKind, actor_of


@pytest.mark.parametrize("actor", [AGENT, CENTRE, Actor(ActorKind.APPLICATION, "My app", "https://crm.example")])
def test_a_token_names_its_actor(actor: Actor) -> None:
    assert actor_of(actor.token) == actor


def test_what_nobody_asked_for_is_the_centres() -> None:
    assert (CENTRE.token, actor_of("")) == ("", CENTRE)
    assert AGENT.token


@given(st.text(), st.text())
def test_labels_and_origins_are_any_text(label: str, origin: str) -> None:
    actor = Actor(ActorKind.APPLICATION, label, origin)
    assert actor_of(actor.token) == actor
