"""Situations of one conversation: which state it is in, which conditions hold, and a way to get there.

The conditions are written down here and not asked of the guard: what a test expects is read from the table and these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scapi.centre.acts import (
    Act,
    AssignContact,
    CallRecord,
    Conference,
    Consult,
    CreateEmail,
    Dial,
    GetPreview,
    InsertResponse,
    RemoveParty,
    Reschedule,
    SaveDraft,
    Say,
    SendTones,
    SetCallResult,
    SetData,
    SetDoNotCall,
    Step,
    Transfer,
    Typing,
    UpdateFields,
)  # fmt: skip
from scapi.centre.contacts import Contact
from scapi.centre.conversations import Conversation, FarEndVerb, State, Verb
from scapi.centre.directory import Target, TargetType
from scapi.centre.open_media import CHAT, EMAIL, WORK_ITEM, CentreVerb, Family
from scapi.centre.previews import MEDIUM
from scapi.centre.records import CallbackType, OutboundContent
from scapi.centre.simulator.chats import Joining
from scapi.centre.steps import Condition
from tests.unit.centre.simulator.bench import ADA, Bench, said_before


class Kind(StrEnum):
    """Of which table a scene is, besides the families of open media."""

    CALL = "call"
    PREVIEW = "preview"


Table = Kind | Family
Build = Callable[[Bench], str]

ORDINARY = frozenset(
    {
        Condition.LOGGED_IN,
        Condition.CAN_CALL,
        Condition.CAN_CONSULT,
        Condition.NO_CONSULTATION,
        Condition.HOLDABLE,
        Condition.NOT_CALLED,
        Condition.NOT_RECORDED,
    }
)
"""What holds of everything that is nothing special."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One situation; ``build`` gives the conversation."""

    name: str
    table: Table
    state: State
    build: Build
    holds: frozenset[Condition]


def _scene(
    name: str, table: Table, state: State, build: Build, *more: Condition, but: Condition | None = None
) -> Scene:
    holds = ORDINARY | set(more)
    if Condition.CONSULTATION in more:
        holds -= {Condition.NO_CONSULTATION}
    if Condition.CALLED in more:
        holds -= {Condition.NOT_CALLED}
    if Condition.RECORDED_OR_PAUSED in more:
        holds -= {Condition.NOT_RECORDED}
    return Scene(name, table, state, build, holds - {but})


def to(number: str, media: str | None = None) -> Target:
    return Target(TargetType.CUSTOM_CONTACT, number, media)


def inside(employee: str, media: str | None = None) -> Target:
    return Target(TargetType.AGENT, employee, media)


# ── calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _dialled(bench: Bench) -> str:
    return bench.open(Dial("0302", {}, {}))


def _held(bench: Bench) -> str:
    call = bench.talk()
    bench.act(call, Verb.HOLD)
    return call


def _ended(bench: Bench) -> str:
    call = bench.talk()
    bench.act(call, Verb.HANG_UP)
    return call


def _recorded(bench: Bench) -> str:
    call = bench.talk()
    bench.act(call, Verb.START_RECORDING)
    return call


def _paused(bench: Bench) -> str:
    call = _recorded(bench)
    bench.act(call, Verb.PAUSE_RECORDING)
    return call


def _then_held(build: Build) -> Build:
    def built(bench: Bench) -> str:
        call = build(bench)
        bench.act(call, Verb.HOLD)
        return call

    return built


def conferred(bench: Bench) -> str:
    call = bench.talk()
    bench.act(call, Conference(to("0302"), {}, {}))
    return call


def consultation(bench: Bench) -> str:
    """A consultation that has not been answered yet."""
    started = bench.act(bench.talk(), Consult(to("0302"), {}, {})).started
    assert started is not None
    return started


def consulting(bench: Bench) -> str:
    """A consultation that is talked on, while the call is held."""
    conversation = consultation(bench)
    bench.far_end(conversation, FarEndVerb.ANSWER)
    return conversation


def _consulting_held(bench: Bench) -> str:
    conversation = consulting(bench)
    bench.act(conversation, Verb.SWAP)
    return conversation


def _both_held(bench: Bench) -> str:
    conversation = consulting(bench)
    bench.act(conversation, Verb.HOLD)
    return conversation


def _consulted_about(bench: Bench) -> str:
    """The held call of a consultation that is talked on."""
    return bench.leg(consulting(bench)).parent or ""


