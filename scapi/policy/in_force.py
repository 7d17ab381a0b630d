"""The policy that is in force: the rules of a configuration, which those of another can replace while frames live."""

from __future__ import annotations

from scapi.configuration import Configuration, Problem
from scapi.decisions import Decision
from scapi.policy.permissions import Permissions
from scapi.policy.rate_limits import RateLimiter
from scapi.policy.rights import Rights, resolve
from scapi.policy.rules import Rules, parse_rules
from scapi.policy.user_data import UserDataRules

ORIGINS_REMEMBERED = 256
"""Rights kept of origins; a frame holds its own beside them, so that a crowd of others costs it nothing."""


class Policy:
    """The rules in force, the rights that follow from them, and what has been counted.

    Whoever asks holds this object, not the rules: :meth:`replace` is seen by all at once.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._book: dict[str, Rights] = {}
        self.limiter = RateLimiter(rules.limits)

    @property
    def rules(self) -> Rules:
        return self._rules

    @property
    def permissions(self) -> Permissions:
        return self._rules.permissions

    @property
    def user_data(self) -> UserDataRules:
        return self._rules.user_data

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._rules.problems

    def rights(self, origin: str) -> Rights:
        """What an origin may do; worked out once for each."""
        known = self._book.get(origin)
        if known is None:
            known = resolve(self._rules.permissions, origin)
            if len(self._book) >= ORIGINS_REMEMBERED:
                del self._book[next(iter(self._book))]
            self._book[origin] = known
        return known

    def may_read_options(self, origin: str) -> Decision:
        """Whether a listed origin may use the configuration namespace."""
        return self._rules.may_read_options(origin)

    def replace(self, rules: Rules) -> None:
        """Puts other rules into force. What has been counted stays, and so do quarantines."""
        self._rules = rules
        self._book.clear()
        self.limiter.limits = rules.limits


def parse_policy(configuration: Configuration) -> Policy:
    """The policy of a configuration. What is wrong is in ``problems``; see there for which problems are fatal."""
    return Policy(parse_rules(configuration))
