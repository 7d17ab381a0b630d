"""The campaigns that run in the simulator: which are loaded, and which chain of records is offered next.

What agents decide about a record comes back here when they mark it done: one that is not to be called is not offered
again, one that is rescheduled is offered again when it is due.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from scapi.centre.campaigns import APPLICATION_ID, CampaignSpec, build_chains, handed_out, sample_campaign
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.port import CampaignChange, CampaignEvent, CampaignView, Done, Result
from scapi.centre.records import CallbackType, CampaignMode, OutboundContent, Record
from scapi.centre.scenario import Scenario
from scapi.centre.simulator.board import Board
from scapi.store import Cell, Store, Table
from scapi.values import Json, Seconds, member

FIRST_HANDLE = 1
FIRST_DBID = 101
ATTEMPTS = "GSW_ATTEMPTS"

Chain = tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Callback:
    """A chain that is to be offered again at a time; to one agent, or to whoever asks."""

    at: Seconds
    chain: Chain
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign that is loaded: the chains that are still to be offered, first to last, and those that come again."""

    spec: CampaignSpec
    mode: str
    dbid: int
    chains: tuple[Chain, ...]
    started: bool = False
    callbacks: tuple[Callback, ...] = ()

    @property
    def acted_on(self) -> CampaignMode | None:
        return member(CampaignMode, self.mode)


@dataclass(frozen=True, slots=True)
class Counters:
    """Handles and ids that were given already: two campaigns never share one."""

    handle: int = FIRST_HANDLE
    dbid: int = FIRST_DBID


