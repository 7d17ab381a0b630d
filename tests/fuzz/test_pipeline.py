"""Whatever a client sends under the caps: at most one reply, no bug of ours, and no more work than its share.

``FUZZ_INPUTS`` is the number of inputs (20,000 in a run of all parts, a million by ``build.py test fuzz``),
``FUZZ_SEED`` makes others. What fails is made small and written to ``build/fuzz``.
"""

from __future__ import annotations

import pytest

from tests.fuzz.inputs import Inputs
from tests.fuzz.pipeline import search
from tests.fuzz.runs import INPUTS_OF_SHARD, SEEDS, write_down


@pytest.mark.parametrize("seed", SEEDS)
def test_no_input_takes_more_than_its_share(seed: int) -> None:
    found = search(Inputs(seed), INPUTS_OF_SHARD)
    if found is not None:
        place = write_down(f"pipeline-{seed}.json", found.inputs)
        pytest.fail(f"seed {seed}: {found.problem}; {place}: {found.inputs!r:.2000}")


def test_the_same_seed_makes_the_same_inputs() -> None:
    first, second = Inputs(7), Inputs(7)
    inputs = [first.next() for _ in range(500)]
    assert inputs == [second.next() for _ in range(500)]
    assert len(set(inputs)) > 400