def _taken_up_again(bench: Bench) -> str:
    """The call of a consultation that is held."""
    return bench.leg(_consulting_held(bench)).parent or ""


def _about_nothing(bench: Bench) -> str:
    """A consultation whose call has ended."""
    conversation = consulting(bench)
    bench.far_end(bench.leg(conversation).parent or "", FarEndVerb.HANG_UP)
    return conversation


def _about_item(bench: Bench) -> str:
    started = bench.act(bench.accepted(WORK_ITEM), Consult(to("0302", "voice"), {}, {})).started or ""
    bench.far_end(started, FarEndVerb.ANSWER)
    return started


def called(bench: Bench) -> str:
    """The call of a pushed record, dialled."""
    preview = _previewing(bench)
    content = bench.leg(preview).content
    assert isinstance(content, OutboundContent)
    bench.act(preview, CallRecord(content.active))
    return bench.newest()


def _record_talking(bench: Bench) -> str:
    call = called(bench)
    bench.far_end(call, FarEndVerb.ANSWER)
    return call


def _record_ended(bench: Bench) -> str:
    call = _record_talking(bench)
    bench.act(call, Verb.HANG_UP)
    return call


def direct_called(bench: Bench) -> str:
    preview = bench.pushed(direct=True)
    bench.act(preview, Verb.ACCEPT)
    content = bench.leg(preview).content
    assert isinstance(content, OutboundContent)
    bench.act(preview, CallRecord(content.active))
    call = bench.newest()
    bench.far_end(call, FarEndVerb.ANSWER)
    return call


def _direct_held(bench: Bench) -> str:
    """The call of a direct push preview, held because another one was answered."""
    call = direct_called(bench)
    bench.talk("0303")
    return call


_C = Condition
CALLS = (
    _scene("it rings", Kind.CALL, State.RINGING, Bench.ring),
    _scene("dialled", Kind.CALL, State.DIALING, _dialled),
    _scene("talked on", Kind.CALL, State.TALKING, Bench.talk),
    _scene("held", Kind.CALL, State.HELD, _held),
    _scene("ended", Kind.CALL, State.IDLE, _ended),
    _scene("recorded", Kind.CALL, State.TALKING, _recorded, _C.RECORDED, _C.RECORDED_OR_PAUSED),
    _scene("paused", Kind.CALL, State.TALKING, _paused, _C.PAUSED, _C.RECORDED_OR_PAUSED),
    _scene("recorded, held", Kind.CALL, State.HELD, _then_held(_recorded), _C.RECORDED, _C.RECORDED_OR_PAUSED),
    _scene("paused, held", Kind.CALL, State.HELD, _then_held(_paused), _C.PAUSED, _C.RECORDED_OR_PAUSED),
    _scene("conference", Kind.CALL, State.TALKING, conferred, _C.SEVERAL_PARTIES),
    _scene("conference, held", Kind.CALL, State.HELD, _then_held(conferred), _C.SEVERAL_PARTIES),
    _scene("consultation, dialled", Kind.CALL, State.DIALING, consultation, _C.CONSULTATION, _C.JOINABLE),
    _scene("consultation", Kind.CALL, State.TALKING, consulting, _C.CONSULTATION, _C.JOINABLE, _C.PAIRED),
    _scene("consultation, held", Kind.CALL, State.HELD, _consulting_held, _C.CONSULTATION, _C.JOINABLE, _C.PAIRED),
    _scene("consultation, both held", Kind.CALL, State.HELD, _both_held, _C.CONSULTATION, _C.JOINABLE),
    _scene("consulted about", Kind.CALL, State.HELD, _consulted_about, _C.PAIRED),
    _scene("consulted about, taken up again", Kind.CALL, State.TALKING, _taken_up_again, _C.PAIRED),
    _scene("consultation about what has ended", Kind.CALL, State.TALKING, _about_nothing, _C.CONSULTATION),
    _scene("consultation about an item", Kind.CALL, State.TALKING, _about_item, _C.CONSULTATION),
    _scene("record's, dialled", Kind.CALL, State.DIALING, called, _C.OF_RECORD, _C.CALLED),
    _scene("record's", Kind.CALL, State.TALKING, _record_talking, _C.OF_RECORD, _C.CALLED),
    _scene("record's, held", Kind.CALL, State.HELD, _then_held(_record_talking), _C.OF_RECORD, _C.CALLED),
    _scene("record's, ended", Kind.CALL, State.IDLE, _record_ended, _C.OF_RECORD, _C.CALLED),
    _scene("direct record's", Kind.CALL, State.TALKING, direct_called, _C.OF_RECORD, _C.CALLED, but=_C.HOLDABLE),
    _scene("direct record's, held", Kind.CALL, State.HELD, _direct_held, _C.OF_RECORD, _C.CALLED, but=_C.HOLDABLE),
)