class CampaignDesk:
    """Loads, starts and stops campaigns, and hands out their records."""

    def __init__(self, board: Board, scenario: Scenario, store: Store, new_id: Callable[[], str]) -> None:
        self._board = board
        self._scenario = scenario
        self._new_id = new_id
        self._campaigns: Table[Campaign] = store.table("campaigns", Campaign)
        self._counters: Cell[Counters] = store.cell("campaignCounters", Counters, Counters())
        self.begin()

    def begin(self) -> None:
        """The scenario's start; campaigns that it has loaded are there without an event."""
        self._campaigns.clear()
        self._counters.set(Counters())
        for spec in self._scenario.campaigns:
            if spec.loaded:
                self._load(spec, spec.mode, started=spec.started)

    def __getitem__(self, name: str) -> Campaign:
        return self._campaigns[name]

    def get(self, name: str) -> Campaign | None:
        return self._campaigns.get(name)

    def views(self) -> tuple[CampaignView, ...]:
        """The loaded campaigns as agents may know them."""
        return tuple(
            CampaignView(
                each.spec.name, each.mode, each.started, f"{each.spec.name}@{each.spec.group}", each.spec.description,
                APPLICATION_ID,
            )
            for each in self._campaigns
        )  # fmt: skip

    def left(self) -> Mapping[str, Json]:
        """How many chains each campaign has left, and when rescheduled ones are due."""
        return {
            each.spec.name: {"chains": len(each.chains), "callbacks": [callback.at for callback in each.callbacks]}
            for each in self._campaigns
        }

    def load(self, name: str, mode: str | None) -> None:
        """Loads a campaign, anew if it is loaded; a name that the scenario does not have gets a sample list."""
        known = self._campaigns.get(name)
        if known is not None and known.started:
            self.stop(name)
        specs = {spec.name: spec for spec in self._scenario.campaigns}
        spec = specs.get(name) or sample_campaign(name, mode or CampaignMode.PULL_PREVIEW.value)
        self._load(spec, mode or spec.mode)
        self._tell(CampaignEvent.LOADED, name)

    def start(self, name: str, mode: str | None) -> Result:
        campaign = self._campaigns.get(name)
        if campaign is None:
            return CentreError(ErrorKind.UNKNOWN_CAMPAIGN, name)
        campaign = self._campaigns.put(name, replace(campaign, started=True, mode=mode or campaign.mode))
        self._tell(CampaignEvent.STARTED, name, campaign.mode)
        return Done()

    def stop(self, name: str) -> Result:
        campaign = self._campaigns.get(name)
        if campaign is None:
            return CentreError(ErrorKind.UNKNOWN_CAMPAIGN, name)
        self._campaigns.put(name, replace(campaign, started=False))
        self._tell(CampaignEvent.STOPPED, name)
        return Done()

    def unload(self, name: str) -> Result:
        if self._campaigns.remove(name) is None:
            return CentreError(ErrorKind.UNKNOWN_CAMPAIGN, name)
        self._tell(CampaignEvent.UNLOADED, name)
        return Done()

    def next_chain(self, name: str, agent: str, asked: CampaignMode | None = None) -> Chain | CentreError:
        """The chain that an agent gets next; what the agent asks for must be of the campaign's mode."""
        campaign = self._campaigns.get(name)
        if campaign is None:
            return CentreError(ErrorKind.UNKNOWN_CAMPAIGN, name)
        if asked is not None and campaign.acted_on is not asked:
            return CentreError(ErrorKind.OTHER_MODE, name, campaign.mode)
        if not campaign.started:
            return CentreError(ErrorKind.NOT_STARTED, name)
        now = self._board.clock.now()
        due = next((each for each in campaign.callbacks if each.at <= now and each.agent in ("", agent)), None)
        if due is not None:
            left = tuple(each for each in campaign.callbacks if each is not due)
            self._campaigns.put(name, replace(campaign, callbacks=left))
            chain = due.chain
        elif campaign.chains:
            chain = campaign.chains[0]
            self._campaigns.put(name, replace(campaign, chains=campaign.chains[1:]))
        else:
            return CentreError(ErrorKind.NO_RECORD_LEFT, name)
        return handed_out(chain, agent, self._scenario.time_zones, now)

    def give_back(self, content: OutboundContent) -> None:
        """A rejected record goes back to the end of its campaign, as it came."""
        campaign = self._of(content)
        if campaign is not None:
            self._campaigns.put(content.campaign, replace(campaign, chains=(*campaign.chains, content.offered)))

    def conclude(self, content: OutboundContent, agent: str) -> None:
        """A record was marked done: what the agent has decided about it counts now."""
        campaign, schedule = self._of(content), content.schedule
        if campaign is None or schedule is None or content.do_not_call:
            return
        owner = agent if schedule.kind is CallbackType.PERSONAL else ""
        chain = tuple(_attempted(record) if content.called else record for record in content.records)
        first = sorted(chain, key=lambda record: record.handle != schedule.handle)
        callback = Callback(schedule.at, tuple(first), owner)
        callbacks = tuple(sorted((*campaign.callbacks, callback), key=lambda each: each.at))
        self._campaigns.put(content.campaign, replace(campaign, callbacks=callbacks))

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of(self, content: OutboundContent) -> Campaign | None:
        """The campaign that a chain came from, unless it was loaded anew since."""
        campaign = self._campaigns.get(content.campaign)
        known = content.records[0].values.get("GSW_CALLING_LIST_DBID")
        return campaign if campaign is not None and campaign.dbid == known else None

    def _load(self, spec: CampaignSpec, mode: str, *, started: bool = False) -> None:
        counters = self._counters.value
        chains = build_chains(spec, counters.dbid, counters.handle, self._new_id)
        records = len(spec.calling_list.records)
        self._counters.set(Counters(counters.handle + records, counters.dbid + 1))
        self._campaigns.put(spec.name, Campaign(spec, mode, counters.dbid, chains, started))

    def _tell(self, event: CampaignEvent, name: str, mode: str | None = None) -> None:
        for listener in tuple(self._board.listeners.values()):
            listener.campaign_changed(CampaignChange(event, name, mode), self.views())


def _attempted(record: Record) -> Record:
    """A record after one more attempt to call its chain."""
    attempts = record.values.get(ATTEMPTS)
    return replace(record, values={**record.values, ATTEMPTS: 1 + (attempts if isinstance(attempts, int) else 0)})
