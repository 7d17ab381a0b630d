"""Workspace objects as clients read them: the one place that spells their members.

Source: reference, the type definitions of each namespace, completed by what a real host was seen to send (``parties``
with eight members, ``media`` on the object) and by aliases that clients in the field read. Unknown members are absent.
"""

from __future__ import annotations

from dataclasses import dataclass

from scapi.centre.agents import AgentProfile, AgentState, Medium
from scapi.centre.contacts import Contact
from scapi.centre.conversations import VOICE, Conversation, Party
from scapi.centre.previews import CAPABILITIES, MEDIUM
from scapi.centre.record_fields import wire_value
from scapi.centre.records import OutboundContent
from scapi.values import Json, JsonObject
from scapi.workspace.interactions import Interaction


@dataclass(frozen=True, slots=True)
class CaseView:
    """Which case is selected and which is expanded."""

    selected: str | None = None
    expanded: str | None = None


def agent_object(profile: AgentProfile) -> JsonObject:
    """Type Agent."""
    return {
        "username": profile.username,
        "firstname": profile.first_name,
        "lastname": profile.last_name,
        "employeeId": profile.employee_id,
        "roles": list(profile.roles),
    }


def state_object(state: AgentState) -> JsonObject:
    """Type State."""
    return {"type": state.type.value, "displayName": state.display_name, "operationName": state.operation}


def state_changed(state: AgentState) -> dict[str, Json]:
    """Members of the ``agent`` and ``media`` events that tell a state; ``type`` is an alias of ``mediaState``."""
    data: dict[str, Json] = {
        "eventType": "STATE_CHANGED",
        "mediaState": state.type.value,
        "type": state.type.value,
    }
    if state.has_reason:
        data |= {"reason": state.display_name, "reasonCode": state.code or state.operation}
    return data


def medium_object(medium: Medium) -> JsonObject:
    """Type Media; ``media`` is an alias of ``name``. The Device of the voice medium stands in ``device``."""
    data: dict[str, Json] = {"name": medium.name, "media": medium.name, "state": state_object(medium.state)}
    if medium.number:
        device: dict[str, Json] = {"number": medium.number}
        if medium.dynamic_number:
            device["dynamicPhoneNumber"] = medium.dynamic_number
        data["device"] = device
    return data


def interaction_object(interaction: Interaction, cases: CaseView) -> JsonObject:
    """Type Interaction."""
    conversation = interaction.conversation
    data: dict[str, Json] = {
        "interactionId": interaction.id,
        "caseId": interaction.case_id,
        "parentInteractionId": interaction.parent_id,
        "userData": interaction.user_data,
        "state": conversation.state,
        "previousState": interaction.previous_state,
        "parties": [party_object(party) for party in conversation.parties],
        "interactionUUID": conversation.uuid,
        "isConsultation": conversation.is_consultation,
        "isMainCaseInteraction": interaction.is_main,
        "isCaseSelected": cases.selected == interaction.case_id,
        "isCaseExpanded": cases.expanded == interaction.case_id,
        "media": conversation.media,
        "startDate": round(conversation.started * 1000),
        "endDate": round(conversation.state_since * 1000) if not interaction.live else None,
    }
    if isinstance(conversation.content, OutboundContent):
        data["capabilities"] = capabilities(conversation)
    if conversation.media == MEDIUM:
        data["callType"] = conversation.call_type
        data["startDate"] = None if interaction.live else data["startDate"]
    if conversation.media == VOICE:
        data["callUuid"] = conversation.uuid
        data["direction"] = conversation.direction
        data["callType"] = conversation.call_type
    if conversation.ani is not None:
        data["ani"] = conversation.ani
    if conversation.dnis is not None:
        data["dnis"] = conversation.dnis
    if conversation.recording is not None:
        data["recordingState"] = conversation.recording
    if conversation.rona is not None:
        data["ronaCallState"] = conversation.rona
    if conversation.connection_id is not None:
        data["connId"] = conversation.connection_id
    if conversation.contact is not None:
        data["contact"] = contact_object(conversation.contact)
    return data


def capabilities(conversation: Conversation) -> list[Json]:
    """What clients read of an outbound interaction. Source: reference, "Outbound preview events"."""
    return [name for verb, name in CAPABILITIES.items() if verb in conversation.verbs]


def party_object(party: Party) -> JsonObject:
    """Type Party. A party outside the contact centre has a number and a name, and nothing else to tell."""
    data: dict[str, Json] = {
        "name": party.name,
        "identifier": party.phone_number,
        "phoneNumber": party.phone_number,
        "type": party.type,
    }
    if party.username:
        data |= {
            "username": party.username,
            "firstname": party.first_name,
            "lastname": party.last_name,
            "path": party.path,
        }
    return data


def contact_object(contact: Contact) -> JsonObject:
    """Type Contact."""
    return {
        "displayName": contact.display_name,
        "firstName": contact.first_name,
        "lastName": contact.last_name,
    }


def record_objects(interaction: Interaction, content: OutboundContent) -> list[Json]:
    """The records of a chain; the first one carries the ids of the workspace too.

    Source: reference, the sample of RECORDS_RETRIEVED: dates are ``YYYY-MM-DD HH:MM:SS``, fractions are text.
    """
    ids = {"IW_BundleUid": interaction.bundle_id, "IW_CaseUid": interaction.case_id}
    specs = {spec.name: spec for spec in content.fields}
    return [
        {name: wire_value(specs.get(name), value) for name, value in record.values.items()}
        | (ids if position == 0 else {})
        for position, record in enumerate(content.records)
    ]
