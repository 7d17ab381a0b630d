"""voice (and sipEndpoint, the library's name for its second half): calls, recording, microphone and speaker.

Source: reference, "Voice Namespace".
"""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.agents import SipDevice
from scapi.centre.conversations import Verb
from scapi.namespaces.argument_rules import refused_arguments
from scapi.namespaces.interaction import application
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer, Success
from scapi.workspace.caps import check_text
from scapi.workspace.telephony import Telephony


def handlers(telephony: Telephony, policy: Policy) -> dict[str, Handler]:
    """The handlers of this namespace."""

    def dial(caller: Caller, arguments: Arguments) -> Answer:
        user_data = arguments.mapping("userData")
        refused = refused_arguments(policy, "voice.dial", caller.origin, arguments)
        refused = refused or check_text("destination", arguments.text("destination"))
        if refused is not None:
            return refused
        extensions = arguments.mapping("extensions")
        return telephony.dial(arguments.text("destination"), user_data, extensions, application(caller))

    def on_call(act: Callable[[str], Answer]) -> Handler:
        return lambda _, arguments: act(arguments.text("interactionId"))

    def record(verb: Verb) -> Handler:
        return lambda _, arguments: telephony.record(arguments.text("interactionId"), verb)

    def is_mute(device: SipDevice) -> Handler:
        return lambda _, __: Success(telephony.muted(device))

    def mute(device: SipDevice, muted: bool) -> Handler:
        return lambda _, __: telephony.mute(device, muted)

    return {
        "voice.dial": dial,
        "voice.dialEx": dial,
        "voice.answer": on_call(telephony.answer),
        "voice.hangUp": on_call(telephony.hang_up),
        "voice.hold": on_call(telephony.hold),
        "voice.resume": on_call(telephony.resume),
        "voice.startCallRecording": record(Verb.START_RECORDING),
        "voice.stopCallRecording": record(Verb.STOP_RECORDING),
        "voice.pauseCallRecording": record(Verb.PAUSE_RECORDING),
        "voice.resumeCallRecording": record(Verb.RESUME_RECORDING),
        "voice.isMicrophoneMute": is_mute(SipDevice.MICROPHONE),
        "voice.muteMicrophone": mute(SipDevice.MICROPHONE, True),
        "voice.unmuteMicrophone": mute(SipDevice.MICROPHONE, False),
        "voice.isSpeakerMute": is_mute(SipDevice.SPEAKER),
        "voice.muteSpeaker": mute(SipDevice.SPEAKER, True),
        "voice.unmuteSpeaker": mute(SipDevice.SPEAKER, False),
    }
