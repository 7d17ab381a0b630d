"""The seven cells of the call controls, always in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from host_page.views import words
from host_page.views.moments import Form, Running
from scapi.centre.agents import SipDevice
from scapi.centre.conversations import Recording, State, Verb
from scapi.centre.records import OutboundContent
from scapi.session import Session
from scapi.values import Seconds
from scapi.workspace.interactions import Interaction

KEYPAD = "keypad"
"""The popover with the keys."""
_RECORD: Mapping[Verb, tuple[str, str]] = {
    Verb.START_RECORDING: ("Record", ""),
    Verb.STOP_RECORDING: ("Recording", "Press to stop"),
    Verb.RESUME_RECORDING: ("Paused", "Press to go on recording"),
}


@dataclass(frozen=True, slots=True)
class RecordingStep:
    """The second button of a recording: what is told of it, and what pressing does."""

    state: str
    label: str
    verb: Verb


_STEPS: Mapping[Verb, RecordingStep] = {
    Verb.PAUSE_RECORDING: RecordingStep("The call is being recorded.", "Pause recording", Verb.PAUSE_RECORDING),
    Verb.STOP_RECORDING: RecordingStep("The recording is paused.", "Stop recording", Verb.STOP_RECORDING),
}


@dataclass(frozen=True, slots=True)
class Control:
    """One cell of the call controls; ``why`` says why it cannot be used."""

    id: str
    label: str
    icon: str
    action: str = ""
    arg: str = ""
    why: str = ""
    pressed: bool | None = None
    tone: str = ""
    hint: str = ""
    """What pressing it does, where the label tells the state."""
    timer: Running | None = None
    opens: str = ""
    """The popover that it opens."""


def call_controls(session: Session, interaction: Interaction, recorded_since: Seconds | None) -> list[Control]:
    """The seven cells, always in the same order."""
    verbs, number = interaction.conversation.verbs, interaction.id
    while_ = f"while {words.state(interaction.state)[0].lower()}."
    held = Verb.RESUME in verbs
    hang_up = Control(
        "hang-up", "Hang up", "phone-off", "hang-up", number,
        "" if Verb.HANG_UP in verbs else f"Hanging up is not possible {while_}", tone="danger",
    )  # fmt: skip
    hold = Control("hold", "Resume", "play", "resume", number) if held else Control(
        "hold", "Hold", "pause", "hold", number, "" if Verb.HOLD in verbs else _no_hold(interaction, while_)
    )  # fmt: skip
    muted = session.workspace.telephony.muted(SipDevice.MICROPHONE)
    mute = Control(
        "mute", "Mute", "mic-off" if muted else "mic", "mute", "off" if muted else "on",
        "" if interaction.state is State.TALKING else f"Mute is not possible {while_}", pressed=muted,
        tone="on-warn" if muted else "",
    )  # fmt: skip
    keypad = Control(
        "keypad", "Keypad", "grid-3x3", opens=KEYPAD,
        why="" if Verb.SEND_DTMF in verbs else f"Sending tones is not possible {while_}",
    )  # fmt: skip
    second = "in a consultation." if interaction.conversation.is_consultation else while_
    consult = Control(
        "consult", "Consult", "users", why="" if Verb.CONSULT in verbs else f"Consulting is not possible {second}",
        opens="join-consult",
    )  # fmt: skip
    transfer = Control(
        "transfer", "Transfer", "arrow-right-left",
        why="" if Verb.TRANSFER in verbs else f"Transferring is not possible {second}", opens="join-transfer",
    )  # fmt: skip
    return [hang_up, hold, mute, keypad, consult, transfer, _record(interaction, while_, recorded_since)]


def recording_step(interaction: Interaction) -> RecordingStep | None:
    """What else can be done with a recording that runs or stands, beside what its cell does."""
    verb = {Recording.RECORDING: Verb.PAUSE_RECORDING, Recording.PAUSED: Verb.STOP_RECORDING}.get(
        interaction.conversation.recording or Recording.STOPPED
    )
    if verb is None or verb not in interaction.conversation.verbs:
        return None
    return _STEPS[verb]


def _no_hold(interaction: Interaction, while_: str) -> str:
    """Why a call cannot be held: its state, or the way its record was offered."""
    content = interaction.conversation.content
    if interaction.state is State.TALKING and isinstance(content, OutboundContent):
        return "Hold is not offered for direct push preview."
    return f"Hold is not possible {while_}"


def _record(interaction: Interaction, while_: str, recorded_since: Seconds | None) -> Control:
    recording, possible = interaction.conversation.recording, interaction.conversation.verbs
    verb = {Recording.RECORDING: Verb.STOP_RECORDING, Recording.PAUSED: Verb.RESUME_RECORDING}.get(
        recording or Recording.STOPPED, Verb.START_RECORDING
    )
    if verb not in possible:
        return Control("record", "Record", "circle-dot", why=f"Recording is not possible {while_}", pressed=False)
    label, hint = _RECORD[verb]
    on = verb is not Verb.START_RECORDING
    runs = verb is Verb.STOP_RECORDING and recorded_since is not None
    return Control(
        "record", label, "circle-dot", "record", f"{interaction.id} {verb.value}", pressed=on, tone="on" if on else "",
        hint=hint, timer=Running(Form.DURATION, recorded_since or 0.0) if runs else None,
    )  # fmt: skip
