"""A long list is narrowed and grouped; records and their calls are threaded."""

from __future__ import annotations

import pytest

from host_page.views.rail import narrowing, room
from host_page.views.rail.model import entries, list_keys
from host_page.views.rail.narrowing import kind_of_entry
from host_page.views.regions import Region
from scapi.workspace.interactions import Interaction
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage, failed


def long_list(stage: Stage) -> list[str]:
    """Nine calls that have ended, an e-mail that is open, and a call that rings."""
    ended = [stage.talk(ani=f"+49 30 {number}") for number in range(9)]
    for each in ended:
        stage.run("hang-up", each)
    return [*ended, stage.opened("email", subject="Invoice 20418"), stage.ring("+47 22 00 11 22")]


def test_a_short_list_offers_no_narrowing(stage: Stage) -> None:
    stage.talk()
    assert "rail-filter" not in stage.html(Region.RAIL)


def test_a_long_list_is_narrowed_to_words_and_what_rings_stays(stage: Stage) -> None:
    *_, email, ringing = long_list(stage)
    assert "rail-filter" in stage.html(Region.RAIL)
    stage.run("rail-text", value="invoice")
    assert list_keys(stage.session, stage.ui) == [ringing, email]
    stage.run("rail-text", value="nothing has it")
    stage.run("reject", ringing)
    assert "No interaction matches" in stage.html(Region.RAIL)
    stage.run("rail-clear")
    assert len(list_keys(stage.session, stage.ui)) == 10


def test_a_long_list_is_narrowed_to_a_kind_and_grouped(stage: Stage) -> None:
    *ended, email, ringing = long_list(stage)
    choices = Page(stage.html(Region.RAIL)).all("button", data_action="rail-kind")
    assert [" ".join("".join(each.text).split()) for each in choices] == ["All11", "Ringing1", "E-mails1", "To close9"]
    stage.run("rail-group", checked="true")
    assert list_keys(stage.session, stage.ui) == [
        "group-waiting", ringing, "group-emails", email, "group-ended", *ended,
    ]  # fmt: skip
    assert "To close" in "".join(Page(stage.html(Region.RAIL)).all("h3")[-1].text)
    assert len(entries(stage.session, stage.ui)) == 11, "headings are no entries"
    stage.run("rail-kind", "emails")
    assert list_keys(stage.session, stage.ui) == ["group-waiting", ringing, "group-emails", email]


def test_what_comes_into_a_narrowed_list_is_drawn(stage: Stage) -> None:
    *_, email, ringing = long_list(stage)
    stage.run("rail-kind", "calls")
    assert f'id="entry-{email}"' not in stage.html(Region.RAIL)
    stage.run("accept", ringing)
    assert f'id="entry-{ringing}"' in stage.html(Region.RAIL)


def test_a_change_of_one_interaction_has_the_others_not_counted_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    *ended, email, ringing = long_list(stage)
    stage.draw()
    looked_at: list[str] = []

    def kind(interaction: Interaction) -> str:
        looked_at.append(interaction.id)
        return kind_of_entry(interaction)

    for module in (room, narrowing):
        monkeypatch.setattr(module, "kind_of_entry", kind)
    assert stage.renderer.draw({Region.RAIL_HEAD: {email}}, failed) == []
    assert looked_at == [email]
    stage.run("accept", ringing)
    patches = stage.renderer.draw({Region.RAIL_HEAD: {ringing}}, failed)
    assert "Calls" in str([patch.as_json() for patch in patches if patch.region is Region.RAIL_HEAD])
    stage.run("mark-done", ended[0])
    assert "To close" in str([patch.as_json() for patch in stage.renderer.draw({Region.RAIL_HEAD: {ended[0]}}, failed)])


def test_the_call_of_a_record_stands_under_it(stage: Stage) -> None:
    for action in ("load", "start"):
        stage.session.driver.call("campaign", {"action": action, "name": "Spring", "mode": "PushPreview"})
    outcome = stage.session.driver.call("pushPreview", {"campaign": "Spring"})
    record = str(outcome.data["interactionId"])  # type: ignore[union-attr, index, call-overload]
    stage.run("accept", record)
    other = stage.talk(ani="+49 30 1")
    stage.run("select", f"{stage.session.workspace.interactions.get(record).case_id} {record}")  # type: ignore[union-attr]
    button = Page(stage.html(Region.CASE)).one("button", id="command-callRecord")
    stage.run("record-call", button.attributes["data-arg"])
    call = max(each.id for each in stage.session.workspace.interactions)
    assert list_keys(stage.session, stage.ui) == [record, call, other]
    indented = {each.id: each.indented for each in entries(stage.session, stage.ui)}
    assert indented == {record: False, call: True, other: False}
