"""A request of an app, sent again by whoever looks at the traffic: as that app, by the same way.

It is judged, counted and carried out as if the frame had sent it now, with the rights that its origin has now. Only
the reply takes another way: it stays in the log, for the app has not asked and no callback of it waits. No frame can
ask for this: it is no request, but a call of the driver and a control of the page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scapi.frames import Frame, Frames
from scapi.protocol.messages import MAXIMUM_DEPTH, PORT, RequestMessage, depth, parse_message
from scapi.traffic import Entry, Kind
from scapi.values import Failure, Json, JsonObject

if TYPE_CHECKING:
    from scapi.session import Session

LONGEST = 65_536
"""Characters of a request that is written by hand."""


def captured(entry: Entry) -> JsonObject | None:
    """The message of a request as the log has kept it; ``None`` of anything else."""
    if entry.kind is not Kind.REQUEST or entry.text is None:
        return None
    if not isinstance(parse_message(entry.text), RequestMessage):
        return None
    message: JsonObject = json.loads(entry.text)
    return message


def why_not(entry: Entry, frame: Frame | None, label: str = "") -> str:
    """Why an entry cannot be sent again as the app of ``frame``; empty when it can. ``label`` is what the app was."""
    if entry.kind is not Kind.REQUEST:
        return "Only a request can be sent again."
    if captured(entry) is None:
        return "The message was not kept, or it was no request."
    if frame is None:
        return f"The app that sent it{f', {label},' if label else ''} is not open any more."
    if frame.origin != entry.origin:
        return f"{frame.label} shows {frame.origin or 'a page that has not spoken'} now, not {entry.origin}."
    return ""


def frame_of(frames: Frames, entry: Entry, label: str = "") -> Frame | None:
    """The frame that sent a message; of a message of the page before, the one app of its label and origin."""
    if entry.seq > 0:
        return frames.get(entry.frame)
    same = [frame for frame in frames if frame.label == label and frame.origin == entry.origin]
    return same[0] if len(same) == 1 else None


def send_again(
    session: Session, entry: Entry, label: str = "", request: str | None = None, parameters: Json = None
) -> Entry | Failure:
    """Sends a request of the log again, with another name or other parameters if they are given.

    Gives its new entry, which may still wait for its answer, or what is wrong; nothing has happened then.
    """
    frame = frame_of(session.frames, entry, label)
    problem = why_not(entry, frame, label)
    message = captured(entry)
    if problem or frame is None or message is None:
        return Failure(problem)
    rights = session.outlet.rights(frame)
    if rights is None:
        return Failure(f"{frame.label} has not spoken yet.")
    written = {name: value for name, value in message.items() if name != PORT}
    if request is not None:
        written["request"] = request
    if parameters is not None:
        if depth(parameters) >= MAXIMUM_DEPTH:
            return Failure("The parameters are nested too deep.")
        written["parameters"] = parameters
    text = json.dumps(written, separators=(",", ":"))
    if len(text) > LONGEST:
        return Failure(f"The request is too long: at most {LONGEST} characters.")
    read = parse_message(text)
    if not isinstance(read, RequestMessage):
        return Failure("A request needs a name.")
    return session.service.send_again(frame, rights, read, text)
