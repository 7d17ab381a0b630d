"""What a user does to a call, and the dial: the act that each operation is, guarded by the capabilities.

An operation that the call does not offer fails at once. What the contact centre refuses after that was taken on, as the
reference describes: the answer is 0, and the failure follows as a notification.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scapi.centre.acts import (
    Act,
    Conference,
    Consult,
    DeleteData,
    Dial,
    RemoveParty,
    SendTones,
    SetData,
    Step,
    Transfer,
)
from scapi.centre.calls import TONES
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Conversation, State, Verb
from scapi.centre.directory import Target, TargetType
from scapi.centre.simulator.centre import Centre
from scapi.gws.agent_line import AgentLine
from scapi.gws.notices import DTMF_SENT
from scapi.gws.operation_body import Asked
from scapi.gws.status import Problem, internal, not_found, not_possible, out_of_range
from scapi.gws.uris import last_segment

_AT_ONCE: Mapping[ErrorKind, str] = {
    ErrorKind.REFUSED: "The operation was refused.",
    ErrorKind.NO_LINK: "The connection to T-Server is not opened.",
    ErrorKind.LOGGED_OUT: "The agent is not logged in.",
}
"""What fails while it is sent on, with what the answer says of it."""

_ACTS: Mapping[str, Callable[[Asked], Act]] = {
    "answer": lambda _: Step(Verb.ANSWER),
    "reject": lambda _: Step(Verb.REJECT),
    "hangUp": lambda _: Step(Verb.HANG_UP),
    "hold": lambda _: Step(Verb.HOLD),
    "resume": lambda _: Step(Verb.RESUME),
    "startRecording": lambda _: Step(Verb.START_RECORDING),
    "stopRecording": lambda _: Step(Verb.STOP_RECORDING),
    "pauseRecording": lambda _: Step(Verb.PAUSE_RECORDING),
    "resumeRecording": lambda _: Step(Verb.RESUME_RECORDING),
    "attachData": lambda asked: SetData(asked.mapping("userData")),
    "setData": lambda asked: SetData(asked.mapping("userData")),
    "deleteData": lambda asked: DeleteData(asked.text("key")),
    "consult": lambda asked: Consult(_target(asked), asked.mapping("userData"), {}),
    "consultToConfer": lambda asked: Consult(_target(asked), asked.mapping("userData"), {}),
    "transfer": lambda asked: Transfer(_target(asked), asked.mapping("userData"), {}),
    "conference": lambda asked: Conference(_target(asked), asked.mapping("userData"), {}),
    "removeParty": lambda asked: RemoveParty(asked.text("participant").strip()),
}
"""Operations that are one act on the call itself."""


def _target(asked: Asked) -> Target:
    return Target(TargetType.CUSTOM_CONTACT, asked.number)


class CallOperations:
    """Carries out operations on the calls of any agent."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._others: Mapping[str, Callable[[AgentLine, Conversation, Asked], Problem | None]] = {
            "sendDtmf": self._send_tones,
            "mute": lambda line, leg, _: line.mute(leg, on=True),
            "unmute": lambda line, leg, _: line.mute(leg, on=False),
            "deleteAllData": self._delete_all_data,
            "clear": self._clear,
            "swap": self._swap,
            "completeTransfer": lambda line, leg, asked: self._complete(line, leg, asked, Verb.COMPLETE_TRANSFER),
            "completeConference": lambda line, leg, asked: self._complete(line, leg, asked, Verb.COMPLETE_CONFERENCE),
        }

    def dial(self, line: AgentLine, asked: Asked) -> Problem | None:
        """``Dial``. The location is a matter of several switches; there is one."""
        if not line.desk.state.device.in_service:
            return self.not_registered(line)
        return self._told(line, None, line.port.open(Dial(asked.number, asked.mapping("userData"), {})))

    def do(self, line: AgentLine, call_id: str, asked: Asked) -> Problem | None:
        """An operation on a call of the agent."""
        leg = line.call(call_id)
        if leg is None:
            return not_found(f"call '{call_id[:100]}'")
        act = asked.key[1]
        if asked.name not in line.capabilities(leg):
            return not_possible(asked.name)
        if act == "conference":
            return self._conference(line, leg, leg.id, _ACTS[act](asked))
        if act in _ACTS:
            return self._told(line, leg, line.port.do(leg.id, _ACTS[act](asked)))
        return self._others[act](line, leg, asked)

    def not_registered(self, line: AgentLine) -> Problem:
        """The telephone is out of service. A live server told it on the channel of devices as well."""
        line.tell_device_error("")
        return internal(f"Device '{line.user.number}' is not registered.")

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _told(self, line: AgentLine, leg: Conversation | None, result: object) -> Problem | None:
        """What a result of the contact centre is for the client."""
        if not isinstance(result, CentreError):
            return None
        if result.kind in _AT_ONCE:
            return internal(result.text or _AT_ONCE[result.kind])
        if result.kind is ErrorKind.BAD_VALUE:
            return out_of_range(result.subject, result.expected)
        line.tell_call_error(leg, str(result))
        return None

    def _send_tones(self, line: AgentLine, leg: Conversation, asked: Asked) -> Problem | None:
        digits = asked.text("digits")
        if not TONES.issuperset(digits):
            return out_of_range("digits", "digits, * and #")
        if leg.state is State.DIALING:  # the switch takes them, nobody hears them
            line.tell_call(leg, DTMF_SENT)
            return None
        return self._told(line, leg, line.port.do(leg.id, SendTones(digits)))

    def _delete_all_data(self, line: AgentLine, leg: Conversation, _: Asked) -> None:
        if leg.user_data:
            with self._centre.board.turn():
                self._centre.board.write(leg.uuid, {})

    def _clear(self, line: AgentLine, leg: Conversation, _: Asked) -> Problem | None:
        """Ends the call for everybody. The others are released by those who leave."""
        with self._centre.board.turn():
            call = self._centre.board.calls.get(leg.uuid)
            for key in () if call is None else call.legs:
                each = self._centre.board.leg(key)
                if each is not None and Verb.HANG_UP in each.verbs:
                    self._centre.operations.do(self._centre.desks[each.agent], key, Step(Verb.HANG_UP))
        return None

    def _swap(self, line: AgentLine, leg: Conversation, asked: Asked) -> Problem | None:
        """Takes up the other call and holds this one; the other is told first."""
        other = line.call(last_segment(asked.text("otherCallUri")))
        if other is None or (leg.id not in (other.parent, other.id) and other.id != leg.parent):
            return out_of_range("otherCallUri", "the address of the other call of the consultation")
        with line.outgoing.telling_first(other.id):
            return self._told(line, leg, line.port.do(leg.id, Step(Verb.SWAP)))

    def _complete(self, line: AgentLine, leg: Conversation, asked: Asked, verb: Verb) -> Problem | None:
        """Completes a transfer or a conference. Of a transfer, the end of the original call is told first."""
        named = asked.text("consultCallUri")
        consultation = line.call(last_segment(named)) if named else line.consultation_of(leg)
        if consultation is None or (consultation.id != leg.id and consultation.parent != leg.id):
            return out_of_range("consultCallUri", "the address of the consultation about this call")
        about = consultation.parent or consultation.id
        if verb is Verb.COMPLETE_CONFERENCE:
            with line.outgoing.telling_first(consultation.id):
                return self._conference(line, consultation, about, Step(verb))
        with line.outgoing.telling_first(about):
            return self._told(line, consultation, line.port.do(consultation.id, Step(verb)))

    def _conference(self, line: AgentLine, leg: Conversation, joined: str, act: Act) -> Problem | None:
        """An act on a call that makes a conference, of that call or another, which is the agent's own from now on."""
        before = line.own(joined)
        result = line.port.do(leg.id, act)
        if isinstance(result, CentreError):
            line.own(joined, owner=before)
        return self._told(line, leg, result)
