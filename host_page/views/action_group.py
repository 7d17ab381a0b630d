"""What every group of actions has: the session, the page, and one way to ask for something that may fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias, TypeVar

from host_page.views.page import Page
from host_page.views.places import FAILED, OF_NO_CASE, Place, Spot
from host_page.views.regions import Region
from host_page.views.ui_state import UiState, shown_error
from scapi.centre.conversations import WAITING
from scapi.page_session import PageSession
from scapi.protocol import errors
from scapi.values import Answer, Failure, Outcome, when_answered

Fields: TypeAlias = Mapping[str, str]
Action: TypeAlias = Callable[[str, Fields], None]
Group = TypeVar("Group", bound="ActionGroup")


@dataclass(frozen=True, slots=True)
class Declared:
    """What an action says of itself: its name in ``data-action``, whether it asks the contact centre, and where it is
    told that it has failed."""

    name: str
    needs_link: bool
    told: Place | None


def action(
    name: str, *, link: bool = False, told: Place | None = None
) -> Callable[[Callable[[Group, str, Fields], None]], Callable[[Group, str, Fields], None]]:
    """Makes a method an action. With ``link`` it cannot be run while the link to the contact centre is lost; what fails
    is told at ``told``."""

    def declare(method: Callable[[Group, str, Fields], None]) -> Callable[[Group, str, Fields], None]:
        @wraps(method)
        def run(self: Group, arg: str, fields: Fields) -> None:
            before, self.told_at = self.told_at, None if told is None else told.of(told.whose.named_in(arg))
            try:
                method(self, arg, fields)
            finally:
                self.told_at = before

        vars(run)["declared"] = Declared(name, link, told)
        return run

    return declare


def split(arg: str) -> tuple[str, str]:
    """The two halves of an argument such as ``<interaction> <verb>``."""
    first, _, second = arg.partition(" ")
    return first, second


class ActionGroup:
    """Some actions that belong together; each is declared by :func:`action`."""

    def __init__(self, session: PageSession, ui: UiState, page: Page) -> None:
        self.session = session
        self.workspace = session.workspace
        self.ui = ui
        self.page = page
        self.told_at: Spot | None = None
        """Where the action that is being run tells that it has failed."""

    def table(self) -> Mapping[Declared, Action]:
        """The actions of this group, by what they say of themselves."""
        methods = (getattr(self, name) for name in dir(type(self)) if callable(getattr(type(self), name)))
        found = ((getattr(method, "declared", None), method) for method in methods)
        return {declared: method for declared, method in found if declared is not None}

    def leave(self) -> None:
        """The page is left: whatever waits is done now."""

    def note_rejected(self, interaction_id: str) -> None:
        """What rings and is rejected here ends by the agent's will, not by itself."""
        interaction = self.workspace.interactions.get(interaction_id)
        if interaction is not None and interaction.state in WAITING:
            self.ui.rejected.add(interaction.conversation.id)

    def not_recorded(self, acting: tuple[str, str] | None) -> None:
        """An action has failed: what a recording has noted of it did not happen."""
        for step in self.ui.recorded.pop(acting, ()) if acting is not None else ():
            self.ui.recorder.failed(step)

    @property
    def here(self) -> Spot:
        """Where the action that is being run tells that it has failed."""
        if self.told_at is None:
            raise ValueError("the action declares no place for its errors")
        return self.told_at

    def fail(self, text: str, *regions: Region) -> None:
        """The action that is being run has failed."""
        self.ui.errors[self.here] = shown_error(text)
        self.page.changed(*regions)

    def ask(
        self,
        regions: tuple[Region, ...],
        answer: Answer,
        done: Callable[[], None] = lambda: None,
        *,
        at: Spot | None = None,
    ) -> None:
        """Waits for an answer; a failure is shown where the action tells of it, a success runs ``done``.

        Meanwhile the control shows that it waits, and its action cannot be run again. What goes on when the action has
        come back names its place with ``at``.
        """
        spot = at or self.here
        for each in (spot, OF_NO_CASE.spot, FAILED.of(self.ui.in_view or "")):
            self.ui.errors.pop(each, None)
        self.ui.busy.add(spot)
        acting = self.ui.acting
        if acting is not None:
            self.ui.under_way.add(acting)

        def answered(outcome: Outcome) -> None:
            self.ui.busy.discard(spot)
            if acting is not None:
                self.ui.under_way.discard(acting)
            if isinstance(outcome, Failure) and outcome.error == errors.UNDER_WAY:
                pass  # it was asked for already, and its answer is told where that was
            elif isinstance(outcome, Failure):
                self.ui.errors[spot] = shown_error(outcome.error)
                self.not_recorded(acting)
            else:
                done()
            self.page.changed(*regions)

        when_answered(answer, answered)
        self.page.changed(*regions)
