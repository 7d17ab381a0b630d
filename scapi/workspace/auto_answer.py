"""Auto answer: what rings or invites is accepted without the agent, where an option says so.

Source: reference, "Supporting multiple browser tabs" (only the leading tab does it) and ``getContextualOption`` (a
routing strategy may override the option). The options are the vendor's: ``<medium>.auto-answer``, true or false, and
``<medium>.auto-answer.timer``, seconds to wait before it, 0 for at once.
"""

from __future__ import annotations

from dataclasses import replace

from scapi.centre.conversations import WAITING
from scapi.configuration import MAIN_SECTION, Configuration, is_whole_number
from scapi.protocol import errors
from scapi.values import Cancel, Failure, Outcome, Seconds, when_answered
from scapi.workspace.interactions import Interaction
from scapi.workspace.workspace import Workspace

SUFFIX = ".auto-answer"
TIMER_SUFFIX = ".auto-answer.timer"


class AutoAnswer:
    """Accepts in the agent's name. One attempt is made for each time that an interaction rings or invites."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._timers: dict[str, Cancel] = {}
        self._seen: set[str] = set()

    def note(self, interaction: Interaction) -> None:
        """An interaction has changed: one that begins to wait may have to be answered, one that no longer waits not."""
        waits = interaction.state in WAITING and self._workspace.interactions.get(interaction.id) is not None
        if not waits:
            self._forget(interaction.id)
            known = self._workspace.interactions.get(interaction.id)
            if known is not None and known.answers_at is not None:
                self._workspace.interactions.put(replace(known, answers_at=None))
        elif interaction.id not in self._seen:
            self._seen.add(interaction.id)
            self._begin(interaction)

    def resume(self) -> None:
        """This tab leads now: what waits is its to answer. A waiting time that had begun goes on."""
        for interaction in self._workspace.interactions:
            self.note(interaction)

    def clear(self) -> None:
        """Back to the start."""
        for interaction_id in tuple(self._seen):
            self._forget(interaction_id)

    def _begin(self, interaction: Interaction) -> None:
        delay = self.delay(interaction)
        if delay is None:
            return
        left = interaction.conversation.state_since + delay - self._workspace.now
        if left <= 0:
            self._answer(interaction.id)
            return
        known = self._workspace.interactions.get(interaction.id) or interaction
        self._workspace.interactions.put(replace(known, answers_at=self._workspace.now + left))
        self._timers[interaction.id] = self._workspace.clock.call_later(left, lambda: self._answer(interaction.id))

    def delay(self, interaction: Interaction) -> Seconds | None:
        """Seconds after which an interaction is to be answered; ``None`` when the agent answers it."""
        medium = interaction.media
        if self._workspace.option_of(interaction, medium + SUFFIX).lower() != "true":
            return None
        timer = self._workspace.option_of(interaction, medium + TIMER_SUFFIX)
        return float(timer) if is_whole_number(timer) else 0.0

    def _answer(self, interaction_id: str) -> None:
        self._timers.pop(interaction_id, None)
        answer = self._workspace.handling.accept(interaction_id)
        when_answered(answer, lambda outcome: self._answered(interaction_id, outcome))

    def _answered(self, interaction_id: str, outcome: Outcome) -> None:
        """The agent has clicked nothing: a failure is told as one of something that was taken on.

        When the agent has accepted meanwhile, that is told where it was clicked.
        """
        interaction = self._workspace.interactions.get(interaction_id)
        if isinstance(outcome, Failure) and outcome.error != errors.UNDER_WAY and interaction is not None:
            self._workspace.arrivals.when_failed(interaction, outcome.error)

    def _forget(self, interaction_id: str) -> None:
        self._seen.discard(interaction_id)
        cancel = self._timers.pop(interaction_id, None)
        if cancel is not None:
            cancel()


def check_auto_answer(configuration: Configuration) -> None:
    """Raises ``ConfigurationError`` for an option of auto answer that is no flag, or no number of seconds."""
    for name, option in configuration.sections.get(MAIN_SECTION, {}).items():
        if name.endswith(SUFFIX):
            configuration.flag(name)
        elif name.endswith(TIMER_SUFFIX):
            configuration.whole_number(option, "a whole number of seconds")
