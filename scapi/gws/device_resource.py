"""The device resource, the same in answers and in ``DeviceStateChangeMessage``.

Source: reference, "Device", with the vendor's "Devices API". Values that the contact centre has no word for are fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scapi.centre.agents import Device
from scapi.gws.phone_numbers import phone_number
from scapi.gws.roster import SUPERVISOR, User
from scapi.gws.uris import Uris, guid
from scapi.values import Json

PRIVATE = "Private"
"""The default of ``telephonyNetwork``."""
MODEL = "SIP endpoint"
VENDOR = "Simulated"
KIND = "SipPhone"

DO_NOT_DISTURB_ON, DO_NOT_DISTURB_OFF = "DoNotDisturbOn", "DoNotDisturbOff"
FORWARD_ON, FORWARD_OFF = "ForwardCallsOn", "ForwardCallsOff"
MONITORING = ("ListenIn", "BargeIn", "Coach")
CANCEL_MONITORING = "CancelSupervisorMonitoring"


@dataclass(frozen=True, slots=True)
class Monitoring:
    """How the user of a device monitors somebody's."""

    state: str
    mode: str = "AllCalls"
    scope: str = "Call"
    target_device_path: str = ""


def device_capabilities(
    device: Device,
    roles: Sequence[str],
    *,
    monitoring_offered: bool = False,
    monitoring: Monitoring | None = None,
    monitored_by_another: bool = False,
) -> list[str]:
    """What can be done to a device now, by the role of whoever asks.

    A supervisor who monitors may cancel that and choose another way; only one may monitor at a time.
    """
    possible = [
        DO_NOT_DISTURB_OFF if device.do_not_disturb else DO_NOT_DISTURB_ON,
        FORWARD_OFF if device.forward_to else FORWARD_ON,
    ]
    if monitoring_offered and SUPERVISOR in roles and not monitored_by_another:
        possible += MONITORING
        if monitoring is not None:
            possible.append(CANCEL_MONITORING)
    return possible


def device_resource(
    user: User,
    device: Device,
    user_state: Mapping[str, Json],
    uris: Uris,
    capabilities: Sequence[str],
    monitoring: Monitoring | None = None,
) -> dict[str, Json]:
    """The resource. A device that is not registered is ``Inactive`` and has no state of its user."""
    number = phone_number(user.number)
    resource: dict[str, Json] = {
        "id": user.device_id,
        "deviceState": "Active" if device.in_service else "Inactive",
        "telephonyNetwork": PRIVATE,
        "doNotDisturb": "On" if device.do_not_disturb else "Off",
        "type": KIND,
        "model": MODEL,
        "vendor": VENDOR,
        "description": "",
        "dynamicPhoneNumber": "",
        "phoneNumber": number.digits,
        "e164Number": number.digits,
        "country": number.country_object,
        "channels": ["voice"],
        "capabilities": list(capabilities),
        "phoneNumberUri": uris.of(f"/phone-numbers/{guid('phone-number', user.agent)}"),
        "voiceEnvironmentUri": uris.of(f"/voice-environments/{guid('voice-environment', '')}"),
        **uris.both(user.device_path),
    }
    if number.international:
        resource |= {"location": "", "localNumber": number.local}
    if device.in_service:
        resource["userState"] = dict(user_state)
    if device.forward_to:
        resource["forwardTo"] = device.forward_to
    if monitoring is not None:
        resource |= _monitored(monitoring, uris)
    return resource


def _monitored(monitoring: Monitoring, uris: Uris) -> dict[str, Json]:
    """The state is an object in newer servers; mode and scope stand beside it as in the older ones."""
    state = {
        "state": monitoring.state,
        "mode": monitoring.mode,
        "scope": monitoring.scope,
        "targetDeviceUri": uris.of(monitoring.target_device_path),
    }
    return {
        "supervisorMonitoringState": state,
        "supervisorMonitoringMode": monitoring.mode,
        "supervisorMonitoringScope": monitoring.scope,
    }
