"""Actions with a second party: consult, transfer, conference, and what ends a consultation."""

from __future__ import annotations

from collections.abc import Callable

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.case.parties import found_targets
from host_page.views.places import Place, Where
from host_page.views.regions import Region
from host_page.views.ui_state import Communicator
from scapi.centre.conversations import VOICE, Verb
from scapi.centre.directory import Target, TargetType
from scapi.values import Answer, JsonObject, Outcome, Success, member, when_answered

_SHOWN = (Region.CASE, Region.RAIL, Region.SIMULATOR, Region.BANNER, Region.BOTTOM)
_JOIN = Place("join", Where.COMMANDS)
Join = Callable[[str, Target, JsonObject, JsonObject], Answer]


class JoinActions(ActionGroup):
    """Arguments are ``<interaction> <type> <destination>``, for a destination may contain blanks."""

    @action("join-query")
    def query(self, _: str, fields: Fields) -> None:
        """Something was typed: the list follows it."""
        self.ui.joining.text = fields.get("value", "")
        self.page.changed(Region.CONSULT_LIST, Region.TRANSFER_LIST)

    @action("join-submit", link=True, told=_JOIN)
    def submit(self, arg: str, fields: Fields) -> None:
        """Enter does the usual thing with the first line: ``<interaction> <action>``."""
        interaction_id, name = split(arg)
        text = fields.get("text", self.ui.joining.text)
        found = found_targets(self.session, text) if text.strip() else []
        if not found:
            self.fail(f"No one called “{text.strip()}”." if text.strip() else "Nobody was named.", Region.CASE)
            return
        entry = found[0][1]
        run = {"join-consult": self.consult, "join-conference": self.conference, "join-transfer": self.transfer}.get(
            name
        )
        if run is not None:
            run(f"{interaction_id} {entry.type.value} {entry.destination}", {})

    @action("join-consult", link=True, told=_JOIN)
    def consult(self, arg: str, _: Fields) -> None:
        self._join(arg, self.workspace.joining.consult)

    @action("join-conference", link=True, told=_JOIN)
    def conference(self, arg: str, _: Fields) -> None:
        self._join(arg, self.workspace.joining.conference)

    @action("join-transfer", link=True, told=_JOIN)
    def transfer(self, arg: str, _: Fields) -> None:
        self._join(arg, self.workspace.joining.transfer)

    @action("join-complete", link=True, told=_JOIN)
    def complete(self, arg: str, _: Fields) -> None:
        """Joins the parties of a consultation: ``<consultation> <verb>``."""
        consultation, written = split(arg)
        verb = member(Verb, written)
        if verb is Verb.COMPLETE_TRANSFER:
            self.ask(_SHOWN, self.workspace.joining.complete_transfer(consultation), self._show_main)
        elif verb is Verb.COMPLETE_CONFERENCE:
            self.ask(_SHOWN, self.workspace.joining.complete_conference(consultation), self._show_main)

    @action("join-back", link=True, told=_JOIN)
    def back(self, arg: str, _: Fields) -> None:
        """Ends a consultation and goes on with what it was about."""
        consultation = self.workspace.interactions.get(arg)
        if consultation is None:
            return
        parent = consultation.parent_id or ""

        def ended() -> None:
            self._show_main()
            main = self.workspace.interactions.get(parent)
            if consultation.media != VOICE and self.workspace.interactions.get(arg) is not None:
                self.ask(_SHOWN, self.workspace.marking_done.mark_done(arg), at=_JOIN.spot)
            elif main is not None and Verb.RESUME in main.conversation.verbs:
                self.ask(_SHOWN, self.workspace.telephony.resume(parent), at=_JOIN.spot)

        if consultation.media == VOICE:
            self.ask(_SHOWN, self.workspace.telephony.hang_up(arg), ended)
        else:
            self.ask(_SHOWN, self.workspace.media.step(consultation.id, Verb.END), ended)

    @action("party-remove", link=True, told=_JOIN)
    def remove_party(self, arg: str, _: Fields) -> None:
        """Takes one of several parties out of a call: ``<interaction> <number>``."""
        interaction_id, number = split(arg)
        self.ask(_SHOWN, self.workspace.telephony.remove_party(interaction_id, number))

    @action("party-copy")
    def copy_number(self, arg: str, _: Fields) -> None:
        self.page.copy_text(arg)

    def _join(self, arg: str, join: Join) -> None:
        interaction_id, rest = split(arg)
        written, destination = split(rest)
        kind = member(TargetType, written)
        if kind is None or not destination:
            return
        answer = join(interaction_id, Target(kind, destination), {}, {})
        self.ask(_SHOWN, answer)

        def joined(outcome: Outcome) -> None:
            if isinstance(outcome, Success):
                self.ui.joining = Communicator()
                for menu in ("join-consult", "join-transfer"):
                    self.page.set_value(f"#{menu}-text", "")

        when_answered(answer, joined)

    def _show_main(self) -> None:
        self.ui.chosen = None
