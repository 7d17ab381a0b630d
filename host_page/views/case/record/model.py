"""An outbound record: the numbers of its chain, its fields, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.places import Place, Where, Whose
from host_page.views.ui_state import Callback, UiState
from scapi.centre.conversations import Conversation, State, Verb
from scapi.centre.record_fields import shown_value
from scapi.centre.records import (
    CALL_RESULTS,
    DEFAULT_CALL_RESULT,
    SYSTEM_FIELDS,
    CallbackType,
    CampaignMode,
    FieldSpec,
    FieldType,
    OutboundContent,
    Record,
)
from scapi.centre.schedule import local_time
from scapi.session import Session
from scapi.values import Json, Seconds
from scapi.workspace.interactions import Interaction

FIELDS, OUTCOME, CALL_AGAIN = (Place(name, Where.CASE, Whose.INTERACTION) for name in ("record", "outcome", "again"))
MODES = {
    CampaignMode.PULL_PREVIEW: "pull preview",
    CampaignMode.PUSH_PREVIEW: "push preview",
    CampaignMode.DIRECT_PUSH_PREVIEW: "direct push preview",
}
KINDS = {CallbackType.CAMPAIGN: "Campaign", CallbackType.PERSONAL: "Me"}
_PHONE_TYPES = next(spec.options for spec in SYSTEM_FIELDS if spec.name == "GSW_PHONE_TYPE")
_HINTS = {
    FieldType.DATE: "MM/DD/YYYY HH:MM",
    FieldType.TIME: "HH:MM",
    FieldType.INT: "a whole number",
    FieldType.FLOAT: "a number",
    FieldType.CHAR: "one character",
}
_NUMBERS = (FieldType.INT, FieldType.FLOAT)


@dataclass(frozen=True, slots=True)
class ChainNumber:
    """One record of the chain."""

    handle: int
    phone: str
    kind: str
    result: str
    tone: str
    hours: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    name: str
    label: str
    value: str
    mandatory: bool
    editable: bool
    numeric: bool
    hint: str
    options: Sequence[tuple[str, str]]
    error: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a record; each ``why`` says why a part cannot be used now."""

    result: int | None
    result_why: str
    do_not_call: bool
    do_not_call_why: str
    scheduled: str
    callback_why: str
    callback: Callback
    callback_error: str
    error: str


@dataclass(frozen=True, slots=True)
class RecordView:
    numbers: Sequence[ChainNumber]
    can_choose: bool
    chosen: ChainNumber
    local: str
    zone: str
    fields: Sequence[FieldRow]
    can_save: bool
    save_error: str
    outcome: Outcome
    results: Sequence[tuple[int, str]]
    kinds: Sequence[tuple[str, str]]


def record_view(session: Session, ui: UiState, interaction: Interaction) -> RecordView | None:
    content = interaction.conversation.content
    if not isinstance(content, OutboundContent):
        return None
    local = record_local_time(session, content)
    chosen = chosen_record(ui, interaction, content)
    numbers = [_number(record, record.handle == chosen.handle, local) for record in content.records]
    error = ui.errors.get(FIELDS.of(interaction.id), "")
    fields = [_field(spec, content.active_record.values.get(spec.name), error) for spec in content.fields]
    return RecordView(
        numbers=numbers,
        can_choose=interaction.state in (State.INVITED, State.PREVIEWING) and not content.called,
        chosen=next(number for number in numbers if number.chosen),
        local=local,
        zone=content.time_zone,
        fields=fields,
        can_save=any(field.editable for field in fields) and Verb.UPDATE_FIELDS in interaction.conversation.verbs,
        save_error="" if any(field.error for field in fields) else error,
        outcome=_outcome(ui, interaction, content),
        results=[(number, _words(name)) for name, number in CALL_RESULTS.items()],
        kinds=[(kind.value, label) for kind, label in KINDS.items()],
    )


def record_facts(ui: UiState, interaction: Interaction, content: OutboundContent) -> list[str]:
    """The second line of the header."""
    attempts = content.active_record.values.get("GSW_ATTEMPTS")
    number = f"record {chosen_record(ui, interaction, content).handle}"
    attempt = f"attempt {attempts + 1}" if isinstance(attempts, int) else ""
    return [fact for fact in (content.campaign, MODES[content.mode], number, attempt) if fact]


def phone_of(record: Record) -> str:
    return str(record.values.get("GSW_PHONE") or record.phone)


def is_called(conversation: Conversation) -> bool:
    """Whether a record that is previewed has been called: nothing can be done with it then, it ends with its call."""
    content = conversation.content
    return conversation.state is State.PREVIEWING and isinstance(content, OutboundContent) and content.called


