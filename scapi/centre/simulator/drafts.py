"""Outgoing e-mails of the simulator: begun, written, saved, sent."""

from __future__ import annotations

from dataclasses import replace

from scapi.centre.acts import CreateEmail, InsertResponse, SaveDraft
from scapi.centre.attachments import too_many
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import Match
from scapi.centre.contents import EmailContent
from scapi.centre.conversations import Conversation, Direction, Happening, State, Verb
from scapi.centre.open_media import EMAIL
from scapi.centre.port import Done, Result
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.items import Items
from scapi.centre.simulator.members import Call, FarEnd, fits, weight_of
from scapi.centre.steps import Step

LONGEST_TEXT = 256 * 1024
"""Characters of the body of a draft (decided here); of its other fields a thousandth of it."""


class Drafts:
    """What agents write."""

    def __init__(self, board: Board, exchange: Exchange, items: Items) -> None:
        self._board = board
        self._exchange = exchange
        self._items = items

    def create(self, desk: Desk, opening: CreateEmail, about: Conversation | None = None) -> Result:
        """A new outgoing e-mail, open for writing."""
        if desk.absent(EMAIL):
            return CentreError(ErrorKind.LOGGED_OUT, EMAIL)
        if not fits(weight_of(opening.user_data), len(opening.user_data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        to = opening.to.strip()
        content = EmailContent(sender=self._exchange.scenario.email_address, to=to)
        customer = self._exchange.contacts.of_address(to)
        if about is not None and isinstance(about.content, EmailContent):
            subject = about.content.subject
            subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
            content = replace(content, subject=subject, original=about.content.body, original_files=about.content.files)
            customer = Match(about.contact, about.candidates)
        party = self._items.customer(to, customer)
        data = dict(opening.user_data)
        call = Call(self._board.new_id()[:16], EMAIL, (FarEnd(party),), data, weight_of(data), content=content)
        leg = self._items.new_leg(desk, call, State.CREATED, Direction.OUT, customer)
        leg = replace(leg, opened=True, answered=True, parent=None if about is None else about.id)
        leg = self._board.begin(call, leg, Happening.CREATED)
        self._board.tell(leg, Happening.COMPOSING)
        return Done(leg.id)

    def reply(self, email: Conversation, _: Step) -> Result:
        """An answer to an e-mail: an outgoing one of the same case."""
        if not isinstance(email.content, EmailContent):
            return CentreError(ErrorKind.WRONG_STATE, email.state.value)
        data = {key: value for key, value in email.user_data.items() if key != "Subject"}
        desk = self._board.desks[email.agent]
        return self.create(desk, CreateEmail(email.content.sender, data), email)

    def save(self, draft: Conversation, act: SaveDraft) -> Result:
        """Keeps what is written; for that there is no event."""
        content = draft.content
        if not isinstance(content, EmailContent):
            return CentreError(ErrorKind.WRONG_STATE, draft.state.value)
        if len(act.body) > LONGEST_TEXT or any(
            len(text) > LONGEST_TEXT // 1000 * 4 for text in (act.to, act.cc, act.subject)
        ):
            return CentreError(ErrorKind.TOO_LARGE, "text")
        files = content.files if act.files is None else act.files
        refused = too_many(files)
        if refused is not None:
            return CentreError(ErrorKind.TOO_LARGE, "files", text=refused)
        content = replace(content, to=act.to, cc=act.cc, subject=act.subject, body=act.body, files=files)
        self._board.update(replace(draft, content=content))
        return Done()

    def insert(self, leg: Conversation, act: InsertResponse) -> Result:
        """Puts a standard response under what is written; in a chat it is only told."""
        response = next((each for each in self._exchange.scenario.responses if each.name == act.name), None)
        if response is None:
            return CentreError(ErrorKind.BAD_VALUE, "name", "the name of a standard response")
        content = leg.content
        if isinstance(content, EmailContent):
            body = f"{content.body}\n\n{response.text}".strip()
            leg = replace(leg, content=replace(content, body=body))
        self._board.tell(leg, Happening.INSERT_STANDARD_RESPONSE)
        return Done()

    def step(self, draft: Conversation, verb: Verb, step: Step) -> Result:
        """Composes, saves, sends or cancels."""
        content = draft.content
        if isinstance(content, EmailContent):
            if verb is Verb.SEND and not content.to.strip():
                return CentreError(ErrorKind.NO_RECIPIENT)
            if verb is Verb.SAVE:
                draft = replace(draft, content=replace(content, saved=self._board.clock.now()))
        self._board.take(draft, step)
        return Done()
