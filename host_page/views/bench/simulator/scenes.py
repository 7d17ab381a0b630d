"""Situations and scenarios, as the panel offers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.formats import count
from host_page.views.places import Place, Where
from host_page.views.ui_state import UiState
from scapi.centre.conversations import VOICE
from scapi.centre.open_media import CHATS, EMAIL
from scapi.centre.previews import MEDIUM as OUTBOUND
from scapi.centre.scenario_bases import SUPPLIED_SCENARIOS
from scapi.centre.situations import Situation
from scapi.driven import DrivenSession
from scapi.driver.situation_calls import situations_of
from scapi.page_session import PageSession

SITUATION, SCENARIO_FILE = Place("situation", Where.ELSEWHERE), Place("scenario-file", Where.ELSEWHERE)
FROM_FILE = "file"
"""What the address says of a scenario that was chosen from a file."""
_LABELS = {
    "built-in": "Built-in",
    "sales-day": "A day in sales",
    "help-desk": "A help desk",
    "stress-day": "A stress day",
}


@dataclass(frozen=True, slots=True)
class ScenesModel:
    situations: Sequence[Situation]
    ends: str
    scenarios: Sequence[tuple[str, str]]
    scenario: str
    chosen: str
    address: str
    error: str
    file_error: str


def scenes_model(session: PageSession, ui: UiState) -> ScenesModel:
    own = session.simulator.scenario.situations if isinstance(session, DrivenSession) else ()
    scenarios = [(name, _LABELS.get(name, name)) for name in SUPPLIED_SCENARIOS]
    if ui.scenario_served:
        scenarios.insert(0, ("", ui.scenario_served))
    if ui.scenario == FROM_FILE and isinstance(session, DrivenSession):
        scenarios.append((FROM_FILE, session.simulator.scenario.name))
    chosen = ui.scenario if ui.scenario_chosen is None else ui.scenario_chosen
    return ScenesModel(
        tuple(situations_of(own).values()),
        ends(session),
        scenarios,
        ui.scenario,
        chosen,
        f"?scenario={chosen}" if chosen else "?",
        ui.errors.get(SITUATION.spot, ""),
        ui.errors.get(SCENARIO_FILE.spot, ""),
    )


def ends(session: PageSession) -> str:
    """What ends when the contact centre begins anew, in words; empty for nothing."""
    kinds = Counter(_kind(each.media) for each in session.workspace.interactions if each.live)
    parts = [count(number, kind) for kind, number in kinds.items()]
    if not parts:
        return ""
    verb = "ends" if sum(kinds.values()) == 1 else "end"
    return f"{', '.join(parts[:-1])} and {parts[-1]} {verb}" if len(parts) > 1 else f"{parts[0]} {verb}"


def _kind(media: str) -> str:
    if media in CHATS:
        return "chat"
    return {VOICE: "call", EMAIL: "e-mail", OUTBOUND: "record"}.get(media, "item")
