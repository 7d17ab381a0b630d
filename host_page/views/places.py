"""Where the page tells that something has failed.

Each action declares its place (:func:`~host_page.views.action_group.action`), and the place says where it is and with
what it goes, so that nobody keeps a list of the controls of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Where(Enum):
    """The part of the page."""

    COMMANDS = "under the commands of the case"
    CASE = "at a control of the case"
    ELSEWHERE = "in another room, where it stays when another case is opened"


class Whose(Enum):
    """Of what there is one place each; the argument of the action begins with it, or is it."""

    PAGE = "page"
    INTERACTION = "interaction"
    MEDIUM = "medium"
    KEY = "key"
    CAMPAIGN = "campaign"
    FRAME = "frame"

    def named_in(self, arg: str) -> str:
        if self is Whose.PAGE:
            return ""
        return arg.partition(" ")[0] if self in (Whose.INTERACTION, Whose.MEDIUM) else arg


@dataclass(frozen=True, slots=True)
class Place:
    """A control, or several that tell their failures together."""

    name: str
    where: Where
    whose: Whose = Whose.PAGE

    def of(self, owner: str) -> Spot:
        return Spot(self, owner)

    @property
    def spot(self) -> Spot:
        """The only one, of a place of the page."""
        return Spot(self, "")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, and of which interaction, medium, key, campaign or frame it is."""

    place: Place
    owner: str

    def is_of(self, interaction_id: str) -> bool:
        return self.place.whose is Whose.INTERACTION and self.owner == interaction_id

    @property
    def is_of_what_is_shown(self) -> bool:
        """Whether it is in the case, whichever is open."""
        return self.place.where is not Where.ELSEWHERE and self.place.whose is not Whose.INTERACTION


OF_NO_CASE = Place("failed", Where.COMMANDS)
"""Of a failure that is of no interaction; whatever the case shows, it is told there."""
FAILED = Place("failed", Where.COMMANDS, Whose.INTERACTION)
"""Of a failure that nobody has clicked for."""
RING = Place("ring", Where.COMMANDS, Whose.INTERACTION)
"""Told at the toast and in the list as well."""
