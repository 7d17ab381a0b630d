"""Messages made by a seeded generator: valid ones, valid ones mutated, and whatever else a client may send.

What is made is under the caps of the page (:mod:`host_page` drops the rest): 1 MiB of text, 10,000 keys and elements,
64 levels. A plain generator, for Hypothesis would take a day for as many.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from scapi.protocol.parameters import Kind
from scapi.protocol.registry import BY_SPELLING
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED

CHARACTERS = 1 << 20
MEMBERS = 10_000
LEVELS = 64
SENDERS = (
    *(("frame1", ALLOWED),) * 30,
    *(("frame2", RESTRICTED),) * 5,
    ("frame3", UNLISTED),
    *(("frame4", origin) for origin in (ALLOWED, UNLISTED, "null")),
    ("frame9", ALLOWED),
    ("", ALLOWED),
    ("__proto__", "https://a.b:99999"),
)
"""Frames 1 to 3 stay where they are; frame 4 goes from origin to origin."""
NAMES = sorted(BY_SPELLING)
KEPT = (
    "interaction.setUserData", "interaction.setUserData", "voice.dial", "messenger.broadcastMessage",
    "system.popupToast", "outbound.updateRecordFields", "interaction.deleteUserData", "system.openDialog",
    "system.updateViewInApplicationMenuBar",
)  # fmt: skip
"""Requests whose last argument is kept, shown or told."""
WORDS = (
    "", "1", "2", "3", "99", "5001", "SIP_5001", "Ready", "NotReady", "Break", "voice", "chat", "email", "workitem",
    "Billing", "English", "WWE Client", "a", "Key1", "Secret", "userData", "IW_CaseUid", "voice.*", "*", "interaction",
    "agent", "system", "https://crm.example/", "data:image/png;base64,", "$Agent.UserName$", "430px", "#00f",
)  # fmt: skip
MEANT = ("title", "message", "buttons", "keyValues", "label", "name", "width", "height", "url", "iconUrl", "type", "x")
"""Members that some object of the API has."""
KEYS = ("__proto__", "constructor", "toString", "length", "toJSON", "", "\u0000", "\ud800", "$", "#", "a.b", "a\nb")
STRANGE = (
    "\ud800",
    "\udfff\ud800",
    "\u202e\u2066",
    "\u05d0 a ",
    "\u0000",
    "\ufeff",
    "\U0001f600",
    "<b>&\"'",
    "\\u0041",
    "%s{0}",
)
NUMBERS = (0, -0.0, 1, -1, 60, 2**31, 2**53 + 1, -(2**63), 10**300, 1e308, 5e-324, 0.1)
_LARGE = 200
"""One in this many is large."""


class Inputs:
    """An endless row of (frame, origin, text), the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def next(self) -> tuple[str, str, str]:
        """The next message and its sender."""
        random = self._random
        frame, origin = random.choice(SENDERS)
        while True:
            text = self._text()
            if len(text) <= CHARACTERS and sum(map(text.count, ",[{")) <= MEMBERS:
                return frame, origin, text

    def _text(self) -> str:
        random = self._random
        roll = random.random()
        if roll < 0.03:
            return self._mangled(json.dumps(self._envelope()))
        value = self._envelope() if roll < 0.97 else self.value(3)
        return json.dumps(value, ensure_ascii=random.random() < 0.5, separators=(",", ":"))

    def _envelope(self) -> Any:
        random = self._random
        if random.random() < 0.15:
            message = self._subscription()
        else:
            name = random.choice(NAMES)
            arguments = [self._argument(each.kind) for each in BY_SPELLING[name].parameters]
            message = {"request": name, "parameters": arguments, "userAgent": "WWE Client", "protocolVersion": 2}
            message["referenceId"] = random.choice((str(random.randrange(9)), random.randrange(9), "x"))
        if random.random() < 0.3:
            message = self._mutated(message)
        return message if random.random() > 1 / _LARGE else self._grown(message)

    def _subscription(self) -> dict[str, Any]:
        random = self._random
        event = random.choice(("subscribe", "subscribe", "unsubscribe"))
        names = random.sample(("agent", "interaction", "media", "markdone", "system", "outbound", "messenger:x"), 2)
        data: Any = random.choice((names, names[0], random.randrange(4)))
        return {"event": event, "data": data, "referenceId": str(random.randrange(9)), "userAgent": "WWE Client"}

    def _argument(self, kind: Kind) -> Any:
        if self._random.random() < 0.15:
            return self.value(3)
        return ARGUMENTS[kind](self)

    def value(self, levels: int) -> Any:
        """Any value of JSON, of a few members."""
        random = self._random
        roll = random.random()
        if levels and roll < 0.2:
            return [self.value(levels - 1) for _ in range(random.randrange(4))]
        if levels and roll < 0.4:
            return {self.key(): self.value(levels - 1) for _ in range(random.randrange(4))}
        return random.choice((self.word, self.word, self.word, self.number, self.flag))()

    def object(self) -> dict[str, Any]:
        return {self.key(): self.value(2) for _ in range(self._random.randrange(5))}

    def key(self) -> str:
        random = self._random
        return random.choice(random.choices((WORDS, MEANT, KEYS), (4, 4, 1))[0])

    def word(self) -> str:
        random = self._random
        if random.random() < 0.1:
            return random.choice(STRANGE) * random.randrange(1, 9)
        return random.choice(WORDS)

    def number(self) -> Any:
        return self._random.choice(NUMBERS)

    def flag(self) -> Any:
        return self._random.choice((None, True, False))

    def texts(self) -> Any:
        return self.word() if self._random.random() < 0.5 else [self.word() for _ in range(self._random.randrange(4))]

    def target(self) -> Any:
        random = self._random
        if random.random() < 0.5:
            return random.choice(("5001", "SIP_5001", "Billing", "English", "", "+4930123456"))
        kinds = ("AGENT", "SKILL", "QUEUE", "AGENT_GROUP", "ROUTING_POINT", "CUSTOM_CONTACT", 5)
        return {"type": random.choice(kinds), "destination": self.word(), "media": "voice"}

    def _mutated(self, value: Any) -> Any:
        """One member is gone, doubled, another one's, of another type, or wrapped."""
        random = self._random
        if isinstance(value, dict) and value:
            name = random.choice(list(value))
            roll = random.randrange(5)
            if roll == 0:
                return {key: member for key, member in value.items() if key != name}
            if roll == 1:
                return {**value, self.key(): value[name]}
            if roll == 2:
                return {**value, name: self.value(3)}
            return {**value, name: self._mutated(value[name])}
        if isinstance(value, list) and value:
            place = random.randrange(len(value))
            roll = random.randrange(5)
            if roll == 0:
                return value[:place] + value[place + 1 :]
            if roll == 1:
                return [*value, value[place]]
            return [*value[:place], self._mutated(value[place]), *value[place + 1 :]]
        return random.choice((lambda: [value], lambda: {self.key(): value}, lambda: self.value(3)))()

    def _grown(self, message: dict[str, Any]) -> dict[str, Any]:
        """Somewhere in it stands what is as large, as wide or as deep as the page lets through."""
        random = self._random
        huge = random.choice((self._wide_array, self._wide_object, self._deep, self._long, self._wide_and_deep))()
        if random.random() < 0.7:
            name = random.choice(KEPT)
            arguments = [self._argument(each.kind) for each in BY_SPELLING[name].parameters]
            large = huge if isinstance(huge, dict) else {random.choice(WORDS + MEANT): huge}
            arguments[-1 if name != "voice.dialEx" else 1] = large if random.random() < 0.8 else huge
            return {"request": name, "parameters": arguments, "userAgent": "WWE Client", "referenceId": "large"}
        places = [name for name in message if name not in ("userAgent", "event", "request")]
        return {**message, random.choice(places or ["extra"]): huge}

    def _wide_array(self) -> Any:
        random = self._random
        member = random.choice(([], {}, "", 0, None, "x", 0.5, [[]], {"a": 1}))
        return [member] * (
            random.choice((100, 1000, 4000, 9000)) // (1 + isinstance(member, list | dict) * bool(member))
        )

    def _wide_object(self) -> Any:
        random = self._random
        member = random.choice(("", "x", 0, None, [], {}))
        return {f"k{number}": member for number in range(random.choice((100, 499, 1000, 4500)))}

    def _deep(self) -> Any:
        value: Any = self.word()
        for _ in range(self._random.choice((20, 50, LEVELS - 4))):
            value = [value] if self._random.random() < 0.5 else {"userData": value}
        return value

    def _wide_and_deep(self) -> Any:
        """A tree: every inner node has as many children."""
        wide = self._random.choice((2, 3, 10))
        value: Any = {"a": "b"}
        size = 2
        while size * wide + wide < 4000:
            value, size = (
                ([value] * wide if self._random.random() < 0.5 else {f"n{i}": value for i in range(wide)}),
                size * wide + wide,
            )
        return value

    def _long(self) -> str:
        unit = self._random.choice(("x", " ", "\u05d0 a ", "\ud800", "\n", "a,", "$Agent.UserName$", "\U0001f600", "9"))
        return unit * (self._random.choice((200, 2000, 50_000, 150_000)) // len(unit))

    def _mangled(self, text: str) -> str:
        """Text that is hardly JSON any more."""
        random = self._random
        place = random.randrange(len(text) + 1)
        piece = random.choice(
            ("NaN", "-Infinity", "1e999", "[" * 200, '{"a":' * 70, "9" * 5000, "\\ud800", '"', ",", " " * 9000)
        )
        return random.choice((
            lambda: text[:place],
            lambda: text[:place] + piece + text[place:],
            lambda: text.replace("1", piece),
            lambda: text[:-1] + "," + text[1:],  # every name twice
            lambda: piece,
        ))()  # fmt: skip


ARGUMENTS: dict[Kind, Callable[[Inputs], Any]] = {
    Kind.TEXT: Inputs.word,
    Kind.NAME: Inputs.word,
    Kind.ID: lambda inputs: inputs._random.choice(("1", "2", "3", "99", 1, 2)),
    Kind.ID_OR_EMPTY: lambda inputs: inputs._random.choice(("", "1", "2", 3)),
    Kind.NUMBER: Inputs.number,
    Kind.NUMERAL: Inputs.number,
    Kind.FLAG: Inputs.flag,
    Kind.OBJECT: Inputs.object,
    Kind.TEXT_OR_TEXTS: Inputs.texts,
    Kind.TARGET: Inputs.target,
    Kind.ANY: lambda inputs: inputs.value(3),
}
"""What an argument of each kind looks like when it is mostly right."""
