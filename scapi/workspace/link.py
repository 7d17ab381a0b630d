"""The workspace's link to its contact centre: everything that is asked of it goes through here.

One place checks that the link is up, remembers what is under way, waits no longer than the clients do, and turns errors
of the contact centre into the texts that agents and clients read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scapi.centre.acts import (
    Act,
    AssignContact,
    CancelReschedule,
    DeleteData,
    InsertResponse,
    Opening,
    Reschedule,
    SaveDraft,
    Say,
    SendTones,
    SetCallResult,
    SetData,
    SetDoNotCall,
    Typing,
    UpdateFields,
)
from scapi.centre.agents import SipDevice
from scapi.centre.centre_error import CentreError
from scapi.centre.conversations import Verb
from scapi.centre.port import LOST, CentreListener, Clock, Connection, ContactCentre, Done, Found, PortAnswer, Result
from scapi.host import Area, Host
from scapi.protocol import errors
from scapi.store import Cell, Store
from scapi.values import DONE, Answer, Cancel, Eventual, Failure, Json, Outcome, Seconds
from scapi.workspace.actors import AGENT, Actor
from scapi.workspace.failures import failure_of
from scapi.workspace.interactions import Interaction
from scapi.workspace.underway import Underway

DOWN_AFTER: Seconds = 60.0
"""Source: reference, system event REALTIME_CONNECTION: down is lost for more than a minute."""
RECORDING = frozenset({Verb.START_RECORDING, Verb.STOP_RECORDING, Verb.PAUSE_RECORDING, Verb.RESUME_RECORDING})

REPEATABLE = (
    SendTones, SetData, DeleteData, AssignContact, Say, Typing, SaveDraft, InsertResponse, SetCallResult, SetDoNotCall,
    Reschedule, CancelReschedule, UpdateFields,
)  # fmt: skip
"""Acts of which several may be under way for one interaction: each says something of its own."""

Publish = Callable[[str, Json], None]


class CentreLink:
    """Asks the contact centre."""

    def __init__(
        self, host: Host, centre: ContactCentre, clock: Clock, publish: Publish, store: Store, name: str = ""
    ) -> None:
        self._host = host
        self._centre = centre
        self._clock = clock
        self._publish = publish
        self._state: Cell[Connection] = store.cell(f"connection{name}", Connection, Connection.CONNECTED)
        self._down: Cancel | None = None
        self.underway = Underway(host)

    # ── the link itself ──────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def state(self) -> Connection:
        return self._state.value

    @property
    def lost(self) -> bool:
        return self.state in LOST

    def changed(self, state: Connection) -> None:
        """The link was lost, or is there again; one that stays lost for a minute is down.

        Source: reference, system event REALTIME_CONNECTION.
        """
        if self._down is not None:
            self._down()
            self._down = None
        self._state.set(state)
        if state is Connection.DISCONNECTED:
            self._down = self._clock.call_later(DOWN_AFTER, lambda: self.changed(Connection.DOWN))
        self._publish("system", {"eventType": "REALTIME_CONNECTION", "state": state.value})
        self._host.changed(Area.CONNECTION)

    def resume(self) -> None:
        """This tab goes on: a link that was lost in another one waits to be down here."""
        if self.state is Connection.DISCONNECTED:
            self._down = self._clock.call_later(DOWN_AFTER, lambda: self.changed(Connection.DOWN))

    def begin(self) -> None:
        """The link is up, as at the start."""
        if self.lost:
            self.changed(Connection.RECONNECTED)
        self._state.set(Connection.CONNECTED)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, listener: CentreListener) -> Answer:
        """Begins the agent's session."""
        return self._ask("start", lambda: self._centre.start(listener))

    def do(self, interaction: Interaction, act: Act, by: Actor = AGENT, worded: Verb | None = None) -> Answer:
        """An act on an interaction. The same is not sent twice at a time; what writes may be.

        ``worded`` is the verb by which a failure names what was asked, where that is another one.
        """
        conversation = interaction.conversation
        state = ""
        if act.verb in RECORDING and conversation.recording is not None:
            state = f"{conversation.state.value}, recording {conversation.recording.value}"
        return self._ask(
            f"{interaction.id} {act.verb}",
            lambda: self._centre.do(conversation.id, act, by.token),
            verb=worded or act.verb,
            state=state,
            once=not isinstance(act, REPEATABLE),
        )

    def open(self, opening: Opening, by: Actor = AGENT) -> Answer:
        """Begins a conversation."""
        return self._ask(repr(opening), lambda: self._centre.open(opening, by.token), once=True)

    def set_state(self, media: Sequence[str], operation: str, partly: Callable[[Done], None]) -> Answer:
        """Sets the state of media; ``partly`` hears for which it could not be set."""
        return self._ask("state", lambda: self._centre.set_state(media, operation), done=partly)

    def mute(self, device: SipDevice, on: bool) -> Answer:
        return self._ask(f"mute {device.value}", lambda: self._centre.mute(device, on))

    def direct_push(self, on: bool) -> Answer:
        return self._ask("directPush", lambda: self._centre.direct_push(on))

    def contacts(self, text: str) -> Found | Eventual[Found]:
        """Contacts; none while the link is lost, or when the contact centre fails."""
        if self.lost:
            return Found(())
        answer = self._centre.contacts(text)
        if not isinstance(answer, Eventual):
            return Found(()) if isinstance(answer, CentreError) else answer
        found: Eventual[Found] = Eventual()
        answer.when_settled(lambda each: found.settle(Found(()) if isinstance(each, CentreError) else each))
        return found

    def _ask(
        self,
        key: str,
        send: Callable[[], PortAnswer],
        *,
        verb: Verb | None = None,
        state: str = "",
        once: bool = False,
        done: Callable[[Done], None] = lambda _: None,
    ) -> Answer:
        if self.lost:
            return Failure(errors.NO_LINK)

        def told(result: Result) -> Outcome:
            if isinstance(result, CentreError):
                return failure_of(result, verb, state)
            done(result)
            return DONE

        def ask() -> Answer:
            answer = send()
            if not isinstance(answer, Eventual):
                return told(answer)
            outcome: Eventual[Outcome] = Eventual()
            answer.when_settled(lambda result: outcome.settle(told(result)))
            return outcome

        return self.underway.run(key, ask, once=once)
