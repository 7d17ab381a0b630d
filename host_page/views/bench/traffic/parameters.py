"""Parameters of a request that somebody has written as JSON."""

from __future__ import annotations

import json

from scapi.resending import LONGEST
from scapi.values import Json

PARAMETERS_FIELD, REQUEST_FIELD = "parameters", "request"
"""The fields of the editor of a request."""


def read_parameters(text: str) -> tuple[Json, str]:
    """The parameters that somebody has written, and what is wrong with them; nothing written is an empty array."""
    if len(text) > LONGEST:
        return None, f"The parameters are too long: at most {LONGEST} characters."
    try:
        value: Json = json.loads(text) if text.strip() else []
    except json.JSONDecodeError as error:
        return None, f"Line {error.lineno}, column {error.colno}: {error.msg}."
    except RecursionError:
        return None, "The parameters are nested too deep."
    if not isinstance(value, list):
        return None, 'The parameters must be an array, such as ["5001"].'
    return value, ""
