"""Outbound: what the agent and the clients do with campaigns and records. Source: reference, "Outbound Namespace"."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.conversations import State, Verb
from scapi.centre.port import CampaignView
from scapi.centre.record_fields import field_object
from scapi.centre.records import CALL_RESULTS, CallbackType, OutboundContent
from scapi.commands import Remote, command
from scapi.protocol import errors
from scapi.values import Answer, Failure, Json, JsonObject, Outcome, Success, member
from scapi.workspace.interactions import Interaction
from scapi.workspace.wire import record_objects
from scapi.workspace.workspace import Workspace

NOT_IN_HAND = frozenset({State.INVITED, State.REJECTED, State.CANCELED})
"""States in which the agent does not have the record: it is only offered, or was given up."""


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


class Outbound:
    """Acts on the previews and calls of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def remote(self) -> Remote | None:
        return self._workspace.remote

    def campaigns(self) -> Json:
        return [campaign_object(campaign) for campaign in self._workspace.centre.campaigns()]

    @command
    def get_preview(self, campaign: str) -> Answer:
        """Asks for a record; it arrives as an interaction."""
        return self._workspace.centre.get_preview(campaign)

    @command
    def call_record(self, interaction_id: str, handle: float) -> Answer:
        """Dials a record of a preview."""

        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            if Verb.CALL_RECORD not in interaction.conversation.verbs:
                return Failure(errors.wrong_state("called", interaction.state.value))
            return self._workspace.centre.call_record(interaction.conversation.id, handle)

        return self._record(interaction_id, act)

    @command
    def leave_record(self, interaction_id: str | None, verb: Verb, participle: str) -> Answer:
        """Rejects or cancels a record; without an id, that of the one open preview."""
        if interaction_id is None:
            open_ones = [each for each in self._workspace.interactions if verb in each.conversation.verbs]
            if len(open_ones) != 1:
                return Failure(errors.CHOOSE_PREVIEW)
            interaction_id = open_ones[0].id

        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            if verb not in interaction.conversation.verbs:
                return Failure(errors.wrong_state(participle, interaction.state.value))
            return self._workspace.centre.act(interaction.conversation.id, verb)

        return self._record(interaction_id, act)

    @command
    def direct_push(self, start: bool) -> Answer:
        """Asks for direct push preview records, or for no more of them."""
        return self._workspace.centre.direct_push(start)

    def call_results(self) -> Json:
        return dict(CALL_RESULTS)

    @command
    def set_call_result(self, interaction_id: str, result: float) -> Answer:
        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            return self._workspace.centre.set_call_result(interaction.conversation.id, result)

        return self._called(interaction_id, "given a call result", act)

    def get_call_result(self, interaction_id: str) -> Answer:
        """The number that was set, ``null`` when none was (decided here)."""

        def act(_: Interaction, content: OutboundContent) -> Outcome:
            return Success(null=True) if content.result is None else Success(content.result)

        return self._record(interaction_id, act)

    @command
    def set_do_not_call(self, interaction_id: str, value: bool) -> Answer:
        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            return self._workspace.centre.set_do_not_call(interaction.conversation.id, value)

        return self._called(interaction_id, "marked do not call", act)

    @command
    def reschedule(self, interaction_id: str, handle: float, date: str, kind: str) -> Answer:
        callback = member(CallbackType, kind)
        if callback is None:
            return Failure(errors.bad_value("callbackType", " or ".join(CallbackType)))

        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            return self._workspace.centre.reschedule(interaction.conversation.id, handle, date, callback)

        return self._in_hand(interaction_id, "rescheduled", act)

    @command
    def cancel_reschedule(self, interaction_id: str) -> Answer:
        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            return self._workspace.centre.cancel_reschedule(interaction.conversation.id)

        return self._in_hand(interaction_id, "rescheduled", act)

    def chained_records(self, interaction_id: str) -> Answer:
        """``[{records: [...]}]``, as far as the reference's sample can be read."""

        def act(interaction: Interaction, content: OutboundContent) -> Outcome:
            return Success([{"records": record_objects(interaction, content)}])

        return self._record(interaction_id, act)

    def record_fields(self, interaction_id: str) -> Answer:
        def act(_: Interaction, content: OutboundContent) -> Outcome:
            values = content.active_record.values
            return Success([field_object(spec, values.get(spec.name)) for spec in content.fields])

        return self._record(interaction_id, act)

    @command
    def update_fields(self, interaction_id: str, changes: JsonObject) -> Answer:
        def act(interaction: Interaction, _: OutboundContent) -> Answer:
            return self._workspace.centre.update_fields(interaction.conversation.id, changes)

        return self._in_hand(interaction_id, "changed", act)

    def _record(self, interaction_id: str, act: Callable[[Interaction, OutboundContent], Answer]) -> Answer:
        interaction = self._workspace.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        content = interaction.conversation.content
        if not isinstance(content, OutboundContent):
            return Failure(errors.NOT_OUTBOUND)
        return act(interaction, content)

    def _called(
        self, interaction_id: str, participle: str, act: Callable[[Interaction, OutboundContent], Answer]
    ) -> Answer:
        """Only on a record with an active or completed call."""

        def checked(interaction: Interaction, content: OutboundContent) -> Answer:
            if not content.called:
                return Failure(errors.wrong_state(participle, interaction.state.value))
            return act(interaction, content)

        return self._in_hand(interaction_id, participle, checked)

    def _in_hand(
        self, interaction_id: str, participle: str, act: Callable[[Interaction, OutboundContent], Answer]
    ) -> Answer:
        """Only on a record that the agent has: not one that is merely offered, nor one that was given up.

        Decided here; the reference asks for a call only of results and do-not-call marks.
        """

        def checked(interaction: Interaction, content: OutboundContent) -> Answer:
            if interaction.state in NOT_IN_HAND:
                return Failure(errors.wrong_state(participle, interaction.state.value))
            return act(interaction, content)

        return self._record(interaction_id, checked)
