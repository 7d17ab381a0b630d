"""The simulator's open media: e-mails, chats, work items and media of any name.

What is possible is looked up in the tables of :mod:`scapi.centre.open_media`. Customers, colleagues and the contact
centre itself are played by the driver.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scapi.centre.attachments import Attachment, problem, with_file, without_file
from scapi.centre.board import Board
from scapi.centre.contacts import Match
from scapi.centre.conversations import (
    Author,
    CallType,
    ChatContent,
    ChatMessage,
    Contact,
    Content,
    Conversation,
    Direction,
    EmailContent,
    Happening,
    Party,
    State,
    Verb,
)
from scapi.centre.open_media import (
    CENTRE_STEPS,
    CHAT,
    EMAIL,
    ENDS,
    FAILURES,
    LEAVING,
    OF_CHATS,
    TYPING,
    UNTOLD,
    CentreVerb,
    Family,
    steps,
)
from scapi.centre.port import Target
from scapi.protocol import errors
from scapi.values import DONE, Failure, Json, JsonObject, Outcome, Seconds, Success

JOINED = frozenset({State.ACCEPTED, State.HISTORY_DONE, State.HISTORY_IN_PROGRESS})
_JOINED_BY: Mapping[Verb, Verb] = {
    Verb.COMPLETE_TRANSFER: Verb.TRANSFER,
    Verb.COMPLETE_CONFERENCE: Verb.CONFERENCE,
}
"""What must be possible with a chat for a consultation about it to end so."""


def centre_may(conversation: Conversation, verb: CentreVerb) -> bool:
    """Whether the other side can do something now."""
    states = UNTOLD[verb] if verb in UNTOLD else CENTRE_STEPS[verb][0]
    return conversation.state in states and (conversation.media == CHAT or verb not in OF_CHATS)


def family(conversation: Conversation) -> Family:
    """How a conversation lives."""
    if conversation.media == CHAT:
        return Family.CHAT
    if conversation.media == EMAIL:
        return Family.EMAIL_OUT if conversation.direction is Direction.OUT else Family.EMAIL_IN
    return Family.ITEM


class MediaDesk:
    """Makes and moves open media."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._workbin: dict[str, Conversation] = {}
        self._refused: set[Verb] = set()
        self._refuses_pull = False
        self._joins: dict[str, tuple[tuple[ChatMessage, ...], bool]] = {}

    def begin(self) -> None:
        """The scenario's start."""
        self._workbin.clear()
        self._refused.clear()
        self._refuses_pull = False
        self._joins.clear()

    # ── the agent ────────────────────────────────────────────────────────────────────────────────────────────────────

    def act(self, conversation: Conversation, verb: Verb) -> Outcome:
        """One step of the tables."""
        step = steps(family(conversation), conversation.state).get(verb)
        if step is None:
            return Failure(errors.wrong_state(f"asked to {verb.value}", conversation.state.value))
        if verb in self._refused:
            self._refused.discard(verb)
            self.tell(conversation, FAILURES.get(verb, Happening.ERROR))
            return Failure(errors.REFUSED_BY_CENTRE)
        content = conversation.content
        if verb is Verb.SEND and isinstance(content, EmailContent) and not content.to.strip():
            return Failure(errors.NO_RECIPIENT)
        if verb is Verb.LEAVE and len(conversation.parties) < 2:
            return Failure(errors.wrong_state("left", conversation.state.value))
        state, happening = step
        if verb is Verb.SAVE and isinstance(content, EmailContent):
            conversation = replace(conversation, content=replace(content, saved=self._board.now()))
        moved = self._move(conversation, state, happening, stays=verb is Verb.SAVE)
        if happening is Happening.JOIN_PENDING:
            self._join(moved)
        return DONE

    def create_email(self, to: str, user_data: JsonObject, about: Conversation | None = None) -> Outcome:
        """A new outgoing e-mail, open for writing."""
        if self._board.logged_out(EMAIL):
            return Failure(errors.LOGGED_OUT)
        content = EmailContent(sender=self._board.scenario.email_address, to=to)
        if about is not None and isinstance(about.content, EmailContent):
            subject = about.content.subject
            subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
            content = replace(content, subject=subject, original=about.content.body, original_files=about.content.files)
        customer = self._board.contacts.of_address(to) if about is None else Match(about.contact, about.candidates)
        draft = self._new(EMAIL, State.CREATED, Direction.OUT, to, user_data, content, customer)
        draft = replace(draft, opened=True, parent=None if about is None else about.id)
        self.tell(self.tell(draft, Happening.CREATED), Happening.COMPOSING)
        return Success(draft.id)

    def reply(self, email: Conversation) -> Outcome:
        if Verb.REPLY not in email.verbs or not isinstance(email.content, EmailContent):
            return Failure(errors.wrong_state("answered", email.state.value))
        data = {key: value for key, value in email.user_data.items() if key != "Subject"}
        outcome = self.create_email(email.content.sender, data, email)
        return outcome if isinstance(outcome, Failure) else DONE

    def edit_draft(self, draft: Conversation, fields: Mapping[str, str]) -> Outcome:
        def edit(old: EmailContent) -> EmailContent:
            return replace(
                old,
                to=fields.get("to", old.to),
                cc=fields.get("cc", old.cc),
                subject=fields.get("subject", old.subject),
                body=fields.get("body", old.body),
            )

        return self._edit(draft, edit)

    def attach(self, draft: Conversation, file: Attachment) -> Outcome:
        """Puts a file into a draft, if it is not too large and not one too many."""
        content = draft.content
        refused = problem(content.files, file.name, file.size) if isinstance(content, EmailContent) else None
        if refused is not None:
            return Failure(refused)
        return self._edit(draft, lambda old: replace(old, files=with_file(old.files, file)))

    def detach(self, draft: Conversation, name: str) -> Outcome:
        """Takes a file out of a draft; one that is not there is as good as taken out."""
        return self._edit(draft, lambda old: replace(old, files=without_file(old.files, name)))

    def insert_response(self, conversation: Conversation, name: str) -> Outcome:
        response = next((each for each in self._board.scenario.responses if each.name == name), None)
        if response is None:
            return Failure(errors.bad_value("name", "the name of a standard response"))
        content = conversation.content
        if isinstance(content, EmailContent) and Verb.SEND in conversation.verbs:
            body = f"{content.body}\n\n{response.text}".strip()
            conversation = replace(conversation, content=replace(content, body=body))
        elif Verb.SAY not in conversation.verbs:
            return Failure(errors.wrong_state("written to", conversation.state.value))
        self.tell(conversation, Happening.INSERT_STANDARD_RESPONSE)
        return DONE

    def say(self, chat: Conversation, text: str) -> Outcome:
        if Verb.SAY not in chat.verbs:
            return Failure(errors.wrong_state("written to", chat.state.value))
        self._said(chat, Author.AGENT, self._board.scenario.agent.full_name, text)
        return DONE

    def transfer(self, conversation: Conversation, target: Target, user_data: JsonObject) -> Outcome:
        """Hands the conversation over."""
        if self._board.target(target.type, target.destination) is None:
            return Failure(errors.TARGET_NOT_FOUND)
        if Verb.TRANSFER in self._refused:
            return self.act(conversation, Verb.TRANSFER)
        return self.act(self._with_data(conversation, user_data), Verb.TRANSFER)

    def conference(self, chat: Conversation, target: Target, user_data: JsonObject) -> Outcome:
        """Somebody joins a chat."""
        entry = self._board.target(target.type, target.destination)
        if entry is None:
            return Failure(errors.TARGET_NOT_FOUND)
        if Verb.CONFERENCE not in chat.verbs:
            return Failure(errors.wrong_state("joined", chat.state.value))
        party = self._board.party(entry.number or entry.destination)
        chat = self._with_data(chat, user_data)
        self.tell(replace(chat, parties=(*chat.parties, party)), Happening.PARTY_CHANGED)
        return DONE

    def consult(self, chat: Conversation, target: Target, user_data: JsonObject) -> Outcome:
        """A chat with somebody inside about a chat; it is joined at once."""
        entry = self._board.target(target.type, target.destination)
        if entry is None:
            return Failure(errors.TARGET_NOT_FOUND)
        if self._board.logged_out(CHAT):
            return Failure(errors.LOGGED_OUT)
        number = entry.number or entry.destination
        data = {**chat.user_data, **user_data}
        customer = Match(chat.contact)
        consultation = self._new(CHAT, State.ACCEPTED, Direction.OUT, number, data, ChatContent(), customer)
        consultation = replace(consultation, is_consultation=True, parent=chat.id, opened=True)
        self.tell(consultation, Happening.ACCEPTED)
        return DONE

    def join(self, consultation: Conversation, verb: Verb) -> Outcome:
        """Ends a chat consultation by transferring to, or conferencing with, the consulted party."""
        original = self._board.get(consultation.parent or "")
        if original is None or verb not in consultation.verbs:
            return Failure(errors.wrong_state("completed", consultation.state.value))
        if _JOINED_BY[verb] not in original.verbs:
            return Failure(errors.wrong_state("completed", original.state.value))
        if verb is Verb.COMPLETE_TRANSFER and Verb.TRANSFER in self._refused:
            return self.act(original, Verb.TRANSFER)
        self.tell(self._move(consultation, State.IDLE, Happening.ENDED), Happening.REMOVED)
        if verb is Verb.COMPLETE_TRANSFER:
            return self.act(original, Verb.TRANSFER)
        joined = replace(original, parties=(*original.parties, *consultation.parties))
        self.tell(joined, Happening.PARTY_CHANGED)
        return DONE

    def complete(self, conversation: Conversation) -> Outcome:
        return self.act(conversation, Verb.MARK_DONE)

    def workbin(self) -> Sequence[Conversation]:
        return tuple(self._workbin.values())

    def pull(self, conversation: str) -> Outcome:
        kept = self._workbin.get(conversation)
        if kept is None:
            return Failure(errors.INTERACTION_NOT_FOUND)
        if self._refuses_pull:
            self._refuses_pull = False
            # It comes and goes unopened: the agent gets nothing to look at.
            kept = self.tell(replace(kept, opened=False), Happening.PULL_WORKBIN_FAILED)
            self._board.tell(kept, Happening.REMOVED)
            return Failure(errors.REFUSED_BY_CENTRE)
        del self._workbin[conversation]
        self._move(replace(kept, opened=True), State.PULLED, Happening.PULLED)
        return DONE

    def assign_contact(self, conversation: Conversation, contact: Contact | None) -> Outcome:
        """Says who the customer is; a party that was called by the contact is called by the other one now."""
        before = conversation.contact
        given = None if before is None else before.display_name

        def renamed(party: Party) -> Party:
            if party.type == "AGENT" or party.name not in (given, party.phone_number):
                return party
            name = "" if contact is None else contact.display_name
            return replace(party, name=name or party.phone_number)

        parties = tuple(renamed(party) for party in conversation.parties)
        self.tell(replace(conversation, contact=contact, parties=parties), Happening.CONTACT_CHANGED)
        return DONE

    def write(self, conversation: Conversation, change: Callable[[Mapping[str, Json]], JsonObject]) -> Outcome:
        """Changes the attached data."""
        if conversation.state in ENDS:
            return Failure(errors.wrong_state("changed", conversation.state.value))
        changed = replace(conversation, user_data=change(conversation.user_data))
        self.tell(changed, Happening.ATTACHED_DATA_CHANGED)
        return DONE

    # ── the other side ───────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(
        self,
        media: str,
        sender: str,
        user_data: JsonObject,
        content: Content,
        contact: Contact | None,
        queue: str = "",
        *,
        conference: bool = False,
        history: Sequence[ChatMessage] = (),
        join_fails: bool = False,
        no_answer_after: Seconds | None = None,
    ) -> Outcome:
        """Something comes in; the agent is invited. Gives the id of its conversation.

        ``history`` and ``join_fails`` are what comes when the agent joins a chat; after ``no_answer_after``, else the
        scenario's time, the invitation is taken back.
        """
        if self._board.logged_out(media):
            return Failure(errors.LOGGED_OUT if media in self._board.media else errors.MEDIA_NOT_FOUND)
        state = State.INVITED_CONFERENCE if conference else State.INVITED
        customer = self._board.contacts.of_address(sender) if contact is None else Match(contact)
        invited = self._new(media, state, Direction.IN, sender, user_data, content, customer)
        happening = Happening.INVITED_CONFERENCE if conference else Happening.INVITED
        if history or join_fails:
            self._joins[invited.id] = (tuple(history), join_fails)
        expires = self._board.expiry(no_answer_after)
        return Success(self.tell(replace(invited, queue=queue, expires=expires), happening).id)

    def play(self, conversation: Conversation, verb: CentreVerb, text: str = "") -> Outcome:
        """What the other side does."""
        if not centre_may(conversation, verb):
            return Failure(f"{verb.value} is not possible in the state {conversation.state.value}.")
        if verb in UNTOLD:
            self._note(conversation, verb)
            return DONE
        _, (state, happening) = CENTRE_STEPS[verb]
        if verb is CentreVerb.SAY:
            self._said(conversation, Author.CUSTOMER, conversation.parties[0].name, text)
            return DONE
        self._move(conversation, state, happening)
        return DONE

    def refuse(self, operation: str) -> bool:
        """The next operation of this name is refused by the contact centre."""
        if operation == "pull":
            self._refuses_pull = True
            return True
        verb = {verb.value: verb for verb in FAILURES}.get(operation)
        if verb is not None:
            self._refused.add(verb)
        return verb is not None

    def export(self) -> object:
        return self._workbin, self._refused, self._refuses_pull, self._joins

    def restore(self, state: Any) -> None:
        self._workbin, self._refused, self._refuses_pull, self._joins = state

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def tell(self, conversation: Conversation, happening: Happening) -> Conversation:
        """Completes a conversation with what can be done to it, and tells."""
        verbs = tuple(steps(family(conversation), conversation.state))
        if conversation.is_consultation:
            original = self._board.get(conversation.parent or "")
            possible = conversation.state in JOINED and original is not None and original.media == CHAT
            joining = tuple(_JOINED_BY) if possible else ()
            verbs = (*(verb for verb in verbs if verb in (Verb.SAY, Verb.END, Verb.MARK_DONE)), *joining)
        return self._board.tell(replace(conversation, verbs=verbs), happening)

    def _move(
        self, conversation: Conversation, state: State, happening: Happening, *, stays: bool = False
    ) -> Conversation:
        opened = conversation.opened or state in (State.ACCEPTED, State.JOIN_PENDING, State.PULLED)
        if isinstance(conversation.content, ChatContent) and state not in JOINED:
            conversation = replace(conversation, content=replace(conversation.content, typing_until=None))
        moved = replace(conversation, state=state, state_since=self._board.now(), opened=opened)
        moved = self.tell(replace(moved, answered=opened), happening)
        if happening in LEAVING and not stays:
            if happening is Happening.IN_WORKBIN:
                self._workbin[moved.id] = moved
            self._board.tell(moved, Happening.REMOVED)
        return moved

    def _edit(self, draft: Conversation, change: Callable[[EmailContent], EmailContent]) -> Outcome:
        """Changes what a draft says, for which there is no event."""
        if Verb.SEND not in draft.verbs or not isinstance(draft.content, EmailContent):
            return Failure(errors.wrong_state("edited", draft.state.value))
        self._board.keep(replace(draft, content=change(draft.content)))
        return DONE

    def _join(self, chat: Conversation) -> None:
        """The chat server answers: the agent is in, after the history if there is one, or it failed."""
        history, fails = self._joins.pop(chat.id, ((), False))
        if fails:
            self._move(chat, State.JOIN_FAILED, Happening.JOIN_FAILED)
            return
        if not history:
            self._move(chat, State.ACCEPTED, Happening.ACCEPTED)
            return
        chat = self._move(chat, State.HISTORY_IN_PROGRESS, Happening.ACCEPTED)
        content = _chat(chat)
        chat = replace(chat, content=replace(content, messages=(*history, *content.messages)))
        self._move(chat, State.HISTORY_DONE, Happening.NEW_MESSAGE)

    def _said(self, chat: Conversation, author: Author, name: str, text: str) -> None:
        content = _chat(chat)
        message = ChatMessage(self._board.now(), author, name, text)
        typing_until = None if author is Author.CUSTOMER else content.typing_until
        content = replace(content, messages=(*content.messages, message), typing_until=typing_until)
        self.tell(replace(chat, content=content), Happening.NEW_MESSAGE)

    def _note(self, chat: Conversation, verb: CentreVerb) -> None:
        """The customer writes, or has read what was said."""
        content = _chat(chat)
        if verb is CentreVerb.TYPE:
            content = replace(content, typing_until=self._board.now() + TYPING)
        else:
            content = replace(content, read=len(content.messages))
        self._board.keep(replace(chat, content=content))

    def _with_data(self, conversation: Conversation, user_data: JsonObject) -> Conversation:
        if not user_data:
            return conversation
        changed = replace(conversation, user_data={**conversation.user_data, **user_data})
        return self.tell(changed, Happening.ATTACHED_DATA_CHANGED)

    def _new(
        self,
        media: str,
        state: State,
        direction: Direction,
        other: str,
        user_data: JsonObject,
        content: Content,
        customer: Match,
    ) -> Conversation:
        now = self._board.now()
        party = self._board.party(other)
        if party.type != "AGENT" and customer.contact is not None:
            party = Party(customer.contact.display_name, other)
        return Conversation(
            self._board.new_id()[:16], media, state, direction, CallType.UNKNOWN, (party,), dict(user_data),
            contact=customer.contact, candidates=customer.candidates, started=now, state_since=now, content=content,
        )  # fmt: skip


def _chat(conversation: Conversation) -> ChatContent:
    return conversation.content if isinstance(conversation.content, ChatContent) else ChatContent()
