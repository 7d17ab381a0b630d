"""Frozen values as JSON and back, by their types: what the tabs of a session tell each other and what a tab keeps.

A value is written as its annotations say: a dataclass as an object of those fields that are not at their default, an
enumeration as its value, a tuple as an array. Where several dataclasses are possible, the object says which one it is.
Long texts and bytes are not written in place but by their hash, and stand in a table of their own
(:class:`Contents`), so that what does not change is written once. Reading anything else than what was written raises
:class:`CodecError`; nothing is ever executed.
"""

from __future__ import annotations

import base64
import hashlib
import math
import typing
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

from scapi.values import Eventual, Failure, JsonObject, Success

LONG = 512
"""Characters from which a text is written by its hash."""
KIND = "$"
"""The member that says which of several dataclasses an object is."""
LONG_KEY = "#"
"""The member of an object that stands for a long text, or for bytes."""

Encode = Callable[[Any, "Contents"], Any]
Decode = Callable[[Any, "Contents"], Any]


class CodecError(ValueError):
    """What is read is not what was written."""


class Contents:
    """Long texts and bytes by their hash. ``new`` are those that were added since it was last taken."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._known: dict[str, str] = dict(known or {})
        self._new: dict[str, None] = {}
        self._used: dict[str, None] = {}
        self._size = sum(map(len, self._known.values()))

    def put(self, written: str) -> str:
        """Keeps a text, or bytes as ``base64,...``; gives its hash."""
        key = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if key not in self._known:
            self._known[key] = written
            self._new[key] = None
            self._size += len(written)
        self._used[key] = None
        return key

    def get(self, key: object) -> str:
        """Raises :class:`CodecError` for one that is not known."""
        if not isinstance(key, str) or key not in self._known:
            raise CodecError(f"no content {key!r}")
        self._used[key] = None
        return self._known[key]

    def add(self, contents: Mapping[str, str]) -> None:
        """What another tab has told."""
        for key, written in contents.items():
            if key not in self._known:
                self._known[key] = written
                self._size += len(written)

    def take_new(self) -> dict[str, str]:
        new, self._new = self._new, {}
        return {key: self._known[key] for key in new}

    def begin_use(self) -> None:
        """What is put or read from now on is used (:meth:`forget_unused`)."""
        self._used.clear()

    def forget_unused(self) -> None:
        """Keeps only what was put or read since :meth:`begin_use`."""
        for key in [key for key in self._known if key not in self._used]:
            del self._known[key]
            self._new.pop(key, None)
        self._size = sum(map(len, self._known.values()))

    @property
    def size(self) -> int:
        """Characters in all."""
        return self._size


class _Json:
    """Stands for the alias ``Json`` among the annotations: any value of JSON."""


Written: TypeAlias = Any
"""What a codec has written already, as a part of a larger value: it is passed on as it is."""


class _Written:
    """Stands for the alias ``Written`` among the annotations."""


_NAMES: Mapping[str, Any] = {
    "Json": _Json,
    "JsonObject": _Json,
    "Written": _Written,
    "Success": Success,
    "Failure": Failure,
    "Outcome": Success | Failure,
    "Eventual": Eventual,
}
"""What aliases that are texts mean, wherever they are used."""


class Codec:
    """Writes and reads the values of one type."""

    def __init__(self, kind: Any) -> None:
        self._encode, self._decode = _of(kind)

    def encode(self, value: Any, contents: Contents) -> Any:
        return self._encode(value, contents)

    def decode(self, written: Any, contents: Contents) -> Any:
        """Raises :class:`CodecError` for what is no such value."""
        return self._decode(written, contents)


_codecs: dict[Any, tuple[Encode, Decode]] = {}


def type_hints(of: Any) -> dict[str, Any]:
    """The annotations of a class or a function, as :class:`Codec` takes them."""
    return typing.get_type_hints(of, localns=dict(_NAMES))


def _of(kind: Any) -> tuple[Encode, Decode]:
    known = _codecs.get(kind)
    if known is None:
        known = _codecs[kind] = _make(kind)
    return known


def _make(kind: Any) -> tuple[Encode, Decode]:
    origin, args = get_origin(kind), get_args(kind)
    if kind is _Json or kind == JsonObject or (origin is typing.Mapping and args and args[1] is _Json):
        return _encode_json, _decode_json
    if kind is _Written:
        return (lambda value, _: value), (lambda written, _: written)
    if kind in (str, bytes):
        return _text if kind is str else _bytes
    if kind in (bool, int, float, NoneType):
        return _plain(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumeration(kind)
    if is_dataclass(kind):
        return _record(kind)
    if origin in (Union, UnionType):
        return _union(args)
    if origin in (tuple, Sequence, list):
        return _row(args)
    if origin is frozenset:
        return _set(args[0])
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(args)
    raise TypeError(f"no codec for {kind!r}")


def _write_text(value: str, contents: Contents) -> Any:
    return {LONG_KEY: contents.put(value)} if len(value) > LONG else value


def _read_text(written: Any, contents: Contents) -> str:
    if isinstance(written, str):
        return written
    if isinstance(written, dict) and len(written) == 1:
        return contents.get(written.get(LONG_KEY))
    raise CodecError(f"no text: {written!r:.80}")


_text: tuple[Encode, Decode] = (_write_text, _read_text)


def _write_bytes(value: bytes, contents: Contents) -> Any:
    return {LONG_KEY: contents.put("base64," + base64.b64encode(value).decode("ascii"))}


def _read_bytes(written: Any, contents: Contents) -> bytes:
    text = _read_text(written, contents)
    if not text.startswith("base64,"):
        raise CodecError("no bytes")
    try:
        return base64.b64decode(text.removeprefix("base64,"), validate=True)
    except ValueError as error:
        raise CodecError(str(error)) from None


_bytes: tuple[Encode, Decode] = (_write_bytes, _read_bytes)


def _encode_json(value: Any, contents: Contents) -> Any:
    """Any value of JSON; an object is written as an array of pairs, so that its keys can be anything."""
    if isinstance(value, str):
        return _write_text(value, contents)
    if isinstance(value, Mapping):
        return {KIND: [[key, _encode_json(member, contents)] for key, member in value.items()]}
    if isinstance(value, (list, tuple)):
        return [_encode_json(member, contents) for member in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _decode_json(written: Any, contents: Contents) -> Any:
    if isinstance(written, dict):
        pairs = written.get(KIND)
        if pairs is None:
            return _read_text(written, contents)
        if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
            raise CodecError("no object")
        return {str(key): _decode_json(member, contents) for key, member in pairs}
    if isinstance(written, list):
        return [_decode_json(member, contents) for member in written]
    return written


def _plain(kind: Any) -> tuple[Encode, Decode]:
    allowed = (int, float) if kind is float else (kind,)

    def encode(value: Any, _: Contents) -> Any:
        return "infinite" if kind is float and value == math.inf else value

    def decode(written: Any, _: Contents) -> Any:
        if kind is float and written == "infinite":
            return math.inf
        if not isinstance(written, allowed) or (isinstance(written, bool) and kind is not bool):
            raise CodecError(f"no {kind.__name__}: {written!r:.80}")
        return written

    return encode, decode


def _enumeration(kind: type[Enum]) -> tuple[Encode, Decode]:
    def decode(written: Any, _: Contents) -> Any:
        try:
            return kind(written)
        except ValueError:
            raise CodecError(f"no {kind.__name__}: {written!r:.80}") from None

    return lambda value, _: value.value, decode


def _record(kind: Any) -> tuple[Encode, Decode]:
    """A dataclass. Its codecs are found when they are first needed, for types may name each other."""
    found: list[tuple[str, Encode, Decode, Any]] = []

    def parts() -> list[tuple[str, Encode, Decode, Any]]:
        if not found:
            hints = type_hints(kind)
            for field in fields(kind):
                if not field.init:
                    continue  # worked out of the others
                default = field.default
                if field.default_factory is not MISSING:
                    default = field.default_factory()
                found.append((field.name, *_of(hints[field.name]), default))
        return found

    def encode(value: Any, contents: Contents) -> Any:
        written: dict[str, Any] = {KIND: kind.__name__}
        for name, write, _, default in parts():
            member = getattr(value, name)
            if default is MISSING or member != default:
                written[name] = write(member, contents)
        return written

    def decode(written: Any, contents: Contents) -> Any:
        if not isinstance(written, dict) or written.get(KIND) != kind.__name__:
            raise CodecError(f"no {kind.__name__}: {written!r:.80}")
        given = {name: read(written[name], contents) for name, _, read, _ in parts() if name in written}
        try:
            return kind(**given)
        except TypeError as error:
            raise CodecError(str(error)) from None

    return encode, decode


def _union(args: Sequence[Any]) -> tuple[Encode, Decode]:
    records = {arg.__name__: _of(arg) for arg in args if isinstance(arg, type) and is_dataclass(arg)}
    others = [(arg, *_of(arg)) for arg in args if not is_dataclass(arg)]

    def encode(value: Any, contents: Contents) -> Any:
        known = records.get(type(value).__name__)
        if known is not None:
            return known[0](value, contents)
        for arg, write, _ in others:
            plain = get_origin(arg) or arg
            if isinstance(plain, type) and isinstance(value, plain):
                return write(value, contents)
        raise TypeError(f"no codec for {type(value).__name__}")

    def decode(written: Any, contents: Contents) -> Any:
        if isinstance(written, dict) and isinstance(written.get(KIND), str):
            known = records.get(written[KIND])
            if known is not None:
                return known[1](written, contents)
        for _, _, read in others:
            try:
                return read(written, contents)
            except CodecError:
                continue
        raise CodecError(f"none of these: {written!r:.80}")

    return encode, decode


def _row(args: Sequence[Any]) -> tuple[Encode, Decode]:
    if len(args) == 1 or args[-1] is Ellipsis:
        write, read = _of(args[0])

        def decode(written: Any, contents: Contents) -> Any:
            if not isinstance(written, list):
                raise CodecError(f"no row: {written!r:.80}")
            return tuple(read(member, contents) for member in written)

        return lambda value, contents: [write(member, contents) for member in value], decode
    columns = [_of(arg) for arg in args]

    def encode_columns(value: Any, contents: Contents) -> Any:
        return [column[0](member, contents) for column, member in zip(columns, value, strict=True)]

    def decode_columns(written: Any, contents: Contents) -> Any:
        if not isinstance(written, list) or len(written) != len(columns):
            raise CodecError(f"no row of {len(columns)}: {written!r:.80}")
        return tuple(column[1](member, contents) for column, member in zip(columns, written, strict=True))

    return encode_columns, decode_columns


def _set(kind: Any) -> tuple[Encode, Decode]:
    write, read = _of(kind)

    def decode(written: Any, contents: Contents) -> Any:
        if not isinstance(written, list):
            raise CodecError(f"no set: {written!r:.80}")
        return frozenset(read(member, contents) for member in written)

    return lambda value, contents: sorted((write(member, contents) for member in value), key=str), decode


def _mapping(args: Sequence[Any]) -> tuple[Encode, Decode]:
    write_key, read_key = _of(args[0])
    write, read = _of(args[1])

    def encode(value: Mapping[Any, Any], contents: Contents) -> Any:
        return [[write_key(key, contents), write(member, contents)] for key, member in value.items()]

    def decode(written: Any, contents: Contents) -> Any:
        if not isinstance(written, list):
            raise CodecError(f"no mapping: {written!r:.80}")
        found: MutableMapping[Any, Any] = {}
        for pair in written:
            if not isinstance(pair, list) or len(pair) != 2:
                raise CodecError(f"no pair: {pair!r:.80}")
            found[read_key(pair[0], contents)] = read(pair[1], contents)
        return found

    return encode, decode
