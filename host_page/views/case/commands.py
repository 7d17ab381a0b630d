"""The commands of open media and records: by verb, in one order; what may come back is disabled in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.case.record.model import is_called
from scapi.centre.conversations import Conversation, Verb
from scapi.centre.open_media import Family, family
from scapi.centre.previews import MEDIUM as OUTBOUND
from scapi.centre.records import CampaignMode, OutboundContent
from scapi.workspace.interactions import Interaction


@dataclass(frozen=True, slots=True)
class Command:
    """One button. ``opens`` is the popover that it opens, ``form`` the form that it sends; else it runs its action."""

    id: str
    label: str
    icon: str = ""
    tone: str = ""
    action: str = ""
    arg: str = ""
    opens: str = ""
    form: str = ""
    why: str = ""
    far: bool = False
    """Whether it stands at the far end of the row."""


@dataclass(frozen=True, slots=True)
class _Spec:
    verb: Verb
    label: str
    doing: str
    icon: str = ""
    tone: str = ""
    far: bool = False


_TRANSFER = _Spec(Verb.TRANSFER, "Transfer", "Transferring", "arrow-right-left")
_QUEUE = _Spec(Verb.PLACE_IN_QUEUE, "To queue", "Placing it in a queue")
_WORKBIN = _Spec(Verb.PLACE_IN_WORKBIN, "To workbin", "Placing it in the workbin")
_DONE = _Spec(Verb.MARK_DONE, "Mark done", "Marking it done", "check", far=True)

_SPECS: Mapping[Family, Sequence[_Spec]] = {
    Family.EMAIL_IN: (
        _Spec(Verb.REPLY, "Reply", "Replying", "undo-2", "primary"),
        _TRANSFER,
        _QUEUE,
        _WORKBIN,
        _DONE,
    ),
    Family.EMAIL_OUT: (
        _Spec(Verb.SEND, "Send", "Sending", "send", "primary"),
        _Spec(Verb.SAVE, "Save draft", "Saving", "save"),
        _Spec(Verb.CANCEL, "Discard", "Discarding", tone="discard", far=True),
    ),
    Family.CHAT: (
        _Spec(Verb.END, "End chat", "Ending", tone="danger"),
        _TRANSFER,
        _Spec(Verb.CONSULT, "Consult", "Consulting", "users"),
        _DONE,
    ),
    Family.ITEM: (_TRANSFER, _QUEUE, _WORKBIN, _DONE),
}
_CONSULTATION: Sequence[_Spec] = (
    _Spec(Verb.COMPLETE_TRANSFER, "Complete transfer", "Completing it", "arrow-right-left", "primary"),
    _Spec(Verb.COMPLETE_CONFERENCE, "Conference", "Conferencing", "users"),
    _Spec(Verb.END, "End chat", "Ending", tone="danger"),
    _DONE,
)
_RECORD: Sequence[_Spec] = (
    _Spec(Verb.CALL_RECORD, "Call", "Calling", "phone", "primary"),
    _Spec(Verb.REJECT_RECORD, "Reject", "Rejecting"),
    _Spec(Verb.CANCEL_RECORD, "Cancel record", "Cancelling"),
    _DONE,
)


def commands(interaction: Interaction, number: str = "", handle: int = 0) -> list[Command]:
    """The commands of an interaction that is no call; ``number`` and ``handle`` are of the record to be called."""
    conversation = interaction.conversation
    if conversation.media == OUTBOUND:
        specs = _RECORD
    elif conversation.is_consultation:
        specs = _CONSULTATION
    else:
        specs = _SPECS[family(conversation)]
    made = [_command(interaction, spec, number, handle) for spec in specs]
    if Verb.LEAVE in conversation.verbs and len(conversation.parties) > 1:
        leave = Command("leave", "Leave", action="media-act", arg=f"{interaction.id} {Verb.LEAVE.value}")
        made.insert(1, leave)
    return made


def done_label(interaction: Interaction) -> str:
    """Marking a record of direct push preview done also asks for no more of them."""
    content = interaction.conversation.content
    direct = isinstance(content, OutboundContent) and content.mode is CampaignMode.DIRECT_PUSH_PREVIEW
    return "Done and stop" if direct else "Mark done"


def _command(interaction: Interaction, spec: _Spec, number: str, handle: int) -> Command:
    conversation = interaction.conversation
    label = spec.label
    if spec.verb is Verb.CALL_RECORD:
        label = f"Call {number}"
    elif spec.verb is Verb.MARK_DONE:
        label = done_label(interaction)
    action, arg, opens, form = "media-act", f"{interaction.id} {spec.verb.value}", "", ""
    match spec.verb:
        case Verb.TRANSFER:
            opens = "join-transfer"
        case Verb.CONSULT:
            opens = "join-consult"
        case Verb.SEND:
            form = f"draft-{interaction.id}"
        case Verb.REPLY:
            action, arg = "email-reply", interaction.id
        case Verb.MARK_DONE:
            action, arg = "mark-done", interaction.id
        case Verb.CALL_RECORD:
            action, arg = "record-call", f"{interaction.id} {handle}"
        case Verb.COMPLETE_TRANSFER | Verb.COMPLETE_CONFERENCE:
            action = "join-complete"
    why = ""
    if spec.verb not in conversation.verbs:
        why = f"{spec.doing} is not possible now. {_reason(conversation)}"
    tone = "" if why else spec.tone
    ended = spec.verb is Verb.MARK_DONE and not interaction.live and not why  # it stays where it was
    name = "mark-done" if spec.verb is Verb.MARK_DONE else f"command-{spec.verb.value}"
    return Command(name, label, spec.icon, "primary" if ended else tone, action, arg, opens, form, why, spec.far)


def _reason(conversation: Conversation) -> str:
    if is_called(conversation):
        return "The record has been called; it ends with its call."
    return f"State: {words.state(conversation.state, conversation.media)[0].lower()}."
