"""Arguments that are wrong: generated for every parameter of every request, and by hand where only a few values mean
something. A failure changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scapi.protocol.parameters import Kind, Parameter
from scapi.protocol.registry import BY_SPELLING
from scapi.protocol.request_table import Request
from tests.conformance.case import NOTHING, Ask, Case, Fails, words_of
from tests.conformance.situations import words
from tests.conformance.successes import SUCCESSES

WRONG: Mapping[Kind, Sequence[Any]] = {
    Kind.TEXT: (5, 1e308, True, [], {}, ["a"]),
    Kind.NAME: (5, 1e308, True, [], {}, "", "  ", "\n"),
    Kind.ID: (1.5, -1, 2**70, 1e308, True, [], {}, "", "  ", "\n"),
    Kind.ID_OR_EMPTY: (1.5, -1, 2**70, 1e308, False, [], {}, ["1"]),
    Kind.NUMBER: ("5", "", True, [], {}, [5]),
    Kind.NUMERAL: ("five", "", "1.5", "-1", True, [], {}, [5]),
    Kind.FLAG: ("true", 1, 0, [], {}),
    Kind.OBJECT: ("a", "", 5, True, [], [{}]),
    Kind.TEXT_OR_TEXTS: (5, True, {}, [1], [None], ["a", {}]),
    Kind.TARGET: (5, True, [], "", "  ", [{}]),
    Kind.ANY: (),
}
UNKNOWN_IDS = ("99", "0", "-1", "1 ", "01", "1.0", "constructor", "__proto__", "$it", "x" * 5000, "\u0661")
UNKNOWN_NUMBERS = (-1, 0.5, 1e308, 2**63, -(2**70))
NO_INTERACTION = Fails("Error: Interaction not found.")
NO_TARGET = Fails("Error: Target not found.")
TYPES = "AGENT, AGENT_GROUP, SKILL, INTERACTION_QUEUE, ROUTING_POINT, CUSTOM_CONTACT"


def value_error(name: str, expected: str) -> Fails:
    return Fails(f"Error: The parameter '{name}' must be {expected}.")


UNKNOWN: Mapping[tuple[str, str], Any] = {
    ("configuration.getContextualOption", "interactionId"): NO_INTERACTION,
    ("interaction.getByInteractionId", "interactionId"): None,
    ("interaction.getByBundleId", "bundleId"): (),
    ("interaction.getByCaseId", "caseId"): (),
    ("interaction.selectCaseByCaseId", "caseId"): Fails("Error: Case not found."),
    ("media.getMediaByName", "name"): Fails("Error: Media not found."),
    ("media.setState", "name"): Fails("Error: Media not found."),
    ("outbound.getPreviewRecord", "campaignName"): Fails("Error: Campaign not found."),
    ("system.updateToast", "id"): False,
    ("system.closeToast", "id"): False,
    ("system.closeDialog", "dialogId"): False,
    ("system.closeViewInApplicationMenuBar", "name"): False,
    ("outbound.setCallResult", "callResult"): value_error("callResult", "a number of getListOfCallResults"),
}
"""The documented (or decided) answer to an identifier of nothing; other interaction ids fail."""
_INTERACTION_IDS = frozenset({"interactionId", "consultInteractionId"})
_OF_STATE = ("agent.setState", "media.setState")


def found(value: Any) -> str:
    """What a failure calls a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "a string" if value else "an empty string"
    if isinstance(value, (int, float)):
        return "a number"
    return "an object" if isinstance(value, Mapping) else "an array"


def _argument_error(spelling: str, parameter: Parameter, what: str) -> Fails:
    return Fails(f"Error: The parameter '{parameter.name}' of '{spelling}' must be {parameter.kind.value}, not {what}.")


def _with(arguments: Sequence[Any], position: int, value: Any) -> list[Any]:
    """The arguments of the success with one of them replaced."""
    given = [*arguments, *[None] * (position + 1 - len(arguments))]
    given[position] = value
    return given


