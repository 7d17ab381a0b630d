"""What the agent does in the page, as the driver calls that do the same: what a recording keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from host_page.views.action_group import Fields, split
from host_page.views.bench.simulator.calls import Call
from host_page.views.bench.traffic.resend_calls import resent, resent_edited
from host_page.views.case.data.model import typed_value
from host_page.views.case.parties import found_targets
from host_page.views.rail.model import ringing
from host_page.views.selection import selected
from host_page.views.top.agent import operation_of
from host_page.views.top.communicator import chosen, is_address
from host_page.views.ui_state import Communicator, UiState
from scapi.centre.agents import StateType
from scapi.centre.conversations import VOICE, Verb
from scapi.page_session import PageSession
from scapi.values import Json, member

Clicked: TypeAlias = Callable[[PageSession, UiState, str, Fields], Sequence[Call]]


def _act(action: str, interaction_id: str = "", text: str = "", **more: Json) -> Call:
    args: dict[str, Json] = {"action": action}
    if interaction_id:
        args = {"interactionId": interaction_id, **args}
    if text:
        args["text"] = text
    return Call("act", {**args, **more})


def _does(action: str) -> Clicked:
    """An act on the interaction that is the argument."""
    return lambda _, __, arg, ___: [_act(action, arg)]


def _of_two(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
    """``<interaction> <verb>``."""
    interaction_id, verb = split(arg)
    return [_act(verb, interaction_id)]


def _with_text(action: str) -> Clicked:
    """``<interaction> <text>``."""

    def clicked(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
        interaction_id, text = split(arg)
        return [_act(action, interaction_id, text)]

    return clicked


def _oldest(action: str) -> Clicked:
    return lambda session, _, __, ___: [_act(action, each.id) for each in ringing(session)[:1]]


def _join(action: str) -> Clicked:
    """``<interaction> <type> <destination>``."""

    def clicked(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
        interaction_id, rest = split(arg)
        return [_act(action, interaction_id, split(rest)[1])]

    return clicked


def _join_submit(session: PageSession, ui: UiState, arg: str, fields: Fields) -> Sequence[Call]:
    interaction_id, name = split(arg)
    text = fields.get("text", ui.joining.text)
    found = found_targets(session, text) if text.strip() else []
    return [_act(name.removeprefix("join-"), interaction_id, found[0][1].destination)] if found else []


def _join_back(session: PageSession, _: UiState, arg: str, __: Fields) -> Sequence[Call]:
    consultation = session.workspace.interactions.get(arg)
    if consultation is None:
        return []
    if consultation.media != VOICE:
        return [_act("end", arg), _act("markDone", arg)]
    return [_act("hangUp", arg), *([_act("resume", consultation.parent_id)] if consultation.parent_id else [])]


def _dial(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
    return [_act("createEmail" if is_address(arg) else "dial", text=arg)]


def _team_join(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
    """``<what> <interaction> <type> <destination>``."""
    what, rest = split(arg)
    interaction_id, rest = split(rest)
    return [_act(what, interaction_id, split(rest)[1])]


def _team_submit(session: PageSession, ui: UiState, _: str, fields: Fields) -> Sequence[Call]:
    before = ui.communicator
    text = fields.get("team", before.text)
    ui.communicator = Communicator(text, before.marked, before.moved, before.others)
    option = chosen(session, ui)
    ui.communicator = before
    if option is None or not (text.strip() or before.moved):
        return []
    run = {"dial": _dial, "team-join": _team_join}.get(option.action)
    return [] if run is None else run(session, ui, option.arg, {})


def _state_of_type(session: PageSession, _: UiState, arg: str, __: Fields) -> Sequence[Call]:
    kind = member(StateType, arg)
    operation = None if kind is None else operation_of(session.workspace.presence.states, kind)
    return [] if operation is None else [_act("setState", text=operation)]


def _media_state(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
    medium, operation = split(arg)
    return [_act("setState", text=operation, media=medium)]


def _tone(session: PageSession, ui: UiState, arg: str, _: Fields) -> Sequence[Call]:
    interaction_id, key = split(arg)
    if not key:
        shown = selected(session, ui)
        interaction_id, key = ("" if shown is None else shown.id), arg
    return [_act("sendDtmf", interaction_id, key)]


def _data_save(session: PageSession, ui: UiState, arg: str, fields: Fields) -> Sequence[Call]:
    shown = selected(session, ui)
    if shown is None:
        return []
    value = typed_value(fields.get("value", ""), shown.user_data.get(arg))
    return [] if shown.user_data.get(arg) == value else [_act("setUserData", shown.id, userData={arg: value})]


def _data_create(session: PageSession, ui: UiState, _: str, fields: Fields) -> Sequence[Call]:
    shown, key = selected(session, ui), fields.get("key", "").strip()
    return [] if shown is None or not key else [_act("setUserData", shown.id, userData={key: fields.get("value", "")})]


def _data_delete(session: PageSession, ui: UiState, arg: str, _: Fields) -> Sequence[Call]:
    shown = selected(session, ui)
    return [] if shown is None else [_act("deleteUserData", shown.id, arg)]


def _data_undo(session: PageSession, ui: UiState, arg: str, _: Fields) -> Sequence[Call]:
    shown = selected(session, ui)
    change = None if shown is None else shown.changes.get(arg)
    if shown is None or change is None or not change.deleted:
        return []
    return [_act("setUserData", shown.id, userData={arg: change.before})]


def _email_send(_: PageSession, __: UiState, arg: str, fields: Fields) -> Sequence[Call]:
    written = [_act(action, arg, fields[name]) for action, name in (("to", "to"), ("edit", "body")) if fields.get(name)]
    return [*written, _act("send", arg)]


def _chat_say(_: PageSession, __: UiState, arg: str, fields: Fields) -> Sequence[Call]:
    text = fields.get("text", "").strip()
    return [_act("say", arg, text)] if text else []


def _mark_done(session: PageSession, _: UiState, arg: str, __: Fields) -> Sequence[Call]:
    """What an app blocks is not done: its warning is shown."""
    interaction = session.workspace.interactions.get(arg)
    blocked = interaction is not None and session.workspace.marking_done.blocks_of(interaction)
    return [] if blocked else [_act("markDone", arg)]


def _do_not_call(_: PageSession, __: UiState, arg: str, fields: Fields) -> Sequence[Call]:
    return [_act("setDoNotCall" if fields.get("checked") == "true" else "removeDoNotCall", arg)]


def _press_toast(_: PageSession, __: UiState, arg: str, ___: Fields) -> Sequence[Call]:
    toast_id, index = split(arg)
    return [Call("pressToast", {"toastId": toast_id, "buttonIndex": int(index)})] if index.isdigit() else []


CLICKS: Mapping[str, Clicked] = {
    "accept": _does("accept"),
    "reject": _does("reject"),
    "accept-oldest": _oldest("accept"),
    "reject-oldest": _oldest("reject"),
    "hang-up": _does("hangUp"),
    "hold": _does("hold"),
    "resume": _does("resume"),
    "mark-done": _mark_done,
    "mute": lambda _, __, arg, ___: [_act("mute" if arg == "on" else "unmute")],
    "dtmf": _tone,
    "record": _of_two,
    "call-again": _dial,
    "dial": _dial,
    "email-new": lambda _, __, arg, ___: [_act("createEmail", text=arg)],
    "set-state": lambda _, __, arg, ___: [_act("setState", text=arg)],
    "set-media-state": _media_state,
    "state-of-type": _state_of_type,
    "join-consult": _join("consult"),
    "join-conference": _join("conference"),
    "join-transfer": _join("transfer"),
    "join-submit": _join_submit,
    "join-complete": _of_two,
    "join-back": _join_back,
    "party-remove": _with_text("removeParty"),
    "team-join": _team_join,
    "team-submit": _team_submit,
    "media-act": _of_two,
    "email-reply": _does(Verb.REPLY.value),
    "email-send": _email_send,
    "response": _with_text("insertResponse"),
    "chat-say": _chat_say,
    "workbin-pull": lambda _, __, ___, ____: [Call("pull", {})],
    "record-call": _with_text("callRecord"),
    "record-result": lambda _, __, arg, fields: [_act("setCallResult", arg, fields.get("value", ""))],
    "record-do-not-call": _do_not_call,
    "campaign-get": lambda _, __, arg, ___: [_act("getPreview", text=arg)],
    "campaign-direct": lambda _, __, ___, ____: [_act("takeDirectPush")],
    "data-save": _data_save,
    "data-create": _data_create,
    "data-delete": _data_delete,
    "data-undo": _data_undo,
    "notice-press": _press_toast,
    "traffic-resend": resent,
    "traffic-edit-send": resent_edited,
}
"""Actions of the agent, by name; the last two are of whoever looks at the traffic."""
NO_CALL: Mapping[str, str] = {
    "close-anyway": "marking done in spite of a block",
    "email-attach": "files of a draft",
    "email-detach": "files of a draft",
    "record-save": "fields of a record",
    "record-again": "calling a record again",
    "record-again-cancel": "calling a record again",
    "contact-choose": "the choice of a contact",
    "contact-remove": "the choice of a contact",
    "log-in-again": "logging in again",
    "stay": "staying",
    "app-reload": "loading an app again",
    "app-window": "opening the window of an app",
    "policy-apply": "options that were tried",
    "policy-back": "options that were tried",
}
"""What is done that no driver call does; a recording tells of it."""
