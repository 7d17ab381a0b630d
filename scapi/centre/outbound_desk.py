"""The simulator's outbound side: campaigns, previews of their records, and the calls made of them.

Source: reference, "Outbound preview events" (the order of events is the table's, see :mod:`scapi.centre.outbound`) and
"Outbound Namespace".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scapi.centre import outbound
from scapi.centre.board import Board
from scapi.centre.call_desk import CallDesk
from scapi.centre.campaigns import Campaign, CampaignSpec, build_chains, record_fields, sample_campaign
from scapi.centre.conversations import CallType, Conversation, Direction, Happening, Party, State, Verb
from scapi.centre.port import CampaignChange, CampaignEvent
from scapi.centre.record_fields import FieldError, checked_changes
from scapi.centre.records import CALL_RESULTS, CallbackType, CampaignMode, OutboundContent, Record, Schedule
from scapi.centre.schedule import schedule_time
from scapi.protocol import errors
from scapi.values import DONE, Failure, Json, JsonObject, Outcome, Success

FIRST_HANDLE = 283
RESULT = "GSW_CALL_RESULT"


class OutboundDesk:
    """Offers records, calls them and keeps what the agent decides about them."""

    def __init__(self, board: Board, calls: CallDesk) -> None:
        self._board = board
        self._calls = calls
        self.campaigns: dict[str, Campaign] = {}
        self.direct_push = True
        self._next_handle = FIRST_HANDLE
        self.begin()

    def begin(self) -> None:
        """The scenario's start; campaigns that it has loaded are there without an event."""
        self.campaigns.clear()
        self.direct_push = True
        self._next_handle = FIRST_HANDLE
        for spec in self._board.scenario.campaigns:
            if spec.loaded:
                self._load(spec, spec.mode).started = spec.started

    # ── campaigns ────────────────────────────────────────────────────────────────────────────────────────────────────

    def load(self, name: str, mode: str | None) -> None:
        """Loads a campaign; a name that the scenario does not have gets a sample list."""
        specs = {spec.name: spec for spec in self._board.scenario.campaigns}
        spec = specs.get(name) or sample_campaign(name, mode or CampaignMode.PULL_PREVIEW.value)
        self._load(spec, mode or spec.mode)
        self._tell(CampaignEvent.LOADED, name)

    def start(self, name: str, mode: str | None) -> Outcome:
        campaign = self.campaigns.get(name)
        if campaign is None:
            return Failure(errors.CAMPAIGN_NOT_FOUND)
        campaign.started = True
        campaign.mode = mode or campaign.mode
        self._tell(CampaignEvent.STARTED, name, campaign.mode)
        return DONE

    def stop(self, name: str) -> Outcome:
        campaign = self.campaigns.get(name)
        if campaign is None:
            return Failure(errors.CAMPAIGN_NOT_FOUND)
        campaign.started = False
        self._tell(CampaignEvent.STOPPED, name)
        return DONE

    def unload(self, name: str) -> Outcome:
        if self.campaigns.pop(name, None) is None:
            return Failure(errors.CAMPAIGN_NOT_FOUND)
        self._tell(CampaignEvent.UNLOADED, name)
        return DONE

    # ── records come ─────────────────────────────────────────────────────────────────────────────────────────────────

    def pull(self, name: str) -> Outcome:
        """The agent asks for a record; it arrives as a preview."""
        chain = self._next_chain(name, CampaignMode.PULL_PREVIEW)
        if isinstance(chain, Failure):
            return chain
        preview = self._preview(self.campaigns[name], CampaignMode.PULL_PREVIEW, chain)
        preview = replace(preview, state=State.PREVIEWING, opened=True, capabilities=outbound.PREVIEWING)
        self._show(preview, Happening.PREVIEWING)
        return Success(preview.id)

    def push(self, name: str, *, direct: bool | None = None) -> Outcome:
        """The contact centre offers a record; the agent is invited. The campaign's mode says whether directly."""
        if direct is None:
            campaign = self.campaigns.get(name)
            direct = campaign is not None and campaign.acted_on is CampaignMode.DIRECT_PUSH_PREVIEW
        mode = CampaignMode.DIRECT_PUSH_PREVIEW if direct else CampaignMode.PUSH_PREVIEW
        if direct and not self.direct_push:
            return Failure("The agent has stopped direct push preview.")
        chain = self._next_chain(name)
        if isinstance(chain, Failure):
            return chain
        preview = replace(self._preview(self.campaigns[name], mode, chain), capabilities=outbound.INVITED)
        return Success(self.tell(preview, Happening.INVITED).id)

    # ── what the agent does with a preview ───────────────────────────────────────────────────────────────────────────

    def act(self, preview: Conversation, verb: Verb) -> Outcome:
        """Accepts, rejects or cancels; calling a record is :meth:`call`."""
        if verb not in preview.verbs:
            return Failure(errors.wrong_state(_PARTICIPLES.get(verb, verb.value), preview.state.value))
        content = _content(preview)
        if verb is Verb.ACCEPT:
            moved = replace(preview, state=State.PREVIEWING, opened=True, capabilities=outbound.PREVIEWING)
            self._show(replace(moved, state_since=self._board.now()), Happening.PREVIEWING)
        elif verb is Verb.REJECT:
            self._give_back(content)
            gone = replace(preview, state=State.REJECTED, capabilities=outbound.NONE, state_since=self._board.now())
            self.tell(gone, Happening.REMOVED)
        else:
            rejected = verb is Verb.REJECT_RECORD
            if rejected:
                self._give_back(content)
            state = State.REJECTED if rejected else State.CANCELED
            moved = replace(preview, state=state, capabilities=outbound.MARK_DONE, state_since=self._board.now())
            self.tell(moved, Happening.STATE_CHANGE)
        return DONE

    def call(self, preview: Conversation, handle: float) -> Outcome:
        """Calls one record of the chain."""
        content = _content(preview)
        record = content.record(handle)
        if Verb.CALL_RECORD not in preview.verbs:
            return Failure(errors.wrong_state("called", preview.state.value))
        if record is None:
            handles = ", ".join(str(each.handle) for each in content.records)
            return Failure(errors.bad_value("recordHandle", f"the handle of a record of the chain ({handles})"))
        if self._board.logged_out("voice"):
            return Failure(errors.LOGGED_OUT)
        self._calls.hold_established()
        content = replace(content, active=record.handle, called=True)
        waiting = replace(preview, content=content, capabilities=outbound.NONE)
        self._store(waiting)
        self._calls.start(
            str(record.values.get("GSW_PHONE") or record.phone),
            CallType.OUTBOUND,
            {**preview.user_data, **_user_data(record)},
            capabilities=outbound.DIALING,
            contact=preview.contact,
            parent=preview,
            content=content,
        )
        if content.mode is CampaignMode.PULL_PREVIEW:
            self._remove_preview(waiting)
        return DONE

    def answered(self, call: Conversation) -> None:
        """A record's call was answered: the preview of direct push leaves."""
        preview = self._board.get(call.parent or "")
        of_record = isinstance(call.content, OutboundContent)
        if not of_record or preview is None or not isinstance(preview.content, OutboundContent):
            return
        if preview.content.mode is CampaignMode.DIRECT_PUSH_PREVIEW:
            self._remove_preview(preview)

    def complete(self, conversation: Conversation) -> Outcome:
        """Marks done: changed fields go to the contact centre; "done and stop" for direct push preview."""
        content = _content(conversation)
        if content.mode is CampaignMode.DIRECT_PUSH_PREVIEW:
            self.direct_push = False
        if conversation.media != outbound.MEDIUM:
            self._calls.tell(conversation, Happening.MARKDONE_APPLY)
            preview = self._board.get(conversation.parent or "")
            if preview is not None and preview.media == outbound.MEDIUM:
                leaving = replace(preview, state=State.IDLE, capabilities=outbound.MARK_DONE)
                self.tell(leaving, Happening.REMOVED)
        return DONE

    # ── what the agent decides about a record ────────────────────────────────────────────────────────────────────────

    def set_result(self, conversation: Conversation, result: float) -> Outcome:
        content = _content(conversation)
        if not content.called:
            return Failure(errors.wrong_state("given a call result", conversation.state.value))
        if content.do_not_call:
            return Failure(errors.DO_NOT_CALL_SET)
        if result not in CALL_RESULTS.values():
            return Failure(errors.bad_value("callResult", "a number of getListOfCallResults"))
        number = int(result)
        records = _changed(content, {RESULT: number})
        return self._decide(conversation, replace(content, result=number, records=records), {RESULT: str(number)})

    def set_do_not_call(self, conversation: Conversation, value: bool) -> Outcome:
        content = _content(conversation)
        if not content.called:
            return Failure(errors.wrong_state("marked do not call", conversation.state.value))
        return self._decide(conversation, replace(content, do_not_call=value), {})

    def reschedule(self, conversation: Conversation, handle: float, date: str, kind: CallbackType) -> Outcome:
        content = _content(conversation)
        record = content.record(handle)
        if record is None:
            return Failure(errors.bad_value("recordHandle", "the handle of a record of the chain"))
        at = schedule_time(date, record, self._board.scenario.time_zones)
        if at is None:
            return Failure(errors.bad_value("rescheduleDate", "a date MM/DD/YYYY HH:MM"))
        return self._decide(conversation, replace(content, schedule=Schedule(record.handle, at, date, kind)), {})

    def cancel_reschedule(self, conversation: Conversation) -> Outcome:
        content = _content(conversation)
        if content.schedule is None:
            return Failure(errors.NOT_RESCHEDULED)
        return self._decide(conversation, replace(content, schedule=None), {})

    def update_fields(self, conversation: Conversation, changes: JsonObject) -> Outcome:
        content = _content(conversation)
        try:
            kept = checked_changes(content.fields, changes)
        except FieldError as error:
            return Failure(errors.field_refused(str(error)))
        content = replace(content, records=_changed(content, kept), changed={**content.changed, **kept})
        return self._decide(conversation, content, {name: _as_text(value) for name, value in kept.items()})

    def write(self, preview: Conversation, change: Callable[[Mapping[str, Json]], JsonObject]) -> Outcome:
        """Changes the attached data of a preview that is not over."""
        if preview.state not in (State.INVITED, State.PREVIEWING):
            return Failure(errors.wrong_state("changed", preview.state.value))
        self.tell(replace(preview, user_data=change(preview.user_data)), Happening.ATTACHED_DATA_CHANGED)
        return DONE

    def tell(self, preview: Conversation, happening: Happening) -> Conversation:
        """Completes a preview with what can be done to it, and tells."""
        return self._board.tell(self._with_verbs(preview), happening)

    def export(self) -> object:
        return self.campaigns, self.direct_push, self._next_handle

    def restore(self, state: Any) -> None:
        self.campaigns, self.direct_push, self._next_handle = state

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _load(self, spec: CampaignSpec, mode: str) -> Campaign:
        dbid = 101 + len(self.campaigns)
        agent = self._board.scenario.agent.employee_id
        chains = build_chains(spec, dbid, self._next_handle, agent, self._board.new_id)
        self._next_handle += len(spec.calling_list.records)
        campaign = self.campaigns[spec.name] = Campaign(spec, mode, dbid, chains)
        return campaign

    def _tell(self, event: CampaignEvent, name: str, mode: str | None = None) -> None:
        if self._board.listener is not None:
            self._board.listener.campaign_changed(CampaignChange(event, name, mode))

    def _next_chain(self, name: str, asked: CampaignMode | None = None) -> tuple[Record, ...] | Failure:
        """The next chain of a campaign; what the agent asks for must be of the campaign's mode."""
        campaign = self.campaigns.get(name)
        if campaign is None:
            return Failure(errors.CAMPAIGN_NOT_FOUND)
        if asked is not None and campaign.acted_on is not asked:
            return Failure(errors.campaign_mode(name, campaign.mode))
        if not campaign.started:
            return Failure(errors.campaign_not_started(name))
        if self._board.logged_out(outbound.MEDIUM):
            return Failure(errors.LOGGED_OUT)
        if not campaign.chains:
            return Failure(errors.no_record_left(name))
        return campaign.chains.pop(0)

    def _preview(self, campaign: Campaign, mode: CampaignMode, chain: tuple[Record, ...]) -> Conversation:
        first = chain[0]
        now = self._board.now()
        customer = self._board.contacts.of_number(first.phone)
        content = OutboundContent(
            campaign.spec.name,
            mode,
            chain,
            record_fields(campaign.spec.calling_list),
            first.handle,
            str(first.values.get("GSW_TZ_NAME") or ""),
            offered=chain,
        )
        return Conversation(
            self._board.new_id(),
            outbound.MEDIUM,
            State.INVITED,
            Direction.OUT,
            outbound.preview_call_type(mode, CallType),
            (Party(first.phone, first.phone),),
            _user_data(first),
            contact=customer.contact,
            candidates=customer.candidates,
            queue=campaign.spec.name,
            started=now,
            state_since=now,
            content=content,
        )

    def _show(self, preview: Conversation, happening: Happening) -> None:
        """The agent sees the record, and then all the records of its chain."""
        self.tell(preview, happening)
        self.tell(preview, Happening.RECORDS_RETRIEVED)

    def _store(self, preview: Conversation) -> None:
        self._board.keep(self._with_verbs(preview))

    def _with_verbs(self, preview: Conversation) -> Conversation:
        verbs = tuple(_VERBS[capability] for capability in preview.capabilities or ())
        if isinstance(preview.content, OutboundContent) and preview.content.called:
            verbs = ()
        return replace(preview, verbs=verbs)

    def _remove_preview(self, preview: Conversation) -> None:
        leaving = replace(preview, state=State.IDLE, capabilities=outbound.NONE, state_since=self._board.now())
        self.tell(leaving, Happening.REMOVED)

    def _give_back(self, content: OutboundContent) -> None:
        """A rejected record goes back to the end of its campaign."""
        campaign = self.campaigns.get(content.campaign)
        if campaign is not None:
            campaign.chains.append(content.offered)

    def _decide(self, conversation: Conversation, content: OutboundContent, data: Mapping[str, Json]) -> Outcome:
        """Keeps a decision on the interaction and, when its record was called, on both interactions of the record."""
        for each in (conversation, *self._others(conversation)):
            changed = replace(each, content=content, user_data={**each.user_data, **data})
            if not data:
                self._board.keep(changed)
            elif each.media == outbound.MEDIUM:
                self.tell(changed, Happening.ATTACHED_DATA_CHANGED)
            else:
                self._calls.tell(changed, Happening.ATTACHED_DATA_CHANGED)
        return DONE

    def _others(self, conversation: Conversation) -> list[Conversation]:
        """The call of a preview, or the preview of a call."""
        return [
            other
            for other in self._board
            if conversation.id == other.parent or other.id == conversation.parent
            if isinstance(other.content, OutboundContent)
        ]


