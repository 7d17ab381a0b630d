"""What client apps put into the workspace: toasts, messages, dialogs, menu bar views. And their colours."""

from __future__ import annotations

import pytest

from host_page.views.announcements import Announcements
from host_page.views.apps.dialogs import dialog_model
from host_page.views.notices.model import messages_model, notices_model
from host_page.views.regions import Region
from host_page.views.top.colours import LEAST, contrast, readable
from scapi.frames import Level
from scapi.testing import Client
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, SOME, Stage

ICON = "https://crm.example/icon.png"
MARKUP = "<b onclick=x>\"'&</b>{{7*7}}"


@pytest.fixture
def app(stage: Stage) -> Client:
    return stage.client(FULL)


def popup(app: Client, **parameters: object) -> None:
    reply = app.request("system.popupToast", {"title": "Late", "iconUrl": ICON, **parameters})
    assert reply is not None
    assert "errorMessage" not in reply, reply


def view(app: Client, **parameters: object) -> None:
    app.request("system.updateViewInApplicationMenuBar", parameters)


def buttons(stage: Stage) -> list[tuple[str, str]]:
    page = Page(stage.html(Region.TOASTS))
    return [("".join(e.text).strip(), e.attributes["data-arg"]) for e in page.all(data_action="notice-press")]


def test_a_toast_tells_its_app_and_origin_and_draws_its_first_button_last(stage: Stage, app: Client) -> None:
    popup(app, buttons=["One", "Two", "Three"], message="First\nSecond", keyValues={"Order": "7"}, subject="Parcel")
    page = Page(stage.html(Region.TOASTS))
    assert page.text(class_="from-app") == f"Screen Pop {FULL}"
    assert page.one("img").attributes["src"] == ICON
    assert "".join(page.one(class_="lines").text) == "First\nSecond"
    assert page.text("dl") == "Order7"
    assert [text for text, _ in buttons(stage)] == ["Two", "Three", "One"]
    app.subscribe("system")
    stage.run("notice-press", buttons(stage)[0][1])
    assert app.events[-1]["data"]["buttonIndex"] == 1
    assert buttons(stage) == []


def test_show_brings_the_app_to_the_front_and_dismiss_does_not(stage: Stage, app: Client) -> None:
    for index, shown in ((1, []), (0, [app.frame_id])):
        popup(app, buttonShowDismiss=True)
        assert [text for text, _ in buttons(stage)] == ["Show", "Dismiss"]
        stage.run("notice-press", buttons(stage)[index][1])
        assert stage.host.shown == shown


@pytest.mark.parametrize("arg", ["", "wweCustomToast0", "wweCustomToast0 9", "wweCustomToast0 x", "other 0"])
def test_a_button_that_is_not_drawn_does_nothing(stage: Stage, app: Client, arg: str) -> None:
    popup(app)
    stage.run("notice-press", arg)
    assert buttons(stage) == [("OK", "wweCustomToast0 0")]


def test_a_toast_stays_while_it_is_attended_to(stage: Stage, app: Client) -> None:
    popup(app, autoCloseTimeout=5000, width=1000)
    toast = Page(stage.html(Region.TOASTS)).one(class_="custom")
    assert toast.attributes["data-css-var"] == "--toast-w:1000px;--closes:5000ms"
    stage.run(toast.attributes["data-hold"], toast.attributes["data-arg"])
    stage.host.advance(60)
    assert len(buttons(stage)) == 1
    stage.run(toast.attributes["data-release"], toast.attributes["data-arg"])
    stage.host.advance(4)
    assert len(buttons(stage)) == 1
    stage.host.advance(2)
    assert buttons(stage) == []


def test_no_more_than_three_toasts_of_apps(stage: Stage, app: Client) -> None:
    for _ in range(5):
        popup(app)
    page = Page(stage.html(Region.TOASTS))
    assert len(page.all(class_="custom")) == 3
    assert page.text(class_="toast-more") == "2 more notices of apps"


def test_toasts_are_announced_with_their_app(stage: Stage, app: Client) -> None:
    announcements = Announcements(stage.session)
    popup(app, subject="Parcel")
    assert [(a.live, a.text) for a in announcements.take()] == [("polite", "Screen Pop: Late. Parcel")]
    assert announcements.take() == []


