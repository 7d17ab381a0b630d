"""What is carried out for an agent: one guard, then the desk of the medium."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from scapi.centre import acts, previews
from scapi.centre.acts import (
    Act,
    AssignContact,
    CallRecord,
    CancelReschedule,
    Conference,
    Consult,
    CreateEmail,
    DeleteData,
    Dial,
    GetPreview,
    InsertResponse,
    Opening,
    Pull,
    RemoveParty,
    Reschedule,
    SaveDraft,
    Say,
    SendTones,
    SetCallResult,
    SetData,
    SetDoNotCall,
    Transfer,
    Typing,
    UpdateFields,
)
from scapi.centre.calls import RECORDING_STEPS
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import Contact
from scapi.centre.conversations import VOICE, Conversation, Happening, Party, Verb
from scapi.centre.open_media import Family, family
from scapi.centre.port import Done, Result
from scapi.centre.records import OutboundContent
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.chats import Chats
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.drafts import Drafts
from scapi.centre.simulator.guard import Guard
from scapi.centre.simulator.items import Items
from scapi.centre.simulator.joins import Joins
from scapi.centre.simulator.members import FarEnd, fits, weight_after, weight_of
from scapi.centre.simulator.previewing import Previewing
from scapi.centre.simulator.refusals import Refusals
from scapi.centre.simulator.switch import Switch
from scapi.centre.steps import Step
from scapi.values import Json, JsonObject

Stepped = Callable[[Conversation, Step], Result]
JOINS = frozenset({Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE})


class Operations:
    """Carries out acts and openings."""

    def __init__(
        self,
        board: Board,
        guard: Guard,
        refusals: Refusals,
        switch: Switch,
        joins: Joins,
        items: Items,
        chats: Chats,
        drafts: Drafts,
        previewing: Previewing,
    ) -> None:
        self._board = board
        self._guard = guard
        self._refusals = refusals
        self._switch = switch
        self._joins = joins
        self._items = items
        self._chats = chats
        self._drafts = drafts
        self._previewing = previewing
        self._by_medium: Mapping[str, Callable[[Conversation, Act, Step], Result]] = {
            VOICE: self._to_call,
            previews.MEDIUM: self._to_preview,
        }
        self._call_steps: Mapping[Verb, Stepped] = {
            Verb.ANSWER: switch.answer,
            Verb.REJECT: switch.hang_up,
            Verb.HANG_UP: switch.hang_up,
            Verb.HOLD: switch.hold,
            Verb.RESUME: switch.resume,
            Verb.SWAP: switch.swap,
            Verb.COMPLETE_TRANSFER: self._complete_transfer,
            Verb.COMPLETE_CONFERENCE: joins.complete_conference,
            Verb.MARK_DONE: items.complete,
        }
        self._item_steps: Mapping[Verb, Stepped] = {
            Verb.ACCEPT: items.accept,
            Verb.REJECT: items.reject,
            Verb.REPLY: drafts.reply,
            Verb.END: items.end,
            Verb.LEAVE: items.leave,
            Verb.PLACE_IN_QUEUE: items.put_away,
            Verb.PLACE_IN_WORKBIN: items.put_away,
        }

    def open(self, desk: Desk, opening: Opening) -> Result:
        """Begins a conversation."""
        match opening:
            case Dial():
                too_large = _too_large(opening.user_data, "userData") or _too_large(opening.extensions, "extensions")
                return self._refused("dial") or too_large or self._switch.dial(desk, opening)
            case CreateEmail():
                return self._refused("createEmail") or self._drafts.create(desk, opening)
            case GetPreview():
                return self._refused("getPreview") or self._previewing.pull(desk, opening.campaign)
            case Pull():
                return self._items.pull(desk, opening.uuid)

    def do(self, desk: Desk, conversation: str, act: Act) -> Result:
        """Does something to a conversation of an agent, if that is possible now."""
        leg = self._board.leg(conversation)
        if leg is None or leg.agent != desk.agent:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, conversation)
        step = self._guard.step(leg, act.verb)
        if isinstance(step, CentreError):
            return step
        refused = _incomplete(act) or self._refusals.of_act(leg, act.verb)
        if refused is None and isinstance(act, (Consult, Transfer, Conference)):
            refused = _too_large(act.extensions, "extensions")
        if refused is not None:
            return refused
        match act:
            case SetData() if not act.pairs:
                return Done()
            case SetData():
                return self._write(leg, {**self._board.call_of(leg).user_data, **act.pairs})
            case DeleteData():
                known = self._board.call_of(leg).user_data
                if act.key not in known:  # as good as deleted
                    return Done()
                return self._write(leg, {key: value for key, value in known.items() if key != act.key})
            case AssignContact():
                return self.assign_contact(leg, act.contact)
            case Consult():
                return self._consult(leg, act)
        return self._by_medium.get(leg.media, self._to_item)(leg, act, step)

    def assign_contact(self, leg: Conversation, contact: Contact | None) -> Result:
        """The customer is somebody else: every leg of the call hears it, and who was called by the name is renamed."""
        before = None if leg.contact is None else leg.contact.display_name

        def renamed(party: Party) -> Party:
            if leg.media == VOICE or party.type == "AGENT" or party.name not in (before, party.phone_number):
                return party
            return replace(party, name=(contact.display_name if contact else "") or party.phone_number)

        call = self._board.call_of(leg)
        members = tuple(replace(m, party=renamed(m.party)) if isinstance(m, FarEnd) else m for m in call.members)
        self._board.calls.put(call.uuid, replace(call, members=members))
        for key in call.legs:
            each = self._board.legs[key]
            parties = tuple(renamed(party) for party in each.parties)
            self._board.tell(replace(each, contact=contact, parties=parties), Happening.CONTACT_CHANGED)
        return Done()

    # ── by medium ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _to_call(self, leg: Conversation, act: Act, step: Step) -> Result:
        switch = self._switch
        match act:
            case SendTones():
                return switch.send_tones(leg, act.digits)
            case Transfer():
                return self._joins.transfer(leg, act, step)
            case Conference():
                return self._joins.conference(leg, act)
            case RemoveParty():
                return switch.remove_party(leg, act.number)
        if act.verb in RECORDING_STEPS:
            return switch.record(leg, act.verb, step)
        if act.verb is Verb.MARK_DONE and isinstance(leg.content, OutboundContent):
            return self._previewing.complete(leg, step)
        stepped = self._call_steps.get(act.verb)
        return self._to_record(leg, act) if stepped is None else stepped(leg, step)

    def _to_preview(self, leg: Conversation, act: Act, step: Step) -> Result:
        match act.verb:
            case Verb.ACCEPT:
                return self._previewing.accept(leg, step)
            case Verb.REJECT | Verb.REJECT_RECORD | Verb.CANCEL_RECORD:
                return self._previewing.give_up(leg, act.verb, step)
            case Verb.MARK_DONE:
                return self._previewing.complete(leg, step)
        return self._to_record(leg, act)

    def _to_record(self, leg: Conversation, act: Act) -> Result:
        """What is decided about a record, through its preview or its call."""
        match act:
            case CallRecord():
                return self._previewing.call(leg, act)
            case SetCallResult():
                return self._previewing.set_result(leg, act)
            case SetDoNotCall():
                return self._previewing.set_do_not_call(leg, act)
            case Reschedule():
                return self._previewing.reschedule(leg, act)
            case CancelReschedule():
                return self._previewing.cancel_reschedule(leg)
            case UpdateFields():
                return self._previewing.update_fields(leg, act)
        return CentreError(ErrorKind.WRONG_STATE, leg.state.value)

    def _to_item(self, leg: Conversation, act: Act, step: Step) -> Result:
        items = self._items
        match act:
            case Say():
                return self._chats.said(leg, act.text, self._board.desks[leg.agent].seat.profile.full_name)
            case Typing():
                return self._chats.typing(leg, act.on)
            case SaveDraft():
                return self._drafts.save(leg, act)
            case InsertResponse():
                return self._drafts.insert(leg, act)
            case Transfer():
                return items.transfer(leg, act, step)
            case Conference():
                return items.conference(leg, act)
            case RemoveParty():
                return items.remove_party(leg, act.number)
        stepped = self._item_steps.get(act.verb)
        if stepped is not None:
            return stepped(leg, step)
        if act.verb in JOINS:
            return items.complete_consultation(leg, step, act.verb)
        if family(leg) is Family.EMAIL_OUT:
            return self._drafts.step(leg, act.verb, step)
        return items.complete(leg, step)

    def _complete_transfer(self, leg: Conversation, step: Step) -> Result:
        original = self._guard.step(self._board.legs[leg.parent or ""], Verb.TRANSFER)
        if isinstance(original, CentreError):
            return original
        return self._joins.complete_transfer(leg, step, original)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _consult(self, leg: Conversation, act: Consult) -> Result:
        media = act.target.media or leg.media
        if media == VOICE:
            return self._joins.consult(leg, act)
        if media == previews.MEDIUM or self._board.desks[leg.agent].medium(media) is None:
            return CentreError(ErrorKind.UNKNOWN_MEDIUM, media)
        return self._items.consult(leg, media, act)

    def _write(self, leg: Conversation, data: dict[str, Json]) -> Result:
        call = self._board.call_of(leg)
        weight = weight_after(call, data)
        if weight > call.weight and not fits(weight, len(data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        self._board.write(leg.uuid, data, weight)
        return Done()

    def _refused(self, operation: str) -> CentreError | None:
        return CentreError(ErrorKind.REFUSED) if self._refusals.take(operation) else None


def _too_large(pairs: JsonObject, name: str) -> CentreError | None:
    return None if fits(weight_of(pairs), len(pairs)) else CentreError(ErrorKind.TOO_LARGE, name)


def _incomplete(act: Act) -> CentreError | None:
    """Why a verb alone cannot be carried out that says nothing alone."""
    if isinstance(act, acts.Step) and act.verb in acts.NEEDS_MORE:
        return CentreError(ErrorKind.BAD_VALUE, "act", "an act with what its verb needs")
    return None
