"""How much of the page's time a frame may take: what the configuration says, and who is told."""

from __future__ import annotations

import pytest

from scapi.configuration import ConfigurationError, parse_configuration
from scapi.policy.in_force import parse_policy
from scapi.policy.time_budgets import TimeBudgets, parse_time_budgets
from scapi.testing import fake_host, new_session
from tests.support.configurations import ALLOWED, configuration


@pytest.mark.parametrize(
    ("options", "budgets"),
    [
        ([], TimeBudgets(200, 20)),
        (["time-budget.python = 50"], TimeBudgets(50, 20)),
        (["time-budget.measuring = 5", "time-budget.python = 0"], TimeBudgets(0, 5)),
    ],
)
def test_the_budgets_of_a_configuration(options: list[str], budgets: TimeBudgets) -> None:
    read, problems = parse_time_budgets(parse_configuration(configuration(ALLOWED, *options)))
    assert (read, problems) == (budgets, [])


@pytest.mark.parametrize("option", ["time-budget.python", "time-budget.measuring"])
@pytest.mark.parametrize("value", ["", "much", "-1", "1.5"])
def test_a_budget_that_is_no_number_stops_the_start(option: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match="milliseconds a second"):
        new_session(configuration(ALLOWED, f"{option} = {value}"))


def test_the_page_is_told_at_the_start_and_with_each_other_policy() -> None:
    session = new_session(configuration(ALLOWED))
    host = fake_host(session)
    assert host.budgets == (0.2, 0.02)
    session.service.replace_policy(parse_policy(parse_configuration(configuration(ALLOWED, "time-budget.python = 40"))))
    assert host.budgets == (0.04, 0.02)