# ── previews ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _previewing(bench: Bench) -> str:
    preview = bench.pushed()
    bench.act(preview, Verb.ACCEPT)
    return preview


def pulled_record(bench: Bench) -> str:
    bench.campaign("Preview")
    return bench.open(GetPreview("C"))


def _called_preview(bench: Bench) -> str:
    return bench.leg(called(bench)).parent or ""


def _given_up(verb: Verb) -> Build:
    def built(bench: Bench) -> str:
        preview = _previewing(bench)
        bench.act(preview, verb)
        return preview

    return built


PREVIEWS = (
    _scene("record offered", Kind.PREVIEW, State.INVITED, Bench.pushed),
    _scene("record shown", Kind.PREVIEW, State.PREVIEWING, _previewing),
    _scene("record pulled", Kind.PREVIEW, State.PREVIEWING, pulled_record),
    _scene("record called", Kind.PREVIEW, State.PREVIEWING, _called_preview, _C.CALLED),
    _scene("record rejected", Kind.PREVIEW, State.REJECTED, _given_up(Verb.REJECT_RECORD)),
    _scene("record cancelled", Kind.PREVIEW, State.CANCELED, _given_up(Verb.CANCEL_RECORD)),
)


# ── open media ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _failed(build: Build) -> Build:
    def built(bench: Bench) -> str:
        item = build(bench)
        bench.play(item, CentreVerb.FAIL)
        return item

    return built


def on_its_way(media: str) -> Build:
    """Handed over to an agent who has not decided yet."""

    def built(bench: Bench) -> str:
        item = bench.accepted(media)
        bench.act(item, Transfer(inside(ADA), {}, {}))
        return item

    return built


def _items(family: Family, media: str) -> tuple[Scene, ...]:
    return (
        _scene(f"{media} offered", family, State.INVITED, lambda b: b.come(media)),
        _scene(f"{media} accepted", family, State.ACCEPTED, lambda b: b.accepted(media)),
        _scene(f"{media} pulled", family, State.PULLED, lambda b: b.pulled(media)),
        _scene(f"{media} on its way", family, State.TRANSFERRING, on_its_way(media)),
        _scene(f"{media} failed", family, State.ERROR, _failed(lambda b: b.accepted(media))),
    )


def draft(bench: Bench) -> str:
    return bench.open(CreateEmail("a@crm.example", {}))


def _saved(bench: Bench) -> str:
    conversation = draft(bench)
    bench.act(conversation, Verb.SAVE)
    return conversation


def _joining(bench: Bench) -> str:
    return bench.accepted(CHAT, joining=said_before())


def _after(build: Build, seconds: float) -> Build:
    def built(bench: Bench) -> str:
        conversation = build(bench)
        bench.centre.clock.advance(seconds)
        return conversation

    return built


def _chat_conference(build: Build) -> Build:
    def built(bench: Bench) -> str:
        conversation = build(bench)
        bench.act(conversation, Conference(to("0302"), {}, {}))
        return conversation

    return built


def _chat_ended(bench: Bench) -> str:
    chat = bench.accepted(CHAT)
    bench.act(chat, Verb.END)
    return chat


def by_chat(media: str) -> Build:
    """A consultation by chat about something."""

    def built(bench: Bench) -> str:
        return bench.act(bench.accepted(media), Consult(to("0302", CHAT), {}, {})).started or ""

    return built


def _about_same(bench: Bench) -> str:
    return bench.act(bench.accepted(EMAIL), Consult(to("0302"), {}, {})).started or ""


def _about_draft(bench: Bench) -> str:
    return bench.act(draft(bench), Consult(to("0302"), {}, {})).started or ""


def _chat_accepted(bench: Bench) -> str:
    return bench.accepted(CHAT)


