"""JSON texts of what the workspace sends, compact and quickly: two or three are written with each message."""

from __future__ import annotations

from collections.abc import Callable
from json import JSONEncoder, encoder
from typing import Any

from scapi.values import Json


def _writer() -> Callable[[Json], str]:
    """One encoder for all texts, where the standard library makes a new one for each, as it does in ``JSONEncoder``.

    Without the accelerator, which may be missing, that is what writes.
    """
    plain = JSONEncoder(separators=(",", ":"), allow_nan=False)
    accelerator: Any = vars(encoder).get("c_make_encoder")
    if accelerator is None:
        return plain.encode
    around: dict[int, object] = {}
    """The containers that are being written: what contains itself ends here."""
    chunks = accelerator(
        around, plain.default, encoder.encode_basestring_ascii, None, plain.key_separator, plain.item_separator,
        plain.sort_keys, plain.skipkeys, plain.allow_nan,
    )  # fmt: skip

    def write(value: Json) -> str:
        try:
            return "".join(chunks(value, 0))
        except Exception:
            around.clear()  # else the next one that is written there would be taken for these
            raise

    return write


write_json = _writer()
"""The text of a value. Raises ``ValueError`` or ``TypeError`` for what JSON does not have."""
