"""Actions on the files of e-mails: choosing, putting in, taking out, saving."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.case.mail.model import FILES
from host_page.views.regions import Region
from host_page.views.ui_state import shown_error
from scapi.centre.attachments import Attachment, attachment, plain_name, problem
from scapi.centre.contents import EmailContent
from scapi.values import Failure, Outcome, when_answered


class FileActions(ActionGroup):
    """What the agent does with files."""

    @action("email-choose", link=True)
    def choose(self, arg: str, _: Fields) -> None:
        """Opens the browser's list of files."""
        self.page.choose_files(f"#files-{arg}")

    @action("email-attach", link=True, told=FILES)
    def attach(self, arg: str, fields: Fields) -> None:
        """One file that was chosen: its ``name``, ``type``, ``size`` and, as base64, its ``data``.

        ``first`` is that of several. ``data`` is left out of a file that is too large to be read at all, and of one
        that the browser could not read. What is refused says why; the other files, and the text, stay.
        """
        interaction, content = self.workspace.interactions.get(arg), self._content(arg)
        if interaction is None or content is None:
            return
        if fields.get("first") == "true":
            self.ui.errors.pop(self.here, None)
        name, data = fields.get("name", ""), _data(fields)
        why = problem(content.files, name, int(fields.get("size", "0")))
        if why is None and data is not None:
            file = attachment(name, fields.get("type", ""), data)
            answer = self.workspace.media.attach(interaction.id, file)
            when_answered(answer, lambda outcome: self._answered(arg, outcome))
        else:
            unread = f"{plain_name(name)} is not attached: it could not be read."
            self._answered(arg, Failure(why or unread))

    @action("email-detach", link=True, told=FILES)
    def detach(self, arg: str, _: Fields) -> None:
        """Takes a file out: ``<interaction> <name>``. The focus goes to where another can be put in."""
        interaction_id, name = split(arg)
        interaction = self.workspace.interactions.get(interaction_id)
        if interaction is None:
            return
        self.ui.errors.pop(self.here, None)
        answer = self.workspace.media.detach(interaction.id, name)
        when_answered(answer, lambda outcome: self._answered(interaction_id, outcome))
        self.page.focus(f"#attach-{interaction_id}")

    @action("email-file")
    def save_file(self, arg: str, _: Fields) -> None:
        self.save(arg, quoted=False)

    @action("email-quoted-file")
    def save_quoted_file(self, arg: str, _: Fields) -> None:
        self.save(arg, quoted=True)

    def save(self, arg: str, *, quoted: bool) -> None:
        """Saves a file on the agent's computer: ``<interaction> <name>``; a quoted one is of the answered e-mail."""
        interaction_id, name = split(arg)
        content = self._content(interaction_id)
        if content is None:
            return
        files: Sequence[Attachment] = content.original_files if quoted else content.files
        file = next((file for file in files if file.name == name), None)
        if file is not None:
            self.page.download(file.name, file.media_type, file.data)

    def _content(self, interaction_id: str) -> EmailContent | None:
        interaction = self.workspace.interactions.get(interaction_id)
        content = None if interaction is None else interaction.conversation.content
        return content if isinstance(content, EmailContent) else None

    def _answered(self, interaction_id: str, outcome: Outcome) -> None:
        if isinstance(outcome, Failure):
            spot = FILES.of(interaction_id)
            told = self.ui.errors.get(spot)
            line = shown_error(outcome.error)
            self.ui.errors[spot] = f"{told}\n{line}" if told else line
        self.page.changed(Region.CASE)


def _data(fields: Fields) -> bytes | None:
    """The content of a file, if the page could read it."""
    try:
        return base64.b64decode(fields["data"], validate=True)
    except (KeyError, ValueError):
        return None
