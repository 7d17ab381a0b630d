"""Asks the server, and turns what it says into results of the port. Every question is answered in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.port import Done, Result
from scapi.gws.client.act_requests import Post
from scapi.gws.client.transports import Rest, RestAnswer, RestOutcome, Unanswered
from scapi.gws.status import Status
from scapi.host import Host
from scapi.values import Eventual, JsonObject, Seconds

ANSWER_WITHIN: Seconds = 8.5
"""Less than the 9 s within which clients of the workspace are answered."""

Value = TypeVar("Value")
Read: TypeAlias = "JsonObject | CentreError"


class Asking:
    """One server."""

    def __init__(self, host: Host, rest: Rest) -> None:
        self._host = host
        self._rest = rest

    def ask(self, method: str, path: str, body: JsonObject | None = None) -> Eventual[RestOutcome]:
        """What comes of a request, in time: no answer within 8.5 s is none."""
        answer: Eventual[RestOutcome] = Eventual()
        give_up = self._host.call_later(ANSWER_WITHIN, lambda: answer.settle(Unanswered()))

        def answered(outcome: RestOutcome) -> None:
            give_up()
            answer.settle(outcome)

        self._rest.ask(method, path, body).when_settled(answered)
        return answer

    def get(self, path: str) -> Eventual[Read]:
        """The body of a ``GET``."""
        return _then(self.ask("GET", path), lambda outcome: self._read(outcome))

    def post(self, post: Post) -> Eventual[Result]:
        """What came of an operation: taken on, taken on for some channels, or the reason why not."""
        return _then(self.ask("POST", post.path, post.body), self._done)

    def posts(self, posts: Iterable[Post]) -> Eventual[Result]:
        """Several operations, one after the other; the first that fails ends them."""
        result: Eventual[Result] = Eventual()
        left = iter(posts)

        def next_one(last: Result) -> None:
            following = None if isinstance(last, CentreError) else next(left, None)
            if following is None:
                result.settle(last)
            else:
                self.post(following).when_settled(next_one)

        next_one(Done())
        return result

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, outcome: RestOutcome) -> Read:
        if isinstance(outcome, RestAnswer) and outcome.code == Status.SUCCESS:
            return outcome.content
        return self._error(outcome)

    def _done(self, outcome: RestOutcome) -> Result:
        if not isinstance(outcome, RestAnswer) or outcome.code not in (Status.SUCCESS, Status.PARTIAL_SUCCESS):
            return self._error(outcome)
        failed = outcome.content.get("failed")
        failures = [each for each in failed if isinstance(each, dict)] if isinstance(failed, list) else []
        return Done(
            failed={
                str(each.get("channel")): CentreError(ErrorKind.REFUSED, text=str(each.get("statusMessage") or ""))
                for each in failures
            }
        )

    def _error(self, outcome: RestOutcome) -> CentreError:
        """Why it failed, in the server's own words where it has some."""
        if not isinstance(outcome, RestAnswer):
            return CentreError(ErrorKind.NO_ANSWER)
        code, message = outcome.code, outcome.message
        if code == Status.NOT_FOUND:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, code=code, text=message)
        if code < 0 and outcome.status >= 500:  # a proxy speaks: whether the server was reached is not known
            return CentreError(ErrorKind.NO_ANSWER, code=outcome.status)
        return CentreError(ErrorKind.REFUSED, code=code, text=message or f"HTTP {outcome.status}")


def _then(first: Eventual[RestOutcome], turn: Callable[[RestOutcome], Value]) -> Eventual[Value]:
    """What becomes of an outcome, when it is there."""
    second: Eventual[Value] = Eventual()
    first.when_settled(lambda outcome: second.settle(turn(outcome)))
    return second
