"""Mark done, and the applications that block it. Source: reference, ``markdone``, ``blockMarkdone``."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from scapi.centre.acts import Step
from scapi.centre.conversations import Verb
from scapi.centre.records import OutboundContent
from scapi.commands import command
from scapi.host import Area
from scapi.protocol import errors
from scapi.values import DONE, Answer, Failure, Outcome, Success, when_answered
from scapi.workspace.interactions import Interaction
from scapi.workspace.part import Part

LONGEST_WARNING = 2_000
"""Characters of a warning (decided here)."""


class MarkingDone(Part):
    """Closes the interactions of one workspace."""

    @command
    def mark_done(self, interaction_id: str, *, despite_blocks: bool = False) -> Answer:
        """Closes an ended interaction; the warnings of applications that block come first.

        Whoever blocks hears that it was tried: an event ``ATTEMPTED`` (decided here; the reference says that there is
        an event of the delay, and not what it is called).
        """
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        blocks = self.blocks_of(interaction)
        if blocks and not despite_blocks and Verb.MARK_DONE in interaction.conversation.verbs:
            self._tell(interaction, "ATTEMPTED")
            return Failure(errors.mark_done_blocked(blocks.values()))
        answer = self.core.link.do(interaction, Step(Verb.MARK_DONE))

        def completed(outcome: Outcome) -> None:
            if isinstance(outcome, Success):
                self.core.arrivals.after_removal(interaction.id, lambda: self._tell(interaction, "DONE"))

        when_answered(answer, completed)
        return answer

    def blocks_of(self, interaction: Interaction) -> Mapping[str, str]:
        """The warnings of the applications that block mark done, by origin; with a call, those of its preview too."""
        preview = self.core.interactions.of_conversation(interaction.conversation.parent or "")
        goes_along = preview is not None and isinstance(interaction.conversation.content, OutboundContent)
        return {**(preview.blocks if preview is not None and goes_along else {}), **interaction.blocks}

    @command
    def block(self, interaction_id: str, warning: str, origin: str) -> Answer:
        """Keeps an interaction from being marked done; each origin has one block, which it may change."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if len(warning) > LONGEST_WARNING:
            return Failure(errors.too_large("warningMessage"))
        blocks = {**interaction.blocks, origin: warning}
        self._tell(self.core.interactions.put(replace(interaction, blocks=blocks)), "BLOCKED")
        return DONE

    @command
    def unblock(self, interaction_id: str, origin: str) -> Answer:
        """Lifts the block of an origin; one that does not block is told so (decided here)."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if origin not in interaction.blocks:
            return Failure(errors.NOT_BLOCKED)
        left = {each: warning for each, warning in interaction.blocks.items() if each != origin}
        self._tell(self.core.interactions.put(replace(interaction, blocks=left)), "UNBLOCKED")
        return DONE

    def lift_blocks_but_of(self, present: Container[str]) -> None:
        """Applications of other origins are gone for good: what they blocked is free again."""
        for interaction in self.core.interactions:
            for origin in interaction.blocks:
                if origin not in present:
                    self.unblock(interaction.id, origin)

    def _tell(self, interaction: Interaction, event_type: str) -> None:
        """The members of the markdone event are decided here; the reference names the event only."""
        data = {"eventType": event_type, "interactionId": interaction.id, "caseId": interaction.case_id}
        self.core.publish("markdone", data)
        self.core.host.changed(Area.INTERACTIONS, interaction.id)
