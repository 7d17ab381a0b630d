"""Actions on what client apps put into the workspace, and on the session itself: toasts, dialogs, views, activity."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.notices.model import LOG_IN
from host_page.views.notices.news import Of
from host_page.views.regions import Region
from host_page.views.ui_state import shown_error
from scapi.values import Failure, Outcome, member, when_answered


class NoticeActions(ActionGroup):
    """Toasts, messages, dialogs, menu bar views, staying and logging in again."""

    @action("notice-press")
    def press(self, arg: str, _: Fields) -> None:
        """A button of a toast: ``<toast> <index>``. Show also brings the app to the front."""
        toast_id, index = split(arg)
        if not (index.isascii() and index.isdigit()):
            return
        toast = self.session.toasts.get(toast_id)
        self.session.toasts.press(toast_id, int(index))
        if toast is not None and toast.tab == self.session.tabs.name and toast.show_dismiss and int(index) == 0:
            self.session.host.show_frame(toast.frame)

    @action("notice-hold")
    def hold(self, arg: str, _: Fields) -> None:
        """The pointer is over a toast."""
        self.session.toasts.hold(arg)

    @action("notice-resume")
    def let_go(self, arg: str, _: Fields) -> None:
        """The pointer has left a toast."""
        self.session.toasts.let_go(arg)

    @action("stay")
    def stay(self, _: str, __: Fields) -> None:
        """The agent answers the warning of inactivity."""
        self.session.inactivity.activity()

    @action("messages-read")
    def read(self, _: str, __: Fields) -> None:
        """Marks all messages read, with which the button goes."""
        self.session.toasts.read_all()
        self.page.focus("#messages .drawer-head .icon-button")

    @action("view-show")
    def show(self, arg: str, _: Fields) -> None:
        """Brings the app of a menu bar view to the front."""
        if self.session.frames.get(arg) is not None:
            self.session.host.show_frame(arg)

    @action("dialog-close")
    def close_dialog(self, arg: str, _: Fields) -> None:
        """Closes a dialog, whatever its page does, and soon those that it opens again."""
        self.session.dialogs.dismiss(arg)
        self.page.changed(Region.DIALOG)

    @action("news-close")
    def close_news(self, arg: str, _: Fields) -> None:
        """What is told of a file that has changed has been read."""
        told = member(Of, arg)
        if told is not None:
            self.ui.news.pop(told, None)
            self.page.changed(Region.BANNER)

    @action("log-in-again", told=LOG_IN)
    def log_in(self, _: str, __: Fields) -> None:
        """Starts the session anew."""
        spot = self.here
        self.ui.errors.pop(spot, None)

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self.ui.errors[spot] = shown_error(outcome.error)
            self.page.changed(*Region)

        when_answered(self.session.drive("reset", {}), answered)
