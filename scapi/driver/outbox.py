"""What e-mails say: those in the agent's hands, and those that were sent, as their receivers have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.centre.contents import EmailContent
from scapi.centre.conversations import State
from scapi.driver.driver_call import INTERACTION, DriverCall
from scapi.driver.files import file_reports
from scapi.protocol.parameters import Arguments
from scapi.store import Store, Table
from scapi.values import Failure, JsonObject, Outcome, Success
from scapi.workspace.interactions import Interaction

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

MOST_SENT = 100
"""How many of the e-mails that were sent are remembered, the newest."""


class Outbox:
    """The e-mails that were sent, by the interaction that each was; the interaction itself is gone then."""

    def __init__(self, store: Store) -> None:
        self._sent: Table[JsonObject] = store.table("outbox", JsonObject)

    def note(self, interaction: Interaction) -> None:
        """An interaction has left the agent: an e-mail, perhaps, that was sent."""
        content = interaction.conversation.content
        if interaction.state is State.SENT and isinstance(content, EmailContent):
            self._sent.put(interaction.id, _report(content, sent=True))
            if len(self._sent) > MOST_SENT:
                self._sent.remove(self._sent.keys()[0])

    def get(self, interaction_id: str) -> JsonObject | None:
        return self._sent.get(interaction_id)

    def clear(self) -> None:
        self._sent.clear()


def _report(content: EmailContent, *, sent: bool) -> JsonObject:
    return {
        "from": content.sender,
        "to": content.to,
        "cc": content.cc,
        "subject": content.subject,
        "body": content.body,
        "files": file_reports(content.files),
        "sent": sent,
    }


def _read_email(session: DrivenSession, arguments: Arguments) -> Outcome:
    interaction_id = arguments.text("interactionId")
    sent = session.outbox.get(interaction_id)
    if sent is not None:
        return Success(sent)
    interaction = session.workspace.interactions.get(interaction_id)
    if interaction is None:
        return Failure(f"readEmail: there is no interaction {interaction_id!r}, and no e-mail was sent by it.")
    content = interaction.conversation.content
    if not isinstance(content, EmailContent):
        return Failure(f"readEmail: the interaction {interaction_id} is of the medium {interaction.media}.")
    return Success(_report(content, sent=False))


OUTBOX_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    "readEmail": DriverCall("What an e-mail says; also of one that was sent.", (INTERACTION,), _read_email),
}
