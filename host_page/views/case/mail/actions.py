"""Actions on e-mails, chats and items: commands by verb, drafts, what is said, the workbin."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.case.mail.drafts import MEDIA, Drafts
from host_page.views.case.mail.model import RECIPIENT
from host_page.views.page import Page
from host_page.views.places import Place, Where
from host_page.views.rail.shelves import WORKBIN
from host_page.views.regions import Region
from host_page.views.ui_state import CaseTab, PagePart, UiState, shown_error
from scapi.centre.contents import ChatContent, EmailContent
from scapi.centre.conversations import Verb
from scapi.centre.open_media import TYPING
from scapi.page_session import PageSession
from scapi.protocol import errors
from scapi.values import Answer, Failure, Outcome, member, when_answered
from scapi.workspace.interactions import Interaction

_SHOWN = (Region.CASE, Region.RAIL, Region.BOTTOM)
_CHAT = Place("chat", Where.COMMANDS)
_FIELDS = ("to", "cc", "subject", "body")


class MediaActions(ActionGroup):
    """What the agent does with what is no call."""

    def __init__(self, session: PageSession, ui: UiState, page: Page) -> None:
        super().__init__(session, ui, page)
        self.drafts = Drafts(session, ui, page)

    def leave(self) -> None:
        self.drafts.keep_all()

    @action("case-tab")
    def tab(self, arg: str, _: Fields) -> None:
        """Shows a part of the case."""
        wanted = member(CaseTab, arg)
        if wanted is not None:
            self.ui.case_tab = wanted
            self.page.changed(Region.CASE)

    @action("media-act", link=True, told=MEDIA)
    def act(self, arg: str, _: Fields) -> None:
        """One command: ``<interaction> <verb>``."""
        interaction_id, written = split(arg)
        interaction, verb = self.workspace.interactions.get(interaction_id), member(Verb, written)
        if interaction is None or verb is None:
            return
        self.ui.errors.pop(RECIPIENT.of(interaction_id), None)
        self.drafts.keep(interaction_id)
        if verb is Verb.REJECT:
            self.note_rejected(interaction_id)
        self.ask(_SHOWN, self._acted(interaction, verb))

    @action("email-reply", link=True, told=MEDIA)
    def reply(self, arg: str, _: Fields) -> None:
        """Begins an answer to an e-mail and shows it."""
        interaction = self.workspace.interactions.get(arg)
        if interaction is not None:
            self.ask(_SHOWN, self.workspace.media.step(interaction.id, Verb.REPLY), self._show_draft)

    @action("email-new", link=True, told=MEDIA)
    def write_to(self, arg: str, _: Fields) -> None:
        """Begins an e-mail to an address."""
        self.ask((Region.TOP, *_SHOWN), self.workspace.media.create_email(arg, {}), self._show_draft)

    @action("email-edit")
    def edit(self, arg: str, fields: Fields) -> None:
        """Keeps a draft as it is being written."""
        if self.workspace.interactions.get(arg) is not None:
            if fields.get("to", "").strip():
                self.ui.errors.pop(RECIPIENT.of(arg), None)
            self.drafts.write(arg, _written(fields))

    @action("email-send", link=True, told=MEDIA)
    def send(self, arg: str, fields: Fields) -> None:
        """Sends a draft as it stands in the form; without a recipient the field says so and takes the focus."""
        interaction = self.workspace.interactions.get(arg)
        if interaction is None:
            return
        spot, recipient = self.here, RECIPIENT.of(arg)
        for each in (spot, recipient):
            self.ui.errors.pop(each, None)

        def sent(outcome: Outcome) -> None:
            if isinstance(outcome, Failure) and outcome.error == errors.NO_RECIPIENT:
                self.ui.errors[recipient] = "Not sent: no recipient."
                self.ui.case_tab = CaseTab.MAIN
                self.page.focus(f"#draft-to-{arg}")
            elif isinstance(outcome, Failure):
                self.ui.errors[spot] = shown_error(outcome.error)
            self.page.changed(*_SHOWN)

        def kept(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                sent(outcome)
            else:
                when_answered(self.workspace.media.step(interaction.id, Verb.SEND), sent)

        self.drafts.write(arg, _written(fields))
        when_answered(self.drafts.keep(arg), kept)

    @action("response", link=True, told=MEDIA)
    def respond(self, arg: str, _: Fields) -> None:
        """Inserts a standard response: ``<interaction> <name>``, into the draft or into what is being written."""
        interaction_id, name = split(arg)
        interaction = self.workspace.interactions.get(interaction_id)
        if interaction is None:
            return

        def inserted() -> None:
            now = self.workspace.interactions.get(interaction_id)
            content = None if now is None else now.conversation.content
            if isinstance(content, EmailContent):
                self.page.set_value(f"#draft-body-{interaction_id}", content.body)
                self.page.focus(f"#draft-body-{interaction_id}")
            elif isinstance(content, ChatContent):
                text = next((each.text for each in self.workspace.known.responses if each.name == name), "")
                written = f"{self.ui.said.get(interaction_id, '')} {text}".strip()
                self.ui.said[interaction_id] = written
                self.page.set_value(f"#chat-text-{interaction_id}", written)
                self.page.focus(f"#chat-text-{interaction_id}")

        self.drafts.keep(interaction_id)
        answer = self.workspace.media.insert_response(interaction.id, name)
        self.ask((Region.CASE,), answer, inserted)

    @action("chat-type")
    def type_message(self, arg: str, fields: Fields) -> None:
        """Remembers what is being written in a chat, and lets the others in it see that somebody writes."""
        text, now = fields.get("value", ""), self.workspace.now
        self.ui.said[arg] = text
        told = self.ui.typing_told.get(arg)
        if text.strip() and (told is None or not 0 <= now - told < TYPING / 2):
            self.ui.typing_told[arg] = now
            self.workspace.media.typing(arg, True)

    @action("chat-say", link=True, told=_CHAT)
    def say(self, arg: str, fields: Fields) -> None:
        """Says what is written; nothing is no message."""
        interaction = self.workspace.interactions.get(arg)
        text = fields.get("text", "").strip()
        if interaction is None or not text:
            return

        def said() -> None:
            self.ui.said.pop(arg, None)
            self.ui.typing_told.pop(arg, None)
            self.page.set_value(f"#chat-text-{arg}", "")

        self.ask(_SHOWN, self.workspace.media.say(interaction.id, text), said)

    @action("workbin-pull", link=True, told=WORKBIN)
    def pull(self, arg: str, _: Fields) -> None:
        """Takes something out of the workbin."""
        self.ask(_SHOWN, self.workspace.media.pull(arg), self._show_draft)

    def _acted(self, interaction: Interaction, verb: Verb) -> Answer:
        match verb:
            case Verb.REJECT_RECORD | Verb.CANCEL_RECORD:
                return self.workspace.outbound.leave_record(interaction.id, verb)
            case Verb.ACCEPT:
                return self.workspace.handling.accept(interaction.id)
            case Verb.REJECT:
                return self.workspace.handling.reject(interaction.id)
        return self.workspace.media.step(interaction.id, verb)

    def _show_draft(self) -> None:
        self.ui.chosen = None
        self.ui.case_tab = CaseTab.MAIN
        self.ui.part = PagePart.CASE


def _written(fields: Fields) -> dict[str, str]:
    """The fields of a draft among those of its form."""
    return {name: fields[name] for name in _FIELDS if name in fields}