_SLOW = Joining(takes=10.0)
OPEN_MEDIA = (
    *_items(Family.ITEM, WORK_ITEM),
    *_items(Family.EMAIL_IN, EMAIL),
    _scene("draft", Family.EMAIL_OUT, State.CREATED, draft),
    _scene("draft saved", Family.EMAIL_OUT, State.SAVED, _saved),
    _scene("draft failed", Family.EMAIL_OUT, State.ERROR, _failed(draft)),
    _scene("chat offered", Family.CHAT, State.INVITED, lambda b: b.come(CHAT, joining=_SLOW)),
    _scene(
        "conference offered", Family.CHAT, State.INVITED_CONFERENCE,
        lambda b: b.come(CHAT, conference=True, joining=_SLOW),
    ),
    _scene("chat joined, pending", Family.CHAT, State.JOIN_PENDING, _joining),
    _scene("chat not joined", Family.CHAT, State.JOIN_FAILED, lambda b: b.accepted(CHAT, joining=Joining(fails=True))),
    _scene("chat, history coming", Family.CHAT, State.HISTORY_IN_PROGRESS, _after(_joining, 10.0)),
    _scene("chat, history there", Family.CHAT, State.HISTORY_DONE, _after(_joining, 20.0)),
    _scene("chat", Family.CHAT, State.ACCEPTED, _chat_accepted),
    _scene(
        "chat of several, history coming", Family.CHAT, State.HISTORY_IN_PROGRESS,
        _chat_conference(_after(_joining, 10.0)), _C.SEVERAL_PARTIES,
    ),
    _scene(
        "chat of several, history there", Family.CHAT, State.HISTORY_DONE, _chat_conference(_after(_joining, 20.0)),
        _C.SEVERAL_PARTIES,
    ),
    _scene("chat of several", Family.CHAT, State.ACCEPTED, _chat_conference(_chat_accepted), _C.SEVERAL_PARTIES),
    _scene("chat on its way", Family.CHAT, State.TRANSFERRING, on_its_way(CHAT)),
    _scene("chat ended", Family.CHAT, State.IDLE, _chat_ended),
    _scene("chat failed", Family.CHAT, State.ERROR, _failed(_chat_accepted)),
    _scene(
        "consultation by chat about a chat", Family.CHAT, State.ACCEPTED, by_chat(CHAT), _C.CONSULTATION, _C.JOINABLE,
        _C.CONFERRABLE,
    ),
    _scene("consultation by chat about an e-mail", Family.CHAT, State.ACCEPTED, by_chat(EMAIL), _C.CONSULTATION),
    _scene(
        "consultation about an e-mail", Family.CONSULTATION, State.ACCEPTED, _about_same, _C.CONSULTATION, _C.JOINABLE
    ),
    _scene("consultation about a draft", Family.CONSULTATION, State.ACCEPTED, _about_draft, _C.CONSULTATION),
)  # fmt: skip

SCENES = (*CALLS, *PREVIEWS, *OPEN_MEDIA)

ACTS: Mapping[Verb, Callable[[Conversation], Act]] = {
    Verb.CONSULT: lambda leg: Consult(to("0309", "voice" if leg.media == MEDIUM else None), {}, {}),
    Verb.TRANSFER: lambda _: Transfer(to("0309"), {}, {}),
    Verb.CONFERENCE: lambda _: Conference(to("0309"), {}, {}),
    Verb.REMOVE_PARTY: lambda leg: RemoveParty(leg.parties[-1].phone_number if leg.parties else "0301"),
    Verb.SEND_DTMF: lambda _: SendTones("1"),
    Verb.SET_DATA: lambda _: SetData({"k": "v"}),
    Verb.ASSIGN_CONTACT: lambda _: AssignContact(Contact("Jo")),
    Verb.SAY: lambda _: Say("Yes"),
    Verb.TYPE: lambda _: Typing(True),
    Verb.EDIT: lambda _: SaveDraft("b@crm.example", "", "s", "text"),
    Verb.INSERT_RESPONSE: lambda _: InsertResponse("R"),
    Verb.CALL_RECORD: lambda leg: CallRecord(_active(leg)),
    Verb.SET_RESULT: lambda _: SetCallResult(33),
    Verb.MARK_DO_NOT_CALL: lambda _: SetDoNotCall(True),
    Verb.RESCHEDULE: lambda leg: Reschedule(_active(leg), "06/05/2030 09:07", CallbackType.CAMPAIGN),
    Verb.UPDATE_FIELDS: lambda _: UpdateFields({"GSW_PHONE": "0309"}),
}


def _active(leg: Conversation) -> int:
    return leg.content.active if isinstance(leg.content, OutboundContent) else 1


def act_of(verb: Verb, leg: Conversation) -> Act:
    """A verb with everything that it needs."""
    made = ACTS.get(verb)
    return Step(verb) if made is None else made(leg)
