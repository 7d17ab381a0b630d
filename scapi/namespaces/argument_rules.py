"""What the policy says of the arguments of a request that may be sent: the options it reads, the keys it writes.

The handlers ask here before they do anything; so does whoever wants to know what would become of a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from scapi.policy.in_force import Policy
from scapi.protocol import errors
from scapi.protocol.parameters import Arguments
from scapi.values import Failure

_WRITES: Mapping[str, Callable[[Arguments], Iterable[str]]] = {
    "interaction.setUserData": lambda arguments: arguments.mapping("keyValues"),
    "interaction.deleteUserData": lambda arguments: [arguments.text("key")],
}
"""The keys that a request writes into the attached data."""
_CARRIES: Mapping[str, str] = {
    "voice.dial": "userData",
    "voice.dialEx": "userData",
    "interaction.consult": "userData",
    "interaction.singleStepTransfer": "userData",
    "interaction.singleStepConference": "userData",
    "email.create": "userData",
    "outbound.updateRecordFields": "recordData",
}
"""The parameter whose keys count as written when the option ``user-data.strict`` is set."""
_READS_OPTIONS = frozenset({"configuration.getOption", "configuration.getContextualOption"})


def refused_arguments(policy: Policy, request: str, origin: str, arguments: Arguments) -> Failure | None:
    """The failure of a request, by its canonical name, for what it reads or writes; a write is all or nothing."""
    if request in _READS_OPTIONS:
        decision = policy.may_read_options(origin)
        return None if decision.allowed else Failure(errors.OPTION_NOT_READABLE, decision)
    writes, carries = _WRITES.get(request), _CARRIES.get(request)
    keys: Iterable[str] = ()
    if writes is not None:
        keys = writes(arguments)
    elif carries is not None and policy.user_data.strict:
        keys = arguments.mapping(carries)
    decision = policy.user_data.may_write(keys)
    return None if decision.allowed else Failure(errors.key_not_writable(decision.note), decision)
