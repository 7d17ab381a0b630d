"""All rules of one configuration, put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from scapi.configuration import Configuration, ConfigurationError, Problem
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.policy.embedding import EMBEDDING_OPTION, STRICT_OPTION
from scapi.policy.permissions import ANY, Permissions, parse_origin_list, parse_permissions
from scapi.policy.rate_limits import Limits, parse_limits
from scapi.policy.time_budgets import TimeBudgets, parse_time_budgets
from scapi.policy.user_data import UserDataRules, parse_user_data_rules
from scapi.protocol.registry import REQUEST_NAMES, canonical_name

OPTION_READERS = "service-client-api.option.read-allowed-web-content-origin"


@dataclass(frozen=True, slots=True)
class Rules:
    """Permissions, limits, budgets and rules on user data and options, as one configuration has them."""

    permissions: Permissions = field(default_factory=Permissions)
    limits: Limits = field(default_factory=Limits)
    user_data: UserDataRules = field(default_factory=UserDataRules)
    option_readers: tuple[str, ...] = (ANY,)
    problems: tuple[Problem, ...] = ()
    time: TimeBudgets = field(default_factory=TimeBudgets)

    def may_read_options(self, origin: str) -> Decision:
        """Whether a listed origin may use the configuration namespace. Decided here: absent means every one."""
        if ANY in self.option_readers or origin in self.option_readers:
            return ALLOWED
        return Decision(Verdict.REFUSED, Reason.OPTION_NOT_READABLE, OPTION_READERS)


def parse_rules(configuration: Configuration) -> Rules:
    """Reads every rule. What is wrong is in ``problems``; see there for which problems are fatal."""
    permissions = parse_permissions(configuration, REQUEST_NAMES)
    limits, problems = parse_limits(configuration, canonical_name)
    time, time_problems = parse_time_budgets(configuration)
    user_data = UserDataRules()
    try:
        user_data = parse_user_data_rules(configuration)
        configuration.flag(STRICT_OPTION)
    except ConfigurationError as error:
        problems.append(error.problem)
    readers, reader_problems = parse_origin_list(configuration, OPTION_READERS)
    _, embedding_problems = parse_origin_list(configuration, EMBEDDING_OPTION)
    if configuration.option(OPTION_READERS) is None:
        readers = (ANY,)
    found = (*permissions.problems, *problems, *time_problems, *reader_problems, *embedding_problems)
    return Rules(permissions, limits, user_data, readers, found, time)
