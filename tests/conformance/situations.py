"""Situations that cases begin from.

Each notes the interaction that the case is about as ``it``, and its case as ``case``.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.conformance.stage import WARNING, Stage

Situation = Callable[[Stage], None]

CALLER = "+4722001122"
CAMPAIGN = "Renewals"


def idle(stage: Stage) -> None:
    """nothing is going on"""


def ringing(stage: Stage) -> None:
    """a call rings"""
    stage.note(stage.call("ring", ani=CALLER, userData={"Key1": "a"})["interactionId"])


def dialing(stage: Stage) -> None:
    """a call is being dialled"""
    stage.data("voice.dial", "0301234567", {"Key1": "a"})
    stage.note(stage.newest()["interactionId"])


def talking(stage: Stage) -> None:
    """a call is established"""
    ringing(stage)
    stage.data("voice.answer", stage.names["it"])


def held(stage: Stage) -> None:
    """a call is held"""
    talking(stage)
    stage.data("voice.hold", stage.names["it"])


def released(stage: Stage) -> None:
    """a call has ended and is not marked done"""
    talking(stage)
    stage.data("voice.hangUp", stage.names["it"])


def blocked(stage: Stage) -> None:
    """a call has ended, and the client blocks its mark done"""
    released(stage)
    stage.data("interaction.blockMarkdone", stage.names["it"], WARNING)


def recording(stage: Stage) -> None:
    """an established call is recorded"""
    talking(stage)
    stage.data("voice.startCallRecording", stage.names["it"])


def paused(stage: Stage) -> None:
    """the recording of an established call is paused"""
    recording(stage)
    stage.data("voice.pauseCallRecording", stage.names["it"])


def consulting_dialing(stage: Stage) -> None:
    """a consultation is being dialled, the call it is about is held"""
    talking(stage)
    stage.note(stage.names["it"], "original")
    stage.data("interaction.consult", stage.names["it"], {"type": "AGENT", "destination": "SIP_5001"})
    stage.note(stage.newest()["interactionId"])


def consulting(stage: Stage) -> None:
    """a consultation is established, the call it is about is held"""
    consulting_dialing(stage)
    stage.call("farEnd", interactionId=stage.names["it"], action="answer")


def conference(stage: Stage) -> None:
    """a call has two other parties"""
    talking(stage)
    stage.data("interaction.singleStepConference", stage.names["it"], {"type": "AGENT", "destination": "SIP_5002"})


def two_calls(stage: Stage) -> None:
    """one call is held and another, of another case, is established"""
    talking(stage)
    stage.note(stage.names["it"], "other")
    stage.call("ring", ani="+4930000000")
    stage.note(stage.newest()["interactionId"])
    stage.data("voice.answer", stage.names["it"])


def _arrives(stage: Stage, call: str, **args: object) -> None:
    stage.note(stage.call(call, **args)["interactionId"])


def email_invited(stage: Stage) -> None:
    """an e-mail is offered"""
    _arrives(stage, "email", **{"from": "marta.olsen@nordlys.example"}, subject="Invoice", body="Where is it?")


def email_accepted(stage: Stage) -> None:
    """an e-mail is accepted"""
    email_invited(stage)
    stage.data("interaction.accept", stage.names["it"])


def email_pulled(stage: Stage) -> None:
    """an e-mail was taken out of the workbin"""
    email_accepted(stage)
    stage.call("act", interactionId=stage.names["it"], action="placeInWorkbin")
    stage.note(stage.call("pull")["interactionId"])


def in_workbin(stage: Stage) -> None:
    """an e-mail lies in the workbin"""
    email_accepted(stage)
    stage.call("act", interactionId=stage.names["it"], action="placeInWorkbin")


def draft(stage: Stage) -> None:
    """an outgoing e-mail is being written"""
    stage.data("email.create", "priya.raman@mail.example")
    stage.note(stage.newest()["interactionId"])


def draft_saved(stage: Stage) -> None:
    """an outgoing e-mail is saved"""
    draft(stage)
    stage.call("act", interactionId=stage.names["it"], action="save")


def chat_invited(stage: Stage) -> None:
    """a chat is offered"""
    _arrives(stage, "chat", **{"from": "guest"}, body="Hello")


def chat_with_history(stage: Stage) -> None:
    """a chat with a history is offered"""
    _arrives(stage, "chat", **{"from": "guest"}, body="Hello", history=["Is anybody there?"])


def chat_unjoinable(stage: Stage) -> None:
    """a chat is offered that cannot be joined"""
    _arrives(stage, "chat", **{"from": "guest"}, joinFails=True)


def chat_conference_invited(stage: Stage) -> None:
    """a conference of a chat is offered"""
    _arrives(stage, "chat", **{"from": "guest"}, conference=True)


def chatting(stage: Stage) -> None:
    """a chat is joined"""
    chat_invited(stage)
    stage.data("interaction.accept", stage.names["it"])


def chat_history(stage: Stage) -> None:
    """a chat is joined and its history is there"""
    chat_with_history(stage)
    stage.data("interaction.accept", stage.names["it"])


def chat_conference(stage: Stage) -> None:
    """a chat has two other parties"""
    chatting(stage)
    stage.data("interaction.singleStepConference", stage.names["it"], {"type": "AGENT", "destination": "SIP_5001"})


def chat_consulting(stage: Stage) -> None:
    """a chat with a colleague about a chat is open"""
    chatting(stage)
    stage.note(stage.names["it"], "original")
    stage.data("interaction.consult", stage.names["it"], {"type": "AGENT", "destination": "SIP_5001"})
    stage.note(stage.newest()["interactionId"])


def chat_ended(stage: Stage) -> None:
    """a chat has ended"""
    chatting(stage)
    stage.call("customer", interactionId=stage.names["it"], action="end")


def chat_not_joined(stage: Stage) -> None:
    """joining a chat has failed"""
    chat_unjoinable(stage)
    stage.data("interaction.accept", stage.names["it"])


def item_invited(stage: Stage) -> None:
    """a work item is offered"""
    _arrives(stage, "workitem", subject="Contract")


def item_accepted(stage: Stage) -> None:
    """a work item is accepted"""
    item_invited(stage)
    stage.data("interaction.accept", stage.names["it"])


def item_failed(stage: Stage) -> None:
    """a work item is in error"""
    item_accepted(stage)
    stage.call("customer", interactionId=stage.names["it"], action="fail")


def loaded(stage: Stage) -> None:
    """a pull preview campaign is loaded, not started"""
    stage.call("campaign", action="load", name=CAMPAIGN)


def started(stage: Stage) -> None:
    """a pull preview campaign is started"""
    loaded(stage)
    stage.call("campaign", action="start", name=CAMPAIGN)


def pushing(stage: Stage) -> None:
    """a push preview campaign is started"""
    stage.call("campaign", action="load", name=CAMPAIGN, mode="PushPreview")
    stage.call("campaign", action="start", name=CAMPAIGN)


def direct_pushing(stage: Stage) -> None:
    """a direct push preview campaign is started"""
    stage.call("campaign", action="load", name=CAMPAIGN, mode="DirectPushPreview")
    stage.call("campaign", action="start", name=CAMPAIGN)


def used_up(stage: Stage) -> None:
    """a pull preview campaign is started and has no record left"""
    started(stage)
    for _ in range(11):
        stage.data("outbound.getPreviewRecord", CAMPAIGN)
        stage.data("outbound.cancelPreviewRecord", stage.newest()["interactionId"])
        stage.data("interaction.markdone", stage.newest()["interactionId"])


def _record(stage: Stage, interaction_id: str) -> None:
    stage.note(interaction_id)
    stage.note(interaction_id, "preview")
    stage.names["handle"] = int(stage.newest()["userData"]["GSW_RECORD_HANDLE"])
    stage.names["handle-text"] = str(stage.names["handle"])
    stage.names["second"] = stage.names["handle"] + 1


def pull(stage: Stage) -> None:
    """a record of a pull preview campaign is shown"""
    started(stage)
    stage.data("outbound.getPreviewRecord", CAMPAIGN)
    _record(stage, stage.newest()["interactionId"])


def push_invited(stage: Stage) -> None:
    """a record of a push preview campaign is offered"""
    pushing(stage)
    _record(stage, stage.call("pushPreview", campaign=CAMPAIGN)["interactionId"])


def push(stage: Stage) -> None:
    """a record of a push preview campaign is accepted"""
    push_invited(stage)
    stage.data("interaction.accept", stage.names["it"])


def direct_invited(stage: Stage) -> None:
    """a record of a direct push preview campaign is offered"""
    direct_pushing(stage)
    _record(stage, stage.call("pushPreview", campaign=CAMPAIGN, direct=True)["interactionId"])


def direct(stage: Stage) -> None:
    """a record of a direct push preview campaign is accepted"""
    direct_invited(stage)
    stage.data("interaction.accept", stage.names["it"])


def record_rejected(stage: Stage) -> None:
    """a record is rejected"""
    pull(stage)
    stage.data("outbound.rejectPreviewRecord", stage.names["it"])


def record_cancelled(stage: Stage) -> None:
    """a record is cancelled"""
    pull(stage)
    stage.data("outbound.cancelPreviewRecord", stage.names["it"])


def _called(stage: Stage, *, answered: bool, ended: bool = False) -> None:
    stage.data("outbound.callPreviewRecord", stage.names["it"], stage.names["handle"])
    stage.note(stage.newest()["interactionId"])
    if answered:
        stage.call("farEnd", interactionId=stage.names["it"], action="answer")
    if ended:
        stage.data("voice.hangUp", stage.names["it"])


def pull_dialing(stage: Stage) -> None:
    """a record of a pull preview is being called"""
    pull(stage)
    _called(stage, answered=False)


def pull_talking(stage: Stage) -> None:
    """the call of a pull preview is established"""
    pull(stage)
    _called(stage, answered=True)


def pull_released(stage: Stage) -> None:
    """the call of a pull preview has ended"""
    pull(stage)
    _called(stage, answered=True, ended=True)


def push_dialing(stage: Stage) -> None:
    """a record of a push preview is being called"""
    push(stage)
    _called(stage, answered=False)


def push_talking(stage: Stage) -> None:
    """the call of a push preview is established"""
    push(stage)
    _called(stage, answered=True)


def push_released(stage: Stage) -> None:
    """the call of a push preview has ended"""
    push(stage)
    _called(stage, answered=True, ended=True)


def direct_talking(stage: Stage) -> None:
    """the call of a direct push preview is established"""
    direct(stage)
    _called(stage, answered=True)


def direct_released(stage: Stage) -> None:
    """the call of a direct push preview has ended"""
    direct(stage)
    _called(stage, answered=True, ended=True)


def not_to_call(stage: Stage) -> None:
    """the record of an established call is marked do not call"""
    pull_talking(stage)
    stage.data("outbound.setDoNotCall", stage.names["it"])


def rescheduled(stage: Stage) -> None:
    """a record is rescheduled"""
    pull_talking(stage)
    stage.data("outbound.rescheduleRecord", stage.names["it"], stage.names["handle"], "3/5/2027 9:07", "CAMPAIGN")


def two_previews(stage: Stage) -> None:
    """two records are shown"""
    pull(stage)
    stage.data("outbound.getPreviewRecord", CAMPAIGN)


def toast(stage: Stage) -> None:
    """a toast with three buttons is shown"""
    parameters = {"title": "T", "iconUrl": "https://crm.example/i.png", "buttons": ["one", "two", "three"]}
    stage.names["toast"] = stage.data("system.popupToast", parameters)


def dialog(stage: Stage) -> None:
    """a dialog is open"""
    stage.names["dialog"] = stage.data("system.openDialog", "https://crm.example/?id=$Dialog.Id$", {"label": "Form"})


def view(stage: Stage) -> None:
    """a view is in the menu bar"""
    stage.names["view"] = stage.data("system.updateViewInApplicationMenuBar", {"name": "crm", "label": "CRM"})


def logged_out(stage: Stage) -> None:
    """the agent is logged out"""
    stage.data("agent.setState", "LogOff")


def with_transaction(stage: Stage) -> None:
    """the attached data of a call names a transaction object"""
    _arrives(stage, "ring", ani=CALLER, userData={"IW_OverrideOptions": "Gold"})


SITUATIONS: dict[str, Situation] = {
    name.replace("_", "-"): situation
    for name, situation in list(globals().items())
    if callable(situation) and getattr(situation, "__module__", "") == __name__ and not name.startswith("_")
}
"""Every situation by its name; the docstring says it in words."""


def words(name: str) -> str:
    return (SITUATIONS[name].__doc__ or "").strip()
