"""The catalogue: every case by its id. ``docs/conformance.md`` is made from it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conformance import arguments, events, fidelity, outbound_table, refusals, states, successes
from tests.conformance.case import Case


def by_id(*groups: list[Case]) -> dict[str, Case]:
    """The cases of all groups; raises for an id that occurs twice."""
    found: dict[str, Case] = {}
    for case in (case for group in groups for case in group):
        if case.id in found:
            raise ValueError(f"two cases have the id {case.id}")
        found[case.id] = case
    return found


CATALOGUE: Mapping[str, Case] = by_id(
    successes.cases(),
    refusals.cases(),
    arguments.cases(),
    states.cases(),
    events.cases(),
    outbound_table.cases(),
    fidelity.cases(),
)
