"""The texts that agents and clients read when the contact centre does not do what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Verb
from scapi.protocol import errors
from scapi.values import Failure

PARTICIPLES: Mapping[Verb, str] = {
    Verb.ANSWER: "answered",
    Verb.REJECT: "rejected",
    Verb.HANG_UP: "released",
    Verb.HOLD: "held",
    Verb.RESUME: "resumed",
    Verb.SWAP: "swapped",
    Verb.CONSULT: "consulted about",
    Verb.TRANSFER: "transferred",
    Verb.CONFERENCE: "conferenced",
    Verb.REMOVE_PARTY: "left by a party",
    Verb.COMPLETE_TRANSFER: "completed as a transfer",
    Verb.COMPLETE_CONFERENCE: "completed as a conference",
    Verb.SEND_DTMF: "sent tones",
    Verb.START_RECORDING: "asked to start the recording",
    Verb.STOP_RECORDING: "asked to stop the recording",
    Verb.PAUSE_RECORDING: "asked to pause the recording",
    Verb.RESUME_RECORDING: "asked to resume the recording",
    Verb.SET_DATA: "changed",
    Verb.ASSIGN_CONTACT: "given a contact",
    Verb.MARK_DONE: "marked done",
    Verb.ACCEPT: "accepted",
    Verb.END: "ended",
    Verb.SAY: "written to",
    Verb.TYPE: "written to",
    Verb.LEAVE: "left",
    Verb.REPLY: "answered",
    Verb.COMPOSE: "composed",
    Verb.EDIT: "edited",
    Verb.INSERT_RESPONSE: "written to",
    Verb.SEND: "sent",
    Verb.SAVE: "saved",
    Verb.CANCEL: "cancelled",
    Verb.PLACE_IN_QUEUE: "placed in a queue",
    Verb.PLACE_IN_WORKBIN: "placed in the workbin",
    Verb.CALL_RECORD: "called",
    Verb.REJECT_RECORD: "rejected",
    Verb.CANCEL_RECORD: "cancelled",
    Verb.SET_RESULT: "given a call result",
    Verb.MARK_DO_NOT_CALL: "marked do not call",
    Verb.RESCHEDULE: "rescheduled",
    Verb.UPDATE_FIELDS: "changed",
}
"""What cannot be done, as the failure words it."""

_FIXED: Mapping[ErrorKind, str] = {
    ErrorKind.UNKNOWN_CONVERSATION: errors.INTERACTION_NOT_FOUND,
    ErrorKind.LOGGED_OUT: errors.LOGGED_OUT,
    ErrorKind.UNKNOWN_MEDIUM: errors.MEDIA_NOT_FOUND,
    ErrorKind.UNKNOWN_TARGET: errors.TARGET_NOT_FOUND,
    ErrorKind.UNREACHABLE_TARGET: errors.TARGET_NOT_REACHABLE,
    ErrorKind.OWN_NUMBER: errors.OWN_NUMBER,
    ErrorKind.ALREADY_A_PARTY: errors.ALREADY_A_PARTY,
    ErrorKind.NO_RECIPIENT: errors.NO_RECIPIENT,
    ErrorKind.UNKNOWN_CAMPAIGN: errors.CAMPAIGN_NOT_FOUND,
    ErrorKind.NOT_OUTBOUND: errors.NOT_OUTBOUND,
    ErrorKind.MARKED_DO_NOT_CALL: errors.DO_NOT_CALL_SET,
    ErrorKind.NOT_RESCHEDULED: errors.NOT_RESCHEDULED,
    ErrorKind.NOT_OFFERED: errors.NOT_OFFERED,
    ErrorKind.NO_LINK: errors.NO_LINK,
    ErrorKind.NO_ANSWER: errors.NO_ANSWER_IN_TIME,
}
_MADE: Mapping[ErrorKind, Callable[[CentreError], str]] = {
    ErrorKind.UNKNOWN_STATE: lambda e: errors.unknown_state(e.subject),
    ErrorKind.BAD_VALUE: lambda e: errors.bad_value(e.subject, e.expected),
    ErrorKind.TOO_LARGE: lambda e: errors.not_kept(e.subject, e.text) if e.text else errors.too_large(e.subject),
    ErrorKind.OTHER_MODE: lambda e: errors.campaign_mode(e.subject, e.expected),
    ErrorKind.NOT_STARTED: lambda e: errors.campaign_not_started(e.subject),
    ErrorKind.NO_RECORD_LEFT: lambda e: errors.no_record_left(e.subject),
    ErrorKind.BAD_FIELD: lambda e: errors.field_refused(e.text),
    ErrorKind.REFUSED: lambda e: errors.refused_by_centre(e.text),
}


def failure_of(error: CentreError, verb: Verb | None = None, state: str = "") -> Failure:
    """The failure that tells an error of the contact centre.

    ``verb`` is what was asked, ``state`` a fuller name of the state than the centre's, where there is one.
    """
    if error.kind is ErrorKind.WRONG_STATE:
        asked = "asked for this" if verb is None else PARTICIPLES[verb]
        return Failure(errors.wrong_state(asked, state or error.subject))
    made = _MADE.get(error.kind)
    return Failure(_FIXED[error.kind] if made is None else made(error))
