"""Actions of the team communicator in the top bar."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.regions import Region
from host_page.views.top.communicator import TEAM, chosen, communicator_options, is_address, others_of
from host_page.views.top.known_targets import KnownTarget, entry_of, first_of
from host_page.views.ui_state import Communicator, PagePart
from scapi.centre.directory import Target, TargetType
from scapi.values import Answer, member

INPUT = "#team"
CASE = "#case"
_SHOWN = (Region.TOP, Region.RAIL, Region.CASE, Region.BOTTOM, Region.SIMULATOR)


class TeamActions(ActionGroup):
    """Finding somebody, and calling, consulting or transferring to them."""

    @action("team-focus")
    def focus(self, _: str, fields: Fields) -> None:
        self.page.focus(INPUT)
        self.open("", fields)

    @action("team-open")
    def open(self, _: str, __: Fields) -> None:
        """The box is used again: its list is there again."""
        if self.ui.communicator.closed:
            self.ui.communicator.closed = False
            self.page.changed(Region.TOP)

    @action("team-query")
    def query(self, _: str, fields: Fields) -> None:
        """Something was typed: the list follows it."""
        self.ui.errors.pop(TEAM.spot, None)
        self.ui.communicator = Communicator(str(fields.get("value", "")))
        self.page.changed(Region.TOP)

    @action("team-move")
    def move(self, arg: str, _: Fields) -> None:
        """Marks the ``next`` or the ``previous`` line, round the ends."""
        state = self.ui.communicator
        lines = len(communicator_options(self.session, self.ui))
        if not lines:
            return
        if state.text.strip() or state.moved:
            state.marked = (min(state.marked, lines - 1) + (1 if arg == "next" else -1)) % lines
        else:
            state.marked = 0 if arg == "next" else lines - 1  # nothing was marked before
        state.moved, state.closed = True, False
        self.page.changed(Region.TOP)

    @action("team-others")
    def others(self, arg: str, _: Fields) -> None:
        """Lists what else can be done with a line, or does so no more: its position, or nothing for the marked one."""
        state = self.ui.communicator
        position = int(arg) if arg.isascii() and arg.isdigit() else state.marked
        noted = others_of(self.session, self.ui, position)
        if noted is not None:
            state.others = "" if state.others == noted else noted
            marked = next((o for _, o in communicator_options(self.session, self.ui) if o.open), None)
            state.marked = position if marked is None else marked.position + 1
            state.moved = True
            self.page.changed(Region.TOP)

    @action("team-close")
    def close(self, _: str, __: Fields) -> None:
        """Empties the box and closes its list."""
        self.ui.errors.pop(TEAM.spot, None)
        self.ui.communicator = Communicator(closed=True)
        self.page.set_value(INPUT, "")
        self.page.changed(Region.TOP)

    @action("team-leave")
    def leave_box(self, _: str, __: Fields) -> None:
        """The box is left: the next time its list is as at first."""
        state = self.ui.communicator
        self.ui.communicator = Communicator(state.text)
        self.page.changed(Region.TOP)

    @action("team-hold")
    def hold(self, _: str, __: Fields) -> None:
        """The box is turned to; nothing is kept for that."""

    @action("team-submit", link=True, told=TEAM)
    def submit(self, _: str, fields: Fields) -> None:
        """Enter: does what the marked line stands for."""
        state = self.ui.communicator
        state.text = fields.get("team", state.text)
        option = chosen(self.session, self.ui)
        if option is None or not (state.text.strip() or state.moved):
            return
        run = {"dial": self.dial, "team-join": self.join, "team-mark": self.mark, "team-unmark": self.unmark}
        if option.action in run:
            run[option.action](option.arg, {})
        elif option.why:
            self.ui.errors[TEAM.spot] = option.why
            self.page.changed(Region.TOP)

    @action("dial", link=True, told=TEAM)
    def dial(self, arg: str, _: Fields) -> None:
        """Calls a destination, or begins an e-mail to an address."""
        if is_address(arg):
            self._ask(self.workspace.media.create_email(arg, {}), KnownTarget(TargetType.CUSTOM_CONTACT, arg, arg))
            return
        directory = self.workspace.known.directory
        entry = next((each for each in directory if each.dialled == arg), None)
        known = KnownTarget(TargetType.CUSTOM_CONTACT, arg, arg) if entry is None else KnownTarget.of(entry)
        self._ask(self.workspace.telephony.dial(arg, {}, {}), known)

    @action("team-join", link=True, told=TEAM)
    def join(self, arg: str, _: Fields) -> None:
        """Consults, transfers to or conferences: ``<what> <interaction> <type> <destination>``."""
        what, rest = split(arg)
        interaction_id, rest = split(rest)
        written, destination = split(rest)
        joining, kind = self.workspace.joining, member(TargetType, written)
        join = {"consult": joining.consult, "transfer": joining.transfer, "conference": joining.conference}.get(what)
        if join is not None and kind is not None and destination:
            self._ask(join(interaction_id, Target(kind, destination), {}, {}), self._known(rest))

    @action("team-mark")
    def mark(self, arg: str, _: Fields) -> None:
        """Adds a line to the favourites: ``<type> <destination>``."""
        known = self._known(arg)
        if known is not None:
            self.ui.favourites = first_of(known, self.ui.favourites)
            self._marked()

    @action("team-unmark")
    def unmark(self, arg: str, _: Fields) -> None:
        """Takes a line out of the favourites."""
        gone = self._known(arg)
        self.ui.favourites = tuple(each for each in self.ui.favourites if each != gone)
        self._marked()

    def _marked(self) -> None:
        self.ui.communicator.others = ""
        self.page.focus(INPUT)
        self.page.changed(Region.TOP)

    def _known(self, arg: str) -> KnownTarget | None:
        """What ``<type> <destination>`` names."""
        written, destination = split(arg)
        kind = member(TargetType, written)
        if kind is None or not destination:
            return None
        return KnownTarget.of(entry_of(self.workspace.known.directory, KnownTarget(kind, destination, destination)))

    def _ask(self, answer: Answer, known: KnownTarget | None) -> None:
        def reached() -> None:
            if known is not None:
                self.ui.recent = first_of(known, self.ui.recent)
            self.ui.chosen = None
            self.ui.part = PagePart.CASE
            self.close("", {})
            self.page.focus(CASE)

        self.ask(_SHOWN, answer, reached, at=TEAM.spot)
