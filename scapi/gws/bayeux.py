"""The server side of Bayeux 1.0 with long polling, without a network: messages in, replies out, now or later.

Source: the Bayeux specification; reference, "CometD notifications". A client whose session is gone is told to shake
hands again. A slow client is dropped when too much waits for it, a vanished one when it has not connected for a while;
neither has to do with the agent's calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from scapi.gws import bayeux_message, topics
from scapi.gws.bayeux_message import (
    CONNECT,
    GIVE_UP,
    HANDSHAKE,
    LONG_POLLING,
    TRY_LATER,
    VERSION,
    Message,
    channel_of,
    done,
    failed,
    member_of,
    text_of,
    unknown_client,
)
from scapi.gws.bayeux_session import BayeuxSession, Held
from scapi.gws.roster import User
from scapi.gws.server_options import ServerOptions
from scapi.gws.uris import Uris
from scapi.host import Host
from scapi.values import Eventual, Json, JsonObject, Seconds

MOST_SESSIONS = 32
"""Clients of one user at a time (decided here)."""
MOST_SUBSCRIPTIONS = 64
"""Subscriptions of one client (decided here)."""
_ID_BYTES = 16

Replies = list[Json]


class Bayeux:
    """Every client, and what is told to them."""

    def __init__(self, host: Host, options: ServerOptions) -> None:
        self._host = host
        self._options = options
        self._sessions: dict[str, BayeuxSession] = {}
        self._of_user: dict[str, dict[str, BayeuxSession]] = {}
        self._stopped = False
        self.dropped = 0
        """Clients that were too slow."""

    def __len__(self) -> int:
        return len(self._sessions)

    # ── what clients send ────────────────────────────────────────────────────────────────────────────────────────────

    def receive(self, user: User, base: str, web_session: str, messages: Sequence[Message]) -> Replies | Held:
        """Handles the messages of one request. A connect that comes alone is held while there is nothing to tell."""
        replies: Replies = []
        for message in messages:
            if channel_of(message) == HANDSHAKE:
                replies.append(self._handshake(user, base, web_session, message))
                continue
            session = self._sessions.get(text_of(message, "clientId"))
            if session is None or session.user.id != user.id:
                replies.append(unknown_client(message))
            elif channel_of(message) != CONNECT:
                replies.append(self._other(session, message))
            else:
                session.web_session = web_session
                held = self._connect(session, message, alone=len(messages) == 1)
                if held is not None:
                    return held
                replies += self._connected(session, message)
        return replies

    def abandon(self, held: Held) -> None:
        """The client does not wait for this reply any more: its connection is gone."""
        for session in tuple(self._sessions.values()):
            if session.held is held:
                held.cancel()
                session.held = None
                self._expect(session)

    # ── what they are told ───────────────────────────────────────────────────────────────────────────────────────────

    def publish(self, users: Iterable[User], topic: str, data: Callable[[Uris], JsonObject]) -> None:
        """Tells users something, through every client of theirs that has subscribed to the topic."""
        for user in users:
            for session in tuple(self._of_user.get(user.id, {}).values()):
                if not session.wants(topic):
                    continue
                if len(session) >= self._options.queue_length:
                    self._answer(session)
                if len(session) >= self._options.queue_length:
                    self.dropped += 1
                    self._drop(session)
                    continue
                session.add(topic, data)
                if session.held is not None and len(session) == 1:
                    # In a moment, so that what comes of one operation goes out together.
                    self._host.call_later(0, lambda session=session: self._answer(session))  # type: ignore[misc]

    def end_of(self, web_session: str) -> None:
        """An HTTP session has ended, and its clients with it. Whose connect is held hears what there still is."""
        for session in tuple(self._sessions.values()):
            if session.web_session == web_session:
                self._drop(session, last=session.take()[0])

    def drop(self, user: User) -> int:
        """Ends every session of a user, as a server does that has lost them; gives how many there were."""
        sessions = tuple(self._of_user.get(user.id, {}).values())
        for session in sessions:
            self._drop(session)
        return len(sessions)

    def stop(self) -> None:
        """Answers every connect that is held: the server ends."""
        self._stopped = True
        for session in tuple(self._sessions.values()):
            self._drop(session, last=session.take()[0])

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _handshake(self, user: User, base: str, web_session: str, message: Message) -> Json:
        offered = message.get("supportedConnectionTypes")
        types: Json = [LONG_POLLING]
        if not isinstance(offered, list) or LONG_POLLING not in offered:
            text = f"406:{LONG_POLLING}:No connection type in common"
            return failed(message, text, GIVE_UP, supportedConnectionTypes=types)
        if self._stopped:  # who gives up now would not find the server that is started in its place
            return failed(message, "503::The server ends", TRY_LATER)
        if len(self._of_user.get(user.id, {})) >= MOST_SESSIONS:
            return failed(message, "403::No further session", GIVE_UP)
        client_id = self._host.random_bytes(_ID_BYTES).hex()
        acknowledges = member_of(message, "ext").get("ack") is True
        session = BayeuxSession(client_id, user, Uris(base), web_session, acknowledges=acknowledges)
        self._sessions[client_id] = session
        self._of_user.setdefault(user.id, {})[client_id] = session
        self._expect(session)
        reply = done(message, version=VERSION, minimumVersion=VERSION, supportedConnectionTypes=types)
        reply |= {"clientId": client_id, "advice": self._advice}
        return {**reply, "ext": {"ack": True}} if acknowledges else reply

    @property
    def _advice(self) -> JsonObject:
        timeout = int(self._options.long_poll * 1000)
        return {"reconnect": "retry", "interval": 0, "timeout": timeout}

    def _other(self, session: BayeuxSession, message: Message) -> Json:
        match channel_of(message):
            case bayeux_message.SUBSCRIBE:
                return self._subscribe(session, message)
            case bayeux_message.UNSUBSCRIBE:
                session.subscriptions.difference_update(_patterns(message))
                return done(message, subscription=message.get("subscription"))
            case bayeux_message.DISCONNECT:
                self._drop(session)
                return done(message)
            case channel:
                return failed(message, f"403:{channel}:Clients do not publish")

    def _subscribe(self, session: BayeuxSession, message: Message) -> Json:
        asked = message.get("subscription")
        patterns = _patterns(message)
        wrong = next((each for each in patterns if not topics.is_subscribable(each)), None)
        if not patterns or wrong is not None:
            return failed(message, f"403:{wrong or ''}:No channel to subscribe to", subscription=asked)
        if topics.USERS in patterns and not session.user.manages:
            return failed(message, f"403:{topics.USERS}:Supervisors and administrators only", subscription=asked)
        if len(session.subscriptions | set(patterns)) > MOST_SUBSCRIPTIONS:
            return failed(message, "403::Too many subscriptions", subscription=asked)
        session.subscriptions |= set(patterns)
        return done(message, subscription=asked)

    def _connect(self, session: BayeuxSession, message: Message, *, alone: bool) -> Held | None:
        """Holds a connect, if there is nothing to tell and the client has not asked for an answer at once."""
        session.stay()
        self._answer(session)  # one connect at a time: another one takes the place of the first
        session.stay()
        session.acknowledged(message)
        patience = self._patience(message)
        if len(session) or not alone or not patience:
            return None
        cancel = self._host.call_later(patience, lambda: self._answer(session))
        session.held = Held(message, Eventual(), cancel)
        return session.held

    def _patience(self, message: Message) -> Seconds:
        """How long a connect is held; the client may ask for less."""
        asked = member_of(message, "advice").get("timeout")
        longest = self._options.long_poll
        if isinstance(asked, (int, float)) and not isinstance(asked, bool):
            return min(longest, max(0.0, asked / 1000))
        return longest

    def _answer(self, session: BayeuxSession) -> None:
        """Answers the connect that is held, if one is."""
        held = session.held
        if held is not None:
            held.cancel()
            session.held = None
            held.answer.settle(self._connected(session, held.connect))

    def _connected(self, session: BayeuxSession, message: Message) -> Replies:
        """What waits for a client, and the reply to its connect."""
        messages, extension = session.take()
        self._expect(session)
        return [*messages, {**done(message, advice=self._advice), **extension}]

    def _expect(self, session: BayeuxSession) -> None:
        """The client is to connect soon."""
        session.stay()
        session.expiry = self._host.call_later(self._options.client_gone, lambda: self._drop(session))

    def _drop(self, session: BayeuxSession, last: Sequence[Json] = ()) -> None:
        """Forgets a client; if a connect of it is held, that has the last messages and tells it to begin anew."""
        if self._sessions.pop(session.client_id, None) is None:
            return
        own = self._of_user[session.user.id]
        del own[session.client_id]
        if not own:
            del self._of_user[session.user.id]
        session.stay()
        held, session.held = session.held, None
        if held is not None:
            held.cancel()
            held.answer.settle([*last, unknown_client(held.connect)])


def _patterns(message: Message) -> list[str]:
    """What a message is to subscribe to: a text, or an array of them. Another value is no channel."""
    asked = message.get("subscription")
    found = asked if isinstance(asked, list) else [asked]
    return [each if isinstance(each, str) else "" for each in found]