def test_messages_are_kept_and_read(stage: Stage, app: Client) -> None:
    assert "No messages." in stage.html(Region.TOP)
    popup(app, sendToMyMessage=True)
    popup(app)
    page = Page(stage.html(Region.TOP))
    assert page.one(id="messages-button").attributes["aria-label"] == "Messages, 1 unread"
    assert len(page.all(class_="drawer-item")) == 1
    stage.run("messages-read")
    assert not Page(stage.html(Region.TOP)).all(class_="unread")


def test_texts_of_apps_come_out_as_text(stage: Stage, app: Client) -> None:
    popup(
        app, title=MARKUP, subject=MARKUP, message=MARKUP, keyValues={MARKUP: MARKUP}, buttons=[MARKUP],
        sendToMyMessage=True,
    )  # fmt: skip
    view(app, name=MARKUP, label=MARKUP, shortLabel=MARKUP, tooltip=MARKUP, labelColor=MARKUP)
    app.request("system.openDialog", "https://crm.example/", {"label": MARKUP})
    html = stage.page_html()
    page = Page(html)
    assert page.problems == []
    assert not [e for e in page.elements if "onclick" in e.attributes]
    assert html.count("{{7*7}}") >= 12


def test_the_topmost_dialog_is_shown_and_closes_always(stage: Stage, app: Client) -> None:
    for label in ("First", "Second"):
        app.request("system.openDialog", "https://crm.example/dialog", {"label": label, "height": "40%"})
    dialog = dialog_model(stage.session)
    assert dialog is not None
    assert (dialog.label, dialog.opener, dialog.width, dialog.height) == ("Second", FULL, "600px", "40%")
    page = Page(stage.html(Region.DIALOG))
    assert page.text("h2") == "Second"
    assert "1 more below" in "".join(page.one(class_="pill").text)
    stage.run("dialog-close", page.one("button").attributes["data-arg"])
    assert Page(stage.html(Region.DIALOG)).text("h2") == "First"
    stage.run("sim-link", "DOWN")
    assert stage.html(Region.DIALOG).strip() == ""
    assert len([frame for frame in stage.session.frames if frame.level is Level.DIALOG]) == 1


def test_a_dialog_names_its_opener_and_what_it_has_heard(stage: Stage, app: Client) -> None:
    app.request("system.openDialog", "https://bank.example/login", {"label": "Your bank"})
    (dialog,) = stage.session.dialogs.open()

    def words() -> str:
        return " ".join(Page(stage.html(Region.DIALOG)).text("p").split())

    assert words() == f"of Screen Pop {FULL} shows not confirmed", "it may lead anywhere"
    Client(stage.session, dialog.frame.id, "https://elsewhere.example").request("agent.get")
    assert words() == f"of Screen Pop {FULL} shows https://elsewhere.example"
    page = Client(stage.session, dialog.frame.id, FULL)
    page.request("agent.get")
    assert words() == f"of Screen Pop {FULL}"
    page.loaded()
    stage.host.advance(60)
    page.loaded()
    assert words() == f"of Screen Pop {FULL} shows not confirmed", "another page may have been loaded"


def test_each_origin_s_newest_toast_is_seen(stage: Stage, app: Client) -> None:
    app.request("system.popupToast", {"title": "Mine"})
    for number in range(5):
        stage.session.toasts.popup("frame9", "Greedy", "https://greedy.example", {"title": f"Buy {number}"})
    page = Page(stage.html(Region.TOASTS))
    assert ["".join(heading.text).strip() for heading in page.all("h2")] == ["Mine", "Buy 3", "Buy 4"]


def test_a_toast_without_an_icon_has_one_of_the_workspace(stage: Stage, app: Client) -> None:
    app.request("system.popupToast", {"title": "T", "sendToMyMessage": True})
    for region in (Region.TOASTS, Region.TOP):
        page = Page(stage.html(region))
        assert page.all("img") == []
    assert Page(stage.html(Region.TOASTS)).one(class_="custom-head")


