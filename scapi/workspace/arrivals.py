"""What the contact centre tells becomes interactions and events."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scapi.centre.agents import Device, Medium, SipDevice
from scapi.centre.centre_error import CentreError
from scapi.centre.conversations import Conversation, Happening, Notification, State
from scapi.centre.directory import DirectoryEntry
from scapi.centre.port import CampaignChange, CampaignView, CentreView, Clock, Connection, Token
from scapi.centre.records import OutboundContent
from scapi.configuration import Configuration
from scapi.differences import lost_keys, other_keys
from scapi.host import Area, Host
from scapi.replacing import replaced
from scapi.store import Cell, Store
from scapi.values import Json, Seconds
from scapi.workspace.actors import Actor, actor_of
from scapi.workspace.cases import Cases
from scapi.workspace.failures import failure_of
from scapi.workspace.interactions import (
    BUNDLE_KEY,
    CASE_KEY,
    MOST_DELETED,
    DataChange,
    Interaction,
    Interactions,
    remembered,
)
from scapi.workspace.link import CentreLink
from scapi.workspace.presence import Presence
from scapi.workspace.wire import interaction_object, record_objects

Publish = Callable[[str, Json], None]
Changed = Callable[[Interaction], None]

GONE_REMEMBERED = 512
"""Conversations that have been removed and stay so, the last ones."""

RESTORED: Mapping[State, Happening] = {
    State.RINGING: Happening.RINGING,
    State.DIALING: Happening.DIALING,
    State.TALKING: Happening.ESTABLISHED,
    State.HELD: Happening.HELD,
    State.IDLE: Happening.RELEASED,
    State.INVITED: Happening.INVITED,
    State.INVITED_CONFERENCE: Happening.INVITED_CONFERENCE,
    State.ACCEPTED: Happening.ACCEPTED,
    State.CREATED: Happening.CREATED,
    State.PULLED: Happening.PULLED,
    State.SAVED: Happening.IN_WORKBIN,
    State.COMPLETED: Happening.COMPLETED,
    State.ERROR: Happening.ERROR,
    State.JOIN_PENDING: Happening.JOIN_PENDING,
    State.JOIN_FAILED: Happening.JOIN_FAILED,
    State.HISTORY_IN_PROGRESS: Happening.ACCEPTED,
    State.HISTORY_DONE: Happening.NEW_MESSAGE,
    State.PREVIEWING: Happening.PREVIEWING,
    State.REJECTED: Happening.STATE_CHANGE,
    State.CANCELED: Happening.STATE_CHANGE,
}
"""The event that tells a state which was reached while the link was lost."""


class Arrivals:
    """The listener of one workspace at its contact centre."""

    def __init__(
        self,
        host: Host,
        publish: Publish,
        clock: Clock,
        configuration: Configuration,
        link: CentreLink,
        presence: Presence,
        interactions: Interactions,
        cases: Cases,
        store: Store,
        name: str,
    ) -> None:
        self._host = host
        self._publish = publish
        self._clock = clock
        self.configuration = configuration
        self._link = link
        self._presence = presence
        self._interactions = interactions
        self._cases = cases
        self._known: Cell[CentreView] = store.cell(f"known{name}", CentreView, CentreView())
        self._gone: deque[str] = deque(maxlen=GONE_REMEMBERED)
        self._awaited: dict[str, list[Changed]] = {}
        self.when_opened: Changed = lambda _: None
        self.when_removed: Changed = lambda _: None
        self.when_changed: Changed = lambda _: None
        self._after_removal: dict[str, list[Callable[[], None]]] = {}
        self.when_failed: Callable[[Interaction | None, str], None] = lambda _, __: None
        """An operation failed after it had been taken on; the agent is told, with the interaction if it is of one."""

    @property
    def known(self) -> CentreView:
        """What the contact centre has told that is no conversation."""
        return self._known.value

    # ── besides conversations ────────────────────────────────────────────────────────────────────────────────────────

    def connection_changed(self, state: Connection) -> None:
        self._link.changed(state)

    def media_changed(self, media: Sequence[Medium]) -> None:
        changed = {medium.name: medium for medium in media}
        self._know(media=tuple(changed.get(medium.name, medium) for medium in self.known.media))
        self._presence.media_changed(media)
        self._host.changed(Area.AGENT)

    def device_changed(self, device: Device) -> None:
        self._know(device=device)
        self._host.changed(Area.AGENT)

    def mute_changed(self, muted: frozenset[SipDevice]) -> None:
        self._know(muted=muted)
        self._host.changed(Area.CASE)

    def workbin_changed(self, kept: Sequence[Conversation]) -> None:
        self._know(workbin=tuple(kept))
        self._host.changed(Area.WORKBIN)

    def directory_changed(self, entries: Sequence[DirectoryEntry]) -> None:
        self._know(directory=tuple(entries))
        self._host.changed(Area.DIRECTORY)

    def campaign_changed(self, change: CampaignChange, campaigns: Sequence[CampaignView]) -> None:
        self._know(campaigns=tuple(campaigns))
        data: dict[str, Json] = {"eventType": change.event.value, "campaign": change.name}
        if change.mode is not None:
            data["mode"] = change.mode
        self._publish("outbound", data)
        self._host.changed(Area.SIMULATOR)

    # ── conversations ────────────────────────────────────────────────────────────────────────────────────────────────

    def restored(self, view: CentreView, conversations: Sequence[Conversation]) -> None:
        """Everything as it is: what differs from what was known is told, once each."""
        before = {medium.name: medium.state for medium in self.known.media}
        self._known.set(view)
        if before:
            self._presence.media_changed([each for each in view.media if before.get(each.name) != each.state])
        else:
            self._presence.begin()
        there = {conversation.id for conversation in conversations}
        for interaction in self._interactions:
            if interaction.conversation.id not in there:
                self.remove(interaction)
        for conversation in conversations:
            self._restore(conversation)
        for area in (Area.AGENT, Area.INTERACTIONS, Area.CASE, Area.WORKBIN, Area.DIRECTORY, Area.SIMULATOR):
            self._host.changed(area)

    def conversation_changed(self, notification: Notification) -> None:
        conversation, happening = notification.conversation, notification.happening
        known = self._interactions.of_conversation(conversation.id)
        if known is None:
            if happening is Happening.REMOVED or conversation.id in self._gone:
                return
            interaction = self._appear(conversation)
        else:
            interaction = self._follow(known, conversation, actor_of(notification.token))
        if happening is Happening.REMOVED:
            self.remove(interaction)
            return
        self.tell(interaction, happening)
        self._opened(interaction)

    def conversation_updated(self, conversation: Conversation, token: Token = "") -> None:
        known = self._interactions.of_conversation(conversation.id)
        if known is not None:
            interaction = self._follow(known, conversation, actor_of(token))
            self._host.changed(Area.INTERACTIONS, interaction.id)
            self._opened(interaction)

    def operation_failed(self, conversation: str | None, error: CentreError, token: Token) -> None:
        """What had been taken on has failed after all: the clients hear an event, the agent a text."""
        interaction = self._interactions.of_conversation(conversation or "")
        if interaction is not None:
            self._after_removal.pop(interaction.id, None)
            self.tell(interaction, Happening.ERROR.value)
        self.when_failed(interaction, failure_of(error).error)

    def when_known(self, conversation: str, act: Changed) -> None:
        """Calls back with the interaction of a conversation, as soon as it has been told."""
        known = self._interactions.of_conversation(conversation)
        if known is not None:
            act(known)
        else:
            self._awaited.setdefault(conversation, []).append(act)

    def after_removal(self, interaction_id: str, act: Callable[[], None]) -> None:
        """Calls back when an interaction has left the agent, at once when it has already."""
        if self._interactions.get(interaction_id) is None:
            act()
        else:
            self._after_removal.setdefault(interaction_id, []).append(act)

    def remove(self, interaction: Interaction) -> None:
        """An interaction leaves the agent's list."""
        interaction = self._interactions.get(interaction.id) or interaction
        self._gone.append(interaction.conversation.id)
        self._interactions.remove(interaction)
        if interaction.is_main:
            self._promote(interaction.case_id)
        self.tell(interaction, Happening.REMOVED.value)
        self.when_changed(interaction)
        self.when_removed(interaction)
        self._cases.after_removal(interaction)
        for act in self._after_removal.pop(interaction.id, ()):
            act()

    def tell(self, interaction: Interaction, event_type: str) -> None:
        """Publishes an ``interaction`` event."""
        shown = interaction_object(interaction, self._cases.view)
        content = interaction.conversation.content
        if event_type == Happening.RECORDS_RETRIEVED.value and isinstance(content, OutboundContent):
            # Source: reference, the sample: the case of a record that has just come is selected and not expanded.
            shown = {**shown, "chainedRecords": record_objects(interaction, content), "isCaseExpanded": False}
        self._publish("interaction", {"eventType": event_type, "media": interaction.media, "interaction": shown})
        self._host.changed(Area.INTERACTIONS, interaction.id)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _now(self) -> Seconds:
        return self._clock.now()

    def _know(self, **changes: object) -> None:
        self._known.set(replace(self.known, **changes))  # type: ignore[arg-type]

    def _restore(self, conversation: Conversation) -> None:
        known = self._interactions.of_conversation(conversation.id)
        if known is None:
            interaction = self._appear(conversation)
            happening = RESTORED.get(conversation.state)
        else:
            before = known.conversation
            interaction = self._follow(known, conversation, actor_of(""))
            happening = None
            if before.state is not conversation.state:
                happening = RESTORED.get(conversation.state, Happening.UNKNOWN)
            elif before.user_data != conversation.user_data:
                happening = Happening.ATTACHED_DATA_CHANGED
            elif before.parties != conversation.parties:
                happening = Happening.PARTY_CHANGED
            elif before.recording is not conversation.recording:
                happening = Happening.CALL_RECORDING_STATE_CHANGED
        if happening is not None:
            self.tell(interaction, happening)
        self._opened(interaction)

    def _opened(self, interaction: Interaction) -> None:
        """What the agent has opened is selected, and its applications come."""
        if not interaction.opened and interaction.conversation.opened:
            interaction = self._interactions.put(replace(interaction, opened=True))
            self._cases.select(interaction.case_id)
            self.when_opened(interaction)
        self.when_changed(interaction)

    def _appear(self, conversation: Conversation) -> Interaction:
        parent = self._interactions.of_conversation(conversation.parent or "")
        given = conversation.user_data
        case_id, bundle_id = given.get(CASE_KEY), given.get(BUNDLE_KEY)
        if parent is not None:
            case_id, bundle_id = parent.case_id, parent.bundle_id
        case = case_id if isinstance(case_id, str) and case_id else self._host.new_uuid()
        led = any(each.is_main for each in self._interactions.of_case(case))
        # The call of a record stands beside its preview; consultations and answers belong to what they are about.
        belongs = parent is not None and not isinstance(conversation.content, OutboundContent)
        interaction = self._interactions.put(
            Interaction(
                self._interactions.new_id(),
                case,
                bundle_id if isinstance(bundle_id, str) and bundle_id else self._host.new_uuid(),
                conversation,
                self._information(),
                is_main=not conversation.is_consultation and not led,
                parent_id=parent.id if parent is not None and belongs else None,
            )
        )
        self.tell(interaction, "ADDED")
        for act in self._awaited.pop(conversation.id, ()):
            act(interaction)
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

    def _follow(self, known: Interaction, conversation: Conversation, by: Actor) -> Interaction:
        """An interaction as its conversation is now."""
        before = known.conversation
        interaction = self._follow_ids(known, conversation.user_data)
        changes = interaction.changes
        if before.user_data is not conversation.user_data and before.user_data != conversation.user_data:
            changes = self._changes(interaction, conversation.user_data, by)
        previous = interaction.previous_state if before.state is conversation.state else before.state
        return self._interactions.put(
            replaced(interaction, conversation=conversation, changes=changes, previous_state=previous)
        )

    def _follow_ids(self, interaction: Interaction, after: Mapping[str, Json]) -> Interaction:
        """The attached data may move an interaction to another case or bundle.

        Source: reference, "Supporting multiple browser tabs": CASE_ID_CHANGED with both case ids, and
        CASE_OR_BUNDLE_ID_CHANGED for either.
        """
        before = interaction.conversation.user_data
        case_id, bundle_id = after.get(CASE_KEY), after.get(BUNDLE_KEY)
        moved = False
        if isinstance(case_id, str) and case_id not in ("", before.get(CASE_KEY), interaction.case_id):
            interaction = self._move_to_case(interaction, case_id)
            moved = True
        if isinstance(bundle_id, str) and bundle_id not in ("", before.get(BUNDLE_KEY), interaction.bundle_id):
            interaction = self._interactions.put(replace(interaction, bundle_id=bundle_id))
            moved = True
        if moved:
            self.tell(interaction, Happening.CASE_OR_BUNDLE_ID_CHANGED.value)
        return interaction

    def _move_to_case(self, interaction: Interaction, case_id: str) -> Interaction:
        previous = interaction.case_id
        led = any(each.is_main for each in self._interactions.of_case(case_id))
        is_main = not interaction.conversation.is_consultation and not led
        interaction = self._interactions.put(replace(interaction, is_main=is_main, case_id=case_id))
        self._promote(previous)
        self._publish("interaction", {"eventType": "CASE_ID_CHANGED", "caseId": case_id, "previousCaseId": previous})
        self._cases.moved(previous, case_id)
        return interaction

    def _promote(self, case_id: str) -> None:
        """A case that nothing leads: the next interaction that is no consultation does."""
        case = self._interactions.of_case(case_id)
        if any(interaction.is_main for interaction in case):
            return
        for interaction in case:
            if not interaction.conversation.is_consultation:
                self._interactions.put(replace(interaction, is_main=True))
                return

    def _changes(self, interaction: Interaction, after: Mapping[str, Json], by: Actor) -> Mapping[str, DataChange]:
        before = interaction.conversation.user_data
        changes = dict(interaction.changes)
        lost = [key for key in lost_keys(before, after) if before[key] is not None]
        for key in (*lost, *(key for key in other_keys(before, after) if before.get(key) != after[key])):
            changes.pop(key, None)
            changes[key] = DataChange(by, self._now, remembered(before.get(key)), deleted=key not in after)
        gone = [key for key, change in changes.items() if change.deleted] if lost else []
        for key in gone[: max(0, len(gone) - MOST_DELETED)]:
            del changes[key]
        return changes
