"""Lists that are pointed at: what is there stays in its place, what is new comes where it moves nothing."""

from __future__ import annotations

from host_page.views.notices.toasts import toasts_model
from host_page.views.rail.model import entries
from host_page.views.regions import Region
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


def listed(stage: Stage) -> list[str]:
    return [entry.id for entry in entries(stage.session, stage.ui)]


def toasts(stage: Stage) -> list[str]:
    return [toast.id for toast in toasts_model(stage.session, stage.ui).toasts]


def test_the_list_keeps_its_order_until_it_is_left(stage: Stage) -> None:
    talking, ringing = stage.talk(), stage.ring("1")
    assert listed(stage) == [ringing, talking]
    stage.run("order-hold", "list")
    late = stage.ring("2")
    stage.run("reject", ringing)
    assert listed(stage) == [talking, late]
    stage.run("join-consult", f"{talking} AGENT SIP_5001")
    consultation = next(i.id for i in stage.session.workspace.interactions if i.parent_id == talking)
    assert listed(stage) == [talking, consultation, late]
    stage.page.regions.clear()
    stage.run("order-free", "list")
    assert Region.RAIL in stage.page.regions
    assert listed(stage) == [late, talking, consultation]


def test_toasts_grow_upwards_while_they_are_pointed_at(stage: Stage) -> None:
    first = stage.ring("1")
    assert toasts(stage) == [first]
    stage.run("order-hold", "toasts")
    second = stage.ring("2")
    assert toasts(stage) == [second, first]
    stage.run("order-free", "toasts")
    assert toasts(stage) == [first, second]


def test_the_lists_tell_that_they_are_pointed_at(stage: Stage) -> None:
    stage.ring()
    for region, name in ((Region.RAIL, "list"), (Region.TOASTS, "toasts")):
        held = next(e for e in Page(stage.html(region)).elements if e.attributes.get("data-hold") == "order-hold")
        assert (held.attributes["data-arg"], held.attributes["data-release"]) == (name, "order-free")
