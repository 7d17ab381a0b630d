"""The workspace: turns what the contact centre tells into interactions and events, and what the agent and the clients
ask into requests to the contact centre.

The page and the namespaces use the same methods, so that a client can do exactly what the agent can. What is impossible
in a state fails and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from scapi.centre.conversations import VOICE, Contact, Conversation, Happening, Notification, Verb
from scapi.centre.port import CampaignChange, ContactCentre
from scapi.centre.records import OutboundContent
from scapi.commands import Remote, Shared, command
from scapi.configuration import MAIN_SECTION, Configuration
from scapi.host import Area, Host
from scapi.protocol import errors
from scapi.values import DONE, Answer, Failure, Json, JsonObject, Outcome, Seconds, Success, when_answered
from scapi.workspace.cases import Cases
from scapi.workspace.interactions import (
    AGENT,
    BUNDLE_KEY,
    CASE_KEY,
    CENTRE,
    SYSTEM_KEYS,
    Actor,
    DataChange,
    Interaction,
    Interactions,
)
from scapi.workspace.presence import Presence
from scapi.workspace.wire import interaction_object, record_objects

Publish = Callable[[str, Json], None]


class Connection(StrEnum):
    """State of the link to the contact centre; the first is never told in an event."""

    CONNECTED = "CONNECTED"
    DISCONNECTED = "DISCONNECTED"
    RECONNECTED = "RECONNECTED"
    DOWN = "DOWN"


class Workspace:
    """One agent's session. Listens to its contact centre."""

    def __init__(self, host: Host, centre: ContactCentre, configuration: Configuration, publish: Publish) -> None:
        self._host = host
        self._publish = publish
        self.centre = centre
        self.configuration = configuration
        self.connection = Connection.CONNECTED
        self.shared = Shared()
        self.presence = Presence(centre, publish, self.shared)
        self.interactions = Interactions()
        self.cases = Cases(self.interactions, publish)
        self.when_opened: Callable[[Interaction], None] = lambda _: None
        self.when_removed: Callable[[Interaction], None] = lambda _: None
        self.when_changed: Callable[[Interaction], None] = lambda _: None
        self._writer: Actor = CENTRE
        centre.listen(self)

    @property
    def now(self) -> Seconds:
        """The contact centre's clock."""
        return self.centre.now()

    # ── what the contact centre tells ────────────────────────────────────────────────────────────────────────────────

    def media_changed(self, names: Sequence[str]) -> None:
        self.presence.media_changed(names)
        self._host.changed(Area.AGENT)

    def conversation_changed(self, notification: Notification) -> None:
        conversation = notification.conversation
        interaction = self.interactions.of_conversation(conversation.id)
        if interaction is None:
            if notification.happening is Happening.REMOVED:
                return
            interaction = self._appear(notification)
        else:
            self._follow_ids(interaction, conversation.user_data)
            self._note_changes(interaction, conversation.user_data)
            if interaction.state is not conversation.state:
                interaction.previous_state = interaction.state
            interaction.conversation = conversation
        if notification.happening is Happening.REMOVED:
            self._remove(interaction)
            return
        opens = not interaction.opened and conversation.opened
        self._tell(interaction, notification.happening.value)
        if opens:
            interaction.opened = True
            self.cases.select(interaction.case_id)
            self.when_opened(interaction)
        self.when_changed(interaction)

    def conversation_updated(self, conversation: Conversation) -> None:
        interaction = self.interactions.of_conversation(conversation.id)
        if interaction is not None:
            self._note_changes(interaction, conversation.user_data)
            interaction.conversation = conversation
            self._host.changed(Area.INTERACTIONS)

    def campaign_changed(self, change: CampaignChange) -> None:
        data: dict[str, Json] = {"eventType": change.event.value, "campaign": change.name}
        if change.mode is not None:
            data["mode"] = change.mode
        self._publish("outbound", data)
        self._host.changed(Area.SIMULATOR)

    def _appear(self, notification: Notification) -> Interaction:
        conversation = notification.conversation
        parent = self.interactions.of_conversation(conversation.parent or "")
        given = conversation.user_data
        case_id, bundle_id = given.get(CASE_KEY), given.get(BUNDLE_KEY)
        if parent is not None:
            case_id, bundle_id = parent.case_id, parent.bundle_id
        interaction = Interaction(
            self.interactions.new_id(),
            case_id if isinstance(case_id, str) and case_id else self._host.new_uuid(),
            bundle_id if isinstance(bundle_id, str) and bundle_id else self._host.new_uuid(),
            conversation,
            self._information(),
        )
        # The call of a record stands beside its preview; consultations and answers belong to what they are about.
        if parent is not None and not isinstance(conversation.content, OutboundContent):
            interaction.parent_id = parent.id
        interaction.is_main = not conversation.is_consultation and not self.interactions.of_case(interaction.case_id)
        self.interactions.add(interaction)
        self._tell(interaction, "ADDED")
        return interaction

    def _information(self) -> Mapping[str, Json]:
        """What the workspace attaches of its own configuration, as a real host was seen to."""
        read = self.configuration.value
        options = ("interaction.case-data.header-foreground-color", "interaction.case-data.frame-color")
        shown = {f"Option.{name}": read(name) for name in options if self.configuration.option(name) is not None}
        return {
            "DispositionCode.Label": read("interaction.disposition.name", "DispositionCode"),
            "DispositionCode.Key": read("interaction.disposition.key-name", "DispositionCode"),
            "CaseDataBusinessAttribute": read("interaction.case-data.format-business-attribute", "CaseData"),
            **shown,
        }

    def _follow_ids(self, interaction: Interaction, after: Mapping[str, Json]) -> None:
        """The contact centre may move an interaction to another case or bundle by its attached data.

        Source: reference, "Supporting multiple browser tabs": CASE_ID_CHANGED with both case ids.
        """
        before = interaction.conversation.user_data
        case_id, bundle_id = after.get(CASE_KEY), after.get(BUNDLE_KEY)
        if isinstance(case_id, str) and case_id and case_id != before.get(CASE_KEY):
            self._move_to_case(interaction, case_id)
        if (
            isinstance(bundle_id, str)
            and bundle_id
            and bundle_id not in (before.get(BUNDLE_KEY), interaction.bundle_id)
        ):
            interaction.bundle_id = bundle_id
            self._tell(interaction, Happening.CASE_OR_BUNDLE_ID_CHANGED.value)

    def _move_to_case(self, interaction: Interaction, case_id: str) -> None:
        previous = interaction.case_id
        if case_id == previous:
            return
        interaction.is_main = interaction.is_main and not self.interactions.of_case(case_id)
        interaction.case_id = case_id
        self._promote_unless_led(previous)
        self._publish("interaction", {"eventType": "CASE_ID_CHANGED", "caseId": case_id, "previousCaseId": previous})
        self.cases.moved(previous, case_id)

    def _promote_unless_led(self, case_id: str) -> None:
        if not any(interaction.is_main for interaction in self.interactions.of_case(case_id)):
            self._promote(case_id)

    def _note_changes(self, interaction: Interaction, after: Mapping[str, Json]) -> None:
        before = interaction.conversation.user_data
        for key in {**before, **after}:
            if before.get(key) != after.get(key):
                change = DataChange(self._writer, self.now, before.get(key), deleted=key not in after)
                interaction.changes[key] = change

    def _tell(self, interaction: Interaction, event_type: str) -> None:
        shown = interaction_object(interaction, self.cases.view)
        content = interaction.conversation.content
        if event_type == Happening.RECORDS_RETRIEVED.value and isinstance(content, OutboundContent):
            shown = {**shown, "chainedRecords": record_objects(interaction, content)}
        self._publish("interaction", {"eventType": event_type, "media": interaction.media, "interaction": shown})
        self._host.changed(Area.INTERACTIONS)

    # ── interactions ─────────────────────────────────────────────────────────────────────────────────────────────────

    def interaction_objects(self) -> Json:
        return [interaction_object(interaction, self.cases.view) for interaction in self.interactions]

    def interaction_object(self, interaction: Interaction) -> JsonObject:
        return interaction_object(interaction, self.cases.view)

    def overrides(self, interaction: Interaction) -> Mapping[str, str]:
        """The options that a routing strategy overrides for an interaction, as ``section/option``.

        The option ``interaction.override-option-key`` names the key of the attached data that names the transaction.
        """
        key = self.configuration.value("interaction.override-option-key", "IW_OverrideOptions")
        transaction = interaction.conversation.user_data.get(key)
        return self.centre.transactions().get(transaction, {}) if isinstance(transaction, str) else {}

    def option_of(self, interaction: Interaction, name: str) -> str:
        """An option of the main section as a routing strategy may override it for an interaction."""
        overrides = self.overrides(interaction)
        overridden = overrides.get(name, overrides.get(f"{MAIN_SECTION}/{name}"))
        return self.configuration.value(name) if overridden is None else overridden

    def selected_interaction(self) -> Interaction | None:
        """The interaction that the agent looks at: the main one of the selected case."""
        selected = self.cases.selected
        return None if selected is None else next(iter(self.interactions.of_case(selected)), None)

    @command
    def accept(self, interaction_id: str) -> Answer:
        """Accepts what rings or invites."""
        return self._accept_or_reject(interaction_id, Verb.ANSWER, Verb.ACCEPT, "accepted")

    @command
    def reject(self, interaction_id: str) -> Answer:
        """Rejects what rings or invites."""
        return self._accept_or_reject(interaction_id, Verb.REJECT, Verb.REJECT, "rejected")

    @command
    def set_user_data(self, interaction_id: str, pairs: JsonObject, by: Actor = AGENT) -> Answer:
        """Sets attached data on a live interaction."""
        interaction = self._live(interaction_id, "changed")
        if isinstance(interaction, Failure):
            return interaction
        for key in pairs:
            if key in SYSTEM_KEYS:
                return Failure(errors.key_not_writable(key))
        if not pairs:
            return DONE
        return self.written(by, lambda: self.centre.set_user_data(interaction.conversation.id, pairs))

    @command
    def delete_user_data(self, interaction_id: str, key: str, by: Actor = AGENT) -> Answer:
        """Deletes one key; a key that is not there is as good as deleted."""
        interaction = self._live(interaction_id, "changed")
        if isinstance(interaction, Failure):
            return interaction
        if key in SYSTEM_KEYS:
            return Failure(errors.key_not_writable(key))
        if key not in interaction.conversation.user_data:
            return DONE
        return self.written(by, lambda: self.centre.delete_user_data(interaction.conversation.id, key))

    @command
    def assign_contact(self, interaction_id: str, contact: Contact | None) -> Answer:
        """Says who the customer of a live interaction is; ``None`` is nobody known."""
        interaction = self._live(interaction_id, "given a contact")
        if isinstance(interaction, Failure):
            return interaction
        return self.centre.assign_contact(interaction.conversation.id, contact)

    @command
    def mark_done(self, interaction_id: str, *, despite_blocks: bool = False) -> Answer:
        """Closes an ended interaction; the warnings of applications that block come first."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if Verb.MARK_DONE not in interaction.conversation.verbs:
            return Failure(errors.wrong_state("marked done", interaction.state.value))
        blocks = self.blocks_of(interaction)
        if blocks and not despite_blocks:
            return Failure(errors.mark_done_blocked(blocks.values()))
        answer = self.centre.complete(interaction.conversation.id)

        def completed(outcome: Outcome) -> None:
            if isinstance(outcome, Success) and self.interactions.get(interaction.id) is interaction:
                if interaction.conversation.capabilities is not None:
                    interaction.conversation = replace(interaction.conversation, capabilities=())
                self._remove(interaction)
                self._tell_mark_done(interaction, "DONE")

        when_answered(answer, completed)
        return answer

    def blocks_of(self, interaction: Interaction) -> Mapping[str, str]:
        """The warnings of the applications that block mark done, by origin; with a call, those of its preview too."""
        preview = self.interactions.of_conversation(interaction.conversation.parent or "")
        goes_along = preview is not None and isinstance(interaction.conversation.content, OutboundContent)
        return {**(preview.blocks if preview is not None and goes_along else {}), **interaction.blocks}

    @command
    def block_mark_done(self, interaction_id: str, warning: str, origin: str) -> Answer:
        """Keeps an interaction from being marked done; each origin has one block, which it may change."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        interaction.blocks[origin] = warning
        self._tell_mark_done(interaction, "BLOCKED")
        return DONE

    @command
    def unblock_mark_done(self, interaction_id: str, origin: str) -> Answer:
        """Lifts the block of an origin; one that is not there is as good as lifted."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if interaction.blocks.pop(origin, None) is not None:
            self._tell_mark_done(interaction, "UNBLOCKED")
        return DONE

    def lift_blocks_of(self, origin: str) -> None:
        """An application is gone for good: what it blocked is free again."""
        for interaction in self.interactions:
            self.unblock_mark_done(interaction.id, origin)

    @command
    def select_case(self, case_id: str) -> Answer:
        """Selects and expands a case."""
        if not self.interactions.of_case(case_id):
            return Failure(errors.CASE_NOT_FOUND)
        self.cases.select(case_id)
        self._host.changed(Area.INTERACTIONS)
        return DONE

    @command
    def create_email(self, to: str, user_data: JsonObject) -> Answer:
        """Opens a new outgoing e-mail."""
        answer = self.centre.create_email(to.strip(), user_data)
        return DONE if isinstance(answer, Success) else answer

    def clear(self) -> None:
        """Removes every interaction, as at the end of a session; ids start again, and the link is up again."""
        for interaction in self.interactions:
            self._remove(interaction)
        self.interactions = Interactions()
        self.cases = Cases(self.interactions, self._publish)
        if self.connection in (Connection.DISCONNECTED, Connection.DOWN):
            self.set_connection(Connection.RECONNECTED)
        self.connection = Connection.CONNECTED

    def set_connection(self, state: Connection) -> None:
        """The link to the contact centre changed. Source: reference, system event REALTIME_CONNECTION."""
        self.connection = state
        self._publish("system", {"eventType": "REALTIME_CONNECTION", "state": state.value})
        self._host.changed(Area.CONNECTION)

    # ── tabs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def remote(self) -> Remote | None:
        return self.shared.remote

    def share(self, shared: Shared) -> None:
        """Joins the tabs of a session."""
        self.shared = shared
        self.presence.share(shared)

    def export(self) -> object:
        """What the agent sees, for another tab of the session."""
        return self.interactions.export(), self.cases.export(), self.presence.export(), self.connection

    def restore(self, state: Any) -> None:
        """Shows what another tab showed."""
        interactions, cases, presence, self.connection = state
        self.interactions.restore(interactions)
        self.cases.restore(cases)
        self.presence.restore(presence)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def found(self, interaction_id: str) -> Interaction | Failure:
        """The interaction, or the failure that says there is none."""
        return self.interactions.get(interaction_id) or Failure(errors.INTERACTION_NOT_FOUND)

    def able(self, interaction_id: str, verb: Verb, participle: str) -> Interaction | Failure:
        """The interaction, when this can be done to it now; the participle names it in the failure."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Interaction) and verb not in interaction.conversation.verbs:
            return Failure(errors.wrong_state(participle, interaction.state.value))
        return interaction

    def _live(self, interaction_id: str, verb: str) -> Interaction | Failure:
        interaction = self.found(interaction_id)
        if isinstance(interaction, Interaction) and not interaction.live:
            return Failure(errors.wrong_state(verb, interaction.state.value))
        return interaction

    def _accept_or_reject(self, interaction_id: str, of_call: Verb, of_media: Verb, participle: str) -> Answer:
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        calls = interaction.media == VOICE
        verb, act = (of_call, self.centre.call) if calls else (of_media, self.centre.act)
        if verb not in interaction.conversation.verbs:
            return Failure(errors.wrong_state(participle, interaction.state.value))
        return act(interaction.conversation.id, verb)

    def written(self, by: Actor, write: Callable[[], Answer]) -> Answer:
        """Runs a write so that the change that comes of it is noted as this actor's."""
        self._writer = by
        try:
            return write()
        finally:
            self._writer = CENTRE

    def _remove(self, interaction: Interaction) -> None:
        self.interactions.remove(interaction)
        if interaction.is_main:
            self._promote(interaction.case_id)
        self._tell(interaction, "REMOVED")
        self.when_changed(interaction)
        self.when_removed(interaction)
        self.cases.after_removal(interaction)

    def _promote(self, case_id: str) -> None:
        """The main interaction of a case has gone: the next one that is no consultation takes its place."""
        for interaction in self.interactions.of_case(case_id):
            if not interaction.conversation.is_consultation:
                interaction.is_main = True
                return

    def _tell_mark_done(self, interaction: Interaction, event_type: str) -> None:
        """The members of the markdone event are decided here; the reference names the event only."""
        data = {"eventType": event_type, "interactionId": interaction.id, "caseId": interaction.case_id}
        self._publish("markdone", data)
        self._host.changed(Area.INTERACTIONS)
