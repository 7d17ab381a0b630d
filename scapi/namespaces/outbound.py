"""outbound: campaigns, previews and records. Source: reference, "Outbound Namespace"."""

from __future__ import annotations

from scapi.centre.conversations import Verb
from scapi.namespaces.argument_rules import refused_arguments
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Success
from scapi.workspace.caps import check_text
from scapi.workspace.outbound import Outbound


def handlers(outbound: Outbound, policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def leave(verb: Verb) -> Handler:
        return lambda _, arguments: outbound.leave_record(arguments.optional_text("interactionId"), verb)

    def reschedule(_: Caller, arguments: Arguments) -> Answer:
        return outbound.reschedule(
            arguments.text("interactionId"),
            arguments.number("recordHandle"),
            arguments.text("rescheduleDate"),
            arguments.text("callbackType"),
        )

    def update_fields(caller: Caller, arguments: Arguments) -> Answer:
        changes = arguments.mapping("recordData")
        refused = refused_arguments(policy, "outbound.updateRecordFields", caller.origin, arguments)
        texts = [text for pair in changes.items() for text in pair]
        refused = refused or next((f for text in texts if (f := check_text("recordData", text))), None)
        return refused or outbound.update_fields(arguments.text("interactionId"), changes)

    return {
        "outbound.getCampaigns": lambda _, __: Success(outbound.campaigns()),
        "outbound.getPreviewRecord": lambda _, arguments: outbound.get_preview(arguments.text("campaignName")),
        "outbound.callPreviewRecord": lambda _, arguments: outbound.call_record(
            arguments.text("interactionId"), arguments.number("recordHandle")
        ),
        "outbound.rejectPreviewRecord": leave(Verb.REJECT_RECORD),
        "outbound.cancelPreviewRecord": leave(Verb.CANCEL_RECORD),
        "outbound.startDirectPushPreview": lambda _, __: outbound.direct_push(True),
        "outbound.stopDirectPushPreview": lambda _, __: outbound.direct_push(False),
        "outbound.getListOfCallResults": lambda _, __: Success(outbound.call_results()),
        "outbound.setCallResult": lambda _, arguments: outbound.set_call_result(
            arguments.text("interactionId"), arguments.number("callResult")
        ),
        "outbound.getCallResult": lambda _, arguments: outbound.get_call_result(arguments.text("interactionId")),
        "outbound.setDoNotCall": lambda _, arguments: outbound.set_do_not_call(arguments.text("interactionId"), True),
        "outbound.removeDoNotCall": lambda _, arguments: outbound.set_do_not_call(
            arguments.text("interactionId"), False
        ),
        "outbound.rescheduleRecord": reschedule,
        "outbound.cancelReschedule": lambda _, arguments: outbound.cancel_reschedule(arguments.text("interactionId")),
        "outbound.getChainedRecords": lambda _, arguments: outbound.chained_records(arguments.text("interactionId")),
        "outbound.getRecordFields": lambda _, arguments: outbound.record_fields(arguments.text("interactionId")),
        "outbound.updateRecordFields": update_fields,
    }
