"""What can be done to a call, in the words of v2: the contact centre's verbs by the state of the call.

Source: reference, "Call states and capabilities". A verb that v2 has no operation for is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scapi.centre.conversations import Conversation, State, Verb

STATES: Mapping[State, str] = {
    State.RINGING: "Ringing",
    State.DIALING: "Dialing",
    State.TALKING: "Established",
    State.HELD: "Held",
    State.IDLE: "Released",
}
"""The state of a call by that of the conversation."""

COMPLETING = ("CompleteTransfer", "CompleteConference")
"""What ends a consultation; it may be posted to the consultation or to the call that it is about."""
USER_DATA = ("AttachUserData", "UpdateUserData", "DeleteUserData", "DeleteUserDataPair")

_BY_VERB: Mapping[Verb, tuple[str, ...]] = {
    Verb.ANSWER: ("Answer",),
    Verb.HOLD: ("Hold",),
    Verb.RESUME: ("Retrieve",),
    Verb.SWAP: ("SwapCalls",),
    Verb.HANG_UP: ("Hangup",),
    Verb.CONSULT: ("InitiateTransfer", "InitiateConference"),
    Verb.TRANSFER: ("SingleStepTransfer",),
    Verb.CONFERENCE: ("SingleStepConference",),
    Verb.COMPLETE_TRANSFER: ("CompleteTransfer",),
    Verb.COMPLETE_CONFERENCE: ("CompleteConference",),
    Verb.REMOVE_PARTY: ("RemoveParticipantFromConference",),
    Verb.SEND_DTMF: ("SendDtmf",),
    Verb.SET_DATA: USER_DATA,
}
_RECORDING: Mapping[Verb, str] = {
    Verb.START_RECORDING: "StartCallRecording",
    Verb.STOP_RECORDING: "StopCallRecording",
    Verb.PAUSE_RECORDING: "PauseCallRecording",
    Verb.RESUME_RECORDING: "ResumeCallRecording",
}


def call_capabilities(
    leg: Conversation,
    *,
    muted: bool = False,
    owner: bool = False,
    recording: bool = True,
    consulted: Sequence[str] = (),
) -> list[str]:
    """The operations of a call; none of one that is released.

    ``owner`` is whether the agent has made a conference of it, ``consulted`` are those of a consultation about it.
    """
    if leg.state not in STATES or leg.state is State.IDLE:
        return []
    verbs = set(leg.verbs)
    if leg.state is State.RINGING:
        verbs.discard(Verb.HANG_UP)  # what rings is rejected, or cleared
    if leg.state is State.HELD and Verb.SWAP in verbs:
        verbs.discard(Verb.RESUME)  # the reference: SwapCalls in place of Retrieve once the consultation is up
    if not owner:
        verbs.discard(Verb.REMOVE_PARTY)
    found = [name for verb, names in _BY_VERB.items() if verb in verbs for name in names]
    if recording:
        found += [name for verb, name in _RECORDING.items() if verb in verbs]
    found += [name for name in COMPLETING if name in consulted]  # what completes is at both calls of a consultation
    match leg.state:
        case State.RINGING:
            found.append("ClearCall")
            if leg.queue and Verb.REJECT in verbs:  # only a call of a queue can go back
                found.append("Reject")
        case State.DIALING:
            found.append("SendDtmf")
        case State.TALKING:
            found += ["ClearCall", "UnmuteCall" if muted else "MuteCall"]
    return found
