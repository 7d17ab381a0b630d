"""Keeps the tabs of one session alike: commands to the leader, numbered changes and events to the followers.

A turn is told as one message: what has changed, in parts, each with the event that came of it, and the outcomes of the
commands that it answers. So a follower's client never hears of what is not there yet, reads what it has written, and a
follower that takes over has everything that any client was ever told. One that misses a turn asks for the whole.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from scapi.codec import Codec, CodecError, Contents, type_hints
from scapi.commands import COMMANDS
from scapi.keeping import MOST_CONTENTS, Keeper, Keeping
from scapi.protocol import errors
from scapi.store import Changes
from scapi.tab_messages import (
    Answered,
    Command,
    DriverCall,
    Event,
    Goodbye,
    Hello,
    Leading,
    Part,
    Present,
    TabMessage,
    Tick,
    Turn,
    Whole,
    read,
    write,
)
from scapi.values import Answer, Eventual, Failure, Json, Outcome, Seconds, when_answered
from scapi.workspace.tabs import TabState

if TYPE_CHECKING:
    from scapi.page_session import PageSession

ANSWER_WITHIN: Seconds = 8.0
"""How long a follower waits for the leader; after it the leader no longer carries a command out."""
GIVES_UP_AFTER: Seconds = ANSWER_WITHIN + 0.5
"""When a follower tells the failure: later than the leader may begin."""
LOCAL_DRIVER_CALLS = frozenset(
    {
        *("policy", "openClient", "closeClient", "say", "state", "traffic", "options", "resend", "whatIf"),
        *("waitForApp", "waitForRequest", "waitForEvent"),
    }
)
"""Driver calls that are about this tab."""


class Channel(Keeper, Protocol):
    """What replication needs of the browser."""

    def broadcast(self, text: str) -> None:
        """Sends a text to every other tab of the session, in order."""

    def watch(self, tab: str) -> None:
        """Tells :meth:`Replication.gone` when another tab is gone, however it went."""


class Replication:
    """One tab's side. ``build`` names the build of the page: tabs of different builds do not talk."""

    def __init__(self, session: PageSession, channel: Channel, tab: str, build: str) -> None:
        self._session = session
        self._channel = channel
        self._tab = tab
        self._build = build
        self._codecs = {name: Codec(kind) for name, kind in session.store.kinds().items()}
        self._sent = Contents()
        """Long texts that a leader has told its followers."""
        self._heard = Contents()
        """Long texts that a follower has been told."""
        self._keeping = Keeping(session.store, self._codecs, session.host, channel, build)
        self._others: set[str] = set()
        self._waiting: dict[str, Eventual[Outcome]] = {}
        self._next = 0
        self._epoch = ""
        self._seq = 0
        self._synchronised = False
        self._touched = session.store.touched
        """The tables in which something has changed; asked twice with each message."""
        self._parts: list[Part] = []
        self._answers: list[Answered] = []
        self._origins: tuple[str, ...] = ()
        """Those that the leading tab was told of."""
        self.when_synchronised: Callable[[], None] = lambda: None
        session.outlet.before_reply = self.flush
        session.outlet.to_other_tabs = self._publish
        session.route_driver_call = self.driver_call
        session.when_client_left = self._tell_origins
        session.tabs.name = tab
        session.store.take_changes()  # the beginning is no change

    # ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def leading(self) -> bool:
        return self._session.tabs.state is TabState.LEADING

    def resume(self, stored: str) -> bool:
        """Takes over what was kept before the reload of this tab, unless another tab has told something newer.

        Gives whether it did; what another build has kept, or what is old or damaged, is not read.
        """
        if self._synchronised or not stored:
            return False
        rows = self._keeping.read(stored)
        if rows is None:
            return False
        self._session.restore(rows)
        self._synchronised = True
        return True

    def lead(self) -> None:
        """This tab has won the election."""
        self._session.remote = None
        if self._synchronised:
            self._session.take_over()
        self._session.begin_to_lead()
        self._session.tabs.set_state(TabState.LEADING)
        self._epoch, self._seq = f"{self._tab}:{self._next}", 0
        self._sent, self._heard = Contents(), Contents()
        self._give_up_waiting()
        self._send(Leading(self._epoch))
        for other in self._session.known_tabs:
            if other != self._tab:
                self._channel.watch(other)  # one that is gone is told of at once
        self._collect(None)
        self._parts.clear()  # whoever follows asks for the whole
        self._keeping.everything()
        self._session.repaint()
        self.when_synchronised()

    def follow(self) -> None:
        """Another tab leads: asks it for everything."""
        self._session.remote = self._command
        self._session.tabs.set_state(TabState.FOLLOWING)
        self._keeping.forget()
        self._hello_to_all()

    def leave(self) -> None:
        """The page of this tab goes, perhaps to be loaded again."""
        if self.leading:
            self.flush()
            self._keeping.leave()
        self._send(Goodbye())

    def gone(self, tab: str) -> None:
        """Another tab has gone, by itself or by a crash: nothing of it stays."""
        self._others.discard(tab)
        if self.leading:
            self._session.tab_gone(tab)
            self.flush()

    def tick(self) -> None:
        """Timers of hidden tabs are slow: a visible follower keeps the leader's time."""
        if self.leading:
            self._session.tick()
        else:
            self._send(Tick())

    def _tell_origins(self) -> None:
        """Tells the leading tab of which origins there are clients in this one."""
        origins = self._session.origins
        if origins != self._origins:
            self._origins = origins
            self._send(Present(origins))

    def _hello_to_all(self) -> None:
        self._origins = self._session.origins
        self._send(Hello(self._origins))

    # ── the leader tells ─────────────────────────────────────────────────────────────────────────────────────────────

    def flush(self) -> None:
        """Tells what this turn has done: at its end, and before each reply."""
        touched = self._touched
        if not touched and not self._parts and not self._answers:
            return  # as at the end of most messages
        alone = not self._others and not self._answers and "usage" not in touched
        if alone and self._keeping.is_arranged:
            return  # nobody hears of it: what has changed is looked at when it is kept
        if not self.leading:
            return
        if alone:
            self._keeping.soon()
        else:
            self._collect(None)
        if not self._parts and not self._answers:
            return
        turn = Turn(self._epoch, self._seq + 1, tuple(self._parts), tuple(self._answers))
        self._parts.clear()
        self._answers.clear()
        self._seq += 1
        if not self._others:
            return
        self._send(turn, self._sent)
        if self._sent.size > MOST_CONTENTS:
            self._tell_everything()

    def _collect(self, event: Event | None) -> None:
        """What has changed since the last part, and the event that came of it."""
        changes = self._session.store.take_changes()
        if not changes and event is None:
            return
        self._keep(changes)
        if self._others:
            rows = {
                name: {key: self._codecs[name].encode(value, self._sent) for key, value in changed.items()}
                for name, changed in changes.rows.items()
            }
            self._parts.append(Part(rows, changes.removed, event))

    def _publish(self, event: str, data: Json, only_to: str | None = None) -> None:
        if self.leading:
            if self._others:
                self._collect(Event(event, data, only_to))
        else:
            self._send(Turn("", 0, (Part(event=Event(event, data, only_to)),)))

    def _keep(self, changes: Changes) -> None:
        """Has them kept for a reload."""
        self._keeping.note(changes)
        if "usage" in changes.rows and any(each.quarantined_until for each in changes.rows["usage"].values()):
            # At once: Firefox loses what a page says at its end when it goes to another site, as whoever is in
            # quarantine could have it go.
            self._keeping.now()
        elif changes:
            self._keeping.soon()

    # ── the follower asks ────────────────────────────────────────────────────────────────────────────────────────────

    def _command(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Answer:
        codecs, bound = _parameters(name), inspect.signature(COMMANDS[name]).bind(None, *args, **kwargs)
        contents = Contents()  # whoever leads may be new: a command says all that it means
        given = {k: codecs[k].encode(value, contents) for k, value in bound.arguments.items() if k != "self"}
        return self._ask(lambda number, until: Command(number, name, given, until), contents)

    def driver_call(self, name: str, args: Json) -> Answer:
        """A driver call, by the leader when it concerns the session."""
        if self._session.remote is None or name in LOCAL_DRIVER_CALLS:
            return self._session.driver.call(name, args)
        return self._ask(lambda number, until: DriverCall(number, name, args, until), Contents())

    def _ask(self, message: Callable[[str, Seconds], TabMessage], contents: Contents) -> Eventual[Outcome]:
        self._tell_origins()  # first: the command may concern one of them
        number = f"{self._tab}:{self._next}"
        self._next += 1
        eventual: Eventual[Outcome] = Eventual()
        self._waiting[number] = eventual
        host = self._session.host

        def give_up() -> None:
            self._settle(number, Failure(errors.NO_ANSWER_IN_TIME))

        cancel = host.call_later(GIVES_UP_AFTER, give_up)
        eventual.when_settled(lambda _: cancel())
        self._send(message(number, host.wall_clock() + ANSWER_WITHIN), contents)
        return eventual

    def _settle(self, number: str, outcome: Outcome) -> None:
        eventual = self._waiting.pop(number, None)
        if eventual is not None:
            eventual.settle(outcome)

    def _give_up_waiting(self) -> None:
        """What was asked of a leader that is gone will not be answered."""
        for number in tuple(self._waiting):
            self._settle(number, Failure(errors.LEADER_LOST))

    # ── what comes ───────────────────────────────────────────────────────────────────────────────────────────────────

    def receive(self, text: str) -> None:
        """One message of another tab; one that cannot be read makes a follower ask for everything."""
        try:
            envelope, contents = read(text, self._build, self._heard)
        except CodecError:
            self._ask_for_everything()
            return
        if envelope is None:
            return
        if envelope.tab not in self._others and not isinstance(envelope.message, Goodbye):
            if not self._others:
                self._keeping.note(self._session.store.take_changes())  # it gets the whole, not what was before it
            self._others.add(envelope.tab)
            self._channel.watch(envelope.tab)
        self._handle(envelope.tab, envelope.message, contents)
        self.flush()

    def _handle(self, tab: str, message: TabMessage, contents: Contents) -> None:
        match message:
            case Turn():
                self._turn(message)
            case Whole() if not self.leading:
                self._whole(message)
            case Hello():
                self._hello(tab, message)
            case Present() if self.leading:
                self._session.note_origins(tab, message.origins)
            case Leading():
                self._leading(message)
            case Goodbye():
                self.gone(tab)
            case Tick() if self.leading:
                self._session.tick()
            case Command() | DriverCall() if self.leading:
                self._asked(message, contents)

    def _hello(self, tab: str, hello: Hello) -> None:
        if not self.leading:
            return
        self._session.note_origins(tab, hello.origins)
        self.flush()
        self._tell_everything()

    def _tell_everything(self) -> None:
        """The whole, with every long text in it: whoever asks may know none of them."""
        self._sent = Contents()
        rows = {
            name: {key: self._codecs[name].encode(value, self._sent) for key, value in table.items()}
            for name, table in self._session.store.export().items()
        }
        self._send(Whole(self._epoch, self._seq, rows), self._sent)

    def _whole(self, whole: Whole) -> None:
        if (whole.epoch, whole.seq) == (self._epoch, self._seq) and self._synchronised:
            return  # for another tab
        self._heard.begin_use()
        try:
            rows = self._decoded(whole.rows)
        except CodecError:
            return  # damaged; this tab goes on with what it has
        self._heard.forget_unused()
        self._epoch, self._seq = whole.epoch, whole.seq
        self._session.restore(rows)
        self._synchronised = True
        self.when_synchronised()

    def _turn(self, turn: Turn) -> None:
        if not turn.epoch:  # what a client of another tab has sent to all
            for part in turn.parts:
                self._tell(part.event)
            return
        if self.leading:
            return
        if turn.epoch != self._epoch or turn.seq != self._seq + 1:
            self._ask_for_everything()
        else:
            self._seq = turn.seq
            try:
                for part in turn.parts:
                    self._session.follow(Changes(self._decoded(part.rows), part.removed))
                    self._tell(part.event)
            except CodecError:
                self._ask_for_everything()
        for answered in turn.answers:
            self._settle(answered.number, answered.outcome)

    def _tell(self, event: Event | None) -> None:
        if event is not None:
            self._session.outlet.publish(event.name, event.data, only_to=event.only_to)

    def _leading(self, leading: Leading) -> None:
        """Another tab leads now; what was asked of the one before is lost."""
        self._give_up_waiting()
        if leading.epoch != self._epoch and not self.leading:
            self._hello_to_all()

    def _ask_for_everything(self) -> None:
        if not self.leading and self._session.remote is not None:
            self._hello_to_all()

    def _asked(self, message: Command | DriverCall, contents: Contents) -> None:
        """Carries a command out, unless its failure has been told by now."""
        number = message.number
        if self._session.host.wall_clock() > message.until:
            return
        if isinstance(message, DriverCall):
            answer = self._session.driver.call(message.name, message.arguments)
        else:
            answer = self._carried_out(message, contents)

        def answered(outcome: Outcome) -> None:
            self._answers.append(Answered(number, outcome))
            self.flush()

        when_answered(answer, answered)

    def _carried_out(self, message: Command, contents: Contents) -> Answer:
        method = COMMANDS.get(message.name)
        part = self._session.commanded(message.name.partition(".")[0])
        if method is None or part is None:
            return Failure(errors.INTERNAL)
        codecs = _parameters(message.name)
        try:
            given = {key: codecs[key].decode(written, contents) for key, written in message.arguments.items()}
        except (CodecError, KeyError):
            return Failure(errors.INTERNAL)
        return method(part, **given)

    def _decoded(self, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        try:
            return {
                name: {key: self._codecs[name].decode(written, self._heard) for key, written in table.items()}
                for name, table in rows.items()
            }
        except KeyError as error:
            raise CodecError(f"no table {error}") from None

    def _send(self, message: TabMessage, contents: Contents | None = None) -> None:
        self._channel.broadcast(write(self._build, self._tab, message, contents or Contents()))


_PARAMETERS: dict[str, Mapping[str, Codec]] = {}


def _parameters(name: str) -> Mapping[str, Codec]:
    """How the arguments of a command are written, by name."""
    known = _PARAMETERS.get(name)
    if known is None:
        hints = type_hints(COMMANDS[name])
        known = _PARAMETERS[name] = {key: Codec(hint) for key, hint in hints.items() if key not in ("return", "self")}
    return known
