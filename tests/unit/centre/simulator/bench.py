"""A contact centre without a workspace: agents at their ports, each with a listener that writes down what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scapi.centre.acts import Act, Opening, Pull, Step
from scapi.centre.agents import Device, Medium, SipDevice
from scapi.centre.centre_error import CentreError
from scapi.centre.contents import Author, ChatContent, ChatMessage, Content, EmailContent, WorkItemContent
from scapi.centre.conversations import Conversation, FarEndVerb, Happening, Notification, State, Verb
from scapi.centre.directory import DirectoryEntry
from scapi.centre.open_media import CHAT, EMAIL, CentreVerb
from scapi.centre.port import CampaignChange, CampaignView, CentreView, Connection, Done, Token
from scapi.centre.scenario import parse_scenario
from scapi.centre.simulator.centre import Centre
from scapi.centre.simulator.chats import Joining
from scapi.centre.simulator.items import Arrival
from scapi.store import Store
from scapi.testing import BUILT_IN_SCENARIO, FakeHost

ELENA = "SIP_5000"
"""The agent of the page."""
ADA = "SIP_5001"
"""A colleague who is seated."""
SAMIR = "SIP_5002"
"""A colleague who is not: the driver plays that end."""

_TEXT = BUILT_IN_SCENARIO.read_text(encoding="utf-8")
_SEATED = _TEXT.replace('number = "5001"\n', 'number = "5001"\nseated = true\nmemberOf = ["Support line"]\n')
SCENARIO = parse_scenario(f'{_SEATED}\n[[responses]]\nname = "R"\ntext = "Standard text"\n', "bench.toml")


class Recorder:
    """Implements :class:`scapi.centre.port.CentreListener` with lists."""

    def __init__(self) -> None:
        self.changed: list[Notification] = []
        self.updated: list[Conversation] = []
        self.failed: list[tuple[str | None, CentreError]] = []
        self.connections: list[Connection] = []
        self.media: list[Medium] = []
        self.devices: list[Device] = []
        self.restorations: list[tuple[CentreView, tuple[Conversation, ...]]] = []
        self.campaigns: list[CampaignChange] = []
        self.muted: frozenset[SipDevice] = frozenset()
        self.workbin: tuple[Conversation, ...] = ()

    def restored(self, view: CentreView, conversations: Sequence[Conversation]) -> None:
        self.restorations.append((view, tuple(conversations)))

    def connection_changed(self, state: Connection) -> None:
        self.connections.append(state)

    def conversation_changed(self, notification: Notification) -> None:
        self.changed.append(notification)

    def conversation_updated(self, conversation: Conversation, token: Token = "") -> None:
        self.updated.append(conversation)

    def operation_failed(self, conversation: str | None, error: CentreError, token: Token) -> None:
        self.failed.append((conversation, error))

    def media_changed(self, media: Sequence[Medium]) -> None:
        self.media += media

    def device_changed(self, device: Device) -> None:
        self.devices.append(device)

    def mute_changed(self, muted: frozenset[SipDevice]) -> None:
        self.muted = muted

    def campaign_changed(self, change: CampaignChange, campaigns: Sequence[CampaignView]) -> None:
        self.campaigns.append(change)

    def workbin_changed(self, kept: Sequence[Conversation]) -> None:
        self.workbin = tuple(kept)

    def directory_changed(self, entries: Sequence[DirectoryEntry]) -> None:
        pass

    def forget(self) -> None:
        self.changed.clear()
        self.updated.clear()
        self.failed.clear()

    def happened(self, conversation: str) -> list[Happening]:
        """The events of one conversation, in order."""
        return [each.happening for each in self.changed if each.conversation.id == conversation]


class Bench:
    """A contact centre whose agents Elena and Ada are ready on every medium."""

    def __init__(self) -> None:
        self.host = FakeHost()
        self.store = Store()
        self.centre = Centre(self.host, SCENARIO, self.store)
        self.board = self.centre.board
        self.listeners = {agent: Recorder() for agent in self.centre.desks}
        for agent, listener in self.listeners.items():
            assert isinstance(self.centre.port(agent).start(listener), Done)

    # ── what is there ────────────────────────────────────────────────────────────────────────────────────────────────

    def leg(self, conversation: str) -> Conversation:
        return self.board.legs[conversation]

    def state(self, conversation: str) -> State | None:
        leg = self.board.leg(conversation)
        return None if leg is None else leg.state

    def legs(self, agent: str = ELENA) -> list[Conversation]:
        return list(self.board.legs_of(agent))

    def newest(self, agent: str = ELENA) -> str:
        return self.legs(agent)[-1].id

    def exported(self) -> Mapping[str, Mapping[str, Any]]:
        return self.store.export()

    # ── what is done, and must succeed ───────────────────────────────────────────────────────────────────────────────

    def act(self, conversation: str, act: Act | Verb, agent: str = ELENA) -> Done:
        result = self.centre.port(agent).do(conversation, Step(act) if isinstance(act, Verb) else act)
        assert isinstance(result, Done), str(result)
        return result

    def refused(self, conversation: str, act: Act | Verb, agent: str = ELENA) -> CentreError:
        """What must fail, and changes nothing at all."""
        before = self.exported()
        told = [(len(each.changed), len(each.updated)) for each in self.listeners.values()]
        result = self.centre.port(agent).do(conversation, Step(act) if isinstance(act, Verb) else act)
        assert isinstance(result, CentreError), act
        assert self.exported() == before, act
        assert [(len(each.changed), len(each.updated)) for each in self.listeners.values()] == told
        return result

    def open(self, opening: Opening, agent: str = ELENA) -> str:
        """Gives the conversation that was begun."""
        result = self.centre.port(agent).open(opening)
        assert isinstance(result, Done), str(result)
        assert result.started is not None
        return result.started

    def far_end(self, conversation: str, verb: FarEndVerb, party: str | None = None) -> None:
        result = self.centre.far_end(conversation, verb, party)
        assert isinstance(result, Done), str(result)

    def play(self, conversation: str, verb: CentreVerb, text: str = "") -> None:
        result = self.centre.play(conversation, verb, text)
        assert isinstance(result, Done), str(result)

    # ── ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def ring(self, ani: str = "0301", agent: str = ELENA, **data: str) -> str:
        uuid = self.centre.ring(agent, None, ani, None, data, None, None)
        assert isinstance(uuid, str)
        return self.centre.leg_of(uuid, agent) or ""

    def talk(self, ani: str = "0301", agent: str = ELENA, **data: str) -> str:
        call = self.ring(ani, agent, **data)
        self.act(call, Verb.ANSWER, agent)
        return call

    def come(
        self,
        media: str,
        *,
        agent: str = ELENA,
        conference: bool = False,
        joining: Joining | None = None,
        queue: str = "",
        no_answer_after: float | None = None,
        **data: str,
    ) -> str:
        contents: dict[str, Content] = {EMAIL: EmailContent("a@crm.example", subject="s"), CHAT: ChatContent()}
        content = contents.get(media, WorkItemContent("a@crm.example", "s"))
        arrival = Arrival(
            media, "a@crm.example", content, data, queue=queue, conference=conference, joining=joining,
            no_answer_after=no_answer_after,
        )  # fmt: skip
        uuid = self.centre.arrive(agent, arrival)
        assert isinstance(uuid, str), str(uuid)
        return self.centre.leg_of(uuid, agent) or ""

    def accepted(self, media: str, **options: Any) -> str:
        item = self.come(media, **options)
        self.act(item, Verb.ACCEPT)
        return item

    def pulled(self, media: str) -> str:
        item = self.accepted(media)
        self.act(item, Verb.PLACE_IN_WORKBIN)
        (kept,) = self.centre.desks[ELENA].workbin
        return self.open(Pull(kept.uuid))

    def campaign(self, mode: str) -> None:
        self.centre.campaigns.load("C", mode)
        assert isinstance(self.centre.campaigns.start("C", None), Done)

    def pushed(self, *, direct: bool = False) -> str:
        """A record that is offered."""
        self.campaign("DirectPushPreview" if direct else "PushPreview")
        result = self.centre.push(ELENA, "C", None)
        assert isinstance(result, Done)
        return result.started or ""


def said_before() -> Joining:
    """Joining that takes 10 s, and the history 10 s more."""
    return Joining((ChatMessage(0.0, Author.CUSTOMER, "Customer", "Before", history=True),), takes=10.0)
