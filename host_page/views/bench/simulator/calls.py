"""The driver call behind each control of the simulator: the same is made when it is pressed, said, and copied."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from host_page.views.action_group import split
from host_page.views.ui_state import CampaignForm, ClientForm, MediaForm, RingForm
from scapi.centre.open_media import CHAT, CHATS, EMAIL, WORK_ITEM, CentreVerb
from scapi.values import Json, JsonObject

Form: TypeAlias = RingForm | MediaForm | CampaignForm | ClientForm


@dataclass(frozen=True, slots=True)
class Call:
    """A driver call: its name, its arguments, and what it gives, where that is known before it is made."""

    name: str
    args: JsonObject
    made: str = ""

    @property
    def code(self) -> str:
        """The call as a line of JavaScript."""
        args = f", {json.dumps(self.args, ensure_ascii=False)}" if self.args else ""
        return f"await workspace.call({json.dumps(self.name)}{args})"


def _of_interaction(name: str) -> Callable[[str], Call]:
    def call(arg: str) -> Call:
        interaction_id, action = split(arg)
        return Call(name, {"interactionId": interaction_id, "action": action})

    return call


def _far_end(arg: str) -> Call:
    """What another party does: ``<interaction> <action> [<number of the party>]``."""
    interaction_id, rest = split(arg)
    action, party = split(rest)
    args: dict[str, Json] = {"interactionId": interaction_id, "action": action}
    return Call("farEnd", {**args, "party": party} if party else args)


def _campaign(arg: str) -> Call:
    action, name = split(arg)
    return Call("campaign", {"action": action, "name": name})


BUTTONS: Mapping[str, Callable[[str], Call]] = {
    "sim-clock": lambda arg: Call("clock", {"mode": arg}),
    "sim-reset": lambda _: Call("reset", {}),
    "sim-advance": lambda arg: Call("advance", {"seconds": int(arg)}),
    "sim-link": lambda arg: Call("connection", {"state": arg}),
    "sim-far-end": _far_end,
    "sim-customer": _of_interaction("customer"),
    "sim-refuse": lambda arg: Call("refuse", {"operation": arg}),
    "sim-campaign": _campaign,
    "sim-push": lambda arg: Call("pushPreview", {"campaign": arg}),
    "sim-push-direct": lambda arg: Call("pushPreview", {"campaign": arg, "direct": True}),
    "sim-situation": lambda arg: Call("situation", {"name": arg}),
    "sim-record": lambda _: Call("reset", {}),
    "sim-close": lambda arg: Call("closeClient", {"frameId": arg}),
}
"""What a button asks for, by its action; the argument of the action says the rest."""


def button_code(action: str, arg: str = "") -> str:
    """The call of a button as code; the templates have it as a filter."""
    return BUTTONS[action](arg).code


def ring(form: RingForm) -> Call:
    """Raises ``ValueError`` that says what is wrong with the data."""
    args: dict[str, Json] = {"ani": form.ani.strip()}
    if form.dnis:
        args["dnis"] = form.dnis
    if data := parse_pairs(form.data):
        args["userData"] = data
    if form.after.strip():
        args["noAnswerAfter"] = number_of(form.after.strip())
    return Call("ring", args)


def come_in(form: MediaForm) -> Call:
    """An e-mail, a chat or an item."""
    name = EMAIL if form.media == EMAIL else CHAT if form.media in CHATS else WORK_ITEM
    args: dict[str, Json] = {"subject": form.subject, "body": form.body}
    if form.sender.strip():
        args["from"] = form.sender.strip()
    if name != form.media:
        args["media"] = form.media
    if name == CHAT and form.join_fails:
        args["joinFails"] = True
    return Call(name, args)


def say(interaction_id: str, text: str) -> Call:
    """The customer of a chat says something."""
    return Call("customer", {"interactionId": interaction_id, "action": CentreVerb.SAY.value, "text": text})


def load(form: CampaignForm) -> Call:
    return Call("campaign", {"action": "load", "name": form.name.strip(), "mode": form.mode})


def open_client(form: ClientForm) -> Call:
    url = form.url.strip()
    return Call("openClient", {"label": form.label.strip() or url, "url": url, "level": form.level})


def code_of(form: Form) -> str:
    """The call of a form as code; of one that cannot be sent, what is wrong with it."""
    try:
        match form:
            case RingForm():
                return ring(form).code
            case MediaForm():
                return come_in(form).code
            case CampaignForm():
                return load(form).code
            case ClientForm():
                return open_client(form).code
    except ValueError as error:
        return str(error)


def parse_pairs(text: str) -> dict[str, Json]:
    """Attached data written as ``key=value, key=value``; raises ``ValueError`` that says what is wrong."""
    pairs: dict[str, Json] = {}
    for part in text.split(","):
        if not part.strip():
            continue
        key, equals, value = part.partition("=")
        if not equals or not key.strip():
            raise ValueError(f"“{part.strip()}” is not key=value.")
        pairs[key.strip()] = value.strip()
    return pairs


def number_of(text: str) -> Json:
    """A number as it was typed; what is none stays text, for the driver to say so."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text
