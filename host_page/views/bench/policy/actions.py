"""Actions of the policy panel: a question, options that are edited, and what becomes of the edit."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.bench.bench_state import Shows
from host_page.views.bench.policy.model import KEY_OPTIONS, POLICY, edits_of, listed_keys
from host_page.views.regions import Region
from host_page.views.ui_state import Bench, PagePart, shown_error
from scapi.configuration_edits import option_lines
from scapi.values import Failure, Outcome, member, when_answered

NO_KEY = ","
"""A list of keys that has none; an empty text would take the option out, and that allows every key."""


class PolicyActions(ActionGroup):
    """Nothing counts until it is applied."""

    @action("bench-shows")
    def shows(self, arg: str, _: Fields) -> None:
        """What is in the wide part of the workbench: ``traffic`` or ``policy``."""
        wanted = member(Shows, arg)
        if wanted is not None:
            self.ui.bench_shows = wanted
            self.page.changed(Region.BENCH, Region.TRAFFIC, Region.POLICY)
            self.page.focus(f"#{wanted.value} [aria-pressed=true]")

    @action("policy-of")
    def of_origin(self, arg: str, _: Fields) -> None:
        """Opens the panel with an origin."""
        self.ui.what_if.origin = arg
        self.ui.bench, self.ui.part = Bench.OPEN, PagePart.BENCH
        self.page.changed(Region.STRIP, Region.BOTTOM, Region.BANNER)
        self.shows(Shows.POLICY.value, {})

    @action("policy-ask")
    def ask_for(self, _: str, fields: Fields) -> None:
        state = self.ui.what_if
        for name in ("origin", "name", "parameters"):
            setattr(state, name, fields.get(name, getattr(state, name)))
        self._changed()

    @action("policy-edit")
    def edit(self, arg: str, fields: Fields) -> None:
        """An option has another text."""
        self.ui.what_if.edits[arg] = fields.get("value", "")
        self._changed()

    @action("policy-key")
    def key(self, arg: str, _: Fields) -> None:
        """Takes a key into the list of an option, or out of it: without it, all others that are known now are left."""
        option, name = split(arg)
        if option not in KEY_OPTIONS:
            return
        keys = listed_keys(self.session, self.ui.what_if, option)
        left = [key.name for key in keys if key.covered is not (key.name == name)]
        self.ui.what_if.edits[option] = ", ".join(left) or NO_KEY
        self._changed()

    @action("policy-drop")
    def drop(self, _: str, __: Fields) -> None:
        self.ui.what_if.edits.clear()
        self._changed("The options are as they were.")

    @action("policy-copy")
    def copy(self, _: str, __: Fields) -> None:
        """Copies the edited options as the lines of a file."""
        edits = edits_of(self.session.configuration, self.ui.what_if)
        taken_out = [option for option, text in edits.items() if text is None]
        lines = option_lines({option: text for option, text in edits.items() if text is not None})
        self.page.copy_text(lines + "".join(f"# without {option}\n" for option in taken_out))
        self._changed(f"Copied, to be put into {self.session.tried.file.name}.")

    @action("policy-apply", told=POLICY)
    def apply(self, _: str, __: Fields) -> None:
        """The edited options count in this session, in all its tabs."""
        edits = edits_of(self.session.configuration, self.ui.what_if)
        self.ui.errors.pop(POLICY.spot, None)

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Failure):
                self.ui.errors[POLICY.spot] = shown_error(outcome.error)
                self._changed()
            else:
                self.ui.what_if.edits.clear()
                self._changed(f"Counts now, in this session. {self.session.tried.file.name} is as it was.")

        when_answered(self.session.tried.try_out(edits), answered)

    @action("policy-back", told=POLICY)
    def back(self, _: str, __: Fields) -> None:
        """Only the file counts again."""
        when_answered(self.session.tried.back(), lambda _: self._changed("The file counts again."))

    def _changed(self, told: str = "") -> None:
        self.ui.what_if.told = told
        self.page.changed(Region.POLICY)
