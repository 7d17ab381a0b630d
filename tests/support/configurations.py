"""Configurations that the tests share."""

from __future__ import annotations

ALLOWED = "http://127.0.0.1:8001"
RESTRICTED = "http://127.0.0.1:8002"
UNLISTED = "http://127.0.0.1:8003"

RESTRICTED_REQUESTS = (
    "agent.get",
    "voice.dial",
    "interaction.getByInteractionId",
    "system.getAllowedServices",
)

READABLE = ("Key1", "Key2", "Key3", "IW_CaseUid", "IW_BundleUid", "IWAttachedDataInformation")
WRITABLE = ("Key1", "Key3")
LIMITED = "agent.getStateList"
LIMIT = 3
QUARANTINE = 20


def configuration(origins: str, *options: str, sections: str = "") -> str:
    """A configuration with this list of origins, more options (``name = value``) and more sections."""
    lines = ["[interaction-workspace]", f"service-client-api.accepted-web-content-origins = {origins}"]
    short = ("rate-limit", "time-budget.", "user-data.", "option.read")  # these may leave out the prefix
    lines += [f"service-client-api.{option}" if option.startswith(short) else option for option in options]
    return "\n".join([*lines, sections, ""])


def contract_configuration(allowed: str = ALLOWED, restricted: str = RESTRICTED, unlisted: str = UNLISTED) -> str:
    """What every case of the contract runs under; the origins are those of the link."""
    return f"""\
[interaction-workspace]
service-client-api.accepted-web-content-origins = {allowed}, {restricted} ({", ".join(RESTRICTED_REQUESTS)})
service-client-api.rate-limit.{LIMITED} = {LIMIT}
service-client-api.rate-limit.voice.muteMicrophone = {LIMIT}
service-client-api.rate-limit-quarantine-delay = {QUARANTINE}
service-client-api.user-data.read-allowed = {",".join(READABLE)}
service-client-api.user-data.write-allowed = {",".join(WRITABLE)}
workspace.web-content = Allowed, Restricted, Unlisted
voice.auto-answer = false
voice.auto-ring = true
voice.mark-done = prompt

[Allowed]
label = Allowed
url = {allowed}/

[Restricted]
label = Restricted
url = {restricted}/

[Unlisted]
label = Not listed
url = {unlisted}/

[CustomAPI]
test.one = 1
test.two = 2
other = 3
"""
