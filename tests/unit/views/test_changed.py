from host_page.views.changed import Changed
from tests.unit.views.stage import Stage


def test_at_first_all_have_changed(stage: Stage) -> None:
    first, second = stage.ring(), stage.ring()
    assert Changed(stage.session.workspace.interactions).take() == [first, second]


def test_each_change_is_told_once_in_the_order_of_arrival(stage: Stage) -> None:
    ids = [stage.ring() for _ in range(11)]
    changed = Changed(stage.session.workspace.interactions)
    changed.take()
    for each in (ids[10], ids[1], ids[10]):
        stage.session.driver.call("attach", {"interactionId": each, "userData": {"a": each}})
    assert changed.take() == [ids[1], ids[10]]
    assert changed.take() == []


def test_what_is_gone_has_changed(stage: Stage) -> None:
    gone = stage.ring()
    changed = Changed(stage.session.workspace.interactions)
    changed.take()
    stage.session.driver.call("reset", {})
    assert changed.take() == [gone]
