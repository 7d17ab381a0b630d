"""Outbound: what the agent and the clients do with campaigns and records. Source: reference, "Outbound Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.acts import (
    Act,
    CallRecord,
    CancelReschedule,
    GetPreview,
    Reschedule,
    SetCallResult,
    SetDoNotCall,
    Step,
    UpdateFields,
)
from scapi.centre.conversations import Verb
from scapi.centre.port import CampaignView
from scapi.centre.record_fields import field_object
from scapi.centre.records import CALL_RESULTS, CallbackType, OutboundContent
from scapi.commands import command
from scapi.protocol import errors
from scapi.values import Answer, Failure, Json, JsonObject, Outcome, Success, member
from scapi.workspace.interactions import Interaction
from scapi.workspace.part import Part
from scapi.workspace.wire import record_objects


def campaign_object(campaign: CampaignView) -> JsonObject:
    """A campaign; its members are decided here, after those of Genesys Web Services."""
    return {
        "name": campaign.name,
        "description": campaign.description,
        "mode": campaign.mode,
        "state": "Started" if campaign.started else "Loaded",
        "groupName": campaign.group_name,
        "applicationId": campaign.application_id,
    }


class Outbound(Part):
    """Acts on the previews and calls of one workspace."""

    def campaigns(self) -> Json:
        return [campaign_object(campaign) for campaign in self.core.arrivals.known.campaigns]

    def call_results(self) -> Json:
        return dict(CALL_RESULTS)

    @command
    def get_preview(self, campaign: str) -> Answer:
        """Asks for a record; it arrives as an interaction."""
        return self.core.link.open(GetPreview(campaign))

    @command
    def call_record(self, interaction_id: str, handle: float) -> Answer:
        """Dials a record of a preview."""
        return self._do(interaction_id, CallRecord(handle))

    @command
    def leave_record(self, interaction_id: str | None, verb: Verb) -> Answer:
        """Rejects or cancels a record; without an id, that of the one open preview."""
        if interaction_id is None:
            open_ones = [each for each in self.core.interactions if verb in each.conversation.verbs]
            if len(open_ones) != 1:
                return Failure(errors.CHOOSE_PREVIEW)
            interaction_id = open_ones[0].id
        return self._do(interaction_id, Step(verb))

    @command
    def direct_push(self, start: bool) -> Answer:
        """Asks for direct push preview records, or for no more of them."""
        return self.core.link.direct_push(start)

    @command
    def set_call_result(self, interaction_id: str, result: float) -> Answer:
        """Only on a record with an active or completed call."""
        return self._do(interaction_id, SetCallResult(result))

    @command
    def set_do_not_call(self, interaction_id: str, value: bool) -> Answer:
        """Only on a record with an active or completed call."""
        return self._do(interaction_id, SetDoNotCall(value))

    @command
    def reschedule(self, interaction_id: str, handle: float, date: str, kind: str) -> Answer:
        """On a record that the agent has: not one that is merely offered, nor one that was given up (decided here)."""
        callback = member(CallbackType, kind)
        if callback is None:
            return Failure(errors.bad_value("callbackType", " or ".join(CallbackType)))
        return self._do(interaction_id, Reschedule(handle, date, callback))

    @command
    def cancel_reschedule(self, interaction_id: str) -> Answer:
        return self._do(interaction_id, CancelReschedule())

    @command
    def update_fields(self, interaction_id: str, changes: JsonObject) -> Answer:
        """Changes fields of the record that is called; all of them or none."""
        return self._do(interaction_id, UpdateFields(changes))

    def get_call_result(self, interaction_id: str) -> Answer:
        """The number that was set, ``null`` when none was (decided here)."""

        def read(_: Interaction, content: OutboundContent) -> Outcome:
            return Success(null=True) if content.result is None else Success(content.result)

        return self._read(interaction_id, read)

    def chained_records(self, interaction_id: str) -> Answer:
        """``[{records: [...]}]``, as far as the reference's sample can be read."""

        def read(interaction: Interaction, content: OutboundContent) -> Outcome:
            return Success([{"records": record_objects(interaction, content)}])

        return self._read(interaction_id, read)

    def record_fields(self, interaction_id: str) -> Answer:
        def read(_: Interaction, content: OutboundContent) -> Outcome:
            values = content.active_record.values
            return Success([field_object(spec, values.get(spec.name)) for spec in content.fields])

        return self._read(interaction_id, read)

    def _do(self, interaction_id: str, act: Act) -> Answer:
        """Of outbound interactions only."""
        interaction = self._outbound(interaction_id)
        return interaction if isinstance(interaction, Failure) else self.core.link.do(interaction, act)

    def _read(self, interaction_id: str, read: Callable[[Interaction, OutboundContent], Outcome]) -> Outcome:
        interaction = self._outbound(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        content = interaction.conversation.content
        return read(interaction, content) if isinstance(content, OutboundContent) else Failure(errors.NOT_OUTBOUND)

    def _outbound(self, interaction_id: str) -> Interaction | Failure:
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        is_outbound = isinstance(interaction.conversation.content, OutboundContent)
        return interaction if is_outbound else Failure(errors.NOT_OUTBOUND)
