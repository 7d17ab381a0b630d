"""The situations that come along: what an app meets in a day, each by one call.

They need nothing of a scenario but its media, and nothing of a configuration but, for two of them, an app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scapi.centre.scenario_script import ScriptStep
from scapi.centre.situations import Situation
from scapi.values import Json

_GOLD: Mapping[str, Json] = {
    "ani": "020 7946 0123",
    "userData": {"Segment": "Gold", "AccountNo": "4471-0098", "Language": "en-GB"},
}
_SILVER: Mapping[str, Json] = {"ani": "+4722001122", "userData": {"Segment": "Silver", "AccountNo": "5120-4"}}
_MAIL: Mapping[str, Json] = {
    "from": "tomas@lindqvist.example",
    "subject": "Invoice 20418 has the old address",
    "body": "Hello,\n\ncould you send a corrected one?\n\nTomas Lindqvist",
}
_CHAT: Mapping[str, Json] = {
    "from": "priya.raman@mail.example",
    "subject": "Parcel 88-2041",
    "body": "Tracking says delivered, but nothing is here.",
    "history": ["Where is my parcel?"],
}
_CAMPAIGN = "Situations"


def _step(call: str, args: Mapping[str, Json], name: str = "") -> ScriptStep:
    return ScriptStep(0.0, call, args, name)


def _act(action: str, of: str, text: str = "") -> ScriptStep:
    """What the agent does with what the step of this name has made."""
    return _step("act", {"interactionId": f"{{{of}}}", "action": action, **({"text": text} if text else {})})


_RINGS = (_step("ring", _GOLD, "caller"),)
_TALKS = (*_RINGS, _act("accept", "caller"))
_CONSULTS = (*_TALKS, _act("consult", "caller", "5001"))
_WRITES = (_step("email", _MAIL, "email"), _act("accept", "email"))
_CHATS = (
    _step("chat", _CHAT, "chat"),
    _act("accept", "chat"),
    _act("say", "chat", "Good afternoon. I am looking at parcel 88-2041 now."),
    _step("customer", {"interactionId": "{chat}", "action": "say", "text": "Thank you."}),
)
_PREVIEWS = (
    _step("campaign", {"action": "load", "name": _CAMPAIGN, "mode": "PushPreview"}),
    _step("campaign", {"action": "start", "name": _CAMPAIGN}),
    _step("pushPreview", {"campaign": _CAMPAIGN}, "record"),
)

SITUATIONS: Sequence[Situation] = (
    Situation("ringing", "A Gold customer rings", _RINGS),
    Situation(
        "ringing-in-time",
        "A call that goes back in 20 seconds",
        (_step("ring", {**_GOLD, "noAnswerAfter": 20}, "caller"),),
    ),
    Situation("talking", "A call with attached data", _TALKS),
    Situation("on-hold", "A call on hold", (*_TALKS, _act("hold", "caller"))),
    Situation("second-call", "A call, and another one that rings", (*_TALKS, _step("ring", _SILVER, "second"))),
    Situation("consultation", "A consultation that is being dialled", _CONSULTS),
    Situation("conference", "A conference of three", (*_TALKS, _act("conference", "caller", "5001"))),
    Situation("ended", "An ended call, to be marked done", (*_TALKS, _act("hangUp", "caller"))),
    Situation(
        "mark-done-blocked",
        "An ended call that an app keeps from being marked done",
        (*_TALKS, _step("block", {"interactionId": "{caller}"}), _act("hangUp", "caller")),
    ),
    Situation("chat-ringing", "An invitation to a chat", (_step("chat", _CHAT, "chat"),)),
    Situation("chat", "A chat", _CHATS),
    Situation("email", "An e-mail that came in", _WRITES),
    Situation("writing", "An e-mail that is being answered", (*_WRITES, _act("reply", "email"))),
    Situation(
        "work-item",
        "A work item",
        (_step("workitem", {"subject": "Check the address", "body": "See the form."}, "item"), _act("accept", "item")),
    ),
    Situation("record-offered", "A record that is pushed", _PREVIEWS),
    Situation("record", "A record that is being looked at", (*_PREVIEWS, _act("accept", "record"))),
    Situation("link-lost", "A call while the link is lost", (*_TALKS, _step("connection", {"state": "DISCONNECTED"}))),
    Situation("link-down", "The link is down", (_step("connection", {"state": "DOWN"}),)),
    Situation(
        "app-silent",
        "An app that says nothing",
        (_step("openClient", {"label": "Silent app", "url": "http://silent.invalid/"}, "app"),),
    ),
    Situation("app-quarantined", "An app in quarantine", (*_TALKS, _step("quarantine", {}))),
)
"""In the order in which they are offered."""
