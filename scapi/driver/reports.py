"""What the driver reads out: the agent's whole view, and what one origin may do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scapi.centre.conversations import Conversation
from scapi.centre.records import OutboundContent
from scapi.configuration import Configuration
from scapi.effective_options import effective_options
from scapi.frames import Frame, Level
from scapi.policy.events import READ_REQUESTS
from scapi.protocol.registry import BY_SPELLING, REGISTRY
from scapi.values import Json, JsonObject
from scapi.workspace.dialogs import Dialog
from scapi.workspace.menu_bar import MenuView
from scapi.workspace.toasts import Toast
from scapi.workspace.wire import agent_object, state_object
from scapi.workspace.workspace import Workspace

if TYPE_CHECKING:
    from scapi.page_session import PageSession


def state_report(session: PageSession) -> JsonObject:
    """All that the agent sees; interactions are the wire objects, with all their data."""
    return {
        **agent_report(session.workspace),
        "toasts": [_toast_report(toast) for toast in session.toasts.open()],
        "dialogs": [_dialog_report(dialog) for dialog in session.dialogs.open()],
        "views": [_view_report(view) for view in session.menu_bar.views()],
        "messages": [
            {"title": message.toast.title, "origin": message.toast.origin, "read": message.read}
            for message in session.toasts.messages
        ],
        "chains": session.chains,
        "tab": session.tabs.state.value,
        "frames": [frame_report(session, frame) for frame in session.frames],
        "problems": [
            *(str(problem) for problem in session.problems),
            *(f"script, {problem}" for problem in session.script_problems),
        ],
    }


def agent_report(workspace: Workspace) -> JsonObject:
    """What one agent has; ``records`` are the decisions about records that no member of an interaction tells."""
    cases: dict[str, list[Json]] = {}
    for interaction in workspace.interactions:
        cases.setdefault(interaction.case_id, []).append(interaction.id)
    device = workspace.known.device
    return {
        "agent": {**agent_object(workspace.known.profile), "state": state_object(workspace.presence.state)},
        "media": workspace.presence.media_objects(),
        "device": None
        if device is None
        else {
            "number": device.number,
            "inService": device.in_service,
            "doNotDisturb": device.do_not_disturb,
            "forwardTo": device.forward_to or None,
        },
        "muted": sorted(workspace.known.muted),
        "interactions": workspace.interaction_objects(),
        "cases": [
            {
                "caseId": case_id,
                "interactionIds": ids,
                "selected": case_id == workspace.cases.view.selected,
                "expanded": case_id == workspace.cases.view.expanded,
            }
            for case_id, ids in cases.items()
        ],
        "records": [
            _record_report(interaction.id, interaction.conversation.content)
            for interaction in workspace.interactions
            if isinstance(interaction.conversation.content, OutboundContent)
        ],
        "workbin": [_kept_report(item) for item in workspace.known.workbin],
        "campaigns": workspace.outbound.campaigns(),
        "connection": workspace.connection.value,
    }


def _record_report(interaction_id: str, content: OutboundContent) -> JsonObject:
    schedule = content.schedule
    return {
        "interactionId": interaction_id,
        "recordHandle": content.active,
        "called": content.called,
        "callResult": content.result,
        "doNotCall": content.do_not_call,
        "schedule": None
        if schedule is None
        else {
            "recordHandle": schedule.handle,
            "at": schedule.at,
            "date": schedule.written,
            "callbackType": schedule.kind.value,
        },
        "changed": dict(content.changed),
    }


def _kept_report(item: Conversation) -> JsonObject:
    return {"interactionUUID": item.uuid, "media": item.media, "userData": dict(item.user_data)}


def frame_report(session: PageSession, frame: Frame) -> JsonObject:
    """One app; ``subscriptions`` are the names of the events that it has subscribed to."""
    origin = frame.origin
    return {
        "frameId": frame.id,
        "label": frame.label,
        "url": frame.url,
        "level": frame.level.value,
        "mode": frame.mode.value,
        "interactionId": frame.interaction_id,
        "origin": origin,
        "listed": origin is not None and session.policy.permissions.listed(origin).allowed,
        "subscriptions": sorted({event for s in frame.subscriptions.values() for event in s.events}),
        "heldBack": frame.held_back,
        "embeds": frame.level is Level.EMBEDDER,
    }


def _toast_report(toast: Toast) -> JsonObject:
    return {
        "toastId": toast.id,
        "frameId": toast.frame,
        "origin": toast.origin,
        "title": toast.title,
        "iconUrl": toast.icon,
        "subject": toast.subject,
        "message": toast.message,
        "keyValues": dict(toast.pairs),
        "buttons": [text for _, text in toast.drawn],
        "width": toast.width,
    }


def _dialog_report(dialog: Dialog) -> JsonObject:
    return {
        "dialogId": dialog.id,
        "frameId": dialog.frame.id,
        "label": dialog.label,
        "url": dialog.frame.url,
        "width": dialog.width,
        "height": dialog.height,
        "origin": dialog.origin,
    }


def _view_report(view: MenuView) -> JsonObject:
    return {
        "name": view.name,
        "origin": view.origin,
        "label": view.label,
        "shortLabel": view.short_label,
        "iconUrl": view.icon,
        "tooltip": view.tooltip,
        "labelColor": view.label_colour,
        "backgroundColor": view.ground_colour,
    }


def options_report(configuration: Configuration) -> list[Json]:
    """Every option that counts or was written, and whether it has an effect here."""
    return [
        {"section": o.section, "name": o.name, "value": o.value, "source": o.source, "effect": o.effect.value}
        for o in effective_options(configuration)
    ]


def policy_report(session: PageSession, origin: str) -> JsonObject:
    """What an origin may do, by which rule, and what it has used of its limits."""
    policy, now = session.policy, session.host.monotonic()
    permissions = policy.permissions
    listed = permissions.listed(origin)
    decisions = {name: permissions.decide(origin, request.permitted) for name, request in BY_SPELLING.items()}
    counters: list[Json] = []
    for name in REGISTRY:
        limit = policy.limiter.limits.limit(name)
        if limit and decisions[name].allowed:
            left = policy.limiter.quarantine_left(name, origin, now)
            counters.append(
                {
                    "request": name,
                    "limit": limit,
                    "used": policy.limiter.used(name, origin, now),
                    "quarantine": None if left == 0 else "for ever" if math.isinf(left) else math.ceil(left),
                }
            )
    readable, writable = policy.user_data.readable, policy.user_data.writable
    return {
        "origin": origin,
        "listed": listed.allowed,
        "reason": listed.reason and listed.reason.value,
        "rules": [entry.rule for entry in permissions.entries_for(origin)],
        "requests": [name for name, decision in decisions.items() if decision.allowed],
        "refused": [
            {"request": name, "reason": decision.reason and decision.reason.value}
            for name, decision in decisions.items()
            if not decision.allowed
        ],
        "events": [*(e for e in READ_REQUESTS if session.outlet.may_receive(origin, e).allowed)]
        + (["system"] if session.outlet.may_receive(origin, "system").allowed else []),
        "userData": {
            "readable": "*" if readable.keys is None else sorted(readable.keys),
            "writable": "*" if writable.keys is None else sorted(writable.keys),
            "strict": policy.user_data.strict,
        },
        "options": listed.allowed and policy.may_read_options(origin).allowed,
        "counters": counters,
    }
