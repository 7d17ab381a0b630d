"""What every group of actions has: the session, the page, and one way to ask for something that may fail."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.ui_state import UiState, shown_error
from host_page.views.unasked import OF_NO_CASE
from scapi.centre.conversations import WAITING
from scapi.driven import DrivenSession
from scapi.protocol import errors
from scapi.values import Answer, Failure, Outcome, when_answered

Fields = Mapping[str, str]
Action = Callable[[str, Fields], None]


def split(arg: str) -> tuple[str, str]:
    """The two halves of an argument such as ``<interaction> <verb>``."""
    first, _, second = arg.partition(" ")
    return first, second


class ActionGroup(ABC):
    """Some actions that belong together."""

    def __init__(self, session: DrivenSession, ui: UiState, page: Page) -> None:
        self.session = session
        self.workspace = session.workspace
        self.ui = ui
        self.page = page

    @abstractmethod
    def table(self) -> Mapping[str, Action]:
        """The actions of this group by name."""

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
