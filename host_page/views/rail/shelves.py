"""What waits for the agent to take it: the workbin, and the campaigns that give records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.places import Place, Where
from scapi.centre.contents import EmailContent, WorkItemContent
from scapi.centre.records import CampaignMode
from scapi.session import Session
from scapi.values import member

WORKBIN, CAMPAIGN = Place("workbin", Where.ELSEWHERE), Place("campaign", Where.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class WorkbinItem:
    """``id`` is the uuid of the item, for there is no interaction yet."""

    id: str
    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class CampaignShelf:
    name: str
    started: bool
    label: str
    action: str
    why: str


def workbin_shelf(session: Session) -> Sequence[WorkbinItem]:
    """Oldest first."""
    items = []
    for conversation in session.workspace.known.workbin:
        content = conversation.content
        subject = content.subject if isinstance(content, (EmailContent, WorkItemContent)) else ""
        party = conversation.parties[0].name if conversation.parties else ""
        items.append(WorkbinItem(conversation.uuid, subject or party, words.medium_icon(conversation.media)))
    return items


def campaign_shelf(session: Session) -> Sequence[CampaignShelf]:
    """The loaded campaigns; only a started one of pull preview gives a record when asked."""
    shelf = []
    for campaign in session.workspace.known.campaigns:
        mode = member(CampaignMode, campaign.mode)
        label, action, why = "Get a record", "campaign-get", ""
        if mode is CampaignMode.DIRECT_PUSH_PREVIEW:
            label, action = "Take records", "campaign-direct"
        elif mode is not CampaignMode.PULL_PREVIEW:
            label, why = campaign.mode, "Its records come by themselves."
        if not campaign.started:
            label, why = "Stopped", "The campaign is not started."
        shelf.append(CampaignShelf(campaign.name, campaign.started, label, action, why))
    return shelf
