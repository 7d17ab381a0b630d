"""Driver calls of open media: what customers and the contact centre do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scapi.centre.attachments import Attachment
from scapi.centre.conversations import (
    VOICE,
    Author,
    ChatContent,
    ChatMessage,
    Content,
    EmailContent,
    Happening,
    WorkItemContent,
)
from scapi.centre.open_media import CHAT, EMAIL, FAILURES, WORK_ITEM, CentreVerb
from scapi.centre.outbound import MEDIUM as OUTBOUND
from scapi.driver.calls import (
    CONTACT,
    INTERACTION,
    NO_ANSWER_AFTER,
    NOTHING,
    USER_DATA,
    DriverCall,
    done,
    interaction_of,
    named_interaction,
    optional,
    read_contact,
    read_seconds,
    required,
)
from scapi.driver.files import FILES, files_problem, read_files
from scapi.protocol.parameters import Arguments, Kind
from scapi.values import Failure, Json, Outcome, member

if TYPE_CHECKING:
    from scapi.session import Session

DEFAULT_SENDER = "customer@mail.example"


def _arrive(
    session: Session,
    call: str,
    media: str,
    arguments: Arguments,
    *,
    history: Sequence[ChatMessage] = (),
    join_fails: bool = False,
) -> Outcome:
    sender = arguments.optional_text("from") or DEFAULT_SENDER
    subject, body = arguments.optional_text("subject") or "", arguments.optional_text("body") or ""
    contact = read_contact(call, arguments.value("contact"))
    if isinstance(contact, Failure):
        return contact
    no_answer_after = read_seconds(call, arguments, "noAnswerAfter")
    if isinstance(no_answer_after, Failure):
        return no_answer_after
    media = arguments.optional_text("media") or media
    if media in (VOICE, OUTBOUND):
        return Failure(f"{call}: media must be an open medium, not {media}; see ring and pushPreview.")
    files = read_files(call, arguments)
    if isinstance(files, Failure):
        return files
    if files and media != EMAIL:
        return Failure(f"{call}: files belong to e-mails, not to the medium {media}.")
    content = _content(session, media, sender, subject, body, files)
    data = dict(arguments.mapping("userData"))
    if subject:
        data.setdefault("Subject", subject)
    return interaction_of(
        session,
        session.simulator.open_media.arrive(
            media, sender, data, content, contact, arguments.optional_text("queue") or "",
            conference=arguments.value("conference") is True, history=history, join_fails=join_fails,
            no_answer_after=no_answer_after,
        ),
    )  # fmt: skip


def _content(
    session: Session, media: str, sender: str, subject: str, body: str, files: tuple[Attachment, ...]
) -> Content:
    if media == EMAIL:
        return EmailContent(sender, session.simulator.scenario.email_address, "", subject, body, files=files)
    if media == CHAT:
        said = (ChatMessage(session.simulator.now(), Author.CUSTOMER, sender, body),) if body else ()
        return ChatContent(said)
    return WorkItemContent(sender, subject, body)


def _chat(session: Session, arguments: Arguments) -> Outcome:
    given = arguments.value("history")
    history = _history(session, given)
    if isinstance(history, Failure):
        return history
    join_fails = arguments.value("joinFails") is True
    return _arrive(session, "chat", CHAT, arguments, history=history, join_fails=join_fails)


def _history(session: Session, given: Json) -> Sequence[ChatMessage] | Failure:
    if given is None:
        return ()
    if not isinstance(given, (list, tuple)) or not all(isinstance(text, str) for text in given):
        return Failure("chat: history must be an array of strings, what the customer said before.")
    now = session.simulator.now()
    return [ChatMessage(now, Author.CUSTOMER, "Customer", str(text), history=True) for text in given]


def _customer(session: Session, arguments: Arguments) -> Outcome:
    action = arguments.text("action")
    verb = member(CentreVerb, action)
    if verb is None:
        return Failure(f"customer: action must be one of {', '.join(CentreVerb)}, not {action!r}.")
    interaction = named_interaction(session, "customer", arguments)
    if isinstance(interaction, Failure):
        return interaction
    if interaction.media in ("voice", "outboundpreview"):
        return Failure(f"customer: the interaction {interaction.id} is of the medium {interaction.media}.")
    text = arguments.optional_text("text") or ""
    if verb is CentreVerb.SAY and not text:
        return Failure("customer: text must be given with the action say.")
    return done(session.simulator.open_media.play(interaction.conversation, verb, text))


def _refuse(session: Session, arguments: Arguments) -> Outcome:
    operation = arguments.text("operation")
    if not session.simulator.open_media.refuse(operation):
        known = ", ".join([*(verb.value for verb in FAILURES), "pull"])
        return Failure(f"refuse: operation must be one of {known}, not {operation!r}.")
    return NOTHING


_MAIL = (
    optional("from", Kind.NAME, "Who writes; an address."),
    optional("subject", Kind.TEXT, "What about."),
    optional("body", Kind.TEXT, "The text; of a chat, its first message."),
    optional("media", Kind.NAME, "Another medium that the agent has."),
    USER_DATA,
    CONTACT,
    optional("queue", Kind.NAME, "Where it came through."),
    optional("conference", Kind.FLAG, "An invitation to a conference."),
    NO_ANSWER_AFTER,
)


def _attach(session: Session, arguments: Arguments) -> Outcome:
    interaction = named_interaction(session, "attach", arguments)
    if isinstance(interaction, Failure):
        return interaction
    return done(session.simulator.set_user_data(interaction.conversation.id, arguments.mapping("userData")))


def _contact(session: Session, arguments: Arguments) -> Outcome:
    interaction = named_interaction(session, "contact", arguments)
    if isinstance(interaction, Failure):
        return interaction
    contact = read_contact("contact", arguments.value("contact"))
    if isinstance(contact, Failure):
        return contact
    return done(session.simulator.assign_contact(interaction.conversation.id, contact))


def _happen(session: Session, arguments: Arguments) -> Outcome:
    interaction = named_interaction(session, "happen", arguments)
    if isinstance(interaction, Failure):
        return interaction
    happening = member(Happening, arguments.text("eventType"))
    if happening not in BARE_HAPPENINGS:
        known = ", ".join(sorted(BARE_HAPPENINGS))
        return Failure(f"happen: eventType must be one of {known}, not {arguments.text('eventType')!r}.")
    session.simulator.board.tell(interaction.conversation, happening)
    return NOTHING


BARE_HAPPENINGS = frozenset({Happening.UNKNOWN, Happening.PULL_FAILED})
"""Events without a change of state that nothing else brings about."""

MEDIA_CALLS: Mapping[str, DriverCall] = {
    "email": DriverCall(
        "An inbound e-mail.",
        (*_MAIL, FILES),
        lambda s, a: _arrive(s, "email", EMAIL, a),
        lambda a: files_problem("email", a),
    ),
    "chat": DriverCall(
        "An inbound chat.",
        (
            *_MAIL,
            optional("history", Kind.ANY, "What the customer said before, an array of strings."),
            optional("joinFails", Kind.FLAG, "The agent cannot join."),
        ),
        _chat,
    ),
    "workitem": DriverCall("An inbound work item.", _MAIL, lambda s, a: _arrive(s, "workitem", WORK_ITEM, a)),
    "customer": DriverCall(
        "What the other side of open media does.",
        (
            INTERACTION,
            required("action", Kind.NAME, "say, type, read, end, revoke, take (accepted in another session) or fail."),
            optional("text", Kind.TEXT, "What is said."),
        ),
        _customer,
    ),
    "attach": DriverCall(
        "The contact centre attaches data; IW_CaseUid and IW_BundleUid move the interaction.",
        (INTERACTION, required("userData", Kind.OBJECT, "Keys to set.")),
        _attach,
    ),
    "contact": DriverCall("The customer is somebody else.", (INTERACTION, CONTACT), _contact),
    "happen": DriverCall(
        "An event that changes nothing.",
        (INTERACTION, required("eventType", Kind.NAME, "UNKNOWN or PULL_FAILED.")),
        _happen,
    ),
    "refuse": DriverCall(
        "The contact centre refuses the next operation of a name.",
        (required("operation", Kind.NAME, "placeInQueue, placeInWorkbin, transfer or pull."),),
        _refuse,
    ),
}
