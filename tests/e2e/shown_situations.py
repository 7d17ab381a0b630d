"""Every situation that somebody may look at in the page, and what shows that the page is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.e2e.axe import FIRST, IMPACTS, SERIOUS, Look, findings
from tests.e2e.situation_steps import (
    agent_menu,
    called,
    chat,
    communicator,
    conference,
    consulting,
    contact_search,
    dialog,
    draft,
    edited_request,
    email,
    ended,
    long_list,
    lost,
    message_menu,
    nothing,
    notices,
    permissions,
    press,
    record,
    recorded,
    recording,
    ringing,
    saved_log,
    scenes,
    talking,
    time_line,
    traffic,
    what_if,
    work_item,
)
from tests.e2e.workspace_page import WorkspacePage

CASE, BENCH, APPS, RAIL = "Call", "Workbench", "Apps", "Interactions"
"""The parts of a narrow page."""


@dataclass(frozen=True, slots=True)
class Situation:
    """How the page gets into a situation, and what shows that it is in it, in a wide page and in a narrow one."""

    make: Callable[[WorkspacePage], object]
    shows: str = "#case > *"
    """What is in view."""
    part: str = CASE
    """The part of a narrow page that shows it."""
    again: Callable[[WorkspacePage], object] | None = None
    """Brings back what closes when another part of a narrow page is chosen."""
    leave: Callable[[WorkspacePage], object] | None = None
    """Ends what a reset of the session leaves."""

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def in_main_part(self) -> bool:
        return self.part == CASE


def _row_menu(workspace: WorkspacePage) -> None:
    """The list of a narrow page is behind the details."""
    workspace.page.get_by_role("button", name="Close details").click()
    workspace.page.locator("#traffic-list tbody tr[aria-selected]").last.click(button="right")


def _no_filter(workspace: WorkspacePage) -> None:
    clear = workspace.page.locator("#rail-filter [data-action=rail-clear]")
    if not clear.is_visible():  # another part was looked at last
        press(workspace, "#rail-narrow")
    clear.click()


def _click(selector: str) -> Callable[[WorkspacePage], None]:
    return lambda workspace: workspace.page.locator(selector).first.click()


SITUATIONS: Mapping[str, Situation] = {
    each.name: each
    for each in (
        Situation(nothing),
        Situation(ringing, "#toasts .toast"),
        Situation(talking),
        Situation(recording, "#keypad"),
        Situation(consulting),
        Situation(conference, "[role=menuitem]"),
        Situation(communicator, "#team-list [role=option]"),
        Situation(ended),
        Situation(contact_search, "#case .contact-choice"),
        Situation(email),
        Situation(draft, "#command-send"),
        Situation(chat),
        Situation(work_item),
        Situation(record),
        Situation(called, "#record-outcome"),
        Situation(notices, "#messages"),
        Situation(dialog, "dialog[open]"),
        Situation(traffic, "#details", BENCH),
        Situation(message_menu, "[role=menuitem]", BENCH, again=_row_menu),
        Situation(edited_request, "#resend-problem", BENCH),
        Situation(saved_log, "[data-testid=imported-log]", BENCH, leave=_click("#traffic [data-action=traffic-live]")),
        Situation(permissions, "#tabs", APPS),
        Situation(agent_menu, "[role=menuitemradio]"),
        Situation(lost, "#banner"),
        Situation(long_list, "#rail-filter", RAIL, again=_click("#rail-narrow"), leave=_no_filter),
        Situation(scenes, "#sim-panel", BENCH),
        Situation(recorded, "[data-testid=recorded]", BENCH),
        Situation(what_if, "#policy", BENCH, leave=_click("#policy [data-testid=bench-traffic]")),
        Situation(time_line, "#timeline", BENCH, leave=_click("[data-action=timeline-close]")),
    )
}


def _of_driver(name: str, shows: str = "#case > *", part: str = CASE) -> Situation:
    def make(workspace: WorkspacePage) -> None:
        workspace.call("situation", {"name": name})

    make.__name__ = name
    return Situation(make, shows, part)


MORE_SITUATIONS: Mapping[str, Situation] = {
    each.name: each
    for each in (
        _of_driver("app-silent", "#tabs", APPS),
        _of_driver("app-quarantined", "#tabs", APPS),
        _of_driver("link-down", "#down"),
        _of_driver("mark-done-blocked"),
        _of_driver("record-offered", "#toasts .toast"),
        _of_driver("writing", "#command-send"),
    )
}
"""What the page itself offers as a situation and the others do not show."""


def found_in(situation: Situation, workspace: WorkspacePage, looks: Sequence[Look]) -> list[str]:
    """Makes a situation in a wide page and gives what the checker finds in it in all looks, the narrow ones last.

    In a narrow page that shows another part than the main one, only what is serious: that there is no main one is not.
    """
    page = workspace.page
    FIRST.take(page)
    workspace.call("reset")
    page.keyboard.press("Escape")
    situation.make(workspace)
    found, narrow = [], False
    for look in looks:
        look.take(page)
        elsewhere = look.narrow and not situation.in_main_part
        if elsewhere and not narrow:
            page.locator("#bottom").get_by_role("button", name=situation.part).click()
            if situation.again is not None:
                situation.again(workspace)
        narrow = look.narrow
        shown = page.locator(situation.shows).locator("visible=true").first
        expect(shown, f"{look}: {situation.name}").to_be_visible()
        least = SERIOUS if elsewhere else IMPACTS
        found += [f"{look}: {finding}" for finding in findings(page, look.rules, least)]
    if narrow and not situation.in_main_part:
        page.locator("#bottom").get_by_role("button", name=CASE).click()
    FIRST.take(page)
    if situation.leave is not None:
        situation.leave(workspace)
    return found
