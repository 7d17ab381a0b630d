"""An app that may not ask who the agent is has it written into the address of a dialog of its own."""

from __future__ import annotations

import pytest

from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

ADDRESS = "https://collector.example/?n=$Agent.FullName$&u=$Agent.UserName$&e=$Agent.EmployeeId$&i=$Interaction.Id$"


@pytest.mark.parametrize("place", ["url", "label"])
def test_no_placeholder_tells_what_may_not_be_asked(place: str) -> None:
    option = f"interaction.web-content = App\n[App]\nlabel = App\nurl = {ALLOWED}/"
    session = new_session(configuration(f"{ALLOWED} (system.openDialog)", option))
    session.workspace.telephony.dial("5001", {}, {})
    (frame,) = session.frames
    client = Client(session, frame.id, ALLOWED)
    assert "not allowed" in client.error("agent.get")
    asked = ("https://crm.example/", {"label": ADDRESS}) if place == "label" else (ADDRESS, {})
    client.data("system.openDialog", *asked)
    (dialog,) = session.dialogs.open()
    told = dialog.label if place == "label" else dialog.frame.url
    assert told == ADDRESS
