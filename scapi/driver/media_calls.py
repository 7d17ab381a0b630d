"""Driver calls of open media: what customers and the contact centre do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scapi.centre.acts import AssignContact, SetData
from scapi.centre.attachments import Attachment
from scapi.centre.centre_error import CentreError
from scapi.centre.contents import Author, ChatContent, ChatMessage, Content, EmailContent, WorkItemContent
from scapi.centre.conversations import VOICE, Happening
from scapi.centre.open_media import CHAT, CHATS, EMAIL, WORK_ITEM, CentreVerb
from scapi.centre.previews import MEDIUM as OUTBOUND
from scapi.centre.simulator.chats import Joining
from scapi.centre.simulator.items import Arrival
from scapi.centre.simulator.refusals import OPERATIONS
from scapi.driver.driver_call import (
    AGENT,
    CONTACT,
    INTERACTION,
    NO_ANSWER_AFTER,
    NOTHING,
    USER_DATA,
    DriverCall,
    agent_of,
    interaction_of,
    named_interaction,
    played,
    read_contact,
    read_seconds,
    workspace_of,
)
from scapi.driver.files import FILES, files_problem, read_files
from scapi.protocol.parameters import Arguments, Kind, optional, required
from scapi.values import Answer, Failure, Json, member
from scapi.workspace.failures import failure_of

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

DEFAULT_SENDER = "customer@mail.example"


def _arrive(
    session: DrivenSession,
    call: str,
    media: str,
    arguments: Arguments,
    joining: Joining | None = None,
) -> Answer:
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
    workspace = workspace_of(session, call, arguments)
    if isinstance(workspace, Failure):
        return workspace
    agent = agent_of(session, workspace)
    arrival = Arrival(
        media, sender, content, data, contact, arguments.optional_text("queue") or "",
        conference=arguments.value("conference") is True, joining=joining, no_answer_after=no_answer_after,
    )  # fmt: skip
    uuid = session.simulator.arrive(agent, arrival)
    if isinstance(uuid, CentreError):
        return failure_of(uuid)
    return interaction_of(workspace, session.simulator.leg_of(uuid, agent))


def _content(
    session: DrivenSession, media: str, sender: str, subject: str, body: str, files: tuple[Attachment, ...]
) -> Content:
    if media == EMAIL:
        return EmailContent(sender, session.simulator.scenario.email_address, "", subject, body, files=files)
    if media in CHATS:
        said = (ChatMessage(session.simulator.clock.now(), Author.CUSTOMER, sender, body),) if body else ()
        return ChatContent(said)
    return WorkItemContent(sender, subject, body)


def _chat(session: DrivenSession, arguments: Arguments) -> Answer:
    history = _history(session, arguments.value("history"))
    if isinstance(history, Failure):
        return history
    takes = read_seconds("chat", arguments, "joinTakes")
    if isinstance(takes, Failure):
        return takes
    joining = Joining(tuple(history), arguments.value("joinFails") is True, takes or 0.0)
    return _arrive(session, "chat", CHAT, arguments, joining)


def _history(session: DrivenSession, given: Json) -> Sequence[ChatMessage] | Failure:
    if given is None:
        return ()
    if not isinstance(given, (list, tuple)) or not all(isinstance(text, str) for text in given):
        return Failure("chat: history must be an array of strings, what the customer said before.")
    now = session.simulator.clock.now()
    return [ChatMessage(now, Author.CUSTOMER, "Customer", str(text), history=True) for text in given]


def _customer(session: DrivenSession, arguments: Arguments) -> Answer:
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
    result = session.simulator.play(interaction.conversation.id, verb, text)
    if isinstance(result, CentreError) and result.expected:
        return Failure(f"customer: {result.expected} is not possible in the state {result.subject}.")
    return played(result)


def _refuse(session: DrivenSession, arguments: Arguments) -> Answer:
    operation = arguments.text("operation")
    if not session.simulator.refusals.refuse_next(operation):
        return Failure(f"refuse: operation must be one of {', '.join(OPERATIONS)}, not {operation!r}.")
    return NOTHING


_MAIL = (
    optional("from", Kind.NAME, "Who writes; an address."),
    optional("subject", Kind.TEXT, "What about."),
    optional("body", Kind.TEXT, "The text; of a chat, its first message."),
    optional("media", Kind.NAME, "Another medium that the agent has."),
    USER_DATA,
    CONTACT,
    optional("queue", Kind.NAME, "Where it came through."),
    NO_ANSWER_AFTER,
    AGENT,
)


def _attach(session: DrivenSession, arguments: Arguments) -> Answer:
    interaction = named_interaction(session, "attach", arguments)
    if isinstance(interaction, Failure):
        return interaction
    return played(session.simulator.do(interaction.conversation.id, SetData(arguments.mapping("userData"))))


def _contact(session: DrivenSession, arguments: Arguments) -> Answer:
    interaction = named_interaction(session, "contact", arguments)
    if isinstance(interaction, Failure):
        return interaction
    contact = read_contact("contact", arguments.value("contact"))
    if isinstance(contact, Failure):
        return contact
    return played(session.simulator.do(interaction.conversation.id, AssignContact(contact)))


def _happen(session: DrivenSession, arguments: Arguments) -> Answer:
    interaction = named_interaction(session, "happen", arguments)
    if isinstance(interaction, Failure):
        return interaction
    happening = member(Happening, arguments.text("eventType"))
    if happening not in BARE_HAPPENINGS:
        known = ", ".join(sorted(BARE_HAPPENINGS))
        return Failure(f"happen: eventType must be one of {known}, not {arguments.text('eventType')!r}.")
    return played(session.simulator.happen(interaction.conversation.id, happening))


BARE_HAPPENINGS = frozenset({Happening.UNKNOWN, Happening.PULL_FAILED})
"""Events without a change of state that nothing else brings about."""

MEDIA_CALLS: Mapping[str, DriverCall[DrivenSession]] = {
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
            optional("conference", Kind.FLAG, "An invitation to a conference."),
            optional("joinFails", Kind.FLAG, "The agent cannot join."),
            optional("joinTakes", Kind.NUMBER, "Seconds that joining takes, and again the history; 0 by default."),
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
            AGENT,
        ),
        _customer,
    ),
    "attach": DriverCall(
        "The contact centre attaches data; IW_CaseUid and IW_BundleUid move the interaction.",
        (INTERACTION, required("userData", Kind.OBJECT, "Keys to set."), AGENT),
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
        (required("operation", Kind.NAME, "Such as placeInQueue, transfer, pull, dial, hold or setState."),),
        _refuse,
    ),
}
