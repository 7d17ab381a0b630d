"""The configurations and the scenario under which the cases of the catalogue run."""

from __future__ import annotations

from scapi.testing import BUILT_IN_SCENARIO
from tests.support.configurations import ALLOWED, RESTRICTED

QUARANTINE = 20

_OPTIONS = """\
voice.auto-answer = false
voice.auto-ring = true
interaction.case-data.frame-color = #FF008000

[CustomAPI]
test.one = 1
test.two = 2
other = 3
"""


def configurations(allowed: str = ALLOWED, restricted: str = RESTRICTED) -> dict[str, str]:
    """By the name that a case gives: the usual one, one that lets everything pass once, one that lists one request."""
    prefix = "[interaction-workspace]\nservice-client-api.accepted-web-content-origins ="
    full = f"{allowed} (*, auth.getJwtToken)"
    limits = f"service-client-api.rate-limit = 1\nservice-client-api.rate-limit-quarantine-delay = {QUARANTINE}\n"
    return {
        "standard": f"{prefix} {full}, {restricted} (system.getAllowedServices)\n{_OPTIONS}",
        "limited": f"{prefix} {full}\n{limits}{_OPTIONS}",
        "narrow": f"{prefix} {allowed}, {restricted} (agent.get)\n{_OPTIONS}",
        "person": (
            f"{prefix} {full}\n{_OPTIONS}"
            '[person:CustomAPI]\ntest.one = of the person\ntest.list = ["one", "two"]\n'
            f"[person:interaction-workspace]\nservice-client-api.accepted-web-content-origins = *\n"
        ),
        "read-only": (
            f"{prefix} {full}\n"
            "service-client-api.user-data.read-allowed = Key1\n"
            "service-client-api.user-data.write-allowed = Key1\n"
            f"service-client-api.option.read-allowed-web-content-origin = {restricted}\n{_OPTIONS}"
        ),
    }


def scenario() -> str:
    """The built-in scenario with standard responses and a transaction object."""
    return BUILT_IN_SCENARIO.read_text(encoding="utf-8") + _MORE


_MORE = """
[timeZones]
EST = "America/New_York"

[[responses]]
name = "Thanks"
text = "Thank you for your message."

[[transactions]]
name = "Gold"
options = {"interaction-workspace/interaction.case-data.frame-color" = "#FFD700", "CustomAPI/test.one" = "changed"}
"""
