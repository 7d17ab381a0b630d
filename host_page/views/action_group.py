"""What every group of actions has: the session, the page, and one way to ask for something that may fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.ui_state import UiState, shown_error
from host_page.views.unasked import OF_NO_CASE
from scapi.centre.conversations import WAITING
from scapi.page_session import PageSession
from scapi.protocol import errors
from scapi.values import Answer, Failure, Outcome, when_answered

Fields: TypeAlias = Mapping[str, str]
Action: TypeAlias = Callable[[str, Fields], None]
Group = TypeVar("Group", bound="ActionGroup")


@dataclass(frozen=True, slots=True)
class Declared:
    """What an action says of itself: its name in ``data-action``, and whether it asks the contact centre."""

    name: str
    needs_link: bool


def action(
    name: str, *, link: bool = False
) -> Callable[[Callable[[Group, str, Fields], None]], Callable[[Group, str, Fields], None]]:
    """Makes a method an action; with ``link`` it cannot be run while the link to the contact centre is lost."""

    def declare(method: Callable[[Group, str, Fields], None]) -> Callable[[Group, str, Fields], None]:
        vars(method)["declared"] = Declared(name, link)
        return method

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

    def ask(
        self, control: str, regions: tuple[Region, ...], answer: Answer, done: Callable[[], None] = lambda: None
    ) -> None:
        """Waits for an answer; a failure is shown at the control, a success runs ``done``.

        Meanwhile the control shows that it waits, and its action cannot be run again.
        """
        for told in (control, OF_NO_CASE, f"failed-{self.ui.in_view}"):
            self.ui.errors.pop(told, None)
        self.ui.busy.add(control)
        acting = self.ui.acting
        if acting is not None:
            self.ui.under_way.add(acting)

        def answered(outcome: Outcome) -> None:
            self.ui.busy.discard(control)
            if acting is not None:
                self.ui.under_way.discard(acting)
            if isinstance(outcome, Failure) and outcome.error == errors.UNDER_WAY:
                pass  # it was asked for already, and its answer is told where that was
            elif isinstance(outcome, Failure):
                self.ui.errors[control] = shown_error(outcome.error)
            else:
                done()
            self.page.changed(*regions)

        when_answered(answer, answered)
        self.page.changed(*regions)