def _generated(spelling: str, request: Request) -> list[Case]:
    success = SUCCESSES[request.name]
    cases = []

    def add(kind: str, expected: str, steps: Sequence[Ask]) -> None:
        cases.append(Case(f"{spelling}/{kind}", expected, success.situation, tuple(steps), unchanged=True))

    for position, parameter in enumerate(request.parameters):
        name = parameter.name
        if not parameter.optional:
            missing = _argument_error(spelling, parameter, "nothing")
            asks = [
                Ask(spelling, list(success.arguments[:position]), missing),
                Ask(spelling, _with(success.arguments, position, None), missing),
            ]
            add(f"missing-argument:{name}", f"left out or null: {words_of(missing)}", asks)
        wrong = WRONG[parameter.kind]
        if wrong:
            asks = [
                Ask(spelling, _with(success.arguments, position, w), _argument_error(spelling, parameter, found(w)))
                for w in wrong
            ]
            text = f"Error: The parameter '{name}' of '{spelling}' must be {parameter.kind.value}, not …."
            add(f"bad-argument:{name}", f"of another type: fails: `{text}`", asks)
        answer = UNKNOWN.get((request.name, name), NO_INTERACTION if name in _INTERACTION_IDS else NOTHING)
        if answer is not NOTHING:
            values: Sequence[Any] = UNKNOWN_NUMBERS if parameter.kind in (Kind.NUMBER, Kind.NUMERAL) else UNKNOWN_IDS
            asks = [
                Ask(spelling, _with(success.arguments, position, value), answer) for value in values if value != "$it"
            ]
            add(f"unknown-id:{name}", f"of nothing that exists: {words_of(answer)}", asks)
    return cases


def _target_cases(name: str) -> list[tuple[str, Sequence[Any], Any]]:
    def target(**members: Any) -> list[Any]:
        return ["$it", members]

    by_type = [
        (f"unknown-id:{kind}", target(type=kind, destination="nobody"), NO_TARGET) for kind in TYPES.split(", ")[:-1]
    ]
    return [
        *by_type,
        (
            "bad-argument:target.type",
            target(type="QUEUE", destination="5001"),
            value_error("target.type", f"one of {TYPES}"),
        ),
        ("missing-argument:target.type", target(destination="5001"), value_error("target.type", f"one of {TYPES}")),
        (
            "missing-argument:target.destination",
            target(type="AGENT"),
            value_error("target.destination", "a string that is not empty"),
        ),
        (
            "bad-argument:target.destination",
            target(type="AGENT", destination=5001),
            value_error("target.destination", "a string that is not empty"),
        ),
        (
            "bad-argument:target.media",
            target(type="AGENT", destination="SIP_5001", media=5),
            value_error("target.media", "the name of a medium"),
        ),
    ]


def _toast_cases(update: bool) -> list[tuple[str, Sequence[Any], Any]]:
    good = {"title": "T", "iconUrl": "https://crm.example/i.png"}

    def toast(**members: Any) -> list[Any]:
        return [*(["$toast"] if update else []), {**good, **members}]

    icon = Fails("Error: The iconUrl must begin with http://, https:// or data:image/.")
    wrong = {
        "title": (5, "a string that is not empty"),
        "iconUrl": (5, "a string"),
        "subject": (5, "a string"),
        "message": ({}, "a string"),
        "keyValues": ([], "an object"),
        "buttons": ([1], "an array of strings"),
        "buttonShowDismiss": ("yes", "true or false"),
        "autoCloseTimeout": ("5", "a number"),
        "sendToMyMessage": (1, "true or false"),
        "width": ("300", "a number"),
    }
    cases: list[tuple[str, Sequence[Any], Any]] = [
        (f"bad-argument:{name}", toast(**{name: value}), value_error(name, expected))
        for name, (value, expected) in wrong.items()
    ]
    cases.append(("bad-argument:iconUrl-scheme", toast(iconUrl="javascript:alert(1)"), icon))
    cases += [
        ("bad-argument:title-too-long", toast(title="x" * 501), too_long("title", 500)),
        ("bad-argument:message-too-long", toast(message="x" * 5_001), too_long("message", 5_000)),
        ("bad-argument:keyValues-too-long", toast(keyValues={"k": "x" * 2_001}), too_long("keyValues", 2_000)),
        ("bad-argument:keyValues-too-many", toast(keyValues={str(n): n for n in range(51)}), too_many("keyValues", 50)),
        ("bad-argument:buttons-too-long", toast(buttons=["x" * 101]), too_long("buttons", 100)),
        ("bad-argument:buttons-too-many", toast(buttons=["x"] * 11), too_many("buttons", 10)),
    ]
    if not update:
        cases.append(("missing-argument:title", toast(title=None), value_error("title", "a string")))
    return cases


def too_long(name: str, limit: int) -> Fails:
    return Fails(f"Error: The parameter '{name}' must have at most {limit} characters.")


