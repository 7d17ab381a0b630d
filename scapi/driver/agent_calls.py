"""Driver calls of the agent: what is done in the page, much of it by no request of the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from scapi.centre.agents import SipDevice
from scapi.centre.calls import RECORDING_STEPS
from scapi.centre.conversations import Verb
from scapi.centre.directory import Target, TargetType
from scapi.driver.driver_call import (
    AGENT,
    NOTHING,
    USER_DATA,
    DriverCall,
    agent_of,
    done,
    interaction_of,
    workspace_of,
)
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Eventual, Failure, Outcome, when_answered
from scapi.workspace.media import STEPS
from scapi.workspace.workspace import Workspace

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

Acted = Callable[[Workspace, str, str], Answer]


def _to(text: str) -> Target:
    return Target(TargetType.CUSTOM_CONTACT, text)


def _step(verb: Verb) -> Acted:
    return lambda workspace, interaction_id, _: workspace.media.step(interaction_id, verb)


def _record(verb: Verb) -> Acted:
    return lambda workspace, interaction_id, _: workspace.telephony.record(interaction_id, verb)


def _leave(verb: Verb) -> Acted:
    return lambda workspace, interaction_id, _: workspace.outbound.leave_record(interaction_id, verb)


def _numbered(act: Callable[[Workspace, str, int], Answer]) -> Acted:
    """An act whose text is a whole number; what is none is told."""

    def acted(workspace: Workspace, interaction_id: str, text: str) -> Answer:
        if not (text.isascii() and text.isdigit()):
            return Failure(f"act: text must be a whole number, not {text!r}.")
        return act(workspace, interaction_id, int(text))

    return acted


_BARE: Mapping[str, Acted] = {
    "accept": lambda w, i, _: w.handling.accept(i),
    "reject": lambda w, i, _: w.handling.reject(i),
    "hangUp": lambda w, i, _: w.telephony.hang_up(i),
    "hold": lambda w, i, _: w.telephony.hold(i),
    "resume": lambda w, i, _: w.telephony.resume(i),
    "swap": lambda w, i, _: w.telephony.swap(i),
    "completeTransfer": lambda w, i, _: w.joining.complete_transfer(i),
    "completeConference": lambda w, i, _: w.joining.complete_conference(i),
    "markDone": lambda w, i, _: w.marking_done.mark_done(i),
    **{verb.value: _step(verb) for verb in Verb if verb in STEPS},
    **{verb.value: _record(verb) for verb in RECORDING_STEPS},
    **{verb.value: _leave(verb) for verb in (Verb.REJECT_RECORD, Verb.CANCEL_RECORD)},
    "setDoNotCall": lambda w, i, _: w.outbound.set_do_not_call(i, True),
    "removeDoNotCall": lambda w, i, _: w.outbound.set_do_not_call(i, False),
}
"""What needs nothing but the interaction."""
_WRITTEN: Mapping[str, Acted] = {
    "say": lambda w, i, text: w.media.say(i, text),
    "insertResponse": lambda w, i, text: w.media.insert_response(i, text),
    "edit": lambda w, i, text: w.media.edit_draft(i, body=text),
    "to": lambda w, i, text: w.media.edit_draft(i, to=text),
    "sendDtmf": lambda w, i, text: w.telephony.send_dtmf(i, text),
    "consult": lambda w, i, text: w.joining.consult(i, _to(text), {}, {}),
    "transfer": lambda w, i, text: w.joining.transfer(i, _to(text), {}, {}),
    "conference": lambda w, i, text: w.joining.conference(i, _to(text), {}, {}),
    "removeParty": lambda w, i, text: w.telephony.remove_party(i, text),
    "callRecord": _numbered(lambda w, i, number: w.outbound.call_record(i, number)),
    "setCallResult": _numbered(lambda w, i, number: w.outbound.set_call_result(i, number)),
    "deleteUserData": lambda w, i, text: w.handling.delete_user_data(i, text),
}
"""What needs a text too: what is said or written, a name, digits, or the number of somebody."""
_WITHOUT: Mapping[str, Callable[[Workspace, str], Answer]] = {
    "dial": lambda w, text: w.telephony.dial(text, {}, {}),
    "setState": lambda w, text: w.presence.set_state(text),
    "createEmail": lambda w, text: w.media.create_email(text, {}),
    "getPreview": lambda w, text: w.outbound.get_preview(text),
}
"""What needs a text and no interaction."""
_ALONE: Mapping[str, Callable[[Workspace], Answer]] = {
    "mute": lambda w: w.telephony.mute(SipDevice.MICROPHONE, True),
    "unmute": lambda w: w.telephony.mute(SipDevice.MICROPHONE, False),
    "takeDirectPush": lambda w: w.outbound.direct_push(True),
}
"""What needs neither."""
_SET_DATA = Verb.SET_DATA.value
"""What needs an interaction and attached data."""
ACTIONS = (*_BARE, *_WRITTEN, *_WITHOUT, *_ALONE, _SET_DATA)


def _act(session: DrivenSession, arguments: Arguments) -> Answer:
    action, text = arguments.text("action"), arguments.optional_text("text")
    if action not in ACTIONS:
        return Failure(f"act: action must be one of {', '.join(ACTIONS)}, not {action!r}.")
    if (action in _WRITTEN or action in _WITHOUT) and not text:
        return Failure(f"act: text must be given with the action {action}.")
    if action == _SET_DATA and arguments.value("userData") is None:
        return Failure(f"act: userData must be given with the action {action}.")
    workspace = workspace_of(session, "act", arguments)
    if isinstance(workspace, Failure):
        return workspace
    if action in _WITHOUT:
        medium = arguments.optional_text("media")
        if medium is not None and action == "setState":
            return done(workspace.presence.set_media_state(medium, text or ""))
        return done(_WITHOUT[action](workspace, text or ""))
    if action in _ALONE:
        return done(_ALONE[action](workspace))
    interaction_id = _interaction_id(session, workspace, arguments)
    if isinstance(interaction_id, Failure):
        return interaction_id
    if action == _SET_DATA:
        return done(workspace.handling.set_user_data(interaction_id, arguments.mapping("userData")))
    acted = _BARE.get(action) or _WRITTEN[action]
    return done(acted(workspace, interaction_id, text or ""))


def _interaction_id(session: DrivenSession, workspace: Workspace, arguments: Arguments) -> str | Failure:
    """The interaction that is named; of a colleague, whose ids nobody sees, also the newest."""
    given = arguments.optional_text("interactionId")
    newest = [interaction.id for interaction in workspace.interactions]
    if given is None and workspace is not session.workspace and newest:
        given = newest[-1]
    if given is None:
        return Failure("act: interactionId must be given.")
    known = workspace.interactions.get(given)
    return known.id if known is not None else Failure(f"act: there is no interaction {given!r}.")


def _pull(session: DrivenSession, arguments: Arguments) -> Answer:
    workspace = workspace_of(session, "pull", arguments)
    if isinstance(workspace, Failure):
        return workspace
    kept = workspace.known.workbin
    if not kept:
        return Failure("pull: the workbin is empty.")
    uuid, told = kept[0].uuid, Eventual[Outcome]()

    def pulled(outcome: Outcome) -> None:
        if isinstance(outcome, Failure):
            told.settle(outcome)
        else:
            conversation = session.simulator.leg_of(uuid, agent_of(session, workspace))
            when_answered(interaction_of(workspace, conversation), told.settle)

    answer = workspace.media.pull(uuid)
    outcomes: list[Outcome] = []
    told.when_settled(outcomes.append)
    when_answered(answer, pulled)
    return outcomes[0] if outcomes else told


def _press_toast(session: DrivenSession, arguments: Arguments) -> Answer:
    toast_id, index = arguments.text("toastId"), arguments.number("buttonIndex")
    toast = session.toasts.get(toast_id)
    if toast is None:
        return Failure(f"pressToast: there is no toast {toast_id!r}.")
    indexes = [known for known, _ in toast.drawn]
    if index not in indexes:
        return Failure(f"pressToast: buttonIndex must be one of {', '.join(map(str, indexes))}, not {index:g}.")
    session.toasts.press(toast_id, int(index))
    if toast.tab == session.tabs.name and toast.show_dismiss and index == 0:
        session.host.show_frame(toast.frame)
    return NOTHING


AGENT_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "act": DriverCall(
        "What an agent does in the page.",
        (
            optional("interactionId", Kind.NAME, "The interaction; of another agent the newest by default."),
            required("action", Kind.NAME, f"{', '.join(ACTIONS[:-1])} or {ACTIONS[-1]}."),
            optional("text", Kind.TEXT, "What is said or written; a name, digits, a number, an operation of a state."),
            USER_DATA,
            optional("media", Kind.NAME, "Of setState: the one medium whose state is set; all of them by default."),
            AGENT,
        ),
        _act,
    ),
    "pull": DriverCall("The agent takes the oldest item out of the workbin.", (AGENT,), _pull),
    "pressToast": DriverCall(
        "The agent presses a button of a toast.",
        (
            required("toastId", Kind.NAME, "The toast."),
            required("buttonIndex", Kind.NUMBER, "The place of the button in the array, from 0."),
        ),
        _press_toast,
    ),
}
