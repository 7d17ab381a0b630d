"""The examples of the reference, run in a client app with the library."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error

from scapi.protocol.registry import REGISTRY
from tests.conformance.case import Fails
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import Stage
from tests.conformance.successes import SUCCESSES
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.reference.examples import VARIABLES
from tools.reference.requests_page import example
from tools.reference.shapes import misfits
from tools.reference.types import RESULTS, TYPES

_NAMES = "agent, auth, configuration, email, interaction, media, messenger, outbound, sendMessage, system, voice"
_RUN = f"""async ([code, names]) => {{
    const {{ {_NAMES} }} = genesys.wwe.service;
    const made = new Function("scope", `with (scope) {{ return (async () => {{ ${{code}} }})() }}`);
    return made({{ {_NAMES}, ...names }});
}}"""
"""As a page of an app runs it; what the situation has made is given by name."""


@pytest.mark.parametrize("name", REGISTRY)
def test_an_example_runs(stage: Stage, conformance_page: WorkspacePage, sites: Sites, name: str) -> None:
    success = SUCCESSES[name]
    SITUATIONS[success.situation](stage)
    stage.names["bundle"] = "a bundle"
    _, app = conformance_page.open_client(sites.url("listed", "client.html"), "App")
    given = {VARIABLES[key]: value for key, value in stage.names.items() if key in VARIABLES}
    for key in ("it", "case", "other-case"):  # of two cases the example is about the other one
        if key in stage.names:
            given[VARIABLES[key]] = stage.names[key]
    given["consultInteractionId"] = stage.names.get("it")
    code = example(REGISTRY[name], success)
    returned = f"{code} return data;" if name in RESULTS else code
    if isinstance(success.data, Fails):
        with pytest.raises(Error, match="PureCloud"):
            app.evaluate(_RUN, [returned, given])
        return
    data = app.evaluate(_RUN, [returned, given])
    if name in RESULTS:
        assert misfits(RESULTS[name], data, TYPES) == []
