"""A copyable example of each request: the arguments with which it is seen to succeed, as code of a client app."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from scapi.protocol.request_table import Request

GIVEN: Mapping[str, Sequence[Any]] = {
    "configuration.getOption": (["interaction.disposition.*", "voice.auto-answer"],),
    "configuration.getContextualOption": ("interaction.case-data.frame-color", "$it"),
    "email.create": ("priya.raman@mail.example", {"OrderId": "20418"}),
    "interaction.getByBundleId": ("$bundle",),
    "interaction.setUserData": ("$it", {"Segment": "Gold", "OrderId": "20418"}),
    "interaction.blockMarkdone": ("$it", "Choose a disposition first."),
    "interaction.singleStepTransfer": ("$it", {"type": "AGENT", "destination": "SIP_5001"}, {"Reason": "Billing"}),
    "interaction.singleStepConference": ("$it", {"type": "AGENT", "destination": "SIP_5001"}),
    "interaction.consult": ("$it", {"type": "AGENT", "destination": "SIP_5001"}),
    "messenger.broadcastMessage": ("orders", {"orderId": "20418", "status": "shipped"}),
    "outbound.rescheduleRecord": ("$it", "$handle", "6/5/2027 9:07", "PERSONAL"),
    "outbound.updateRecordFields": ("$it", {"GSW_FROM": "09:15", "GSW_PHONE_TYPE": 4}),
    "system.popupToast": (
        {
            "title": "Order 20418 has been shipped",
            "iconUrl": "https://crm.example/icon.png",
            "message": "The customer has been told.",
            "keyValues": {"Carrier": "Nordpost"},
            "buttons": ["Open", "Later"],
            "autoCloseTimeout": 20000,
        },
    ),
    "system.updateToast": ("$toast", {"message": "Delivered.", "buttons": ["Close"]}),
    "system.openDialog": (
        "https://crm.example/form?dialogId=$Dialog.Id$",
        {"label": "New order", "width": "40%", "height": "430px"},
    ),
    "system.updateViewInApplicationMenuBar": (
        {"name": "orders", "label": "3 orders", "labelColor": "#FFFFFF", "backgroundColor": "#0B5CAB"},
    ),
    "voice.dial": ("5001", {"OrderId": "20418"}),
    "voice.dialEx": ("5001", {"OrderId": "20418"}, {"AnswerTime": "9"}),
}
"""Arguments that say more than those of the catalogue, in the same situation."""
VARIABLES: Mapping[str, str] = {
    "it": "interactionId",
    "case": "caseId",
    "other-case": "caseId",
    "bundle": "bundleId",
    "handle": "recordHandle",
    "toast": "toastId",
    "dialog": "dialogId",
}
"""What an example calls that which the situation before it has made."""
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")
_WIDE = 100


def code(request: Request, arguments: Sequence[Any], has_result: bool) -> str:
    """The call as a client writes it."""
    given = ", ".join(_literal(argument) for argument in arguments)
    if request.in_library:
        asked = f"{request.name}({given})"
    else:
        asked = f'sendMessage({{ request: "{request.name}", parameters: [{given}] }})'
    line = f"{'const { data } = ' if has_result else ''}await {asked};"
    if len(line) > _WIDE and len(arguments) == 1 and isinstance(arguments[0], Mapping) and request.in_library:
        members = "".join(f"  {_key(key)}: {_literal(value)},\n" for key, value in arguments[0].items())
        return f"{line.partition('(')[0]}({{\n{members}}});"
    return line


def _literal(value: Any) -> str:
    if isinstance(value, str) and value.startswith("$") and value[1:] in VARIABLES:
        return VARIABLES[value[1:]]
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{_key(key)}: {_literal(item)}" for key, item in value.items()) + " }" if value else "{}"
        )
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else json.dumps(name)
