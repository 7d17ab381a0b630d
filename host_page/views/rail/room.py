"""What is drawn of the list of interactions, and of the channels at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from host_page.views.drawing import Context, Panel, RowList, View
from host_page.views.rail.model import belongs_to, entry, list_keys
from host_page.views.rail.narrowing import GROUP, KINDS, Heading, kind_of_entry, narrowing
from host_page.views.rail.shelves import CAMPAIGN, WORKBIN, campaign_shelf, workbin_shelf
from host_page.views.regions import Region
from host_page.views.scene import Scene
from host_page.views.top.agent import channels, handled
from scapi.centre.conversations import WAITING
from scapi.workspace.interactions import Interaction


class _Places:
    """What decides about the place of an interaction in the list, as it was when the list was ordered last."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[str, tuple[bool, str | None] | None] = {}

    def keys(self) -> list[str]:
        interactions = self._scene.session.workspace.interactions
        self._known = {each.id: self._place(each) for each in interactions}
        return list_keys(self._scene.session, self._scene.ui)[: self._scene.ui.listed[Region.INTERACTIONS]]

    def change(self, interaction_id: str) -> bool:
        if self._scene.ui.rail.active:
            return True  # any change may bring it into what is looked for, or take it out
        interaction = self._scene.session.workspace.interactions.get(interaction_id)
        return self._known.get(interaction_id) != (None if interaction is None else self._place(interaction))

    def _place(self, interaction: Interaction) -> tuple[bool, str | None]:
        return interaction.state in WAITING, belongs_to(self._scene.session, interaction)


class _Kinds:
    """Of which kind each interaction was when the head of the list was drawn last, for it counts them."""

    def __init__(self, scene: Scene) -> None:
        self._interactions = scene.session.workspace.interactions
        self._known: dict[str, str] = {}

    def note(self) -> None:
        self._known = {each.id: kind_of_entry(each) for each in self._interactions}

    def change(self, interaction_id: str) -> bool:
        interaction = self._interactions.get(interaction_id)
        return self._known.get(interaction_id) != (None if interaction is None else kind_of_entry(interaction))


def views(scene: Scene) -> Sequence[View]:
    session, ui = scene.session, scene.ui
    places, kinds = _Places(scene), _Kinds(scene)
    interactions = session.workspace.interactions

    def head() -> Context:
        kinds.note()
        return {"number": len(interactions), "narrowing": narrowing(session, ui)}

    def foot() -> Context:
        there = len(interactions)
        matching = len(list_keys(session, ui)) if ui.rail.active else there
        return {
            "empty": not there,
            "none_matches": there > 0 and not matching,
            "left": max(0, matching - ui.listed[Region.INTERACTIONS]),
        }

    def row(key: str) -> object:
        kind = key.removeprefix(GROUP)
        return Heading(KINDS[kind], key) if key.startswith(GROUP) else entry(session, ui, key)

    def below() -> Context:
        return {
            "channels": channels(session, ui),
            "workbin": workbin_shelf(session),
            "campaigns": campaign_shelf(session),
            "workbin_error": ui.errors.get(WORKBIN.spot, ""),
            "campaign_error": ui.errors.get(CAMPAIGN.spot, ""),
        }

    return (
        Panel(Region.RAIL_HEAD, "rail/head.html", head, concerns=kinds.change),
        RowList(
            Region.INTERACTIONS,
            "rail/entry.html",
            places.keys,
            row,
            row_id=lambda key: f"entry-{key}",
            keys_change=places.change,
        ),
        Panel(
            Region.RAIL_FOOT,
            "rail/foot.html",
            foot,
            glance=lambda: (len(interactions), ui.rail.active and len(list_keys(session, ui))),
        ),
        Panel(Region.CHANNELS, "rail/channels.html", below, glance=lambda: handled(session)),
    )
