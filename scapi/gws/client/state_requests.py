"""How states are set: which requests, one after the other, and what comes of those for several media."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scapi.centre.agents import ABSENT, LOGGED_OUT, AgentState, Medium, StateType
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE
from scapi.centre.port import Done, PortAnswer, Result
from scapi.gws.client.act_requests import Post, device_request
from scapi.gws.client.agent_facts import AgentFacts
from scapi.gws.client.agent_reader import DO_NOT_DISTURB
from scapi.gws.client.asking import Asking
from scapi.gws.operation_table import ANY, CHANNEL, OPERATIONS
from scapi.values import Eventual


def login_requests(agent: AgentFacts) -> list[Post]:
    """What begins the agent's session, where the telephone is logged out: on everything that is."""
    voice = agent.medium(VOICE)
    if voice is None or voice.state.type not in LOGGED_OUT:
        return []
    return [_begin([medium.name for medium in agent.media if medium.state.type in LOGGED_OUT])]


def set_state(asking: Asking, agent: AgentFacts, media: Sequence[str], operation: str) -> PortAnswer:
    """Sets the state of media, in so far as it can be set."""
    if operation == DO_NOT_DISTURB.operation:
        return _do_not_disturb(asking, agent, media)
    wanted = next((each.state for each in agent.definitions if each.state.operation == operation), None)
    if wanted is None:
        return CentreError(ErrorKind.UNKNOWN_STATE, operation)
    answers: dict[str, Eventual[Result]] = {}
    failed: dict[str, CentreError] = {}
    for name in media:
        medium = agent.medium(name)
        if medium is None:
            failed[name] = CentreError(ErrorKind.UNKNOWN_MEDIUM, name)
        else:
            answers[name] = asking.posts(_requests(medium, wanted, agent.device_id))
    return joined(answers, failed)


def is_other(agent: AgentFacts, name: str, operation: str) -> bool:
    """Whether a medium would have another state: else nothing is told of it, or nothing that changes anything."""
    medium = agent.medium(name)
    return medium is not None and medium.state.operation != operation


def joined(answers: Mapping[str, Eventual[Result]], failed: Mapping[str, CentreError]) -> PortAnswer:
    """One result of many: done, done for some, or the first error when it could be done for none."""
    result: Eventual[Result] = Eventual()
    errors = dict(failed)
    left = len(answers)

    def settle() -> None:
        if errors and len(errors) == len(answers) + len(failed):
            result.settle(next(iter(errors.values())))
        else:
            result.settle(Done(failed=errors))

    def answered(name: str, each: Result) -> None:
        nonlocal left
        left -= 1
        if isinstance(each, CentreError):
            errors[name] = each
        if not left:
            settle()

    for name, answer in answers.items():
        answer.when_settled(lambda each, name=name: answered(name, each))  # type: ignore[misc]
    if not answers:
        settle()
    return result


def _do_not_disturb(asking: Asking, agent: AgentFacts, media: Sequence[str]) -> PortAnswer:
    """v2 has it for everything, and for the telephone; for another medium alone it has not."""
    if set(media) == {medium.name for medium in agent.media} and len(media) > 1:
        row = OPERATIONS[ANY, "doNotDisturbOn"]
        return asking.post(Post(row.path, row.name))
    answers = {VOICE: asking.post(device_request("doNotDisturbOn", agent.device_id))} if VOICE in media else {}
    others = {name: CentreError(ErrorKind.NOT_OFFERED, name) for name in media if name != VOICE}
    return joined(answers, others)


def _requests(medium: Medium, wanted: AgentState, device: str) -> list[Post]:
    """Who is logged out begins a session first; who is not to be disturbed ends that."""
    posts = []
    if medium.state.type in LOGGED_OUT and wanted.type not in ABSENT:
        posts.append(_begin([medium.name]))
    if medium.name == VOICE and medium.state.type is StateType.DND_ON and wanted.type not in LOGGED_OUT:
        posts.append(device_request("doNotDisturbOff", device))
    return [*posts, Post(CHANNEL.replace("{id}", medium.name), wanted.operation)]


def _begin(channels: Sequence[str]) -> Post:
    row = OPERATIONS[ANY, "start"]
    return Post(row.path, row.name, {"channels": list(channels)})