def chosen_record(ui: UiState, interaction: Interaction, content: OutboundContent) -> Record:
    """The record that Call calls: the one that the agent picked, else the active one."""
    picked = ui.numbers.get(interaction.id)
    return (None if picked is None or content.called else content.record(picked)) or content.active_record


def record_local_time(session: Session, content: OutboundContent) -> str:
    """The time of day at the customer's."""
    return local_time(session.workspace.now, content.active_record)


def typed_field(spec: FieldSpec, text: str) -> Json:
    """What was typed, as a value of the field's type where it can be one; the rest the contact centre refuses."""
    if spec.type is FieldType.BOOL and text in ("true", "false"):
        return text == "true"
    kinds = {FieldType.INT: (int,), FieldType.ENUM: (int,), FieldType.FLOAT: (int, float)}.get(spec.type, ())
    for kind in kinds:
        try:
            return kind(text.strip())
        except ValueError:
            continue
    return text


def field_text(spec: FieldSpec, value: Json) -> str:
    """A value as its input shows it."""
    shown = shown_value(spec, value)
    if shown is None:
        return ""
    if isinstance(shown, bool):
        return "true" if shown else "false"
    return str(shown)


def _number(record: Record, chosen: bool, local: str) -> ChainNumber:
    values = record.values
    start, end = values.get("GSW_FROM"), values.get("GSW_UNTIL")
    hours, within = "", True
    if isinstance(start, (int, float)) and isinstance(end, (int, float)):
        whole_day = start <= 0 and end >= 86_340
        hours = "any time" if whole_day else f"{_time_of_day(start)} to {_time_of_day(end)}"
        within = _time_of_day(start) <= local <= _time_of_day(end)
    result = values.get("GSW_CALL_RESULT")
    name = _result(result)
    word, tone = ("In hours", "ok") if within else ("Out of hours", "warn")
    if name and result != DEFAULT_CALL_RESULT:
        word, tone = name, ""
    kind = _PHONE_TYPES.get(str(values.get("GSW_PHONE_TYPE")), "")
    return ChainNumber(record.handle, phone_of(record), kind, word, tone, hours, chosen)


def _field(spec: FieldSpec, value: Json, error: str) -> FieldRow:
    options: list[tuple[str, str]] = list(spec.options.items())
    if spec.type is FieldType.BOOL:
        options = [("true", "Yes"), ("false", "No")]
    if options and not spec.mandatory:
        options.insert(0, ("", ""))
    text = field_text(spec, value)
    if spec.name == "GSW_CALL_RESULT" and (name := _result(value)):
        text = f"{name} ({text})"
    label = spec.display_name or spec.name
    return FieldRow(
        name=spec.name,
        label=label,
        value=text,
        mandatory=spec.mandatory,
        editable=spec.editable,
        numeric=spec.type in _NUMBERS,
        hint=_HINTS.get(spec.type, ""),
        options=options,
        error=error.replace(f"'{spec.name}'", f"'{label}'") if f"'{spec.name}'" in error else "",
    )


def _outcome(ui: UiState, interaction: Interaction, content: OutboundContent) -> Outcome:
    over = interaction.state in (State.REJECTED, State.CANCELED)
    why = "" if content.called and not over else "After the call" if not over else "The record was not called"
    schedule = content.schedule
    return Outcome(
        result=content.result,
        result_why="This number is not to be called again" if not why and content.do_not_call else why,
        do_not_call=content.do_not_call,
        do_not_call_why=why,
        scheduled="" if schedule is None else f"{schedule.written}, {KINDS[schedule.kind].lower()}",
        callback_why=_why_not_in_hand(interaction),
        callback=ui.callbacks.get(interaction.id) or Callback(),
        callback_error=ui.errors.get(CALL_AGAIN.of(interaction.id), ""),
        error=ui.errors.get(OUTCOME.of(interaction.id), ""),
    )


def _why_not_in_hand(interaction: Interaction) -> str:
    """Why the record cannot be changed or called again later, if it cannot."""
    if Verb.RESCHEDULE in interaction.conversation.verbs:
        return ""
    return "Accept the record first" if interaction.state is State.INVITED else "The record was given up"


def _result(number: Json) -> str:
    """A call result in words."""
    return next((_words(name) for name, known in CALL_RESULTS.items() if known == number), "")


def _time_of_day(seconds: Seconds) -> str:
    minutes = int(seconds) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _words(name: str) -> str:
    """A name of the wire as words; abbreviations stay."""
    text = name.replace("_", " ")
    return text if text.startswith("SIT") else text.capitalize()
