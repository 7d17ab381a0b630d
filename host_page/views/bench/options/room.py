"""What is drawn of the options: each with its value, where that is from, and what it does here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.drawing import Context, Panel, View
from host_page.views.formats import clipped
from host_page.views.regions import Region
from host_page.views.scene import Scene
from scapi.configuration import Configuration
from scapi.effective_options import DEFAULT, effective_options
from scapi.option_checks import Effect

POPOVER = "options"
VALUE_SHOWN = 300
"""Characters of a value that are shown."""
_TONES = {Effect.IN_USE: "ok", Effect.UNKNOWN: "bad"}


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One line; ``tone`` is that of its effect."""

    section: str
    name: str
    value: str
    source: str
    effect: str
    tone: str
    written: bool


def option_rows(configuration: Configuration) -> tuple[OptionRow, ...]:
    """Every option that was written, then the defaults that count."""
    return tuple(
        OptionRow(
            each.section,
            each.name,
            clipped(each.value, characters=VALUE_SHOWN),
            each.source,
            each.effect.value,
            _TONES.get(each.effect, "warn"),
            each.source != DEFAULT,
        )
        for each in effective_options(configuration)
    )


def views(scene: Scene) -> Sequence[View]:
    def options() -> Context:
        rows = option_rows(scene.session.configuration)
        return {"rows": rows, "file": scene.session.configuration.name, "written": sum(row.written for row in rows)}

    return (
        Panel(
            Region.OPTIONS,
            "bench/options/options.html",
            options,
            concerns=lambda _: False,
            there=lambda: POPOVER in scene.ui.opened,
        ),
    )
