"""The simulator panel: the clock, the next call, the far ends, and pages opened as clients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.ui_state import ClientForm, RingForm, SimulatorTab, UiState
from scapi.centre.calls import FAR_END_STEPS
from scapi.centre.clock import ClockMode
from scapi.centre.conversations import VOICE, FarEndVerb, State
from scapi.centre.port import TargetType
from scapi.frames import Level
from scapi.session import Session
from scapi.values import Json
from scapi.workspace.interactions import Interaction

_DOTS = {State.RINGING: "ring", State.DIALING: "ring", State.TALKING: "live", State.HELD: "warn"}


@dataclass(frozen=True, slots=True)
class FarEndStep:
    verb: str
    label: str


@dataclass(frozen=True, slots=True)
class FarEnd:
    """The other party of a call, and what it can do now."""

    id: str
    name: str
    state: str
    dot: str
    steps: Sequence[FarEndStep]
    error: str


@dataclass(frozen=True, slots=True)
class Client:
    """A page that was opened by hand."""

    id: str
    label: str
    url: str
    error: str


@dataclass(frozen=True, slots=True)
class SimulatorModel:
    tab: str
    by_hand: bool
    ring: RingForm
    numbers: Sequence[tuple[str, str]]
    far_ends: Sequence[FarEnd]
    client: ClientForm
    clients: Sequence[Client]
    errors: dict[str, str]
    calls: bool


def simulator_model(session: Session, ui: UiState) -> SimulatorModel:
    voice = [i for i in session.workspace.interactions if i.media == VOICE and i.live]
    return SimulatorModel(
        tab=ui.simulator_tab.value,
        by_hand=by_hand(session),
        ring=ui.ring,
        numbers=_numbers(session),
        far_ends=[_far_end(ui, interaction) for interaction in voice],
        client=ui.client,
        clients=[
            Client(f.id, f.label, f.url, ui.errors.get(f"close-{f.id}", ""))
            for f in session.frames
            if not f.section and f.level in (Level.WORKSPACE, Level.INTERACTION)
        ],
        errors=ui.errors,
        calls=ui.simulator_tab is SimulatorTab.CALLS,
    )


def by_hand(session: Session) -> bool:
    return session.simulator.clock.mode is ClockMode.MANUAL


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


def _numbers(session: Session) -> list[tuple[str, str]]:
    """What a call can come in on: the agent's own number, queues and routing points."""
    own = next((m.number for m in session.workspace.centre.media() if m.number), "")
    kinds = (TargetType.INTERACTION_QUEUE, TargetType.ROUTING_POINT)
    places = [entry for entry in session.workspace.centre.directory() if entry.type in kinds and entry.number]
    return [("", f"{own} direct" if own else "direct"), *((e.number, f"{e.number} {e.name}") for e in places)]


def _far_end(ui: UiState, interaction: Interaction) -> FarEnd:
    state = interaction.state
    steps = [FarEndStep(verb.value, _label(state, verb)) for verb in FAR_END_STEPS.get(state, {})]
    word = words.state(state)[0].lower()
    error = ui.errors.get(f"far-{interaction.id}", "")
    return FarEnd(interaction.id, interaction.title, word, _DOTS.get(state, "off"), steps, error)


def _label(state: State, verb: FarEndVerb) -> str:
    if state is State.RINGING:
        return {FarEndVerb.HANG_UP: "Give up", FarEndVerb.NO_ANSWER: "Take back"}.get(verb, words.FAR_ENDS[verb])
    if state is State.DIALING and verb is FarEndVerb.HANG_UP:
        return "Decline"
    return words.FAR_ENDS[verb]