def too_many(name: str, limit: int) -> Fails:
    return Fails(f"Error: The parameter '{name}' must have at most {limit} parts.")


_ICON = Fails("Error: The iconUrl must begin with http://, https:// or data:image/.")
_URL = Fails("Error: The url must begin with http:// or https://.")
_SIZE = "a size in px or %, such as 430px or 40%"
_WILDCARD = Fails("Error: A wildcard is allowed at the end of a word only, such as 'voice.*'.")
_NO_FIELD = "Error: No field was changed: the field "
_SYSTEM_KEYS = ("IW_CaseUid", "IW_BundleUid", "IWAttachedDataInformation")


def _fields(**changes: Any) -> list[Any]:
    """A change that is right beside one that is not."""
    return ["$it", {"GSW_PHONE": "+4930000000", **changes}]


BY_HAND: Mapping[str, Sequence[tuple[str, Sequence[Any], Any]]] = {
    "agent.setState": [
        ("unknown-id:stateOperationName", ["Asleep"], Fails("Error: The state 'Asleep' is not in the list of states."))
    ],
    "media.setState": [
        (
            "unknown-id:stateOperationName",
            ["chat", "Asleep"],
            Fails("Error: The state 'Asleep' is not in the list of states."),
        )
    ],
    "configuration.getOption": [
        ("bad-argument:wildcard-at-start", ["*"], _WILDCARD),
        ("bad-argument:wildcard-in-word", ["voice.au*o"], _WILDCARD),
        ("bad-argument:wildcard-in-section", ["Cust*API/test"], _WILDCARD),
        ("unknown-id:option", ["no.such.option"], {}),
    ],
    "configuration.getContextualOption": [("bad-argument:wildcard-at-start", ["*.x", "$it"], _WILDCARD)],
    "interaction.setUserData": [
        (
            "bad-argument:IWAttachedDataInformation",
            ["$it", {"Key1": "x", "IWAttachedDataInformation": "y"}],
            Fails("Error: The key 'IWAttachedDataInformation' of the user data is not writable."),
        ),
        *(
            (
                f"bad-argument:{key}-empty",
                ["$it", {"Key1": "x", key: ""}],
                value_error(key, "a string that is not empty"),
            )
            for key in ("IW_CaseUid", "IW_BundleUid")
        ),
    ],
    "interaction.deleteUserData": [
        *(
            (f"bad-argument:{key}", ["$it", key], Fails(f"Error: The key '{key}' of the user data is not writable."))
            for key in _SYSTEM_KEYS
        ),
        ("unknown-id:key", ["$it", "nothing"], NOTHING),
    ],
    "interaction.consult": [
        *_target_cases("consult"),
        (
            "bad-argument:target.media-unknown",
            ["$it", {"type": "AGENT", "destination": "SIP_5001", "media": "fax"}],
            Fails("Error: An interaction of the medium 'fax' cannot be consulted about by this medium."),
        ),
    ],
    "interaction.singleStepTransfer": _target_cases("singleStepTransfer"),
    "interaction.singleStepConference": _target_cases("singleStepConference"),
    "outbound.callPreviewRecord": [
        (
            f"unknown-id:recordHandle-{name}",
            ["$it", value],
            Fails(
                "Error: The parameter 'recordHandle' must be the handle of a record of the chain ($handle, $second)."
            ),
        )
        for name, value in (("other", 5), ("fraction", 1.5), ("negative", -1), ("huge", 1e308))
    ],
    "outbound.rescheduleRecord": [
        *(
            (
                f"unknown-id:recordHandle-{name}",
                ["$it", value, "6/5/2027 9:7", "CAMPAIGN"],
                value_error("recordHandle", "the handle of a record of the chain"),
            )
            for name, value in (("other", 5), ("fraction", 1.5), ("huge", 1e308))
        ),
        *(
            (
                f"bad-argument:rescheduleDate-{name}",
                ["$it", "$handle", date, "CAMPAIGN"],
                value_error("rescheduleDate", "a date MM/DD/YYYY HH:MM"),
            )
            for name, date in (
                ("iso", "2027-06-05 09:07"),
                ("no-time", "06/05/2027"),
                ("month-13", "13/05/2027 09:07"),
                ("february-30", "02/30/2027 09:07"),
                ("hour-24", "06/05/2027 24:00"),
                ("seconds", "06/05/2027 09:07:00"),
            )
        ),
        (
            "bad-argument:callbackType-unknown",
            ["$it", "$handle", "6/5/2027 9:7", "campaign"],
            value_error("callbackType", "CAMPAIGN or PERSONAL"),
        ),
    ],
    "outbound.updateRecordFields": [
        (f"bad-argument:{label}", _fields(**{name: value}), Fails(f"{_NO_FIELD}'{name}' {problem}."))
        for label, name, value, problem in (
            ("unknown-field", "GSW_NOTHING", "x", "does not exist"),
            ("read-only-field", "GSW_ATTEMPTS", 5, "cannot be edited"),
            ("read-only-custom-field", "GSW_CUSTOM_ACCOUNT", "x", "cannot be edited"),
            ("mandatory-emptied", "GSW_FROM", "", "is mandatory"),
            ("mandatory-null", "GSW_CUSTOM_AMOUNT", None, "is mandatory"),
            ("float-as-text", "GSW_CUSTOM_AMOUNT", "1", "must be a number"),
            ("bool-as-number", "GSW_CUSTOM_VIP", 1, "must be true or false"),
            ("text-as-number", "GSW_CUSTOM_STRING", 5, "must be a string"),
            ("date-unreadable", "GSW_CUSTOM_DATE", "2027-01-01", "must be a date MM/DD/YYYY HH:MM"),
            ("time-unreadable", "GSW_UNTIL", "noon", "must be a time HH:MM"),
            ("time-too-late", "GSW_UNTIL", "24:00", "must be a time between 00:00 and 23:59"),
            ("enum-unknown", "GSW_PHONE_TYPE", 12, "must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
        )
    ],
    "system.popupToast": _toast_cases(update=False),
    "system.updateToast": _toast_cases(update=True),
    "system.openDialog": [
        ("missing-argument:url", [None, {"label": "x"}], None),
        ("bad-argument:url-empty", ["", {}], None),
        ("bad-argument:url-scheme", ["javascript:alert(1)", {}], _URL),
        ("bad-argument:url-data", ["data:text/html,x", {}], _URL),
        ("bad-argument:label", ["https://crm.example/", {"label": 5}], value_error("label", "a string")),
        ("bad-argument:width", ["https://crm.example/", {"width": "5em"}], value_error("width", _SIZE)),
        ("bad-argument:height", ["https://crm.example/", {"height": "-5px"}], value_error("height", _SIZE)),
        ("bad-argument:label-too-long", ["https://crm.example/", {"label": "x" * 501}], too_long("label", 500)),
        ("bad-argument:url-too-long", [f"https://crm.example/{'x' * 8_192}", {}], too_long("url", 8_192)),
    ],
    "system.updateViewInApplicationMenuBar": [
        ("missing-argument:name", [{"label": "x"}], value_error("name", "a string that is not empty")),
        ("missing-argument:label", [{"name": "x"}], value_error("label", "given when there is no iconUrl")),
        ("bad-argument:name", [{"name": 5, "label": "x"}], value_error("name", "a string")),
        (
            "bad-argument:labelColor",
            [{"name": "x", "label": "x", "labelColor": 5}],
            value_error("labelColor", "a string"),
        ),
        ("bad-argument:iconUrl", [{"name": "x", "iconUrl": "javascript:alert(1)"}], _ICON),
        ("bad-argument:label-too-long", [{"name": "x", "label": "x" * 501}], too_long("label", 500)),
        (
            "bad-argument:tooltip-too-long",
            [{"name": "x", "label": "x", "tooltip": "x" * 1_001}],
            too_long("tooltip", 1_000),
        ),
    ],
}


def cases() -> list[Case]:
    """Every case of a wrong argument."""
    found_cases = []
    for spelling, request in BY_SPELLING.items():
        found_cases += _generated(spelling, request)
    for name, rows in BY_HAND.items():
        situation = SUCCESSES[name].situation
        for label, arguments, answer in rows:
            when = "" if situation == "idle" else f"when {words(situation)}: "
            expected = f"{when}`{_shown(arguments)}` {_verb(answer)}{words_of(answer)}"
            ask = Ask(name, arguments, answer)
            found_cases.append(Case(f"{name}/{label}", expected, situation, (ask,), unchanged=True))
    return found_cases


def _verb(answer: Any) -> str:
    return "" if isinstance(answer, Fails) else "gives "


def _shown(arguments: Sequence[Any]) -> str:
    return ", ".join(repr(argument).replace("'", '"') for argument in arguments).replace("None", "null")
