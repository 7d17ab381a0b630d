"""The user's files while the page is open: what has changed in them counts at once, as far as that can be.

A configuration takes the place of the one before it, calls and clients live on. A scenario is another contact centre,
so that the page has to be loaded again for it, and says so. Apps are loaded again where they are. A file that cannot be
used changes nothing, and is told with what is wrong.
"""

from __future__ import annotations

import json

from host_page.client_windows import ClientWindows
from host_page.start_texts import NamedText, StartTexts, read_start_texts, scenario_of
from host_page.views.notices.news import Of, broken, options_changed, reloaded, scenario_changed, unreadable
from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.ui_state import UiState
from scapi.centre.scenario_error import ScenarioError
from scapi.configuration import ConfigurationError, new_problems, parse_configuration
from scapi.frames import Frame, Level
from scapi.option_checks import counted_effects
from scapi.policy.embedding import within_the_page
from scapi.policy.origins import OriginError, parse_origin
from scapi.session import Session

OTHER_APPS = ""
"""In the place of an origin: the apps of every origin that is not named."""


class LiveFiles:
    """Follows the files that a session has started from."""

    def __init__(self, session: Session, ui: UiState, page: Page, windows: ClientWindows, texts: StartTexts) -> None:
        self._session = session
        self._ui = ui
        self._page = page
        self._windows = windows
        self._texts = texts

    def texts_changed(self, document: str, search: str) -> None:
        """The files are other ones: ``document`` is ``/workspace.json`` as it is now."""
        before, self._texts = self._texts, read_start_texts(document, search)
        if self._texts.configuration != before.configuration:
            self._take_configuration(self._texts.configuration)
        if self._texts.scenario != before.scenario:
            self._look_at_scenario(self._texts)
        self._page.changed(Region.BANNER)

    def _take_configuration(self, named: NamedText) -> None:
        news, session = self._ui.news, self._session
        before, problems_before = session.configuration, session.problems
        try:
            changes = session.reconfigure(parse_configuration(named.text, named.name))
        except ConfigurationError as error:
            news[Of.CONFIGURATION] = broken(named.name, [str(error)])
            return
        self._ui.banner_closed = False
        loads_again = within_the_page(before) != within_the_page(session.configuration)
        self._ui.new_problems = new_problems(problems_before, session.problems)
        if changes:
            effects = {**counted_effects(before), **counted_effects(session.configuration)}
            news[Of.CONFIGURATION] = options_changed(named.name, changes, effects, loads_again=loads_again)
        else:
            news.pop(Of.CONFIGURATION, None)

    def _look_at_scenario(self, texts: StartTexts) -> None:
        try:
            scenario_of(texts)
        except ScenarioError as error:
            self._ui.news[Of.SCENARIO] = broken(texts.scenario.name, [str(each) for each in error.all])
        else:
            self._ui.news[Of.SCENARIO] = scenario_changed(texts.scenario.name)

    def cannot_be_read(self, problems: str) -> None:
        """Files that cannot be read now, as a JSON array of sentences."""
        told = json.loads(problems)
        if told:
            self._ui.news[Of.READING] = unreadable(told)
        else:
            self._ui.news.pop(Of.READING, None)
        self._page.changed(Region.BANNER)

    def apps_changed(self, told: str) -> None:
        """Files of apps have changed: ``{changed, known}``, origins; an empty one means all that are not known."""
        origins = json.loads(told)
        changed, known = set(origins["changed"]), set(origins["known"])
        labels = []
        for frame in self._session.frames:
            origin = _origin_of(frame)
            concerned = origin in changed or (OTHER_APPS in changed and origin not in known)
            if concerned and frame.level in (Level.WORKSPACE, Level.INTERACTION) and self._windows.reload(frame.id):
                labels.append(frame.label)
        if labels:
            self._ui.news[Of.APPS] = reloaded(labels)
            self._page.changed(Region.BANNER)


def _origin_of(frame: Frame) -> str:
    """The origin that a frame was opened with."""
    try:
        return str(parse_origin(frame.url))
    except OriginError:
        return ""
