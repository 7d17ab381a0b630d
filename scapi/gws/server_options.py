"""What the administrator of the server can choose; the names of the vendor's options are given where it has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from scapi.gws.cross_origin import CrossOrigin
from scapi.values import Seconds


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """The options with their defaults."""

    csrf_protection: bool = False
    """``enableCsrfProtection``: whatever changes something must carry a token."""
    cross_origin: CrossOrigin = field(default_factory=CrossOrigin)
    """``crossOriginSettings``."""
    participants_as_objects: bool = True
    """Newer servers tell participants as objects, older ones as numbers with ``participantsInfo`` beside them."""
    call_recording: bool = True
    """Whether calls have a ``recordingState``."""
    supervisor_monitoring: bool = False
    """Feature ``api-supervisor-monitoring``: whether devices of supervisors can monitor others."""
    login_state: str = "Ready"
    """``operationName`` of the state after ``StartContactCenterSession``; a real site was seen to log in ready."""
    session_idle: Seconds = 1800.0
    """After so long without a request a session ends."""
    long_poll: Seconds = 30.0
    """How long a connect is held when there is nothing to tell; the default of CometD servers."""
    client_gone: Seconds = 10.0
    """How long a client may stay away between two connects; the default of CometD servers."""
    queue_length: int = 1_000
    """Messages kept for one client; one for which there would be more is dropped, its calls are not."""
    version: str = "8.5.202.96"