def test_a_click_is_told_to_the_origin_of_the_toast_only(stage: Stage, app: Client) -> None:
    again, other = Client.opened(stage.session, FULL), stage.client(SOME)
    for client in (app, again, other):
        client.subscribe("system")
    popup(app)
    stage.run("notice-press", buttons(stage)[0][1])
    assert [[e["data"]["eventType"] for e in client.events] for client in (app, again, other)] == [
        ["CUSTOM_TOAST_BUTTON_CLICK"], ["CUSTOM_TOAST_BUTTON_CLICK"], [],
    ]  # fmt: skip


def test_an_agent_who_closes_twice_closes_all(stage: Stage, app: Client) -> None:
    for _ in range(3):
        app.request("system.openDialog", "https://crm.example/dialog", {})
    for _ in range(2):
        stage.run("dialog-close", stage.session.dialogs.open()[-1].id)
    assert stage.session.dialogs.open() == ()
    assert "none is opened for 60 seconds" in app.error("system.openDialog", "https://crm.example/dialog", {})


def test_views_that_do_not_fit_are_in_a_menu(stage: Stage, app: Client) -> None:
    for number in range(5):
        view(app, name=f"v{number}", label=f"View {number}", shortLabel=str(number), tooltip="What it is")
    page = Page(stage.html(Region.TOP))
    assert page.text("button", class_="more") == "2 more"
    shown = [each.attributes["id"].partition("-")[0] for each in page.all(data_action="view-show")]
    assert (shown.count("view"), shown.count("all")) == (5, 5), "in the bar or its menu, and all of them in one menu"
    assert page.all(data_action="view-show")[0].attributes["title"] == f"What it is\n{FULL}"
    stage.run("view-show", app.frame_id)
    stage.run("view-show", "frame99")
    assert stage.host.shown == [app.frame_id]


def test_a_short_label_is_for_views_without_an_icon(stage: Stage, app: Client) -> None:
    view(app, name="a", label="Long", shortLabel="S")
    view(app, name="b", label="Long", shortLabel="S", iconUrl=ICON)
    assert len(Page(stage.html(Region.TOP)).all(class_="short")) == 2, "in the bar, and in the menu of all views"


@pytest.mark.parametrize(
    ("label", "ground", "drawn"),
    [
        ("#ffffff", "#145230", ("#ffffff", "#145230")),
        ("#dddddd", "#e4e6ea", ("#000000", "#e4e6ea")),
        ("", "#ffcc00", ("#000000", "#ffcc00")),
        ("", "#101010", ("#ffffff", "#101010")),
        ("#ff0000", "", ("#ff0000", "#000000")),
        ("", "", ("", "")),
    ],
)
def test_colours_are_made_readable(label: str, ground: str, drawn: tuple[str, str]) -> None:
    assert readable(label, ground) == drawn


def test_no_pair_of_colours_is_unreadable() -> None:
    shades = [
        f"#{red}{green}{blue}" for red in ("00", "77", "ff") for green in ("00", "77", "ff") for blue in ("00", "ff")
    ]
    for label in shades:
        for ground in ("", *shades):
            assert contrast(*readable(label, ground)) >= LEAST


def test_what_an_app_put_here_goes_with_it(stage: Stage) -> None:
    app = stage.client(FULL)
    popup(app)
    view(app, name="v", label="View")
    stage.client(SOME)
    stage.session.close_frame(app.frame_id)
    assert buttons(stage) == []
    assert "view-show" not in stage.html(Region.TOP)


def test_the_panel_shows_the_beginnings_of_messages_only(stage: Stage) -> None:
    for number in range(3):
        stage.client(FULL).data(
            "system.popupToast",
            {"title": "t" * 500, "message": f"{number}" + "m" * 4999, "sendToMyMessage": True}
            | {"keyValues": {f"key {n}": "v" * 90 for n in range(20)}},
        )
    (message, *_) = messages_model(stage.session).messages
    assert (len(message.notice.title), len(message.notice.message), len(message.notice.pairs)) == (301, 301, 5)
    (notice, *_) = notices_model(stage.session).notices
    assert (len(notice.message), len(notice.pairs)) == (5000, 20)
