"""E-mails, chats and items: what the agent does with them in the page."""

from __future__ import annotations

from scapi.centre.acts import Act, CreateEmail, InsertResponse, Pull, SaveDraft, Say, Step, Typing
from scapi.centre.attachments import Attachment, problem, with_file, without_file
from scapi.centre.contents import EmailContent
from scapi.centre.conversations import VOICE, Verb
from scapi.centre.previews import MEDIUM as PREVIEW
from scapi.commands import command
from scapi.protocol import errors
from scapi.values import Answer, Failure, JsonObject
from scapi.workspace.failures import PARTICIPLES
from scapi.workspace.interactions import Interaction
from scapi.workspace.part import Part

STEPS = frozenset(
    {
        Verb.END,
        Verb.LEAVE,
        Verb.REPLY,
        Verb.COMPOSE,
        Verb.SEND,
        Verb.SAVE,
        Verb.CANCEL,
        Verb.PLACE_IN_QUEUE,
        Verb.PLACE_IN_WORKBIN,
    }
)
"""What is done to open media by its verb alone."""


class Media(Part):
    """Acts on the open media of one workspace."""

    @command
    def step(self, interaction_id: str, verb: Verb) -> Answer:
        """Ends, leaves, answers, composes, sends, saves, cancels, or places in queue or workbin."""
        if verb not in STEPS:
            return Failure(errors.bad_value("verb", f"one of {', '.join(sorted(STEPS))}"))
        return self._do(interaction_id, Step(verb))

    @command
    def create_email(self, to: str, user_data: JsonObject) -> Answer:
        """Opens a new outgoing e-mail."""
        return self.core.link.open(CreateEmail(to.strip(), user_data))

    @command
    def pull(self, uuid: str) -> Answer:
        """Takes something out of the workbin."""
        return self.core.link.open(Pull(uuid))

    @command
    def say(self, interaction_id: str, text: str) -> Answer:
        """Says something in a chat."""
        return self._do(interaction_id, Say(text))

    @command
    def typing(self, interaction_id: str, on: bool) -> Answer:
        """The agent has begun, or ceased, to write in a chat."""
        return self._do(interaction_id, Typing(on))

    @command
    def insert_response(self, interaction_id: str, name: str) -> Answer:
        """Inserts a standard response into an outgoing e-mail; in a chat it is told, and the agent says it."""
        return self._do(interaction_id, InsertResponse(name))

    @command
    def edit_draft(
        self,
        interaction_id: str,
        to: str | None = None,
        cc: str | None = None,
        subject: str | None = None,
        body: str | None = None,
    ) -> Answer:
        """Keeps what an outgoing e-mail says; what is left out stays as it is."""
        draft = self._draft(interaction_id)
        if isinstance(draft, Failure):
            return draft
        interaction, content = draft
        saved = SaveDraft(
            content.to if to is None else to,
            content.cc if cc is None else cc,
            content.subject if subject is None else subject,
            content.body if body is None else body,
        )
        return self.core.link.do(interaction, saved)

    @command
    def attach(self, interaction_id: str, file: Attachment) -> Answer:
        """Puts a file into an outgoing e-mail; one whose name is taken gets another."""
        draft = self._draft(interaction_id)
        if isinstance(draft, Failure):
            return draft
        interaction, content = draft
        refused = problem(content.files, file.name, file.size)
        if refused is not None:
            return Failure(refused)
        return self._with_files(interaction, content, with_file(content.files, file))

    @command
    def detach(self, interaction_id: str, name: str) -> Answer:
        """Takes a file out of an outgoing e-mail; one that is not there is as good as taken out."""
        draft = self._draft(interaction_id)
        if isinstance(draft, Failure):
            return draft
        interaction, content = draft
        return self._with_files(interaction, content, without_file(content.files, name))

    def _with_files(self, interaction: Interaction, content: EmailContent, files: tuple[Attachment, ...]) -> Answer:
        saved = SaveDraft(content.to, content.cc, content.subject, content.body, files)
        return self.core.link.do(interaction, saved)

    def _draft(self, interaction_id: str) -> tuple[Interaction, EmailContent] | Failure:
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        content = interaction.conversation.content
        if not isinstance(content, EmailContent):
            return Failure(errors.wrong_medium("edited", interaction.media))
        return interaction, content

    def _do(self, interaction_id: str, act: Act) -> Answer:
        """Of open media only: a call, or a preview, is told first."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if interaction.media in (VOICE, PREVIEW):
            return Failure(errors.wrong_medium(PARTICIPLES[act.verb], interaction.media))
        return self.core.link.do(interaction, act)
