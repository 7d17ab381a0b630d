"""The simulator's outbound previews: records that are offered, the calls made of them, and what is decided about them.

Source: reference, "Outbound preview events" (the order of events is the table's, see :mod:`scapi.centre.previews`) and
"Outbound Namespace".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from scapi.centre import previews
from scapi.centre.acts import CallRecord, Reschedule, SetCallResult, SetDoNotCall, UpdateFields
from scapi.centre.campaigns import record_fields
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import CallType, Conversation, Direction, Happening, Party, State, Verb
from scapi.centre.port import Done, Result
from scapi.centre.previews import GIVES_BACK, LEAVES, Leaves
from scapi.centre.record_fields import FieldError, checked_changes, wire_value
from scapi.centre.records import CALL_RESULTS, CampaignMode, OutboundContent, Record, Schedule
from scapi.centre.schedule import schedule_time
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.campaign_desk import CampaignDesk, Chain
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.members import Call, FarEnd, weight_of
from scapi.centre.simulator.switch import Switch
from scapi.centre.steps import Step
from scapi.values import Json

RESULT = "GSW_CALL_RESULT"


class Previewing:
    """Offers records, calls them and keeps what agents decide about them."""

    def __init__(self, board: Board, exchange: Exchange, campaigns: CampaignDesk, switch: Switch) -> None:
        self._board = board
        self._exchange = exchange
        self._campaigns = campaigns
        self._switch = switch

    # ── records come ─────────────────────────────────────────────────────────────────────────────────────────────────

    def pull(self, desk: Desk, campaign: str) -> Result:
        """The agent asks for a record; it arrives as a preview."""
        chain = self._chain(desk, campaign, CampaignMode.PULL_PREVIEW)
        if isinstance(chain, CentreError):
            return chain
        call, leg = self._preview(desk, campaign, CampaignMode.PULL_PREVIEW, chain)
        leg = replace(leg, state=State.PREVIEWING, opened=True, answered=True)
        leg = self._board.begin(call, leg, Happening.PREVIEWING)
        self._board.tell(leg, Happening.RECORDS_RETRIEVED)
        return Done(leg.id)

    def push(self, desk: Desk, name: str, *, direct: bool | None = None) -> Result:
        """The contact centre offers a record; the agent is invited. The campaign's mode says whether directly."""
        if direct is None:
            campaign = self._campaigns.get(name)
            direct = campaign is not None and campaign.acted_on is CampaignMode.DIRECT_PUSH_PREVIEW
        mode = CampaignMode.DIRECT_PUSH_PREVIEW if direct else CampaignMode.PUSH_PREVIEW
        if direct and not desk.state.direct_push:
            return CentreError(ErrorKind.REFUSED, text="The agent has stopped direct push preview.")
        chain = self._chain(desk, name)
        if isinstance(chain, CentreError):
            return chain
        call, leg = self._preview(desk, name, mode, chain)
        leg = replace(leg, expires=self._exchange.expiry(None))
        return Done(self._board.begin(call, leg, Happening.INVITED).id)

    # ── what the agent does with a preview ───────────────────────────────────────────────────────────────────────────

    def accept(self, leg: Conversation, step: Step) -> Result:
        """The agent sees the record, and then all the records of its chain."""
        leg = self._board.take(leg, step, opened=True, answered=True)
        self._board.tell(leg, Happening.RECORDS_RETRIEVED)
        return Done()

    def give_up(self, leg: Conversation, verb: Verb, step: Step) -> Result:
        """Rejects or cancels a record; one that is rejected goes back to its campaign."""
        if verb in GIVES_BACK:
            self._campaigns.give_back(_content(leg))
        self._board.take(leg, step)
        return Done()

    def taken_back(self, leg: Conversation) -> None:
        """The agent has not accepted in time."""
        self.give_up(leg, Verb.REJECT, previews.STEPS[State.INVITED][Verb.REJECT][0])

    def call(self, leg: Conversation, act: CallRecord) -> Result:
        """Calls one record of the chain."""
        content = _content(leg)
        record = content.record(act.handle)
        if record is None:
            handles = ", ".join(str(each.handle) for each in content.records)
            return CentreError(ErrorKind.BAD_VALUE, "recordHandle", f"the handle of a record of the chain ({handles})")
        content = replace(content, active=record.handle, called=True)
        leg = self._board.update(replace(leg, content=content))
        started = self._switch.start(
            self._board.desks[leg.agent],
            self._exchange.entry_or_number(str(record.values.get("GSW_PHONE") or record.phone)),
            CallType.OUTBOUND,
            {**leg.user_data, **_user_data(record, content)},
            contact=leg.contact,
            parent=leg,
            content=content,
        )
        if LEAVES[content.mode] is Leaves.CALL_PLACED:
            self._leave(leg)
        return Done(started.id)

    def answered(self, call: Conversation) -> None:
        """A record's call was answered: the preview of direct push leaves."""
        preview = self._board.leg(call.parent)
        if isinstance(call.content, OutboundContent) and preview is not None:
            content = preview.content
            if isinstance(content, OutboundContent) and LEAVES[content.mode] is Leaves.CALL_ANSWERED:
                self._leave(preview)

    def complete(self, leg: Conversation, step: Step) -> Result:
        """Marks done: what was decided goes to the campaign; "done and stop" for direct push preview."""
        content = _content(leg)
        self._campaigns.conclude(content, leg.agent)
        if content.mode is CampaignMode.DIRECT_PUSH_PREVIEW:
            self._board.desks[leg.agent].direct_push(False)
        if leg.media == previews.MEDIUM:
            self._board.take(leg, step)
            return Done()
        if step.told is not None:
            leg = self._board.tell(leg, step.told)
        preview = self._board.leg(leg.parent)
        if preview is not None and preview.media == previews.MEDIUM:
            self._board.remove(self._over(preview), (Verb.MARK_DONE,))
        self._board.remove(leg)
        return Done()

    # ── what the agent decides about a record ────────────────────────────────────────────────────────────────────────

    def set_result(self, leg: Conversation, act: SetCallResult) -> Result:
        content = _content(leg)
        if content.do_not_call:
            return CentreError(ErrorKind.MARKED_DO_NOT_CALL)
        if act.result not in CALL_RESULTS.values():
            return CentreError(ErrorKind.BAD_VALUE, "callResult", "a number of getListOfCallResults")
        number = int(act.result)
        records = _changed(content, {RESULT: number})
        return self._decide(leg, replace(content, result=number, records=records), {RESULT: str(number)})

    def set_do_not_call(self, leg: Conversation, act: SetDoNotCall) -> Result:
        """Marks a record; one that is never to be called is not rescheduled."""
        content = _content(leg)
        schedule = None if act.value else content.schedule
        return self._decide(leg, replace(content, do_not_call=act.value, schedule=schedule), {})

    def reschedule(self, leg: Conversation, act: Reschedule) -> Result:
        content = _content(leg)
        record = content.record(act.handle)
        if record is None:
            return CentreError(ErrorKind.BAD_VALUE, "recordHandle", "the handle of a record of the chain")
        at = schedule_time(act.date, record)
        if at is None:
            return CentreError(ErrorKind.BAD_VALUE, "rescheduleDate", "a date MM/DD/YYYY HH:MM")
        if at <= self._board.clock.now():
            return CentreError(ErrorKind.BAD_VALUE, "rescheduleDate", "a date in the future")
        if content.do_not_call:
            return CentreError(ErrorKind.MARKED_DO_NOT_CALL)
        return self._decide(leg, replace(content, schedule=Schedule(record.handle, at, act.date, act.kind)), {})

    def cancel_reschedule(self, leg: Conversation) -> Result:
        content = _content(leg)
        if content.schedule is None:
            return CentreError(ErrorKind.NOT_RESCHEDULED)
        return self._decide(leg, replace(content, schedule=None), {})

    def update_fields(self, leg: Conversation, act: UpdateFields) -> Result:
        content = _content(leg)
        try:
            kept = checked_changes(content.fields, act.changes)
        except FieldError as error:
            return CentreError(ErrorKind.BAD_FIELD, text=str(error))
        content = replace(content, records=_changed(content, kept), changed={**content.changed, **kept})
        specs = {spec.name: spec for spec in content.fields}
        data = {name: _as_text(wire_value(specs.get(name), value)) for name, value in kept.items()}
        return self._decide(leg, content, data)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _chain(self, desk: Desk, campaign: str, asked: CampaignMode | None = None) -> Chain | CentreError:
        known = self._campaigns.get(campaign)
        fits = known is not None and known.started and asked in (None, known.acted_on)
        if fits and desk.absent(previews.MEDIUM):
            return CentreError(ErrorKind.LOGGED_OUT, previews.MEDIUM)
        return self._campaigns.next_chain(campaign, desk.agent, asked)

    def _preview(self, desk: Desk, campaign: str, mode: CampaignMode, chain: Chain) -> tuple[Call, Conversation]:
        first = chain[0]
        now = self._board.clock.now()
        customer = self._exchange.contacts.of_number(first.phone)
        content = OutboundContent(
            campaign,
            mode,
            chain,
            record_fields(self._campaigns[campaign].spec.calling_list),
            first.handle,
            str(first.values.get("GSW_TZ_NAME") or ""),
            offered=chain,
        )
        party, data = Party(first.phone, first.phone), _user_data(first, content)
        uuid = self._board.new_id()
        call = Call(uuid, previews.MEDIUM, (FarEnd(party),), data, weight_of(data), campaign)
        leg = Conversation(
            uuid, previews.MEDIUM, State.INVITED, Direction.OUT, previews.CALL_TYPES[mode], (party,), data, uuid=uuid,
            agent=desk.agent, contact=customer.contact, candidates=customer.candidates, queue=campaign, started=now,
            state_since=now, content=content,
        )  # fmt: skip
        return call, leg

    def _over(self, preview: Conversation) -> Conversation:
        return replace(preview, state=State.IDLE, state_since=self._board.clock.now())

    def _leave(self, preview: Conversation) -> None:
        """The preview of a record whose call was placed, or answered, leaves."""
        self._board.remove(self._over(preview))

    def _decide(self, leg: Conversation, content: OutboundContent, data: Mapping[str, Json]) -> Result:
        """Keeps a decision on the interaction and, when its record was called, on both interactions of the record."""
        for each in (leg, *self._others(leg)):
            changed = replace(each, content=content)
            if data:
                self._board.write_one(changed, {**each.user_data, **data})
            else:
                self._board.update(changed)
        return Done()

    def _others(self, leg: Conversation) -> Iterator[Conversation]:
        """The call of a preview, or the preview of a call."""
        parent = self._board.leg(leg.parent)
        for other in (*(() if parent is None else (parent,)), *self._board.children(leg.id)):
            if isinstance(other.content, OutboundContent):
                yield other


def _content(leg: Conversation) -> OutboundContent:
    if not isinstance(leg.content, OutboundContent):
        raise TypeError(leg.id)
    return leg.content


def _changed(content: OutboundContent, values: Mapping[str, Json]) -> tuple[Record, ...]:
    """The chain with other values in the record that is called."""
    active = content.active_record
    changed = replace(active, values={**active.values, **values})
    return tuple(changed if record.handle == active.handle else record for record in content.records)


def _user_data(record: Record, content: OutboundContent) -> dict[str, Json]:
    """A record as attached data, where everything is a string, and dates are as in the reference's sample."""
    specs = {spec.name: spec for spec in content.fields}
    return {name: _as_text(wire_value(specs.get(name), value)) for name, value in record.values.items()}


def _as_text(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
