"""Driver calls of the agent: what is done in the page, much of it by no request of the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from scapi.centre.conversations import Verb
from scapi.driver.calls import (
    INTERACTION,
    NOTHING,
    DriverCall,
    done,
    interaction_of,
    named_interaction,
    optional,
    required,
)
from scapi.protocol.parameters import Arguments, Kind
from scapi.values import Answer, Eventual, Failure, Outcome, Success

if TYPE_CHECKING:
    from scapi.session import Session

_REQUESTED = ("accept", "reject", "hangUp", "hold", "resume", "markDone")
"""What a client could ask for as well."""
_STEPS: Mapping[str, Verb] = {
    verb.value: verb
    for verb in (
        Verb.END,
        Verb.LEAVE,
        Verb.COMPOSE,
        Verb.SEND,
        Verb.SAVE,
        Verb.CANCEL,
        Verb.PLACE_IN_QUEUE,
        Verb.PLACE_IN_WORKBIN,
    )
}
_WRITTEN = ("say", "insertResponse", "edit", "sendDtmf")
"""What needs a text."""
ACTIONS = (*_REQUESTED, *_STEPS, "reply", *_WRITTEN)


def _act(session: Session, arguments: Arguments) -> Outcome:
    action, text = arguments.text("action"), arguments.optional_text("text")
    if action not in ACTIONS:
        return Failure(f"act: action must be one of {', '.join(ACTIONS)}, not {action!r}.")
    if action in _WRITTEN and not text:
        return Failure(f"act: text must be given with the action {action}.")
    interaction = named_interaction(session, "act", arguments)
    if isinstance(interaction, Failure):
        return interaction
    conversation, centre = interaction.conversation.id, session.workspace.centre
    if action in _REQUESTED:
        return _told(_requests(session)[action](interaction.id))
    if action == "sendDtmf":
        return _told(session.telephony.send_dtmf(interaction.id, text or ""))
    if interaction.media in ("voice", "outboundpreview"):
        return Failure(f"act: {action} is not possible with the medium {interaction.media}.")
    if action in _STEPS:
        return _told(centre.act(conversation, _STEPS[action]))
    match action:
        case "reply":
            return _told(centre.reply(conversation))
        case "say":
            return _told(centre.say(conversation, text or ""))
        case "insertResponse":
            return _told(centre.insert_response(conversation, text or ""))
        case _:
            return _told(centre.edit_draft(conversation, {"body": text or ""}))


def _requests(session: Session) -> Mapping[str, Callable[[str], Answer]]:
    workspace, telephony = session.workspace, session.telephony
    asked = (
        workspace.accept, workspace.reject, telephony.hang_up, telephony.hold, telephony.resume, workspace.mark_done,
    )  # fmt: skip
    return dict(zip(_REQUESTED, asked, strict=True))


def _pull(session: Session, _: Arguments) -> Outcome:
    kept = session.workspace.centre.workbin()
    if not kept:
        return Failure("pull: the workbin is empty.")
    outcome = _told(session.workspace.centre.pull(kept[0].id))
    return outcome if isinstance(outcome, Failure) else interaction_of(session, Success(kept[0].id))


def _press_toast(session: Session, arguments: Arguments) -> Outcome:
    toast_id, index = arguments.text("toastId"), arguments.number("buttonIndex")
    toast = next((toast for toast in session.toasts.open() if toast.id == toast_id), None)
    if toast is None:
        return Failure(f"pressToast: there is no toast {toast_id!r}.")
    indexes = [known for known, _ in toast.drawn]
    if index not in indexes:
        return Failure(f"pressToast: buttonIndex must be one of {', '.join(map(str, indexes))}, not {index:g}.")
    session.toasts.press(toast_id, int(index))
    if toast.show_dismiss and index == 0:
        session.host.show_frame(toast.frame)
    return NOTHING


def _told(answer: Answer) -> Outcome:
    """The outcome as the driver tells it; one that a remote side gives later counts as begun."""
    return NOTHING if isinstance(answer, Eventual) else done(answer)


AGENT_CALLS: Mapping[str, DriverCall] = {
    "act": DriverCall(
        "What the agent does to an interaction in the page.",
        (
            INTERACTION,
            required("action", Kind.NAME, f"{', '.join(ACTIONS[:-1])} or {ACTIONS[-1]}."),
            optional("text", Kind.TEXT, "What is said or written; the name of the standard response."),
        ),
        _act,
    ),
    "pull": DriverCall("The agent takes the oldest item out of the workbin.", (), _pull),
    "pressToast": DriverCall(
        "The agent presses a button of a toast.",
        (
            required("toastId", Kind.NAME, "The toast."),
            required("buttonIndex", Kind.NUMBER, "The place of the button in the array, from 0."),
        ),
        _press_toast,
    ),
}