def _content(conversation: Conversation) -> OutboundContent:
    if not isinstance(conversation.content, OutboundContent):
        raise TypeError(conversation.id)
    return conversation.content


def _changed(content: OutboundContent, values: Mapping[str, Json]) -> tuple[Record, ...]:
    """The chain with other values in the record that is called."""
    active = content.active_record
    changed = replace(active, values={**active.values, **values})
    return tuple(changed if record.handle == active.handle else record for record in content.records)


def _user_data(record: Record) -> dict[str, Json]:
    """A record as attached data, where everything is a string."""
    return {name: _as_text(value) for name, value in record.values.items()}


def _as_text(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


_VERBS: Mapping[str, Verb] = {
    "ACCEPT": Verb.ACCEPT,
    "REJECT": Verb.REJECT,
    "CALL": Verb.CALL_RECORD,
    "REJECT_RECORD": Verb.REJECT_RECORD,
    "CANCEL_RECORD": Verb.CANCEL_RECORD,
    "MARK_DONE": Verb.MARK_DONE,
}
_PARTICIPLES: Mapping[Verb, str] = {
    Verb.ACCEPT: "accepted",
    Verb.REJECT: "rejected",
    Verb.REJECT_RECORD: "rejected",
    Verb.CANCEL_RECORD: "cancelled",
}
